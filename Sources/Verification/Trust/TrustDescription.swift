// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records

/// What `trust.json` says: the authorities of a trust folder (信任目录) and the rules of using them.
public struct TrustDescription: Hashable, Sendable {
    /// An authority.
    public struct Root: Hashable, Sendable {
        /// Its certificate, as a path inside the folder.
        public var file: String
        /// The hash of its key: a file that was exchanged is noticed.
        public var key: KeyHash
        /// The first day of issue of the reports that it is trusted for; nil for any.
        public var from: CivilDay?
        /// The last day of issue of the reports that it is trusted for; nil for any.
        public var until: CivilDay?
        /// Which of its signers count, and for what.
        public var admission: Trust.Admission
        /// Why, for people.
        public var note: String?

        /// An authority of those parts.
        public init(
            file: String, key: KeyHash, from: CivilDay? = nil, until: CivilDay? = nil,
            admission: Trust.Admission, note: String? = nil
        ) {
            self.file = file
            self.key = key
            self.from = from
            self.until = until
            self.admission = admission
            self.note = note
        }
    }

    /// An authority for timestamps.
    public struct TimestampRoot: Hashable, Sendable {
        /// Its certificate, as a path inside the folder.
        public var file: String
        /// The hash of its key.
        public var key: KeyHash

        /// An authority of those parts.
        public init(file: String, key: KeyHash) {
            self.file = file
            self.key = key
        }
    }

    /// The format that is read and written.
    public static let format = "creditreport-trust-1"

    /// The authorities.
    public var roots: [Root]
    /// The suites whose signatures decide anything.
    public var suites: [Suite]
    /// Those of them of which a report must bear a signature.
    public var requiredSuites: [Suite]
    /// Whether a path without fresh revocation lists leaves open who issued a report.
    public var requiresRevocationLists: Bool
    /// The revocation lists, as paths inside the folder.
    public var revocationLists: [String]
    /// The authorities whose timestamps prove anything.
    public var timestampRoots: [TimestampRoot]
    /// Whether a signature without a timestamp leaves open who issued a report.
    public var requiresTimestamps: Bool
    /// The status list, as a path inside the folder; nil if there is none.
    public var statusList: String?

    /// The hash function by which the folder names keys: where SM2 alone decides, SM3.
    public var keyHashAlgorithm: DigestAlgorithm { suites == [.sm2] ? .sm3 : .sha256 }

    /// A description of those parts.
    public init(
        roots: [Root] = [], suites: [Suite] = Suite.allCases, requiredSuites: [Suite] = [],
        requiresRevocationLists: Bool = false, revocationLists: [String] = [], timestampRoots: [TimestampRoot] = [],
        requiresTimestamps: Bool = false, statusList: String? = nil
    ) {
        self.roots = roots
        self.suites = suites
        self.requiredSuites = requiredSuites
        self.requiresRevocationLists = requiresRevocationLists
        self.revocationLists = revocationLists
        self.timestampRoots = timestampRoots
        self.requiresTimestamps = requiresTimestamps
        self.statusList = statusList
    }

    /// Reads a description.
    ///
    /// - Throws: `RecordsError` with every fault.
    public init(_ bytes: [UInt8]) throws(RecordsError) {
        let faults = ConfigurationNode.Faults(area: "trust")
        guard let root = ConfigurationNode.root(of: bytes, format: Self.format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: [
            "format", "suites", "requiredSuites", "requiresRevocationLists", "roots", "revocationLists",
            "timestampRoots", "requiresTimestamps", "statusList",
        ])
        let suites = (root.required("suites")?.elements ?? []).compactMap(Self.suite)
        self.suites = suites
        requiredSuites = (root.optional("requiredSuites")?.elements ?? []).compactMap(Self.suite)
        if let suite = requiredSuites.first(where: { !suites.contains($0) }), !suites.isEmpty {
            faults.note(
                "suite", at: "requiredSuites", "\(suite.rawValue) is required, but not among the accepted suites")
        }
        if suites.isEmpty { faults.note("suite", at: "suites", "no suite is accepted, so nothing can be verified") }
        requiresRevocationLists = root.optional("requiresRevocationLists")?.bool ?? false
        roots = (root.required("roots")?.elements ?? []).compactMap(Self.root)
        revocationLists = (root.optional("revocationLists")?.elements ?? []).compactMap(Self.file)
        timestampRoots = (root.optional("timestampRoots")?.elements ?? []).compactMap(Self.timestampRoot)
        requiresTimestamps = root.optional("requiresTimestamps")?.bool ?? false
        statusList = root.optional("statusList").flatMap(Self.file)
        try faults.check()
    }

    /// The description as it is written: one authority a line, for people and for version control.
    public var file: [UInt8] {
        func list(_ values: [String]) -> String {
            values.isEmpty ? "[]" : "[\n    " + values.joined(separator: ",\n    ") + "\n  ]"
        }
        var members = [
            "\"format\": \"\(Self.format)\"",
            "\"suites\": " + JSONValue.array(suites.map { .string($0.rawValue) }).text,
            "\"requiredSuites\": " + JSONValue.array(requiredSuites.map { .string($0.rawValue) }).text,
            "\"requiresRevocationLists\": \(requiresRevocationLists)",
            "\"roots\": " + list(roots.map { Self.json($0).text }),
            "\"revocationLists\": " + list(revocationLists.map { JSONValue.string($0).text }),
        ]
        if !timestampRoots.isEmpty {
            let roots = timestampRoots.map { root in
                JSONValue.object([
                    JSONMember("file", .string(root.file)), JSONMember(root.key.member, .string(root.key.hex)),
                ]).text
            }
            members.append("\"timestampRoots\": " + list(roots))
        }
        if requiresTimestamps { members.append("\"requiresTimestamps\": true") }
        if let statusList { members.append("\"statusList\": " + JSONValue.string(statusList).text) }
        return Array(("{\n  " + members.joined(separator: ",\n  ") + "\n}\n").utf8)
    }

    private static func json(_ root: Root) -> JSONValue {
        var members = [JSONMember("file", .string(root.file)), JSONMember(root.key.member, .string(root.key.hex))]
        if let from = root.from { members.append(JSONMember("from", .string(from.description))) }
        if let until = root.until { members.append(JSONMember("until", .string(until.description))) }
        members.append(json(root.admission))
        if let note = root.note { members.append(JSONMember("note", .string(note))) }
        return .object(members)
    }

    private static func suite(_ node: ConfigurationNode) -> Suite? {
        guard let name = node.text(upTo: 16) else { return nil }
        guard let suite = Suite(rawValue: name) else {
            node.faults.note("suite", at: node.path, "p256 or sm2 was expected, this is \"\(name)\"")
            return nil
        }
        return suite
    }

    private static func root(_ node: ConfigurationNode) -> Root? {
        node.expect(keys: ["file", "spkiSHA256", "spkiSM3", "from", "until", "private", "signers", "note"])
        func day(_ name: String) -> CivilDay? {
            guard let member = node.optional(name), let text = member.text(upTo: 10) else { return nil }
            guard let day = CivilDay(text) else {
                node.faults.note("day", at: member.path, "a day YYYY-MM-DD was expected, this is \"\(text)\"")
                return nil
            }
            return day
        }
        let hash = keyHash(node)
        let (from, until) = (day("from"), day("until"))
        if let from, let until, until < from {
            node.faults.note("period", at: node.path, "it ends on \(until), before it begins on \(from)")
        }
        let file = node.required("file").flatMap(file)
        let note = node.optional("note")?.text
        let admission = admission(node)
        guard let file, let hash, let admission else { return nil }
        return Root(
            file: file, key: hash, from: from, until: until, admission: admission, note: note)
    }

    private static func timestampRoot(_ node: ConfigurationNode) -> TimestampRoot? {
        node.expect(keys: ["file", "spkiSHA256", "spkiSM3"])
        guard let file = node.required("file").flatMap(file), let hash = keyHash(node) else { return nil }
        return TimestampRoot(file: file, key: hash)
    }

    /// A path that stays inside the folder.
    private static func file(_ node: ConfigurationNode) -> String? {
        guard let path = node.text(upTo: 300) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            node.faults.note("path", at: node.path, "a path inside the folder was expected, this is \"\(path)\"")
            return nil
        }
        return path
    }
}
