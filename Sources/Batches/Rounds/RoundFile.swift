// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records
internal import Reporting

/// The round as a file: JSON, with the bidders in it or in a table that it names.
extension Round {
    /// The largest round file and list of bidders, in bytes.
    private static let longest = 256 << 20
    fileprivate static let memberNames = [
        "id", "project", "lot", "tenderingUnit", "purpose", "matter", "basis", "period", "domains", "policy",
        "deadline", "instant", "bidders",
    ]

    /// Reads a round file and the list of bidders that it names.
    ///
    /// - Throws: `RoundError` with all that is wrong, `FileError` if the round file cannot be read.
    public static func read(at path: String) throws -> Round {
        let bytes = try DurableFile.read(path, limit: longest, followingLinks: true)
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            throw RoundError(faults: [error.description])
        }
        var reader = MemberReader()
        var digested = bytes
        let bidders: [Bidder]
        var faults: [String] = []
        if let name = value["bidders"]?.string, !name.isEmpty {
            do {
                // The round file comes from somebody else, and what the table says goes back there: it names no file
                // but one that lies beside it.
                guard !name.contains("/"), name != "..", name != "." else {
                    throw RoundError(faults: [
                        "/bidders: \"\(name)\" has a directory, expected the name of a table beside this file"
                    ])
                }
                let table = try DurableFile.read(Directory.parent(of: path) + "/" + name, limit: longest)
                digested += Digest.of(table)
                bidders = try BidderTable.read(table, name: name)
            } catch let error as RoundError {
                faults += error.faults
                bidders = []
            } catch {
                faults.append("/bidders: \(name): \(error)")
                bidders = []
            }
        } else {
            bidders = reader.bidders(in: value)
        }
        let round = reader.round(value, bidders: bidders, sha256: Hex.encode(Digest.of(digested)))
        faults = reader.faults + faults
        guard faults.isEmpty else { throw RoundError(faults: faults.map(Masking.usual.text)) }
        return round
    }
}

extension MemberReader {
    fileprivate mutating func round(_ value: JSONValue, bidders: [Round.Bidder], sha256: String) -> Round {
        check(value, members: Round.memberNames, at: "")
        let period = value["period"]
        if let period { check(period, members: ["from", "to"], at: "/period") }
        return Round(
            id: text("id", in: value, at: "", isRequired: true) ?? "", project: text("project", in: value, at: ""),
            lot: text("lot", in: value, at: ""),
            tenderingUnit: text("tenderingUnit", in: value, at: "", isRequired: true) ?? "",
            purpose: text("purpose", in: value, at: "", isRequired: true) ?? "",
            matter: text("matter", in: value, at: ""), basis: text("basis", in: value, at: ""),
            from: day("from", in: period, at: "/period"), to: day("to", in: period, at: "/period"),
            domains: domains(in: value), policy: text("policy", in: value, at: ""),
            deadline: instant("deadline", in: value, at: ""), instant: instant("instant", in: value, at: ""),
            bidders: bidders, sha256: sha256)
    }

    fileprivate mutating func bidders(in value: JSONValue) -> [Round.Bidder] {
        guard let elements = value["bidders"]?.array, !elements.isEmpty else {
            fault("/bidders", "expected a list of at least one, or the name of a table beside this file")
            return []
        }
        var bidders: [Round.Bidder] = []
        for (index, element) in elements.enumerated() {
            let path = "/bidders/\(index)"
            check(element, members: ["code", "name", "authorisation", "members"], at: path)
            guard let firm = firm(element, at: path) else { continue }
            var members: [Round.Firm] = []
            for (place, member) in (element["members"]?.array ?? []).enumerated() {
                let path = "\(path)/members/\(place)"
                check(member, members: ["code", "name", "authorisation"], at: path)
                if let firm = self.firm(member, at: path) { members.append(firm) }
            }
            if let given = element["members"], given.array == nil {
                fault("\(path)/members", "found \(given.text), expected a list of firms")
            }
            bidders.append(Round.Bidder(firm: firm, members: members, place: path))
        }
        return bidders
    }

    private mutating func firm(_ object: JSONValue, at path: String) -> Round.Firm? {
        let name = text("name", in: object, at: path)
        let authorisation = authorisation(in: object, at: path)
        guard let code = text("code", in: object, at: path, isRequired: true) else { return nil }
        let firm = Round.Firm(code: code, name: name, authorisation: authorisation)
        if let length = firm.overlength { fault("\(path)/code", length) }
        return firm
    }
}
