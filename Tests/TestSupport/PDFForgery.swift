// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Compression
internal import PDFSyntax

/// The tools of a forger who knows the format: changes in the text of a file, and all offsets made right again.
public enum PDFForgery {
    /// The file with its cross-reference stream and its byte range brought up to date, wherever its objects now stand.
    ///
    /// - Parameters:
    ///   - keepsByteRange: leave the byte range as it is.
    ///   - trailer: changes the text of the cross-reference stream's dictionary.
    public static func reassembled(
        _ bytes: [UInt8], keepsByteRange: Bool = false, trailer: (String) -> String = { $0 }
    ) throws -> [UInt8] {
        guard let mark = bytes.offset(of: "<</Type/XRef"),
            let head = bytes[..<mark].dropLast().lastIndex(of: UInt8(ascii: "\n")),
            let data = bytes.offset(of: "\nstream\n", from: mark),
            let dataEnd = bytes.offset(of: "\nendstream\n", from: data)
        else { return bytes }
        var file = Array(bytes[...head])
        let start = file.count
        var rows: [[UInt8]] = []
        let predicted = try Flate.decompress(Array(bytes[(data + 8)..<dataEnd]), limit: 1 << 20)
        for row in stride(from: 0, to: predicted.count / 8 * 8, by: 8) {
            let above = rows.last ?? [UInt8](repeating: 0, count: 7)
            rows.append(zip(predicted[row + 1..<row + 8], above).map { $0 &+ $1 })
        }
        for number in rows.indices where rows[number][0] == 1 {
            let found = file.offset(of: "\n\(number) 0 obj\n").map { $0 + 1 }
            var writer = ByteWriter()
            writer.append(bigEndian: UInt32(found ?? (number == rows.count - 1 ? start : 0)))
            rows[number].replaceSubrange(1..<5, with: writer.bytes)
        }
        var encoder = StreamEncoder()
        let table = encoder.compress(predict(rows).span, with: .crossReferences)
        let dictionary = String(decoding: bytes[head + 1..<data], as: UTF8.self)
        let beforeLength = dictionary.split(separator: "/Length").first.map(String.init) ?? ""
        file += Array("\(trailer(beforeLength))/Length \(table.count)>>\nstream\n".utf8) + table
        file += Array("\nendstream\nendobj\nstartxref\n\(start)\n%%EOF\n".utf8)
        return keepsByteRange ? file : withByteRange(file)
    }

    /// Where the signature's key for the byte range begins.
    public static func byteRange(in bytes: [UInt8]) -> Int {
        bytes.offset(of: "/Type/Sig/").map { $0 + 9 } ?? 0
    }

    /// Where the value of the signature's contents begins.
    public static func contents(in bytes: [UInt8]) -> Int {
        bytes.offset(of: "/Contents <", from: byteRange(in: bytes)).map { $0 + 10 } ?? 0
    }

    /// The file with numbers in the byte range that fit where the contents now stand.
    public static func withByteRange(_ bytes: [UInt8]) -> [UInt8] {
        let (start, contents) = (byteRange(in: bytes) + 11, contents(in: bytes))
        guard contents - start == 36 + 10, let end = bytes[contents...].firstIndex(of: UInt8(ascii: ">")) else {
            return bytes
        }
        return withByteRange(bytes, "[0 \(contents) \(end + 1) \(bytes.count - end - 1)]")
    }

    /// The file with this text in the field of the byte range.
    public static func withByteRange(_ bytes: [UInt8], _ text: String) -> [UInt8] {
        let field = text + String(repeating: " ", count: max(0, 36 - text.utf8.count))
        let start = byteRange(in: bytes) + 11
        return Array(bytes[..<start]) + Array(field.utf8) + Array(bytes[(start + 36)...])
    }

    /// The file with another value in the contents of the signature, filled up with zeros.
    public static func withContents(_ bytes: [UInt8], _ cms: [UInt8]) -> [UInt8] {
        let start = contents(in: bytes) + 1
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return bytes }
        let digits = Array(Hex.encode(cms).utf8)
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, end - start - digits.count))
        return Array(bytes[..<start]) + digits + zeros + Array(bytes[end...])
    }

    private static func predict(_ rows: [[UInt8]]) -> [UInt8] {
        var predicted: [UInt8] = []
        var above = [UInt8](repeating: 0, count: 7)
        for row in rows {
            predicted.append(2)
            predicted += zip(row, above).map { $0 &- $1 }
            above = row
        }
        return predicted
    }
}
