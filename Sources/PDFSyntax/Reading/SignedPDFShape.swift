// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A signed file that ``PDFWriter`` could have written and ``PreparedDocument`` completed.
///
/// It has one revision and one signature, which certifies the document and allows no change; the signature covers every byte
/// but its own value, and that value is one DER sequence with zeros behind it. Whether the signature holds is not asked here.
public struct SignedPDFShape: Sendable {
    /// The file, taken apart.
    public let file: PDFFile
    /// What the signature covers.
    public let byteRange: SignedByteRange
    /// The CMS, without the zeros behind it.
    public let cms: [UInt8]
    /// The entries of the signature dictionary behind `Contents`.
    public let signature: PDFDictionary

    /// The two parts to be digested, one after the other.
    public var digestInput: (first: ArraySlice<UInt8>, second: ArraySlice<UInt8>) {
        (file.bytes[byteRange.first], file.bytes[byteRange.second])
    }

    /// The file without the value of its signature, as it was before it was signed.
    public var unsigned: PreparedDocument {
        var bytes = file.bytes
        for index in byteRange.gapStart + 1..<byteRange.gapEnd - 1 { bytes[index] = UInt8(ascii: "0") }
        return PreparedDocument(bytes: bytes, byteRange: byteRange)
    }

    /// Reads a signed file.
    ///
    /// The catalog, the interactive form and the signature field must stand outside object streams, so that nothing but the
    /// cross-reference stream is decompressed. Time and memory grow linearly with the size of the file.
    ///
    /// - Throws: `PDFSyntaxError` with the reason for which this is not a signed file of ours.
    public static func read(
        _ bytes: [UInt8], limits: PDFLimits = PDFLimits()
    ) throws(PDFSyntaxError) -> SignedPDFShape {
        let file = try PDFFile.read(bytes, limits: limits)
        guard let reference = file.signature else {
            throw PDFSyntaxError(.signature, "the file has no signature in the one spelling that it may have")
        }
        let signature = try file.dictionary(reference)
        let certification = SignaturePlaceholder.certification.entries
        guard signature.entries.starts(with: certification), signature["Type"] == nil, signature["Contents"] == nil
        else {
            throw PDFSyntaxError(
                .signature, "the signature does not certify the document without permission for any change")
        }
        try checkCatalog(of: file, signature: reference)
        let gap = file.signatureContents
        return SignedPDFShape(
            file: file,
            byteRange: SignedByteRange(gapStart: gap.lowerBound, gapEnd: gap.upperBound, size: bytes.count),
            cms: try cms(bytes[gap.lowerBound + 1..<gap.upperBound - 1]), signature: signature)
    }

    /// Checks that the signature is the value of the only form field, and the document's certification.
    private static func checkCatalog(of file: PDFFile, signature: PDFReference) throws(PDFSyntaxError) {
        let catalog = try file.plainDictionary(file.root)
        guard catalog["Type"] == .name("Catalog") else {
            throw PDFSyntaxError(.reference, "object \(file.root.number), the root, is not a catalog")
        }
        guard let permissions = catalog["Perms"]?.dictionaryValue,
            permissions == PDFDictionary([.init("DocMDP", .reference(signature))])
        else { throw PDFSyntaxError(.signature, "the catalog does not name the signature as its certification") }
        guard let form = try file.resolved(catalog["AcroForm"]), let fields = form["Fields"]?.arrayValue,
            fields.count == 1, let reference = fields[0].referenceValue
        else { throw PDFSyntaxError(.signature, "the file does not have exactly one form field") }
        let field = try file.plainDictionary(reference)
        guard field["FT"] == .name("Sig"), field["V"] == .reference(signature), field["Kids"] == nil else {
            throw PDFSyntaxError(.signature, "the form field is not that of the signature")
        }
    }

    private static func cms(_ digits: ArraySlice<UInt8>) throws(PDFSyntaxError) -> [UInt8] {
        guard let contents = Hex.decode(digits), let length = DERFrame.sequenceLength(contents[...]) else {
            throw PDFSyntaxError(.contents, "the signature's contents do not begin with a DER sequence")
        }
        guard length <= contents.count else {
            throw PDFSyntaxError(
                .contents, "the signature says that it has \(length) bytes; its contents have \(contents.count)")
        }
        guard contents[length...].allSatisfy({ $0 == 0 }) else {
            throw PDFSyntaxError(.contents, "behind the signature's \(length) bytes stand others than zeros")
        }
        return Array(contents[..<length])
    }
}

extension PDFFile {
    /// A dictionary that stands where it is used, or in a plain object that is referred to; nil if it is neither.
    func resolved(_ value: PDFValue?) throws(PDFSyntaxError) -> PDFDictionary? {
        switch value {
        case .dictionary(let dictionary): dictionary
        case .reference(let reference): try plainDictionary(reference)
        default: nil
        }
    }
}
