// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Markup

/// Reads the rows of a sheet one after the other (ISO/IEC 29500-1, 18.3.1). Not to be shared between threads.
public final class SheetRows {
    private let sheet: Workbook.Sheet
    private let workbook: Workbook
    private var reader: PartReader
    private var merged: MergedCells
    private var last = 0
    private var bytes = 0
    /// The merged ranges that were named so far; all of them after the last row.
    private(set) var merges: [CellRange] = []

    init(_ sheet: Workbook.Sheet, of workbook: Workbook, merged: MergedCells) throws(SpreadsheetError) {
        self.sheet = sheet
        self.workbook = workbook
        self.merged = merged
        reader = try PartReader(sheet.entry, of: workbook.archive, in: PartReader.spreadsheet)
    }

    /// How many bytes of the file have been read for the sheet, for those who wait.
    public var bytesRead: Int { reader.bytesRead }

    /// The next row that has a value of its own; nil after the last.
    public func next() throws(SpreadsheetError) -> SheetRow? {
        while let event = try reader.next() {
            guard case .start(let element, let attributes) = event else { continue }
            switch element {
            case "row":
                var row = try readRow(attributes)
                guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
                try merged.fill(&row, of: sheet.name)
                return row
            case "mergeCell":
                guard let range = attributes.value("ref").flatMap({ CellRange($0) }) else {
                    throw fault(.structure, "a merged range has no place")
                }
                guard merges.count < workbook.limits.merges else {
                    throw fault(.limit, "more than \(workbook.limits.merges) ranges are merged")
                }
                merges.append(range)
            default: continue
            }
        }
        return nil
    }

    private func readRow(_ attributes: [Attribute]) throws(SpreadsheetError) -> SheetRow {
        var number = last + 1
        if let text = attributes.value("r") {
            guard let stated = Int(text) else { throw fault(.structure, "a row has the number \"\(text)\"") }
            number = stated
        }
        guard number > last, number <= SpreadsheetLimits.rows else {
            throw fault(.structure, "row \(number) follows row \(last)")
        }
        last = number
        var row = SheetRow(number: number, isHidden: attributes.isSet("hidden"), cells: [])
        var rowBytes = 0
        var column = -1
        while let event = try reader.next() {
            switch event {
            case .start("c", let attributes):
                column = try self.column(attributes, after: column)
                guard let value = try readCell(attributes, column) else { continue }
                let cell = Cell(column: column, value: value)
                if case .text(let text) = value { rowBytes += text.utf8.count }
                guard rowBytes <= workbook.limits.rowBytes, bytes + rowBytes <= workbook.limits.sheetBytes else {
                    throw fault(.limit, "row \(number): the texts have more bytes than are accepted")
                }
                row.cells.append(cell)
            case .end("row"):
                bytes += rowBytes
                return row
            default: continue
            }
        }
        throw fault(.structure, "row \(number) has no end")
    }

    private func column(_ attributes: [Attribute], after last: Int) throws(SpreadsheetError) -> Int {
        guard let text = attributes.value("r") else {
            guard last + 1 < SpreadsheetLimits.columns else { throw fault(.structure, "a row has too many cells") }
            return last + 1
        }
        guard let place = CellReference(text), place.row == self.last, place.column > last else {
            throw fault(.structure, "a cell with the place \"\(text)\" stands in row \(self.last) out of order")
        }
        return place.column
    }

    /// The value of a cell; nil if it has none.
    private func readCell(_ attributes: [Attribute], _ column: Int) throws(SpreadsheetError) -> Cell.Value? {
        let place = CellReference(column: column, row: last)
        var value: String?
        var inline: RichText?
        var hasFormula = false
        var depth = 0
        while let event = try reader.next() {
            switch event {
            case .end("c"):
                let type = attributes.value("t") ?? "n"
                if type == "inlineStr" {
                    guard let inline else { return nil }
                    return .text(try inline.read(in: "\(sheet.name)!\(place)"))
                }
                let format = workbook.formats[attributes.value("s").flatMap { Int($0) } ?? 0]
                return try Self.value(
                    value, type, format, hasFormula: hasFormula, at: place, of: sheet.name, workbook)
            case .start("v", _): depth = 1
            case .end("v"):
                depth = 0
                value = value ?? ""
            case .start("f", _): hasFormula = true
            case .start("is", _): inline = RichText()
            case .text(let text) where depth == 1: value = (value ?? "") + text
            default: inline?.take(event)
            }
        }
        throw fault(.structure, "the cell \(place) has no end")
    }

    private static func value(
        _ value: String?, _ type: String, _ format: NumberFormat, hasFormula: Bool, at place: CellReference,
        of sheet: String, _ workbook: Workbook
    ) throws(SpreadsheetError) -> Cell.Value? {
        let wrong = { (expected: String) in
            SpreadsheetError(
                .cell, "\(sheet)!\(place): the value \"\((value ?? "").prefix(40))\" is no \(expected)")
        }
        switch type {
        case "str", "d":
            let read = EscapedText.read(value ?? "")
            guard read.utf16.count <= SpreadsheetLimits.cellUnits else { throw wrong("text of a cell") }
            return value == nil && !hasFormula ? nil : .text(type == "d" ? day(read) : read)
        case "e": return value.map { .error($0) }
        case "s":
            guard let value else { return nil }
            guard let number = Int(value), let text = workbook.strings[number] else { throw wrong("shared string") }
            return .text(text)
        case "b":
            guard let value else { return nil }
            guard value == "0" || value == "1" else { throw wrong("truth value") }
            return .boolean(value == "1")
        case "n":
            guard let value, !value.isEmpty else { return hasFormula ? .uncomputed : nil }
            guard let number = number(value, format, workbook.dateSystem) else { throw wrong("number") }
            return number
        default: throw SpreadsheetError(.cell, "\(sheet)!\(place): a cell of the type \"\(type.prefix(20))\"")
        }
    }

    private static func number(_ value: String, _ format: NumberFormat, _ system: DateSystem) -> Cell.Value? {
        var padding = 0
        switch format {
        case .number, .scaled: break
        case .padded(let count): padding = count
        case .date, .time, .dateAndTime:
            // A number that stands for no day stays a number, which whoever reads it as a day will name.
            if let serial = Double(value), serial.isFinite, let moment = system.moment(serial, shows: format) {
                return .moment(moment)
            }
        }
        guard var number = CellNumber(value, padding: padding) else { return nil }
        number.isScaled = format == .scaled
        return .number(number)
    }

    /// A day of the strict edition, which spells it with a time of midnight.
    private static func day(_ text: String) -> String {
        for suffix in ["T00:00:00.000Z", "T00:00:00.000", "T00:00:00Z", "T00:00:00"] where text.hasSuffix(suffix) {
            return String(text.dropLast(suffix.count))
        }
        return text
    }

    private func fault(_ code: SpreadsheetError.Code, _ message: String) -> SpreadsheetError {
        SpreadsheetError(code, "the sheet \"\(sheet.name)\": \(message)")
    }
}

extension [Attribute] {
    /// Whether an attribute is there and true.
    func isSet(_ name: String) -> Bool {
        let value = value(name)
        return value == "1" || value == "true"
    }
}
