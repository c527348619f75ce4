// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Textual encodings of DER (RFC 7468).
package enum PEM {
    /// One encapsulated object.
    struct Block {
        let label: String
        let contents: [UInt8]
    }

    /// The most bytes of text that are read.
    static let limit = 1 << 20

    /// The text of an object: base 64 in lines of 64 characters between two labelled lines.
    package static func encode(_ contents: [UInt8], label: String) -> String {
        let digits = Base64.encodedBytes(contents)
        var writer = ByteWriter(capacity: digits.count + digits.count / 64 + 64)
        writer.append("-----BEGIN \(label)-----\n")
        for start in stride(from: 0, to: digits.count, by: 64) {
            writer.append(digits[start..<min(start + 64, digits.count)])
            writer.append(UInt8(ascii: "\n"))
        }
        writer.append("-----END \(label)-----\n")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The objects of a text in their order; what stands outside of them is commentary (RFC 7468, 2).
    static func read(_ text: [UInt8]) throws(CryptographyError) -> [Block] {
        guard text.count <= limit else {
            throw CryptographyError(.overLimit, "PEM text of \(text.count) bytes, at most \(limit) are read")
        }
        var blocks: [Block] = []
        var open: (label: String, line: Int, digits: [UInt8])?
        for (index, raw) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let line = Self.trimmed(raw)
            if let label = Self.label(of: line, after: "-----BEGIN ") {
                guard open == nil else { throw malformed("BEGIN within an object", line: index) }
                open = (label, index, [])
            } else if let label = Self.label(of: line, after: "-----END ") {
                guard let block = open, block.label == label else {
                    throw malformed("END \(label) without its BEGIN", line: index)
                }
                guard let contents = Base64.decode(block.digits), !contents.isEmpty else {
                    throw malformed("no canonical base 64 in \(label)", line: block.line)
                }
                blocks.append(Block(label: label, contents: contents))
                open = nil
            } else if open != nil {
                open?.digits += line
            }
        }
        if let block = open { throw malformed("\(block.label) without its END", line: block.line) }
        return blocks
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") || last == 9 {
            line = line.dropLast()
        }
        return line
    }

    private static func label(of line: ArraySlice<UInt8>, after opening: String) -> String? {
        let closing = "-----"
        guard line.starts(with: opening.utf8), line.count > opening.utf8.count + closing.utf8.count,
            line.suffix(closing.utf8.count).elementsEqual(closing.utf8)
        else { return nil }
        return String(decoding: line.dropFirst(opening.utf8.count).dropLast(closing.utf8.count), as: UTF8.self)
    }

    private static func malformed(_ reason: String, line: Int) -> CryptographyError {
        CryptographyError(.malformedPEM, "PEM line \(line + 1): \(reason)")
    }
}
