// SPDX-License-Identifier: Apache-2.0

internal import Compression

/// A file that ``PDFWriter`` could have written, taken apart.
///
/// This is no general reader of PDF and repairs nothing. Every byte of the file must belong to the header, to one plain
/// object, or to the ending, each in its one spelling; the cross-reference stream must say the same as the objects do.
/// Reading it decompresses the cross-reference stream, whose size is known beforehand, and nothing else.
/// ``checkObjectStreams()`` extends the same to the objects inside object streams.
public struct PDFFile: Sendable {
    /// An indirect object that stands by itself.
    struct PlainObject {
        let reference: PDFReference
        /// Where its number begins.
        let offset: Int
        /// Where its value stands; of the signature, where the rest of it begins behind `Contents`.
        let value: Range<Int>
        /// The bytes of its stream, if it is one.
        let stream: Range<Int>?
    }

    enum Entry {
        case plain(PlainObject)
        case compressed(stream: Int, index: Int)
    }

    /// The whole file.
    public let bytes: [UInt8]
    /// The document catalog.
    public let root: PDFReference
    /// The document information dictionary, if there is one.
    public let information: PDFReference?
    /// The 16 bytes that tell this document from all others.
    public let identifier: [UInt8]
    /// The one signature dictionary, if there is one.
    public let signature: PDFReference?
    /// The value of the signature's `Contents`, from `<` to `>`; empty if there is no signature.
    let signatureContents: Range<Int>
    /// The objects in the order of their numbers, from 1 on.
    let entries: [Entry]
    let limits: PDFLimits

    /// Reads a file.
    ///
    /// Time and memory grow linearly with the size of the file.
    ///
    /// - Throws: `PDFSyntaxError` with the reason for which the file could not have come from ``PDFWriter``.
    public static func read(_ bytes: [UInt8], limits: PDFLimits = PDFLimits()) throws(PDFSyntaxError) -> PDFFile {
        var scan = try FrameScan(bytes, limits: limits)
        let last = try scan.run()
        let table = try CrossReferenceReading.read(last, of: scan.objects, in: bytes, limits: limits)
        return PDFFile(
            bytes: bytes, root: table.root, information: table.information, identifier: table.identifier,
            signature: scan.signature, signatureContents: scan.signatureContents, entries: table.entries,
            limits: limits)
    }

    /// The numbers of all indirect objects, in ascending order.
    public var references: [PDFReference] { entries.indices.map { PDFReference(number: $0 + 1) } }

    /// Whether an object stands by itself, so that it is read without decompressing anything.
    public func isPlain(_ reference: PDFReference) -> Bool {
        (try? plain(reference)) != nil
    }

    /// The value of an indirect object; of a stream its dictionary, of the signature its entries behind `Contents`.
    ///
    /// An object in an object stream costs the decompression of the whole object stream.
    ///
    /// - Throws: `PDFSyntaxError` if there is no such object, or its object stream is damaged.
    public func value(_ reference: PDFReference) throws(PDFSyntaxError) -> PDFValue {
        switch try entry(reference) {
        case .plain(let object):
            var reader = ValueReader(bytes, in: object.value)
            return reference == signature ? .dictionary(try reader.readRestOfDictionary()) : try reader.readValue()
        case .compressed(let stream, let index):
            return try ObjectStream(PDFReference(number: stream), in: self).value(at: index)
        }
    }

    /// The value of an indirect object that must be a dictionary, or a stream's dictionary.
    public func dictionary(_ reference: PDFReference) throws(PDFSyntaxError) -> PDFDictionary {
        guard let dictionary = try value(reference).dictionaryValue else {
            throw PDFSyntaxError(.reference, "object \(reference.number) is not a dictionary")
        }
        return dictionary
    }

    /// The value of a plain object that must be a dictionary.
    ///
    /// - Throws: `PDFSyntaxError` also if the object is in an object stream.
    public func plainDictionary(_ reference: PDFReference) throws(PDFSyntaxError) -> PDFDictionary {
        _ = try plain(reference)
        return try dictionary(reference)
    }

    /// Where the bytes of a stream stand in the file, as they are stored.
    ///
    /// - Throws: `PDFSyntaxError` if the object is not a stream.
    public func streamRange(_ reference: PDFReference) throws(PDFSyntaxError) -> Range<Int> {
        guard let stream = try plain(reference).stream else {
            throw PDFSyntaxError(.reference, "object \(reference.number) is not a stream")
        }
        return stream
    }

    /// The decoded bytes of a stream that is stored as it is or compressed.
    ///
    /// - Parameter limit: how many bytes it may have when decompressed.
    /// - Throws: `PDFSyntaxError` if the object is not a stream, or cannot be decoded, or is too long.
    public func streamBytes(_ reference: PDFReference, limit: Int) throws(PDFSyntaxError) -> [UInt8] {
        let range = try streamRange(reference)
        switch try dictionary(reference)["Filter"] {
        case nil: return Array(bytes[range])
        case .name("FlateDecode"): return try Self.inflate(bytes[range], limit: limit, of: reference)
        default:
            throw PDFSyntaxError(.stream, "the stream of object \(reference.number) has a filter other than Flate")
        }
    }

    /// Decompresses a stream, and gives zlib's objections as findings about the file.
    static func inflate(
        _ bytes: ArraySlice<UInt8>, limit: Int, of reference: PDFReference
    ) throws(PDFSyntaxError) -> [UInt8] {
        do {
            return try Flate.decompress(bytes.span, limit: limit)
        } catch {
            let code: PDFSyntaxError.Code = error.code == .tooLarge ? .limit : .stream
            throw PDFSyntaxError(code, "the stream of object \(reference.number): \(error.message)")
        }
    }

    func entry(_ reference: PDFReference) throws(PDFSyntaxError) -> Entry {
        guard reference.number <= entries.count else {
            throw PDFSyntaxError(
                .reference, "there is no object \(reference.number); the file has \(entries.count)")
        }
        return entries[reference.number - 1]
    }

    func plain(_ reference: PDFReference) throws(PDFSyntaxError) -> PlainObject {
        guard case .plain(let object) = try entry(reference) else {
            throw PDFSyntaxError(
                .reference, "object \(reference.number) is in an object stream and should stand by itself")
        }
        return object
    }
}
