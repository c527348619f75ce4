// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Compression

/// How the bytes of a stream reach the file.
public enum StreamEncoding: Sendable {
    /// As they are, without a filter.
    case stored
    /// Compressed by the writer.
    case flate
    /// Compressed by the writer, with the code of their kind.
    case coded(StreamCode)
    /// As they are; they already are a zlib stream, such as one kept from an earlier document.
    case deflated
}

/// Where an indirect object stands in the file.
public enum ObjectPlacement: Sendable {
    /// With others in a compressed object stream; the right place for most objects.
    case compressed
    /// By itself and uncompressed, so that a verifier reads it without decompressing anything: the catalog, the signature
    /// field, the file specification.
    case plain
}

/// Writes one PDF file from its first byte to its last (ISO 32000-1, 7.5).
///
/// Object numbers are reserved ahead, so that objects can refer to each other in any order; each reserved number must be
/// written exactly once. Streams and plain objects go into the file as they come, all other objects into object streams. The
/// file ends with a cross-reference stream. The same calls give the same bytes.
///
/// The layout is exact, and ``PDFFile`` reads nothing else: the header, then one object after the other without a byte
/// between them, the cross-reference stream as the last, `startxref` and `%%EOF`.
public struct PDFWriter: ~Copyable {
    /// How many objects an object stream holds at most.
    package static let objectStreamCapacity = 1000
    /// An object stream is closed early when it has grown to this many bytes.
    static let objectStreamSize = 1 << 18

    private enum Entry {
        case reserved
        case plain(offset: Int)
        case compressed(stream: Int, index: Int)
    }

    private var file: SyntaxWriter
    private var entries: [Entry] = []
    private var pending = SyntaxWriter()
    private var pendingObjects: [(number: Int, offset: Int)] = []
    private var pendingStream = 0
    private var placeholder: SignaturePlaceholder?
    private var encoder = StreamEncoder()
    private let model: PDFFile?

    /// A file with its header.
    ///
    /// - Parameters:
    ///   - capacity: how many bytes to make room for.
    ///   - model: a file that may already have the streams that will be compressed: where its stream of the same number
    ///     holds the same bytes, they are spelled as there, which is faster than compressing them.
    public init(capacity: Int = 1 << 16, spelledAs model: PDFFile? = nil) {
        self.model = model
        file = SyntaxWriter(capacity: capacity)
        file.buffer.append(PDFFrame.header)
    }

    /// How many object numbers have been given out.
    public var objectCount: Int { entries.count }

    /// How many bytes of the file have been written; objects that wait for their object stream are not among them.
    public var byteCount: Int { file.buffer.count }

    /// A number for an object that is written later.
    public mutating func reserve() -> PDFReference {
        entries.append(.reserved)
        return PDFReference(number: entries.count)
    }

    /// Numbers for objects that are written later, in ascending order.
    public mutating func reserve(count: Int) -> [PDFReference] {
        (0..<count).map { _ in reserve() }
    }

    /// Writes a dictionary as an indirect object.
    public mutating func dictionary(
        _ reference: PDFReference, _ placement: ObjectPlacement = .compressed,
        _ body: (inout DictionaryWriter) -> Void
    ) {
        object(reference, placement) { DictionaryWriter.write(into: &$0, body) }
    }

    /// Writes an array as an indirect object.
    public mutating func array(
        _ reference: PDFReference, _ placement: ObjectPlacement = .compressed, _ body: (inout ArrayWriter) -> Void
    ) {
        object(reference, placement) { ArrayWriter.write(into: &$0, body) }
    }

    /// Writes any value as an indirect object.
    public mutating func value(
        _ reference: PDFReference, _ value: PDFValue, _ placement: ObjectPlacement = .compressed
    ) {
        object(reference, placement) { $0.value(value) }
    }

    /// Writes a stream. `Length` and `Filter` are written after the entries of `body`.
    public mutating func stream(
        _ reference: PDFReference, _ bytes: [UInt8], _ encoding: StreamEncoding,
        _ body: (inout DictionaryWriter) -> Void = { _ in }
    ) {
        begin(reference)
        let data =
            switch encoding {
            case .stored, .deflated: bytes[...]
            case .flate: compressed(bytes, reference, with: nil)
            case .coded(let code): compressed(bytes, reference, with: code)
            }
        DictionaryWriter.write(into: &file) { dictionary in
            body(&dictionary)
            switch encoding {
            case .stored: break
            case .flate, .coded, .deflated: dictionary.name("Filter", "FlateDecode")
            }
            dictionary.integer("Length", data.count)
        }
        file.buffer.append(PDFFrame.streamBegin)
        file.buffer.append(data.span)
        file.buffer.append(PDFFrame.streamEnd)
        file.buffer.append(PDFFrame.objectEnd)
    }

    /// Writes the document's one signature: a certification that allows no change (ISO 32000-1, 12.8.1 and 12.8.2.2), of the
    /// sub-filter `ETSI.CAdES.detached`. Its byte range and its contents are filled in later, see ``PreparedDocument``.
    ///
    /// - Parameters:
    ///   - capacity: the greatest length of the CMS, in bytes; at most 32767. It is part of the file's bytes.
    ///   - body: writes what else the dictionary holds, such as `M`, `Name`, `Reason`.
    /// - Precondition: there is no other signature in the file.
    public mutating func signature(
        _ reference: PDFReference, capacity: Int, _ body: (inout DictionaryWriter) -> Void = { _ in }
    ) {
        precondition(placeholder == nil, "a document has one signature")
        begin(reference)
        let writtenPlaceholder = SignaturePlaceholder.write(into: &file.buffer, capacity: capacity)
        placeholder = writtenPlaceholder
        var rest = DictionaryWriter(file.take())
        SignaturePlaceholder.writeCertification(&rest)
        body(&rest)
        file = rest.out
        file.buffer.append(">>")
        file.buffer.append(PDFFrame.objectEnd)
    }

    /// Ends a file without a signature and gives its bytes.
    ///
    /// - Parameters:
    ///   - root: the document catalog.
    ///   - information: the document information dictionary, if there is one.
    ///   - identifier: 16 bytes that tell this document from all others; both halves of `ID`.
    /// - Precondition: every reserved number has been written, and no signature.
    public consuming func finish(
        root: PDFReference, information: PDFReference? = nil, identifier: [UInt8]
    ) throws(PDFSyntaxError) -> [UInt8] {
        precondition(placeholder == nil, "a file with a signature is prepared, not finished")
        try end(root: root, information: information, identifier: identifier)
        return file.buffer.bytes
    }

    /// Ends a file with a signature: fills in the byte range, and leaves the contents to be given.
    ///
    /// - Parameters: as for ``finish(root:information:identifier:)``.
    /// - Precondition: every reserved number has been written, and one signature.
    public consuming func prepare(
        root: PDFReference, information: PDFReference? = nil, identifier: [UInt8]
    ) throws(PDFSyntaxError) -> PreparedDocument {
        guard let placeholder else { preconditionFailure("a file without a signature is finished, not prepared") }
        try end(root: root, information: information, identifier: identifier)
        let range = SignedByteRange(
            gapStart: placeholder.contents.lowerBound, gapEnd: placeholder.contents.upperBound,
            size: file.buffer.count)
        file.buffer.overwrite(at: placeholder.byteRange, with: range.spelling)
        return PreparedDocument(bytes: file.buffer.bytes, byteRange: range)
    }

    /// The bytes compressed, as the model spells them if it has them; with a code of their own if none is given.
    private mutating func compressed(
        _ bytes: [UInt8], _ reference: PDFReference, with code: StreamCode?
    ) -> ArraySlice<UInt8> {
        if let stored = model?.stored(reference, holding: bytes) { return stored }
        return encoder.compress(bytes.span, with: code)[...]
    }

    private mutating func object(
        _ reference: PDFReference, _ placement: ObjectPlacement, _ write: (inout SyntaxWriter) -> Void
    ) {
        switch placement {
        case .plain:
            begin(reference)
            write(&file)
            file.buffer.append(PDFFrame.objectEnd)
        case .compressed:
            if pendingObjects.isEmpty { pendingStream = reserve().number }
            claim(reference, .compressed(stream: pendingStream, index: pendingObjects.count))
            pendingObjects.append((reference.number, pending.buffer.count))
            write(&pending)
            pending.buffer.append(PDFFrame.lineEnd)
            if pendingObjects.count == Self.objectStreamCapacity || pending.buffer.count >= Self.objectStreamSize {
                flush()
            }
        }
    }

    private mutating func begin(_ reference: PDFReference) {
        claim(reference, .plain(offset: file.buffer.count))
        file.buffer.append(decimal: reference.number)
        file.buffer.append(PDFFrame.objectBegin)
    }

    private mutating func claim(_ reference: PDFReference, _ entry: Entry) {
        guard case .reserved = entries[reference.number - 1] else {
            preconditionFailure("object \(reference.number) is written twice")
        }
        entries[reference.number - 1] = entry
    }

    /// Writes the objects that wait as an object stream (ISO 32000-1, 7.5.7).
    private mutating func flush() {
        guard !pendingObjects.isEmpty else { return }
        var body = ObjectStreamHeader.spell(pendingObjects)
        let first = body.count
        pending.buffer.withSpan { body.append($0) }
        let count = pendingObjects.count
        pending.buffer.reset()
        pendingObjects.removeAll(keepingCapacity: true)
        stream(PDFReference(number: pendingStream), body.bytes, .coded(.objects)) { dictionary in
            dictionary.name("Type", "ObjStm")
            dictionary.integer("N", count)
            dictionary.integer("First", first)
        }
    }

    private mutating func end(
        root: PDFReference, information: PDFReference?, identifier: [UInt8]
    ) throws(PDFSyntaxError) {
        precondition(identifier.count == 16, "the identifier of a file has 16 bytes")
        flush()
        let reference = reserve()
        let start = file.buffer.count
        var table = CrossReferenceTable(capacity: entries.count + 1)
        for (index, entry) in entries.enumerated() {
            switch entry {
            case .plain(let offset): table.append(plainAt: offset)
            case .compressed(let stream, let position): table.append(inStream: stream, at: position)
            case .reserved:
                precondition(index == entries.count - 1, "object \(index + 1) is reserved and not written")
                table.append(plainAt: start)
            }
        }
        let trailer = CrossReferenceTable.trailer(
            size: table.count, root: root, information: information, identifier: identifier)
        stream(reference, table.bytes, .coded(.crossReferences)) { dictionary in
            for entry in trailer.entries { dictionary.value(entry.key, entry.value) }
        }
        file.buffer.append(PDFFrame.ending(crossReference: start))
        let longest = max(file.longestString, pending.longestString)
        guard longest <= PDFSyntaxLimits.string else {
            throw PDFSyntaxError(
                .limit, "a string has \(longest) bytes; PDF/A allows \(PDFSyntaxLimits.string)",
                hint: "shorten the text, or split it into several elements")
        }
        guard entries.count <= PDFSyntaxLimits.indirectObjects else {
            throw PDFSyntaxError(
                .limit, "the file has \(entries.count) objects; PDF/A allows \(PDFSyntaxLimits.indirectObjects)")
        }
        guard file.buffer.count <= SignedByteRange.largestFile else {
            throw PDFSyntaxError(
                .limit, "the file has \(file.buffer.count) bytes; at most \(SignedByteRange.largestFile) can be signed")
        }
    }
}
