// SPDX-License-Identifier: Apache-2.0

/// A row as it stands in a delivery: its values as UTF-8, one behind the other in memory that each row uses again.
///
/// A form of delivery fills it: `begin`, then `append` and `close` for each value in the order of the headings.
struct DeliveryRow {
    /// The place where it begins: a line from 1 on, or the number of a sheet with that of its row (`DeliveryPlace`).
    private(set) var line = 0
    private var sheet: String?
    /// All values, one behind the other.
    private(set) var text: [UInt8] = []
    /// For each value, where it ends in `text`.
    private(set) var ends: [Int] = []
    /// Whether it has fewer values than there are headings, where that may mean that it was cut off.
    var isShort = false
    /// Whether a value in it has a break of a line.
    var isBroken = false
    /// Whether the file hides it.
    var isHidden = false
    /// Whether it has more values than the row of headings, even if those behind the last heading are empty.
    var isLong = false
    /// Whether an amount in it is shown in another unit than that of its number.
    var isScaled = false
    /// The columns with a number of more digits than the program keeps that wrote it.
    private(set) var rounded: [Int] = []

    /// The longest value, the most values and the longest row.
    static let longestValue = 1 << 20
    static let mostColumns = 1024
    static let longest = 1 << 24

    /// Becomes an empty row.
    ///
    /// - Parameters:
    ///   - line: the place where it begins.
    ///   - sheet: the name of its sheet, if it stands in one.
    mutating func begin(line: Int, sheet: String? = nil) {
        self.line = line
        self.sheet = sheet
        text.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        isShort = false
        isBroken = false
        isHidden = false
        isLong = false
        isScaled = false
        if !rounded.isEmpty { rounded = [] }
    }

    /// Becomes an empty row in the place of another.
    mutating func begin(like other: DeliveryRow) {
        begin(line: other.line, sheet: other.sheet)
        isShort = other.isShort
        isHidden = other.isHidden
        isLong = other.isLong
        isScaled = other.isScaled
        rounded = other.rounded
    }

    /// Notes that the number in a column has more digits than the program keeps that wrote it.
    mutating func noteRounded(_ column: Int) {
        rounded.append(column)
    }

    /// The place where it begins, in words.
    var place: String {
        let row = DeliveryPlace(packed: line).row
        return sheet.map { "\($0), row \(row)" } ?? "line \(row)"
    }

    /// How many values there are.
    var count: Int { ends.count }

    /// Whether no value holds anything.
    var isBlank: Bool { text.isEmpty }

    /// How long the value is that is not closed yet.
    var openLength: Int { text.count - (ends.last ?? 0) }

    /// Where a value stands in `text`.
    func range(_ column: Int) -> Range<Int> {
        (column == 0 ? 0 : ends[column - 1])..<ends[column]
    }

    /// A value as a string.
    subscript(column: Int) -> String {
        String(decoding: text[range(column)], as: UTF8.self)
    }

    /// All values as strings.
    var values: [String] { ends.indices.map { self[$0] } }

    /// Adds bytes to the value that is open.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        text.append(contentsOf: bytes)
    }

    /// Adds a byte to the value that is open.
    mutating func append(_ byte: UInt8) {
        text.append(byte)
    }

    /// Ends the value that is open.
    mutating func close() throws(IntakeError) {
        guard openLength <= Self.longestValue else {
            throw IntakeError(.limit, "\(place): a value is longer than \(Self.longestValue) bytes")
        }
        guard ends.count < Self.mostColumns else {
            throw IntakeError(.limit, "\(place): more than \(Self.mostColumns) columns")
        }
        guard text.count <= Self.longest else {
            throw IntakeError(.limit, "\(place): a row is longer than \(Self.longest) bytes")
        }
        ends.append(text.count)
    }

    /// Adds a whole value.
    mutating func add(_ value: String) throws(IntakeError) {
        text.append(contentsOf: value.utf8)
        try close()
    }
}
