// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The values of a row as the store keeps them, in buffers that each row uses again.
struct RowValues {
    /// Where each value of a row leads; columns may come late, as in JSON Lines.
    var columns: ColumnPlans
    private let receivedOn: CivilDay
    private var values: [RowValue] = []
    private var changed: [UInt8] = []
    private var remembered: [[(delivered: [UInt8], reading: FieldReading)]]
    /// Values behind the last heading, with the codes under which they are kept.
    private(set) var surplus: [(code: String, value: String, delivered: String)] = []
    /// What was odd in the values so far.
    var oddities = OddityList()

    /// How many values of a column are remembered with what they were read as.
    private static let mostRemembered = 16

    /// No values yet, of rows of an item.
    ///
    /// - Parameter receivedOn: the day of receipt, after which nothing can have been decided.
    init(_ columns: ColumnPlans, item: CatalogItem, receivedOn: CivilDay) {
        self.columns = columns
        self.receivedOn = receivedOn
        remembered = Array(repeating: [], count: item.fields.count)
    }

    /// How a value goes into the store.
    subscript(column: Int) -> RowValue { values[column] }

    /// Whether there is a value in a column.
    func has(_ column: Int) -> Bool {
        values.indices.contains(column) && values[column].place != .nowhere
    }

    /// Reads the values of a row.
    mutating func read(_ row: DeliveryRow) {
        if values.count != columns.count { values = Array(repeating: RowValue(), count: columns.count) }
        changed.removeAll(keepingCapacity: true)
        surplus.removeAll(keepingCapacity: true)
        for column in values.indices {
            let range = column < row.count ? row.range(column) : 0..<0
            if range.isEmpty {
                values[column].place = .nowhere
                values[column].isCode = false
                values[column].fault = nil
            } else {
                values[column] = read(row, range, column)
            }
        }
        guard row.count > columns.count else { return }
        for column in columns.count..<row.count where !row.range(column).isEmpty {
            let clean = CleanText(row[column]).text
            if !clean.isEmpty { surplus.append(("+:\(column + 1)", clean, row[column])) }
        }
    }

    /// Marks the values of some columns as numbers that have lost their last digits.
    mutating func markRounded(_ rounded: [Int]) {
        for column in rounded where has(column) {
            switch columns.readings[column] {
            case .text, .creditCode:
                values[column].fault = FieldReading.rounded
                // It may be sound by chance.
                values[column].isCode = false
            default: continue
            }
        }
    }

    /// Whether the value of a column has lost its last digits.
    func isRounded(_ column: Int?) -> Bool {
        column.map { values[$0].place != .nowhere && values[$0].fault == FieldReading.rounded } ?? false
    }

    private mutating func read(_ row: DeliveryRow, _ range: Range<Int>, _ column: Int) -> RowValue {
        var value = RowValue(place: .row, start: range.lowerBound, end: range.upperBound)
        let bytes = row.text.span.extracting(range)
        let length = columns.lengths[column]
        switch columns.readings[column] {
        case .notKept: return RowValue()
        case .unknown:
            if let plain = PlainValue.text(bytes) {
                value.needsNoEscape = plain.needsNoEscape
                return value
            }
            let delivered = String(decoding: row.text[range], as: UTF8.self)
            return keep(CleanText(delivered).text, delivered, value)
        case .text:
            if let plain = PlainValue.text(bytes) {
                value.needsNoEscape = plain.needsNoEscape
                if plain.characters > length {
                    oddities.note("text.length", columns[column].field, row.line, FieldReading.lengthMessage(length))
                }
                return value
            }
        case .day, .decisionDay:
            if let day = PlainValue.day(bytes), day >= FieldReading.firstDay, length >= 10,
                columns.readings[column] == .day || day <= receivedOn
            {
                value.needsNoEscape = true
                return value
            }
        case .money:
            if PlainValue.isMoney(bytes), length >= range.count {
                value.needsNoEscape = true
                return value
            }
        case .creditCode:
            let check = CreditCode.check(bytes)
            if check.isCode, length >= 18 {
                value.needsNoEscape = true
                value.isCode = true
                if !check.hasValidOrganizationCode {
                    oddities.note(
                        "code.organisation", columns[column].field, row.line, FieldReading.organisationMessage)
                }
                return value
            }
        case .other: break
        }
        guard let field = columns[column].field else { return RowValue() }
        return readSlowly(row, range, column, field, value)
    }

    /// Reads a value that is not plain.
    private mutating func readSlowly(
        _ row: DeliveryRow, _ range: Range<Int>, _ column: Int, _ field: CatalogField, _ place: RowValue
    ) -> RowValue {
        guard case .field(let index) = columns[column].target else { return RowValue() }
        let delivered = row.text[range]
        let reading: FieldReading
        // A department's rows share most of their values with rows before.
        if let known = remembered[index].firstIndex(where: { $0.delivered[...] == delivered }) {
            reading = remembered[index][known].reading
        } else {
            reading = FieldReading(String(decoding: delivered, as: UTF8.self), as: field, receivedOn: receivedOn)
            if remembered[index].count == Self.mostRemembered { remembered[index].removeLast() }
            remembered[index].insert((Array(delivered), reading), at: 0)
        }
        guard !reading.value.isEmpty else { return RowValue() }
        for oddity in reading.oddities { oddities.note(oddity.code, field, row.line, oddity.message) }
        if let fault = reading.fault {
            oddities.note(fault, field, row.line, "could not be read; kept as delivered")
        }
        var value = place
        value.fault = reading.fault
        if field.type == .creditCode { value.isCode = CreditCode.check(reading.value.utf8.span).isCode }
        // Compared byte for byte: Swift takes composed and decomposed letters for equal.
        guard !delivered.elementsEqual(reading.value.utf8) else { return value }
        value.place = .changed
        value.start = changed.count
        changed.append(contentsOf: reading.value.utf8)
        value.end = changed.count
        return value
    }

    private mutating func keep(_ clean: String, _ delivered: String, _ place: RowValue) -> RowValue {
        guard !clean.isEmpty else { return RowValue() }
        guard !clean.utf8.elementsEqual(delivered.utf8) else { return place }
        var value = place
        value.place = .changed
        value.start = changed.count
        changed.append(contentsOf: clean.utf8)
        value.end = changed.count
        return value
    }

    /// The value of a column as the store keeps it; empty if there is none.
    func bytes(_ column: Int?, _ row: DeliveryRow) -> ArraySlice<UInt8> {
        guard let column else { return [] }
        let value = values[column]
        switch value.place {
        case .nowhere: return []
        case .row: return row.text[value.start..<value.end]
        case .changed: return changed[value.start..<value.end]
        }
    }

    /// The value of a column as a string.
    func text(_ column: Int?, _ row: DeliveryRow) -> String {
        String(decoding: bytes(column, row), as: UTF8.self)
    }
}
