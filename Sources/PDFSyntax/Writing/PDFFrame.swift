// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The fixed bytes around objects; the writer writes them and the reader demands them.
enum PDFFrame {
    /// The version, and a comment of four bytes over 127 that says that the file is binary (ISO 19005-3, 6.1.2).
    static let header: [UInt8] = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, lineEnd]
    static let lineEnd = UInt8(ascii: "\n")
    static let objectBegin = Array(" 0 obj\n".utf8)
    static let objectEnd = Array("\nendobj\n".utf8)
    static let streamBegin = Array("\nstream\n".utf8)
    static let streamEnd = Array("\nendstream".utf8)

    /// The last three lines of a file.
    static func ending(crossReference offset: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: 32)
        writer.append("startxref\n")
        writer.append(decimal: offset)
        writer.append("\n%%EOF\n")
        return writer.bytes
    }
}

/// The numbers and offsets at the beginning of an object stream (ISO 32000-1, 7.5.7).
enum ObjectStreamHeader {
    /// "number offset" for each object, with one space between all, and a line end.
    static func spell(_ objects: [(number: Int, offset: Int)]) -> [UInt8] {
        var writer = ByteWriter(capacity: objects.count * 10)
        for (index, object) in objects.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: " ")) }
            writer.append(decimal: object.number)
            writer.append(UInt8(ascii: " "))
            writer.append(decimal: object.offset)
        }
        writer.append(PDFFrame.lineEnd)
        return writer.bytes
    }
}

/// The rows of a cross-reference stream (ISO 32000-1, 7.5.8): one byte for the kind, four and two for its fields, each row
/// predicted from the row above (PNG's "up"), which turns rows that count on into equal ones.
struct CrossReferenceTable {
    static let widths = [1, 4, 2]
    static let rowLength = 7
    /// PNG's number for the predictor that subtracts the row above.
    static let predictUp: UInt8 = 2

    /// The predicted rows.
    private(set) var bytes: [UInt8] = []
    /// How many rows there are; the first stands for the free object 0.
    private(set) var count = 0
    private var above = [UInt8](repeating: 0, count: rowLength)

    init(capacity: Int) {
        bytes.reserveCapacity(capacity * (1 + Self.rowLength))
        append(kind: 0, 0, 0xFFFF)
    }

    mutating func append(plainAt offset: Int) {
        append(kind: 1, UInt32(truncatingIfNeeded: offset), 0)
    }

    mutating func append(inStream stream: Int, at index: Int) {
        append(kind: 2, UInt32(truncatingIfNeeded: stream), UInt16(truncatingIfNeeded: index))
    }

    private mutating func append(kind: UInt8, _ second: UInt32, _ third: UInt16) {
        var row = ByteWriter(capacity: Self.rowLength)
        row.append(kind)
        row.append(bigEndian: second)
        row.append(bigEndian: third)
        bytes.append(Self.predictUp)
        for column in 0..<Self.rowLength { bytes.append(row.bytes[column] &- above[column]) }
        above = row.bytes
        count += 1
    }

    /// Writes the entries that say how the rows are to be read.
    static func describe(_ dictionary: inout DictionaryWriter) {
        dictionary.integers("W", widths)
        dictionary.dictionary("DecodeParms") { parameters in
            parameters.integer("Columns", rowLength)
            parameters.integer("Predictor", 12)
        }
    }

    /// Takes the prediction back; nil if the bytes are not whole rows of the one predictor.
    static func rows(_ predicted: [UInt8]) -> [UInt8]? {
        let stride = 1 + rowLength
        guard predicted.count.isMultiple(of: stride) else { return nil }
        var rows: [UInt8] = []
        rows.reserveCapacity(predicted.count / stride * rowLength)
        for start in Swift.stride(from: 0, to: predicted.count, by: stride) {
            guard predicted[start] == predictUp else { return nil }
            for column in 1...rowLength {
                let above = rows.count >= rowLength ? rows[rows.count - rowLength] : 0
                rows.append(predicted[start + column] &+ above)
            }
        }
        return rows
    }
}
