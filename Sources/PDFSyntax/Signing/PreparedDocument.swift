// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The two parts of a file that its signature covers: everything but the value of `Contents` (ISO 32000-1, 12.8.1).
public struct SignedByteRange: Equatable, Sendable {
    /// The offset of the `<` of the contents; the first part ends there.
    public let gapStart: Int
    /// The offset behind the `>` of the contents; the second part begins there.
    public let gapEnd: Int
    /// The size of the file in bytes.
    public let size: Int

    /// The part before the contents.
    public var first: Range<Int> { 0..<gapStart }
    /// The part behind the contents.
    public var second: Range<Int> { gapEnd..<size }

    /// The length of the field in the file: brackets, a zero, three numbers of up to ten digits, three spaces.
    static let width = 36
    /// The size that the field, and PDF's own integers, can express.
    static let largestFile = 0x7FFF_FFFF

    /// The field of the byte range, filled with spaces to its width.
    var spelling: [UInt8] {
        var writer = ByteWriter(capacity: Self.width)
        writer.append("[0 ")
        writer.append(decimal: gapStart)
        writer.append(" ")
        writer.append(decimal: gapEnd)
        writer.append(" ")
        writer.append(decimal: size - gapEnd)
        writer.append("]")
        writer.append(repeating: UInt8(ascii: " "), count: Self.width - writer.count)
        return writer.bytes
    }
}

/// A file that is complete but for the value of its signature.
public struct PreparedDocument: Sendable {
    /// The whole file, with zeros in the place of the signature.
    public let bytes: [UInt8]
    /// What the signature must cover.
    public let byteRange: SignedByteRange

    /// The two parts to be digested, one after the other.
    public var digestInput: (first: ArraySlice<UInt8>, second: ArraySlice<UInt8>) {
        (bytes[byteRange.first], bytes[byteRange.second])
    }

    /// The longest signature that the reserved place takes, in bytes.
    public var capacity: Int { (byteRange.gapEnd - byteRange.gapStart - 2) / 2 }

    /// The file with its signature in place, and zeros behind it.
    ///
    /// - Parameter cms: the DER of a CMS `ContentInfo` whose detached content is ``digestInput``.
    /// - Throws: `PDFSyntaxError` with the code `contents` if `cms` is not one DER sequence or is longer than ``capacity``.
    public consuming func completed(with cms: [UInt8]) throws(PDFSyntaxError) -> [UInt8] {
        guard DERFrame.sequenceLength(cms[...]) == cms.count else {
            throw PDFSyntaxError(.contents, "the signature of \(cms.count) bytes is not one DER sequence")
        }
        guard cms.count <= capacity else {
            throw PDFSyntaxError(
                .contents, "the signature has \(cms.count) bytes; \(capacity) are reserved for it",
                hint: "reserve more when the document is written, or leave certificates out")
        }
        let start = byteRange.gapStart + 1
        var digits = ByteWriter(capacity: 2 * cms.count)
        digits.append(hex: cms)
        var file = ByteWriter()
        file.bytes = (consume self).bytes
        file.overwrite(at: start, with: digits.bytes)
        return file.bytes
    }
}

/// The outermost tag and length of a DER value (X.690, 8.1 and 10.1).
enum DERFrame {
    /// The length in bytes, with tag and length, of the sequence at the beginning; nil if there is none of definite length in
    /// the shortest form.
    static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 2, bytes[bytes.startIndex] == 0x30 else { return nil }
        let head = bytes[bytes.startIndex + 1]
        if head < 0x80 { return 2 + Int(head) }
        let count = Int(head & 0x7F)
        guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
        let digits = bytes[bytes.startIndex + 2..<bytes.startIndex + 2 + count]
        let length = digits.reduce(0) { $0 << 8 | Int($1) }
        guard digits.first != 0, length >= 0x80 else { return nil }
        return 2 + count + length
    }
}
