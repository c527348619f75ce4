// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The beginning of the one signature dictionary, in its one spelling (ISO 32000-1, 12.8.1):
///
/// ```
/// <</Type/Sig/ByteRange [0 b c d]      /Contents <3082…0000>
/// ```
///
/// `b`, `c`, `d` are decimal without leading zeros, one space between them; spaces after the bracket fill the field to
/// ``SignedByteRange/width`` bytes, so that it can be filled in when the file's length is known. `Contents` is lower-case
/// hexadecimal of a fixed length: the DER of the CMS, then zeros. Directly behind it stand the entries of a certification that
/// allows no change, and then those of the caller.
struct SignaturePlaceholder {
    /// Where the field of the byte range begins.
    let byteRange: Int
    /// Where the value of `Contents` stands, from `<` to `>`.
    let contents: Range<Int>

    static let opening = Array("<</Type/Sig/ByteRange ".utf8)
    static let middle = Array("/Contents ".utf8)

    static func write(into file: inout ByteTape, capacity: Int) -> SignaturePlaceholder {
        precondition((1...PDFSyntaxLimits.string).contains(capacity), "the contents have 1 to 32767 bytes")
        file.append(opening)
        let byteRange = file.count
        file.append(repeating: UInt8(ascii: " "), count: SignedByteRange.width)
        file.append(middle)
        let start = file.count
        file.append(UInt8(ascii: "<"))
        file.append(repeating: UInt8(ascii: "0"), count: 2 * capacity)
        file.append(UInt8(ascii: ">"))
        return SignaturePlaceholder(byteRange: byteRange, contents: start..<file.count)
    }

    /// Writes the entries that make the signature a certification without permission for any change (DocMDP, P 1).
    static func writeCertification(_ dictionary: inout DictionaryWriter) {
        for entry in certification.entries { dictionary.value(entry.key, entry.value) }
    }

    static let certification = PDFDictionary([
        .init("Filter", .name("Adobe.PPKLite")),
        .init("SubFilter", .name("ETSI.CAdES.detached")),
        .init(
            "Reference",
            .array([
                .dictionary(
                    PDFDictionary([
                        .init("Type", .name("SigRef")),
                        .init("TransformMethod", .name("DocMDP")),
                        .init(
                            "TransformParams",
                            .dictionary(
                                PDFDictionary([
                                    .init("Type", .name("TransformParams")),
                                    .init("P", .integer(1)),
                                    .init("V", .name("1.2")),
                                ]))),
                    ]))
            ])),
    ])
}
