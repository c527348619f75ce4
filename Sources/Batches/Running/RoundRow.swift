// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Issuing
public import Registry
internal import Reporting

/// What became of a bidder: what journal, summary and manifest keep of it, and none of a report's bytes.
public struct RoundRow: Hashable, Sendable {
    /// A firm of the bidder, and what its report says of it.
    public struct Firm: Hashable, Sendable {
        /// Its code, as the report spells it; where there is none, as the round gives it.
        public var code: String
        /// Its name in the register; where there is no report, as the round gives it.
        public var name: String
        /// How many records the report counts; nil where there is no report.
        public var total: Int?
        /// The lines that say what the report does not show.
        public var notes: [String] = []
        /// The entries of lists that stand, with the measures that the report prints beside each.
        public var lists: [String] = []
        /// The conclusion for each domain, in the order of the report.
        public var domains: [Conclusion] = []
        /// Whether the data of a domain are not up to date.
        public var isStale = false
    }

    /// The conclusion on a domain.
    public struct Conclusion: Hashable, Sendable {
        /// The domain's name.
        public var domain: String
        /// The conclusion in the words of the report: 未查见, how many, 数据未更新至今.
        public var text: String
    }

    /// The line of the manifest.
    public var entry: Manifest.Entry
    /// The firms, the leader of a consortium first.
    public var firms: [Firm]
    /// What the plan warned of.
    public var warnings: [String]

    /// Its place in the round, from 1 on.
    public var bidder: Int { entry.bidder }
    /// Its report; nil if there is none.
    public var report: Manifest.Report? {
        if case .issued(let report) = entry.outcome { report } else { nil }
    }
}

extension RoundRow.Firm {
    /// A firm as a report tells of it.
    init(_ section: SubjectSection) {
        code = section.code
        name = section.name
        total = section.overview.total
        notes = section.overview.notes
        for record in section.sections.flatMap(\.records) {
            guard let names = record.lists else { continue }
            let measures = record.consequences.map { "\($0.name)（\($0.code)，\($0.basis)）" }
            let line =
                record.title + (names.isEmpty ? "" : "（\(names.joined(separator: "、"))）")
                + (measures.isEmpty ? "" : "：" + measures.joined(separator: "；"))
            if !lists.contains(line) { lists.append(line) }
        }
        domains = section.domains.map { RoundRow.Conclusion(domain: $0.domain.name, text: $0.conclusion) }
        isStale = section.domains.contains(where: \.isStale)
    }
}

/// The row as a line of the journal.
extension RoundRow {
    /// The line, with its line feed.
    var line: [UInt8] { RoundJournal.line(json) }

    /// The SHA-256 of the line.
    var digest: [UInt8] { Digest.of(line) }

    /// The line as a value.
    var json: JSONValue {
        var members = entry.members
        members.append(JSONMember("firms", .array(firms.map(\.json))))
        if !warnings.isEmpty { members.append(JSONMember("warnings", .array(warnings.map(JSONValue.string)))) }
        return .object(members)
    }

    /// Reads what `json` gives; nil if it is no such line.
    ///
    /// - Parameter algorithm: the hash function of the files.
    init?(_ value: JSONValue, _ algorithm: DigestAlgorithm) {
        guard let entry = Manifest.Entry(value, algorithm), let firms = value["firms"]?.array else { return nil }
        self.entry = entry
        self.firms = firms.compactMap { Firm($0) }
        warnings = (value["warnings"]?.array ?? []).compactMap(\.string)
        guard self.firms.count == firms.count else { return nil }
    }
}

extension RoundRow.Firm {
    fileprivate var json: JSONValue {
        var members = [JSONMember("code", .string(code)), JSONMember("name", .string(name))]
        guard let total else { return .object(members) }
        members += [
            JSONMember("total", .integer(total)), JSONMember("notes", .array(notes.map(JSONValue.string))),
            JSONMember("lists", .array(lists.map(JSONValue.string))),
            JSONMember("domains", .object(domains.map { JSONMember($0.domain, .string($0.text)) })),
            JSONMember("stale", .bool(isStale)),
        ]
        return .object(members)
    }

    fileprivate init?(_ value: JSONValue) {
        guard let code = value["code"]?.string, let name = value["name"]?.string else { return nil }
        self.code = code
        self.name = name
        total = value["total"]?.integer
        notes = (value["notes"]?.array ?? []).compactMap(\.string)
        lists = (value["lists"]?.array ?? []).compactMap(\.string)
        domains = (value["domains"]?.members ?? []).compactMap { member in
            member.value.string.map { RoundRow.Conclusion(domain: member.name, text: $0) }
        }
        isStale = value["stale"]?.bool ?? false
    }
}
