// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Which signers of an authority count, as `trust.json` says it: `"private": true`, or `"signers": [...]`.
extension TrustDescription {
    /// The members of an authority that say which of its signers count.
    static func json(_ admission: Trust.Admission) -> JSONMember {
        switch admission {
        case .all: JSONMember("private", .bool(true))
        case .signers(let signers): JSONMember("signers", .array(signers.map(json)))
        }
    }

    private static func json(_ signer: Trust.Signer) -> JSONValue {
        var members: [JSONMember] = []
        switch signer.identity {
        case .key(let hash): members.append(JSONMember("spkiSHA256", .string(Hex.encode(hash))))
        case .organization(let name): members.append(JSONMember("organization", .string(name)))
        }
        if !signer.issuers.isEmpty {
            members.append(JSONMember("issuers", .array(signer.issuers.map(JSONValue.string))))
        }
        if signer.signsStatusLists { members.append(JSONMember("statusLists", .bool(true))) }
        return .object(members)
    }

    /// Which signers of an authority count; nil, with a fault noted, unless exactly one of the two is said.
    static func admission(_ node: ConfigurationNode) -> Trust.Admission? {
        let isPrivate = node.optional("private").map { $0.bool ?? false }
        let signers = node.optional("signers")?.elements
        switch (isPrivate, signers) {
        case (true, nil): return .all
        case (nil, let signers?) where !signers.isEmpty: return .signers(signers.compactMap(signer))
        default:
            node.faults.note(
                "signers", at: node.path, "either \"signers\" or \"private\": true was expected",
                hint: "creditreport trust add DIR --root FILE with --signer, or with --private for an authority that "
                    + "certifies the issuer's own keys alone")
            return nil
        }
    }

    private static func signer(_ node: ConfigurationNode) -> Trust.Signer? {
        node.expect(keys: ["spkiSHA256", "organization", "issuers", "statusLists"])
        let identity: Trust.Signer.Identity
        switch (node.optional("spkiSHA256"), node.optional("organization")) {
        case (let hash?, nil):
            guard let bytes = keyHash(hash) else { return nil }
            identity = .key(spkiSHA256: bytes)
        case (nil, let organization?):
            guard let name = organization.text else { return nil }
            identity = .organization(name)
        default:
            node.faults.note("signers", at: node.path, "either \"spkiSHA256\" or \"organization\" was expected")
            return nil
        }
        let issuers = (node.optional("issuers")?.elements ?? []).compactMap(\.text)
        let signsStatusLists = node.optional("statusLists")?.bool ?? false
        if issuers.isEmpty && !signsStatusLists {
            node.faults.note("signers", at: node.path, "it may sign neither reports (issuers) nor status lists")
        }
        return Trust.Signer(identity, issuers: issuers, signsStatusLists: signsStatusLists)
    }

    /// A SHA-256 in 64 lower-case hexadecimal digits; nil, with a fault noted, if it is none.
    static func keyHash(_ node: ConfigurationNode) -> [UInt8]? {
        guard let text = node.text(upTo: 64) else { return nil }
        guard let hash = Hex.decode(text), hash.count == 32, text == text.lowercased() else {
            node.faults.note("spki", at: node.path, "64 lower-case hexadecimal digits were expected")
            return nil
        }
        return hash
    }
}
