// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The rows of a cross-reference stream (ISO 32000-1, 7.5.8): one byte for the kind, four and two for its fields, each row
/// predicted from the row above (PNG's "up"), which turns rows that count on into equal ones.
struct CrossReferenceTable {
    static let widths = [1, 4, 2]
    static let rowLength = 7
    /// PNG's number for the predictor that subtracts the row above.
    static let predictUp: UInt8 = 2

    /// The predicted rows.
    private(set) var bytes: [UInt8] = []
    /// How many rows there are; the first stands for the free object 0.
    private(set) var count = 0
    /// The row above, the first byte highest.
    private var above: UInt64 = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity * (1 + Self.rowLength))
        append(kind: 0, 0, 0xFFFF)
    }

    mutating func append(plainAt offset: Int) {
        append(kind: 1, UInt32(truncatingIfNeeded: offset), 0)
    }

    mutating func append(inStream stream: Int, at index: Int) {
        append(kind: 2, UInt32(truncatingIfNeeded: stream), UInt16(truncatingIfNeeded: index))
    }

    private mutating func append(kind: UInt8, _ second: UInt32, _ third: UInt16) {
        let row = UInt64(kind) << 48 | UInt64(second) << 16 | UInt64(third)
        // Byte by byte in one word: the highest bit of each is kept out of the way of a borrow, and put right behind.
        let high: UInt64 = 0x0080_8080_8080_8080
        let difference = ((row | high) &- (above & ~high)) ^ ((row ^ ~above) & high)
        unsafe withUnsafeBytes(of: (UInt64(Self.predictUp) << 56 | difference).bigEndian) {
            unsafe bytes.append(contentsOf: $0)
        }
        above = row
        count += 1
    }

    /// The dictionary of the cross-reference stream but for its last two entries, `Filter` and `Length`.
    static func trailer(
        size: Int, root: PDFReference, information: PDFReference?, identifier: [UInt8]
    ) -> PDFDictionary {
        var dictionary = PDFDictionary([
            .init("Type", .name("XRef")),
            .init("Size", .integer(size)),
            .init("Root", .reference(root)),
        ])
        if let information { dictionary.append("Info", .reference(information)) }
        dictionary.append("ID", .array([.string(identifier), .string(identifier)]))
        dictionary.append("W", .array(widths.map { .integer($0) }))
        dictionary.append(
            "DecodeParms",
            .dictionary(
                PDFDictionary([.init("Columns", .integer(rowLength)), .init("Predictor", .integer(12))])))
        return dictionary
    }

    /// Takes the prediction back; nil if the bytes are not whole rows of the one predictor.
    static func rows(_ predicted: [UInt8]) -> [UInt8]? {
        let stride = 1 + rowLength
        guard predicted.count.isMultiple(of: stride) else { return nil }
        var rows: [UInt8] = []
        rows.reserveCapacity(predicted.count / stride * rowLength)
        for start in Swift.stride(from: 0, to: predicted.count, by: stride) {
            guard predicted[start] == predictUp else { return nil }
            for column in 1...rowLength {
                let above = rows.count >= rowLength ? rows[rows.count - rowLength] : 0
                rows.append(predicted[start + column] &+ above)
            }
        }
        return rows
    }
}
