// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension PDFFile {
    /// This file as it would be if its compressed streams were spelled as those of another file are.
    ///
    /// Deflate (RFC 1951) leaves it to the encoder how the same bytes are spelled, so that two versions of zlib make two
    /// files of one document. Here each compressed stream is taken from the other file, if it is one whole zlib stream of
    /// the same bytes; lengths, offsets, the cross-reference stream and the byte range of the signature follow from that.
    /// Everything else stays as it is here. If the result is the other file, byte for byte, then the two differ in the
    /// spelling of their compressed streams and in nothing that a reader of PDF could see.
    ///
    /// - Returns: the bytes; nil if the other file does not have the same objects in the same order, if a stream of it
    ///   holds other bytes, or is longer than storing them would take, which no encoder needs.
    /// - Throws: `PDFSyntaxError` if a stream of this file cannot be decompressed.
    public func recoded(as other: PDFFile) throws(PDFSyntaxError) -> [UInt8]? {
        let own = objectsInFile
        let others = other.objectsInFile
        guard own.map(\.reference) == others.map(\.reference), let last = own.last else { return nil }
        var file = ByteWriter(capacity: other.bytes.count)
        file.append(bytes[..<(own.first?.offset ?? 0)])
        var offsets: [Int: Int] = [:]
        var contents = 0
        for (index, object) in own.enumerated() {
            let start = file.count
            offsets[object.reference.number] = start
            let end = index + 1 < own.count ? own[index + 1].offset : bytes.count
            if object.reference == signature { contents = start + signatureContents.lowerBound - object.offset }
            guard object.stream != nil, try dictionary(object.reference)["Filter"] != nil else {
                file.append(bytes[object.offset..<end])
                continue
            }
            let isTable = object.reference == last.reference
            let held =
                isTable
                ? table(offsets).bytes
                : try streamBytes(object.reference, limit: limits.fileSize)
            guard let stored = other.stored(others[index], holding: held) else { return nil }
            try append(object, stored, to: &file)
            if isTable { file.append(PDFFrame.ending(crossReference: start)) }
        }
        guard signature != nil else { return file.bytes }
        let range = SignedByteRange(
            gapStart: contents, gapEnd: contents + signatureContents.count, size: file.count)
        file.overwrite(at: contents - SignaturePlaceholder.middle.count - SignedByteRange.width, with: range.spelling)
        return file.bytes
    }

    /// The plain objects as they stand in the file; the last is the cross-reference stream.
    private var objectsInFile: [PlainObject] {
        entries.compactMap { if case .plain(let object) = $0 { object } else { nil } }.sorted { $0.offset < $1.offset }
    }

    /// The cross-reference table for other offsets.
    private func table(_ offsets: [Int: Int]) -> CrossReferenceTable {
        var table = CrossReferenceTable(capacity: entries.count + 1)
        for entry in entries {
            switch entry {
            case .plain(let object): table.append(plainAt: offsets[object.reference.number] ?? 0)
            case .compressed(let stream, let index): table.append(inStream: stream, at: index)
            }
        }
        return table
    }

    /// The stored bytes of the compressed stream with a number if it holds just these; nil if it does not.
    func stored(_ reference: PDFReference, holding held: [UInt8]) -> ArraySlice<UInt8>? {
        guard let object = try? plain(reference) else { return nil }
        return stored(object, holding: held)
    }

    private func stored(_ object: PlainObject, holding held: [UInt8]) -> ArraySlice<UInt8>? {
        // Stored blocks (RFC 1951, 3.2.4) need five bytes for each 65,535; encoders with small buffers make smaller blocks.
        guard let range = object.stream, range.count <= held.count + held.count / 32 + 64,
            bytes[range].first == Self.zlibHeader,
            let inflated = try? Self.inflate(bytes[range], limit: held.count, of: object.reference), inflated == held
        else { return nil }
        return bytes[range]
    }

    /// Deflate with a window of 32 KB (RFC 1950, 2.2).
    private static let zlibHeader: UInt8 = 0x78

    /// Appends a stream with other stored bytes; `Length` is the last entry of its dictionary.
    private func append(
        _ object: PlainObject, _ stored: ArraySlice<UInt8>, to file: inout ByteWriter
    ) throws(PDFSyntaxError) {
        let length = Array("/Length \(object.stream?.count ?? 0)>>".utf8)
        guard bytes[object.value].suffix(length.count).elementsEqual(length) else {
            throw PDFSyntaxError(.stream, "the length of object \(object.reference.number) is not its last entry")
        }
        file.append(bytes[object.offset..<object.value.upperBound - length.count])
        file.append("/Length \(stored.count)>>")
        file.append(PDFFrame.streamBegin)
        file.append(stored)
        file.append(PDFFrame.streamEnd)
        file.append(PDFFrame.objectEnd)
    }
}
