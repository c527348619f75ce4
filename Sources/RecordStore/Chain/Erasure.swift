// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Records

/// The erasure of lines that a law does not let the store keep (依法删除), as the import chain records it.
public struct Erasure: Hashable, Sendable {
    /// When it was done.
    public let at: Instant
    /// The law that asks for it, with its article.
    public let basis: String
    /// Who did it (经办人).
    public let by: String
    /// What is left of the lines, in the order of import and place.
    public let lines: [ErasedLine]
    /// Why it applies here.
    public let reason: String
}

/// What is left of an erased line.
public struct ErasedLine: Hashable, Sendable {
    /// The hash of the line with its line feed and its salt, in lower-case hex.
    public let digest: String
    /// The import that brought it.
    public let sequence: Int
    /// The code of its catalogue item.
    public let item: String
    /// What it was.
    public let kind: Entry.Kind
    /// Its place among the lines of its import, from 0 on.
    public let place: Int
    /// Where it stood in the delivery.
    public let row: Int
    /// The department that delivered it.
    public let source: String
    /// Whom it was about: a credit code, "nobody", or "erased:" and a keyed hash of a number or name, in lower-case hex.
    public let subject: String
}

/// A row of a delivery, named by the number of its import and its place in the delivered file.
public struct DeliveredRow: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of the import.
    public let sequence: Int
    /// The row, as stored lines name it.
    public let row: Int

    /// The row of that number.
    public init(sequence: Int, row: Int) {
        self.sequence = sequence
        self.row = row
    }

    /// The row that a text such as `12:345` names; nil if it names none.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[0]), let row = Int(parts[1]), sequence > 0, row > 0 else {
            return nil
        }
        self.init(sequence: sequence, row: row)
    }

    /// Import and row with a colon between them.
    public var description: String { "\(sequence):\(row)" }

    /// In the order of import and row.
    public static func < (left: DeliveredRow, right: DeliveredRow) -> Bool {
        (left.sequence, left.row) < (right.sequence, right.row)
    }
}

extension ErasedLine {
    /// What stands for a key under which erased lines stood: a credit code names no person; a number or a name may, so
    /// a hash keyed with the store's secret takes its place, by which the lines are found again when it is asked for.
    static func spelling(of key: SubjectKey, secret: [UInt8], _ algorithm: DigestAlgorithm) -> String {
        switch key {
        case .code, .nobody: key.text
        case .registration, .name, .parent:
            hiddenPrefix + Hex.encode(HMAC.of(Array(key.text.utf8), key: secret, algorithm))
        }
    }

    static let hiddenPrefix = "erased:"

    /// Whether its subject is spelled as a keyed hash.
    var isHidden: Bool { subject.utf8.starts(with: Self.hiddenPrefix.utf8) }

    func write(to writer: inout ByteWriter) {
        writer.append("{\"digest\":")
        writer.append(jsonString: digest)
        writer.append(",\"import\":")
        writer.append(decimal: sequence)
        writer.append(",\"item\":")
        writer.append(jsonString: item)
        writer.append(",\"kind\":")
        writer.append(jsonString: kind.rawValue)
        writer.append(",\"place\":")
        writer.append(decimal: place)
        writer.append(",\"row\":")
        writer.append(decimal: row)
        writer.append(",\"source\":")
        writer.append(jsonString: source)
        writer.append(",\"subject\":")
        writer.append(jsonString: subject)
        writer.append("}")
    }

    init(_ cursor: inout JSONCursor) throws(JSONError) {
        try cursor.expect("{\"digest\":")
        digest = try cursor.string()
        guard Hex.decode(digest)?.count == 32 else { throw cursor.fault("a hash was expected") }
        try cursor.expect(",\"import\":")
        sequence = try cursor.integer()
        try cursor.expect(",\"item\":")
        item = try cursor.string()
        try cursor.expect(",\"kind\":")
        guard let kind = Entry.Kind(rawValue: try cursor.string()), kind != .erased else {
            throw cursor.fault("a kind of line was expected")
        }
        self.kind = kind
        try cursor.expect(",\"place\":")
        place = try cursor.integer()
        try cursor.expect(",\"row\":")
        row = try cursor.integer()
        try cursor.expect(",\"source\":")
        source = try cursor.string()
        try cursor.expect(",\"subject\":")
        subject = try cursor.string()
        try cursor.expect("}")
    }
}

extension Erasure {
    /// Appends it as JSON, its keys sorted, no white space.
    func write(to writer: inout ByteWriter) {
        writer.append("{\"at\":")
        writer.append(jsonString: at.description)
        writer.append(",\"basis\":")
        writer.append(jsonString: basis)
        writer.append(",\"by\":")
        writer.append(jsonString: by)
        writer.append(",\"lines\":[")
        for (index, line) in lines.enumerated() {
            if index > 0 { writer.append(",") }
            line.write(to: &writer)
        }
        writer.append("],\"reason\":")
        writer.append(jsonString: reason)
        writer.append("}")
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor) throws(JSONError) {
        try cursor.expect("{\"at\":")
        guard let at = Instant(try cursor.string()) else { throw cursor.fault("an instant was expected") }
        self.at = at
        try cursor.expect(",\"basis\":")
        basis = try cursor.string()
        try cursor.expect(",\"by\":")
        by = try cursor.string()
        try cursor.expect(",\"lines\":[")
        var lines: [ErasedLine] = []
        repeat { lines.append(try ErasedLine(&cursor)) } while cursor.take(",")
        self.lines = lines
        try cursor.expect("],\"reason\":")
        reason = try cursor.string()
        try cursor.expect("}")
    }
}
