// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records

/// A bidding round (招标批次): for which bidders reports are wanted, and on what terms.
public struct Round: Sendable {
    /// A bidder as the tendering office names it.
    public struct Bidder: Sendable {
        /// Its 统一社会信用代码, as written in the file.
        public var code: String
        /// Its name; nil if the file gives none.
        public var name: String?
        /// The document by which it authorises the query; nil if there is none.
        public var authorisation: String?
    }

    /// The number of the round.
    public var id: String
    /// The project that is tendered.
    public var project: String?
    /// The lot (标段).
    public var lot: String?
    /// The tendering unit, in whose name reports are asked for.
    public var tenderingUnit: String
    /// What the reports are for.
    public var purpose: String
    /// The first day of the period; nil for what the policy gives.
    public var from: CivilDay?
    /// The last day of the period; nil for the day of issue.
    public var to: CivilDay?
    /// The codes of the domains asked for; nil for all.
    public var domains: [String]?
    /// The policy to follow; nil for the store's first.
    public var policy: String?
    /// The moment at which the reports speak; nil for now.
    public var instant: Instant?
    /// The bidders in the order of the file.
    public var bidders: [Bidder]

    /// Reads a round file.
    ///
    /// - Throws: `RoundError` with all that is wrong.
    public static func read(_ bytes: [UInt8]) throws(RoundError) -> Round {
        let value: JSONValue
        do {
            value = try JSONReader.read(bytes)
        } catch {
            throw RoundError(faults: [error.description])
        }
        var reader = RoundReader(value)
        let round = reader.round()
        guard reader.faults.isEmpty else { throw RoundError(faults: reader.faults) }
        return round
    }
}

/// All that is wrong with a round file.
public struct RoundError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, each with the place, what was found and what was expected.
    public let faults: [String]

    /// The faults, a line each.
    public var description: String { faults.joined(separator: "\n") }
}

/// Takes the members of a round file, and notes what is wrong with them.
private struct RoundReader {
    private let value: JSONValue
    private(set) var faults: [String] = []

    private static let members = [
        "id", "project", "lot", "tenderingUnit", "purpose", "period", "domains", "policy", "deadline", "instant",
        "bidders",
    ]

    init(_ value: JSONValue) {
        self.value = value
    }

    mutating func round() -> Round {
        if value.members == nil { faults.append("a round is a JSON object") }
        check(value, members: Self.members, at: "")
        let period = value["period"]
        if let period { check(period, members: ["from", "to"], at: "/period") }
        let round = Round(
            id: text("id", in: value, at: "", isRequired: true) ?? "", project: text("project", in: value, at: ""),
            lot: text("lot", in: value, at: ""),
            tenderingUnit: text("tenderingUnit", in: value, at: "", isRequired: true) ?? "",
            purpose: text("purpose", in: value, at: "", isRequired: true) ?? "", from: day("from", period),
            to: day("to", period), domains: domains(), policy: text("policy", in: value, at: ""), instant: instant(),
            bidders: bidders())
        return round
    }

    private mutating func check(_ object: JSONValue, members known: [String], at path: String) {
        for member in object.members ?? [] where !known.contains(member.name) {
            faults.append("\(path)/\(member.name): unknown, expected one of \(known.joined(separator: ", "))")
        }
    }

    private mutating func text(
        _ name: String, in object: JSONValue, at path: String, isRequired: Bool = false
    ) -> String? {
        guard let member = object[name] else {
            if isRequired { faults.append("\(path)/\(name): missing") }
            return nil
        }
        guard let text = member.string, !text.isEmpty else {
            faults.append("\(path)/\(name): found \(member.text), expected a text")
            return nil
        }
        return text
    }

    private mutating func day(_ name: String, _ period: JSONValue?) -> CivilDay? {
        guard let period, let text = text(name, in: period, at: "/period") else { return nil }
        let day = CivilDay(text)
        if day == nil { faults.append("/period/\(name): \"\(text)\" is no day such as 2026-11-23") }
        return day
    }

    private mutating func instant() -> Instant? {
        guard let text = text("instant", in: value, at: "") else { return nil }
        let instant = Instant(text)
        if instant == nil { faults.append("/instant: \"\(text)\" is no moment such as 2026-11-23T20:00:00+08:00") }
        return instant
    }

    private mutating func domains() -> [String]? {
        switch value["domains"] {
        case nil, .string("all"): return nil
        case .array(let elements)?:
            let codes = elements.compactMap(\.string)
            if codes.count != elements.count || codes.isEmpty { faults.append("/domains: expected \"all\" or codes") }
            return codes
        case let other?:
            faults.append("/domains: found \(other.text), expected \"all\" or a list of codes")
            return nil
        }
    }

    private mutating func bidders() -> [Round.Bidder] {
        guard let elements = value["bidders"]?.array, !elements.isEmpty else {
            faults.append("/bidders: expected a list of at least one")
            return []
        }
        var bidders: [Round.Bidder] = []
        for (index, element) in elements.enumerated() {
            let path = "/bidders/\(index)"
            if element.members == nil { faults.append("\(path): found \(element.text), expected an object") }
            check(element, members: ["code", "name", "authorisation"], at: path)
            guard let code = text("code", in: element, at: path, isRequired: true) else { continue }
            if let first = bidders.firstIndex(where: { Spelling.normalize($0.code) == Spelling.normalize(code) }) {
                faults.append("\(path)/code: \(code) stands already at /bidders/\(first)")
            }
            bidders.append(
                Round.Bidder(
                    code: code, name: text("name", in: element, at: path),
                    authorisation: text("authorisation", in: element, at: path)))
        }
        return bidders
    }
}
