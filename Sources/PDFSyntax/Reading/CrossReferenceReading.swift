// SPDX-License-Identifier: Apache-2.0

/// Holds a cross-reference stream against the objects of its file.
struct CrossReferenceReading {
    let root: PDFReference
    let information: PDFReference?
    let identifier: [UInt8]
    let entries: [PDFFile.Entry]

    /// - Parameters:
    ///   - dictionary: that of the stream.
    ///   - objects: the plain objects of the file, the cross-reference stream the last of them.
    static func read(
        _ dictionary: PDFDictionary, of objects: [PDFFile.PlainObject], in bytes: [UInt8], limits: PDFLimits
    ) throws(PDFSyntaxError) -> CrossReferenceReading {
        guard let last = objects.last, let stream = last.stream, let size = dictionary["Size"]?.integerValue,
            let root = dictionary["Root"]?.referenceValue, size == last.reference.number + 1,
            case .array(let identifiers)? = dictionary["ID"], let identifier = identifiers.first?.stringValue,
            identifier.count == 16
        else {
            throw failure("the cross-reference stream lacks an entry, or is not the object with the highest number")
        }
        let information = dictionary["Info"]?.referenceValue
        var expected = CrossReferenceTable.trailer(
            size: size, root: root, information: information, identifier: identifier)
        expected.append("Filter", .name("FlateDecode"))
        expected.append("Length", .integer(stream.count))
        guard dictionary == expected else {
            throw failure("the dictionary of the cross-reference stream has entries that it may not have")
        }
        guard size <= limits.objects else {
            throw PDFSyntaxError(.limit, "the file has \(size) objects; \(limits.objects) are allowed")
        }
        let limit = size * (1 + CrossReferenceTable.rowLength)
        guard let predicted = try? PDFFile.inflate(bytes[stream], limit: limit, of: last.reference),
            predicted.count == limit, let rows = CrossReferenceTable.rows(predicted)
        else {
            throw failure("the cross-reference stream does not have \(size) rows")
        }
        return CrossReferenceReading(
            root: root, information: information, identifier: identifier,
            entries: try entries(rows, size: size, objects: objects))
    }

    private static func entries(
        _ rows: [UInt8], size: Int, objects: [PDFFile.PlainObject]
    ) throws(PDFSyntaxError) -> [PDFFile.Entry] {
        guard rows.starts(with: [0, 0, 0, 0, 0, 0xFF, 0xFF]) else { throw failure("object 0 is not free") }
        var plain = [PDFFile.PlainObject?](repeating: nil, count: size)
        for object in objects {
            guard object.reference.number < size, plain[object.reference.number] == nil else {
                throw failure("object \(object.reference.number) occurs twice, or is not in the cross-reference stream")
            }
            plain[object.reference.number] = object
        }
        var entries: [PDFFile.Entry] = []
        entries.reserveCapacity(size - 1)
        for number in 1..<size {
            let row = number * CrossReferenceTable.rowLength
            let second = rows[row + 1...row + 4].reduce(0) { $0 << 8 | Int($1) }
            let third = rows[row + 5...row + 6].reduce(0) { $0 << 8 | Int($1) }
            switch (rows[row], plain[number]) {
            case (1, let object?) where second == object.offset && third == 0: entries.append(.plain(object))
            case (2, nil) where second > 0 && second < size && plain[second]?.stream != nil:
                entries.append(.compressed(stream: second, index: third))
            default: throw failure("the cross-reference stream is wrong about object \(number)")
            }
        }
        return entries
    }

    private static func failure(_ message: String) -> PDFSyntaxError {
        PDFSyntaxError(.crossReference, message)
    }
}
