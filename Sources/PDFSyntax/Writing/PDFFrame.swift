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
    static func spell(_ objects: [(number: Int, offset: Int)]) -> ByteTape {
        var writer = ByteTape(capacity: objects.count * 60)
        for (index, object) in objects.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: " ")) }
            writer.append(decimal: object.number)
            writer.append(UInt8(ascii: " "))
            writer.append(decimal: object.offset)
        }
        writer.append(PDFFrame.lineEnd)
        return writer
    }
}
