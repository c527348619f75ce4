// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// One pass over a file, object by object, from the header to the ending.
struct FrameScan {
    private let bytes: [UInt8]
    private let limits: PDFLimits
    private var position = 0
    /// How many bytes of values may still be read.
    private var remaining: Int
    /// The plain objects in the order of the file.
    private(set) var objects: [PDFFile.PlainObject] = []
    private(set) var signature: PDFReference?
    private(set) var signatureContents = 0..<0
    private var signatureField = 0..<0

    init(_ bytes: [UInt8], limits: PDFLimits) throws(PDFSyntaxError) {
        guard bytes.count <= min(limits.fileSize, SignedByteRange.largestFile) else {
            throw PDFSyntaxError(.limit, "the file has \(bytes.count) bytes; \(limits.fileSize) are allowed")
        }
        self.bytes = bytes
        self.limits = limits
        remaining = limits.plainValues
    }

    /// Scans the whole file and gives the dictionary of its cross-reference stream, which is the last of ``objects``.
    mutating func run() throws(PDFSyntaxError) -> PDFDictionary {
        guard take(PDFFrame.header) else {
            throw PDFSyntaxError(.header, "the file does not begin with the header of a report")
        }
        while true {
            guard objects.count < limits.objects else {
                throw PDFSyntaxError(.limit, "the file has more than \(limits.objects) objects")
            }
            let dictionary = try object()
            guard dictionary?["Type"] == .name("XRef"), let last = objects.last, last.stream != nil else { continue }
            guard bytes[position...].elementsEqual(PDFFrame.ending(crossReference: last.offset)) else {
                throw PDFSyntaxError(
                    .ending,
                    "behind the cross-reference stream, at offset \(position), stands something else than the one ending"
                )
            }
            try checkByteRange()
            return dictionary ?? PDFDictionary()
        }
    }

    /// Scans one indirect object; gives its dictionary if it is a stream.
    private mutating func object() throws(PDFSyntaxError) -> PDFDictionary? {
        let offset = position
        guard let number = number(), take(PDFFrame.objectBegin) else {
            guard position < bytes.count else {
                throw PDFSyntaxError(.ending, "the file ends at offset \(offset), before its cross-reference stream")
            }
            throw PDFSyntaxError(.object, "no object begins at offset \(offset)")
        }
        let reference = PDFReference(number: number)
        if bytes[position...].starts(with: SignaturePlaceholder.opening) {
            try signatureOpening(of: reference)
            let start = position
            _ = try read { reader throws(PDFSyntaxError) in try reader.readRestOfDictionary() }
            try finish(reference, offset: offset, value: start..<position, stream: nil)
            return nil
        }
        let start = position
        let value = try read { reader throws(PDFSyntaxError) in try reader.readValue() }
        let valueRange = start..<position
        guard take(PDFFrame.streamBegin) else {
            try finish(reference, offset: offset, value: valueRange, stream: nil)
            return nil
        }
        guard let dictionary = value.dictionaryValue, let length = dictionary["Length"]?.integerValue, length >= 0,
            length <= bytes.count - position
        else {
            throw PDFSyntaxError(
                .object, "the stream of object \(number) has no length, or one that reaches beyond the file")
        }
        let stream = position..<position + length
        position += length
        guard take(PDFFrame.streamEnd) else {
            throw PDFSyntaxError(.object, "the stream of object \(number) does not end where its length says")
        }
        try finish(reference, offset: offset, value: valueRange, stream: stream)
        return dictionary
    }

    /// Reads what stands here, within what may still be read.
    private mutating func read<Value>(
        _ body: (inout ValueReader) throws(PDFSyntaxError) -> Value
    ) throws(PDFSyntaxError) -> Value {
        var reader = ValueReader(bytes, in: position..<bytes.count, values: remaining)
        let value = try body(&reader)
        remaining -= reader.position - position
        guard remaining >= 0 else {
            throw PDFSyntaxError(.limit, "the values of the file have more than \(limits.plainValues) bytes")
        }
        position = reader.position
        return value
    }

    private mutating func finish(
        _ reference: PDFReference, offset: Int, value: Range<Int>, stream: Range<Int>?
    ) throws(PDFSyntaxError) {
        guard take(PDFFrame.objectEnd) else {
            throw PDFSyntaxError(.object, "object \(reference.number) does not end at offset \(position)")
        }
        objects.append(.init(reference: reference, offset: offset, value: value, stream: stream))
    }

    /// Holds the byte range of the signature against the file.
    private func checkByteRange() throws(PDFSyntaxError) {
        guard signature != nil else { return }
        let expected = SignedByteRange(
            gapStart: signatureContents.lowerBound, gapEnd: signatureContents.upperBound, size: bytes.count
        ).spelling
        guard bytes[signatureField].elementsEqual(expected) else {
            throw PDFSyntaxError(
                .byteRange,
                "the byte range at offset \(signatureField.lowerBound) does not cover the whole file but the contents; "
                    + "expected \(String(decoding: expected, as: UTF8.self))")
        }
    }

    /// Scans a signature dictionary up to its `Contents`.
    private mutating func signatureOpening(of reference: PDFReference) throws(PDFSyntaxError) {
        guard signature == nil else {
            throw PDFSyntaxError(.signature, "object \(reference.number) is a second signature")
        }
        position += SignaturePlaceholder.opening.count
        let field = position..<min(position + SignedByteRange.width, bytes.count)
        position = field.upperBound
        guard take(SignaturePlaceholder.middle), position < bytes.count, bytes[position] == UInt8(ascii: "<") else {
            throw PDFSyntaxError(
                .byteRange, "the byte range at offset \(field.lowerBound) is not followed by the signature's contents")
        }
        let start = position
        position += 1
        while position < bytes.count, bytes[position].hexadecimalValue != nil { position += 1 }
        let digits = position - start - 1
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">"), digits > 0, digits.isMultiple(of: 2),
            digits <= 2 * PDFSyntaxLimits.string
        else {
            throw PDFSyntaxError(
                .contents, "the signature's contents are not pairs of lower-case digits up to offset \(position)")
        }
        position += 1
        signature = reference
        signatureField = field
        signatureContents = start..<position
    }

    private mutating func take(_ expected: [UInt8]) -> Bool {
        guard bytes[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    /// Takes a number from 1 to 2147483647 without leading zeros; nil if there is none.
    private mutating func number() -> Int? {
        var value = 0
        while position < bytes.count, value <= SyntaxWriter.largestInteger {
            let digit = bytes[position]
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9"), value > 0 || digit > UInt8(ascii: "0") else {
                break
            }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
            position += 1
        }
        return (1...SyntaxWriter.largestInteger).contains(value) ? value : nil
    }
}
