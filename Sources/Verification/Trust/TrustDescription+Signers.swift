// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
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
        case .key(let hash): members.append(JSONMember(hash.member, .string(hash.hex)))
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
        node.expect(keys: ["spkiSHA256", "spkiSM3", "organization", "issuers", "statusLists"])
        let identity: Trust.Signer.Identity
        if let organization = node.optional("organization") {
            guard !DigestAlgorithm.allCases.contains(where: { node.optional(KeyHash.member($0)) != nil }) else {
                node.faults.note("signers", at: node.path, "either the hash of a key or \"organization\" was expected")
                return nil
            }
            guard let name = organization.text else { return nil }
            identity = .organization(name)
        } else {
            guard let hash = keyHash(node) else { return nil }
            identity = .key(hash)
        }
        let issuers = (node.optional("issuers")?.elements ?? []).compactMap(\.text)
        let signsStatusLists = node.optional("statusLists")?.bool ?? false
        if issuers.isEmpty && !signsStatusLists {
            node.faults.note("signers", at: node.path, "it may sign neither reports (issuers) nor status lists")
        }
        return Trust.Signer(identity, issuers: issuers, signsStatusLists: signsStatusLists)
    }

    /// The hash of a key among the members of an object, in 64 lower-case hexadecimal digits: `spkiSHA256` or `spkiSM3`;
    /// nil, with a fault noted, unless there is exactly one.
    static func keyHash(_ node: ConfigurationNode) -> KeyHash? {
        let members = DigestAlgorithm.allCases.compactMap { algorithm in
            node.optional(KeyHash.member(algorithm)).map { (algorithm, $0) }
        }
        guard members.count == 1, let (algorithm, member) = members.first else {
            node.faults.note("spki", at: node.path, "either \"spkiSHA256\" or \"spkiSM3\" was expected")
            return nil
        }
        guard let text = member.text(upTo: 64) else { return nil }
        guard let bytes = Hex.decode(text), text == text.lowercased(), let hash = KeyHash(algorithm, bytes) else {
            member.faults.note("spki", at: member.path, "64 lower-case hexadecimal digits were expected")
            return nil
        }
        return hash
    }
}
