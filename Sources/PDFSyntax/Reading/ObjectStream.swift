// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// An object stream, decompressed (ISO 32000-1, 7.5.7).
struct ObjectStream {
    /// The objects' numbers, and where each value stands in ``bytes``.
    private(set) var objects: [(reference: PDFReference, range: Range<Int>)] = []
    let bytes: [UInt8]
    let reference: PDFReference

    /// Decompresses an object stream and checks that its beginning is in its one spelling and agrees with the
    /// cross-reference stream.
    init(_ reference: PDFReference, in file: PDFFile) throws(PDFSyntaxError) {
        self.reference = reference
        let dictionary = try file.plainDictionary(reference)
        let stored = try file.streamRange(reference)
        guard let count = dictionary["N"]?.integerValue, let first = dictionary["First"]?.integerValue,
            (1...PDFWriter.objectStreamCapacity).contains(count),
            dictionary == Self.dictionary(count: count, first: first, length: stored.count)
        else { throw Self.failure(reference, "its dictionary is not that of an object stream") }
        bytes = try PDFFile.inflate(file.bytes[stored], limit: file.limits.objectStreamSize, of: reference)
        guard first >= 0, first <= bytes.count else { throw Self.failure(reference, "it ends before its first object") }

        let fields = bytes[..<first].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard fields.count == 2 * count else { throw Self.failure(reference, "it does not begin with \(count) pairs") }
        let numbers = fields.map { field in
            Int(String(decoding: field.last == PDFFrame.lineEnd ? field.dropLast() : field, as: UTF8.self)) ?? -1
        }
        let pairs = (0..<count).map { (number: numbers[2 * $0], offset: numbers[2 * $0 + 1]) }
        guard ObjectStreamHeader.spell(pairs).bytes.elementsEqual(bytes[..<first]), pairs[0].offset == 0 else {
            throw Self.failure(reference, "its numbers and offsets are misspelled")
        }
        for (index, pair) in pairs.enumerated() {
            // Each value is followed by one line end.
            let end = index + 1 < count ? pairs[index + 1].offset : bytes.count - first
            guard pair.number > 0, pair.number <= file.entries.count,
                case .compressed(reference.number, index) = file.entries[pair.number - 1],
                pair.offset < end, end <= bytes.count - first, bytes[first + end - 1] == PDFFrame.lineEnd
            else { throw Self.failure(reference, "its object at position \(index) is not where it should be") }
            objects.append((PDFReference(number: pair.number), first + pair.offset..<first + end - 1))
        }
    }

    /// The value at a position.
    func value(at index: Int) throws(PDFSyntaxError) -> PDFValue {
        guard objects.indices.contains(index) else {
            throw Self.failure(reference, "it has no object at position \(index)")
        }
        var reader = ValueReader(bytes, in: objects[index].range)
        let value: PDFValue
        do {
            value = try reader.readValue()
        } catch {
            throw PDFSyntaxError(
                error.code,
                "object stream \(reference.number), object \(objects[index].reference.number): \(error.message)")
        }
        guard reader.position == objects[index].range.upperBound else {
            throw Self.failure(reference, "bytes follow the value of object \(objects[index].reference.number)")
        }
        return value
    }

    private static func dictionary(count: Int, first: Int, length: Int) -> PDFDictionary {
        PDFDictionary([
            .init("Type", .name("ObjStm")),
            .init("N", .integer(count)),
            .init("First", .integer(first)),
            .init("Filter", .name("FlateDecode")),
            .init("Length", .integer(length)),
        ])
    }

    private static func failure(_ reference: PDFReference, _ message: String) -> PDFSyntaxError {
        PDFSyntaxError(.objectStream, "object stream \(reference.number): \(message)")
    }
}

extension PDFFile {
    /// The object streams, in the order of their numbers.
    public var objectStreams: [PDFReference] {
        var isStream = [Bool](repeating: false, count: entries.count)
        for case .compressed(let stream, _) in entries { isStream[stream - 1] = true }
        return isStream.indices.filter { isStream[$0] }.map { PDFReference(number: $0 + 1) }
    }

    /// The objects of one object stream, in the order of the stream.
    ///
    /// - Throws: `PDFSyntaxError` if anything in it is not as ``PDFWriter`` writes it.
    public func objects(
        inStream reference: PDFReference
    ) throws(PDFSyntaxError) -> [(reference: PDFReference, value: PDFValue)] {
        let stream = try ObjectStream(reference, in: self)
        var objects: [(reference: PDFReference, value: PDFValue)] = []
        for (index, object) in stream.objects.enumerated() {
            objects.append((object.reference, try stream.value(at: index)))
        }
        return objects
    }

    /// Checks every object inside an object stream as ``read(_:limits:)`` checks the others: each in its one spelling, at
    /// its place, and not an encryption or a signature.
    ///
    /// Meant for after the signature has been checked, because it decompresses.
    ///
    /// - Throws: `PDFSyntaxError` with the first reason found.
    public func checkObjectStreams() throws(PDFSyntaxError) {
        var remaining = limits.allObjectStreams
        var count = 0
        for reference in objectStreams {
            let stream = try ObjectStream(reference, in: self)
            remaining -= stream.bytes.count
            guard remaining >= 0 else {
                throw PDFSyntaxError(
                    .limit, "the object streams have more than \(limits.allObjectStreams) bytes together")
            }
            for index in stream.objects.indices { _ = try stream.value(at: index) }
            count += stream.objects.count
        }
        let expected = entries.count { if case .compressed = $0 { true } else { false } }
        guard count == expected else {
            throw PDFSyntaxError(
                .objectStream, "the object streams hold \(count) objects; the cross-reference stream says \(expected)")
        }
    }
}
