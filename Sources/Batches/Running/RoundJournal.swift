// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Registry

/// The journal of a round (进度日志): what it was begun with, and a line for each bidder that is done, durable before
/// anybody is told.
///
/// Its first line is sealed with the secret of the store: whoever can write to the directory alone cannot make a round go on
/// with older data or under another policy. Rows are not: a round that was broken off makes them again, and takes from here
/// what they agree with. They are read back one by one: none is kept.
public struct RoundJournal: Sendable {
    /// The name of the file in the directory of the reports.
    public static let fileName = "journal.jsonl"
    private static let format = "creditreport-journal-1"
    private static let seal = "seal"
    private static let pieceSize = 1 << 20

    /// What a round was begun with, and must go on with.
    public struct Head: Hashable, Sendable {
        /// The number of the round.
        public var round: String
        /// SHA-256 of the round file and its list, lower-case hex.
        public var roundHash: String
        /// The snapshot of the store, lower-case hex.
        public var snapshot: String
        /// The moment at which the reports speak.
        public var instant: Instant
        /// The hash function of the files: that of the store.
        public var digestAlgorithm: DigestAlgorithm
        /// The policy that reports follow.
        public var policy: Manifest.Policy
        /// The template of the views: its name and its hash.
        public var template: String
        /// The share, such as "2/8"; nil for the whole round.
        public var shard: String?
        /// How many lines the query log had.
        public var queries: Int
    }

    let path: String
    /// What the round was begun with.
    public let head: Head
    /// The first line up to its seal, and the seal.
    private let sealed: (content: [UInt8], seal: String)
    /// Where the last whole line ends.
    private var end: Int

    /// Begins a journal.
    ///
    /// - Parameter seal: gives the seal of a text.
    init(creatingAt path: String, _ head: Head, sealedBy seal: ([UInt8]) -> String) throws {
        self.path = path
        self.head = head
        let members =
            [
                JSONMember("format", .string(Self.format)), JSONMember("round", .string(head.round)),
                JSONMember("roundHash", .string(head.roundHash)), JSONMember("snapshot", .string(head.snapshot)),
                JSONMember("instant", .string(head.instant.description)),
                JSONMember("digest", .string(head.digestAlgorithm.rawValue)),
                JSONMember("policy", head.policy.json), JSONMember("template", .string(head.template)),
                JSONMember("queries", .integer(head.queries)),
            ] + (head.shard.map { [JSONMember("shard", .string($0))] } ?? [])
        let content = Self.line(.object(members))
        sealed = (content, seal(content))
        let bytes = Self.line(.object(members + [JSONMember(Self.seal, .string(sealed.seal))]))
        try DurableFile.publish(bytes, at: path, replacing: false)
        end = bytes.count
    }

    /// Opens the journal in a directory; nil if there is none.
    ///
    /// - Throws: `RoundError` if it cannot be read; a line that was not written to its end is none.
    public init?(in directory: String) throws {
        path = directory + "/" + Self.fileName
        guard Directory.exists(path) else { return nil }
        var head: Head?
        var sealed: (content: [UInt8], seal: String) = ([], "")
        var end = 0
        try Self.lines(of: path, to: nil) { line, lineEnd in
            end = lineEnd
            if head == nil {
                guard let value = try? JSONReader.read(line), value["format"]?.string == Self.format,
                    let round = value["round"]?.string, let roundHash = value["roundHash"]?.string,
                    let snapshot = value["snapshot"]?.string,
                    let instant = value["instant"]?.string.flatMap({ Instant($0) }),
                    let digestAlgorithm = value["digest"]?.string.flatMap({ DigestAlgorithm(rawValue: $0) }),
                    let policy = value["policy"].flatMap({ Manifest.Policy($0) }),
                    let template = value["template"]?.string, let queries = value["queries"]?.integer,
                    let members = value.members, let seal = value[Self.seal]?.string
                else { throw Self.damaged(directory, "its first line is not that of \(Self.format)") }
                head = Head(
                    round: round, roundHash: roundHash, snapshot: snapshot, instant: instant,
                    digestAlgorithm: digestAlgorithm, policy: policy, template: template,
                    shard: value["shard"]?.string, queries: queries)
                sealed = (Self.line(.object(members.filter { $0.name != Self.seal })), seal)
            }
        }
        guard let head else { throw Self.damaged(directory, "it is empty") }
        self.head = head
        self.sealed = sealed
        self.end = end
    }

    /// Whether the first line is as it was written.
    func isSealed(by seal: ([UInt8]) -> String) -> Bool { seal(sealed.content) == sealed.seal }

    /// Adds rows with one write, and syncs the file.
    mutating func append(_ rows: [RoundRow]) throws {
        guard !rows.isEmpty else { return }
        let bytes = rows.flatMap(\.line)
        // What was torn at the end goes with the same write.
        try DurableFile.replaceTail(of: path, from: end, with: bytes)
        end += bytes.count
    }

    /// Hands over all rows in the order in which they were written.
    func forEach(_ body: (RoundRow) throws -> Void) throws {
        var isFirst = true
        try Self.lines(of: path, to: end) { line, _ in
            if isFirst {
                isFirst = false
                return
            }
            guard let value = try? JSONReader.read(line), let row = RoundRow(value, head.digestAlgorithm) else {
                throw Self.damaged(Directory.parent(of: path), "a line is not that of a bidder")
            }
            try body(row)
        }
    }

    /// Hands over the rows of those digests, by bidder, and none that somebody else wrote.
    func forEach(of rows: [Int: [UInt8]], _ body: (RoundRow) throws -> Void) throws {
        try forEach { if rows[$0.bidder] == $0.digest { try body($0) } }
    }

    static func line(_ value: JSONValue) -> [UInt8] {
        var writer = ByteWriter(capacity: 2048)
        writer.append(json: value)
        writer.append("\n")
        return writer.bytes
    }

    /// Hands over the lines that end with a line feed, each with the place behind it.
    private static func lines(
        of path: String, to limit: Int?, _ body: (ArraySlice<UInt8>, Int) throws -> Void
    ) throws {
        let file = try ReadableFile(path)
        let count = limit ?? file.count
        var buffer: [UInt8] = []
        var offset = 0
        while offset < count {
            let piece = try file.read(at: offset, count: min(pieceSize, count - offset))
            let start = offset - buffer.count
            offset += piece.count
            buffer += piece
            var next = 0
            while let feed = buffer[next...].firstIndex(of: 0x0A) {
                try body(buffer[next..<feed], start + feed + 1)
                next = feed + 1
            }
            buffer.removeFirst(next)
        }
    }

    private static func damaged(_ directory: String, _ words: String) -> RoundError {
        RoundError(faults: ["\(directory)/\(fileName): \(words)"])
    }
}
