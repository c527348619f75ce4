// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import RecordStore

/// What a line of a log records.
enum LogRecord: Hashable, Sendable {
    /// A report was issued.
    case issue(IssueEntry)
    /// A report was withdrawn or superseded.
    case change(StatusChange)
    /// A report was asked for.
    case query(QueryEntry)
    /// Repair of a record was applied for.
    case application(RepairApplication)
    /// Something was done about an application for repair.
    case applicationStep(RepairStep)
    /// An agency told what it did with a report.
    case feedback(FeedbackEntry)
    /// A reconciliation sheet was sent to a department.
    case reconciliation(ReconciliationEntry)
    /// A department answered to a sheet.
    case reconciliationAnswer(ReconciliationAnswer)
    /// An unfinished line at the end was taken away: what it had of bytes, and their hash.
    case repair(bytes: Int, hash: String)

    /// The name of the kind in the line.
    var kind: String {
        switch self {
        case .issue: "ISSUE"
        case .change(let change): change.successor == nil ? "WITHDRAW" : "SUPERSEDE"
        case .query: "QUERY"
        case .application: "APPLICATION"
        case .applicationStep: "APPLICATION-STEP"
        case .feedback: "FEEDBACK"
        case .reconciliation: "RECONCILIATION"
        case .reconciliationAnswer: "RECONCILIATION-ANSWER"
        case .repair: "REPAIR"
        }
    }

    /// The number of the report whose state it makes; nil for lines of other logs and repairs.
    var number: String? {
        switch self {
        case .issue(let entry): entry.number
        case .change(let change): change.number
        case .query, .application, .applicationStep, .feedback, .reconciliation, .reconciliationAnswer, .repair: nil
        }
    }
}

/// A line of a log: one JSON object that ends with the hash of all before that member, and holds that of the
/// line before it as `previous`. So a line is checked by itself, and a log by its last line.
struct LogLine: Hashable, Sendable {
    /// Its place in the log, from 1 on.
    let number: Int
    /// The hash in the line before it; 64 zeros for the first.
    let previous: String
    /// What it records.
    let record: LogRecord
    /// The hash of its body: all before the member that is named after the hash function.
    let digest: [UInt8]
    /// The hash function of the log.
    let algorithm: DigestAlgorithm
    /// Where it begins in the file.
    let offset: Int
    /// How many bytes its body has.
    let length: Int

    /// The digest in lower-case hex: what the next line holds as `previous`.
    var hash: String { Hex.encode(digest) }
    /// Where the next line begins.
    var end: Int { offset + length + Self.sealLength(algorithm) + 1 }

    private static func sealLength(_ algorithm: DigestAlgorithm) -> Int {
        // ,"NAME":"HASH"}
        7 + algorithm.member.utf8.count + 2 * algorithm.byteCount
    }

    private static func seal(_ digest: [UInt8], _ algorithm: DigestAlgorithm) -> [UInt8] {
        var writer = ByteWriter(capacity: 80)
        writer.append(",\"\(algorithm.member)\":\"")
        writer.append(hex: digest)
        writer.append("\"}")
        return writer.bytes
    }

    /// A new line that begins at `offset`, and its text, the line feed included.
    static func make(
        _ record: LogRecord, number: Int, previous: String, offset: Int, _ algorithm: DigestAlgorithm
    ) throws(JSONError) -> (line: LogLine, text: [UInt8]) {
        var writer = ByteWriter(capacity: 1024)
        writer.append("{\"line\":")
        writer.append(decimal: number)
        writer.append(member: "previous", previous)
        writer.append(member: "kind", record.kind)
        switch record {
        case .issue(let entry): entry.write(algorithm, to: &writer)
        case .change(let change): change.write(to: &writer)
        case .query(let entry): entry.write(to: &writer)
        case .application(let application): application.write(to: &writer)
        case .applicationStep(let step): step.write(to: &writer)
        case .feedback(let entry): entry.write(to: &writer)
        case .reconciliation(let entry): entry.write(to: &writer)
        case .reconciliationAnswer(let answer): answer.write(to: &writer)
        case .repair(let bytes, let hash):
            writer.append(",\"bytes\":")
            writer.append(decimal: bytes)
            writer.append(member: "removed", hash)
        }
        let line = try LogLine(body: writer.bytes[...], offset: offset, algorithm)
        writer.append(seal(line.digest, algorithm))
        writer.append("\n")
        return (line, writer.bytes)
    }

    /// Reads a line (without its line feed) that begins at `offset`.
    init(_ text: ArraySlice<UInt8>, offset: Int, _ algorithm: DigestAlgorithm) throws(JSONError) {
        let body = text.dropLast(Self.sealLength(algorithm))
        guard text[body.endIndex...].elementsEqual(Self.seal(Digest.of(body, algorithm), algorithm)) else {
            throw JSONCursor(text).fault("it does not end with its own checksum")
        }
        try self.init(body: body, offset: offset, algorithm)
    }

    /// Reads the body of a line whose digest is known to be right.
    init(body: ArraySlice<UInt8>, offset: Int, _ algorithm: DigestAlgorithm) throws(JSONError) {
        var cursor = JSONCursor(body)
        try cursor.expect("{\"line\":")
        number = try cursor.integer()
        previous = try cursor.member("previous")
        switch try cursor.member("kind") {
        case "ISSUE": record = .issue(try IssueEntry(&cursor, algorithm))
        case "WITHDRAW": record = .change(try StatusChange(&cursor, hasSuccessor: false))
        case "SUPERSEDE": record = .change(try StatusChange(&cursor, hasSuccessor: true))
        case "QUERY": record = .query(try QueryEntry(&cursor))
        case "APPLICATION": record = .application(try RepairApplication(&cursor))
        case "APPLICATION-STEP": record = .applicationStep(try RepairStep(&cursor))
        case "FEEDBACK": record = .feedback(try FeedbackEntry(&cursor))
        case "RECONCILIATION": record = .reconciliation(try ReconciliationEntry(&cursor))
        case "RECONCILIATION-ANSWER": record = .reconciliationAnswer(try ReconciliationAnswer(&cursor))
        case "REPAIR":
            try cursor.expect(",\"bytes\":")
            record = .repair(bytes: try cursor.integer(), hash: try cursor.member("removed"))
        default: throw cursor.fault("a kind of line that is not known")
        }
        try cursor.end()
        digest = Digest.of(body, algorithm)
        self.algorithm = algorithm
        self.offset = offset
        length = body.count
    }
}

extension ByteWriter {
    /// Appends a comma, a name and a string.
    mutating func append(member name: String, _ value: String) {
        append(",\"")
        append(name)
        append("\":")
        append(jsonString: value)
    }
}

extension JSONCursor {
    /// Steps over a comma, a name and a string, and gives the string.
    mutating func member(_ name: String) throws(JSONError) -> String {
        try expect(",\"\(name)\":")
        return try string()
    }

    /// Steps over a comma, a name and a day, and gives the day.
    mutating func dayMember(_ name: String) throws(JSONError) -> CivilDay {
        guard let day = CivilDay(try member(name)) else { throw fault("a day was expected") }
        return day
    }

    /// Steps over a comma, a name and an instant, and gives the instant.
    mutating func instantMember(_ name: String) throws(JSONError) -> Instant {
        guard let instant = Instant(try member(name)) else { throw fault("an instant was expected") }
        return instant
    }
}
