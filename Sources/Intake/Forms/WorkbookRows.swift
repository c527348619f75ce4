// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Compression
internal import Cryptography
internal import Records
internal import Spreadsheets

/// Rows of the sheets of a workbook (XLSX). Every sheet that holds anything must have headings of one and the same item;
/// their columns may stand in different orders.
final class WorkbookRows: RowSource {
    /// The headings of all sheets, each where it was seen first.
    var headings: [String] { map.headings }
    let encoding: TextEncoding? = nil
    let notUTF8At: Int? = nil
    private(set) var sheetNames: [String] = []

    /// A sheet with headings.
    private struct Sheet {
        let sheet: Workbook.Sheet
        let survey: SheetSurvey
        /// The number of the last row of headings.
        let headingRow: Int
        /// For each of its columns, the place among all headings.
        let places: [Int]
    }

    private let origin: TextStream.Origin
    private let algorithm: DigestAlgorithm
    private let workbook: Workbook
    private var map: HeadingMap
    private var sheets: [Sheet] = []
    private var current = 0
    private var rows: SheetRows?
    private var finished = 0
    private var values: [String] = []
    private var surplus: [String] = []

    /// Opens a workbook, looks all its sheets through, and stands before the first row.
    init(
        _ origin: TextStream.Origin, _ algorithm: DigestAlgorithm, _ recognition: HeadingRecognition
    ) throws(IntakeError) {
        self.algorithm = algorithm
        self.origin = origin
        workbook = try Self.reading { () throws(SpreadsheetError) in try Workbook(origin.source) }
        var map: HeadingMap?
        var unrecognized: [(name: String, error: IntakeError)] = []
        for sheet in workbook.sheets {
            let survey = try Self.reading { [workbook] () throws(SpreadsheetError) in try workbook.survey(sheet) }
            if survey.isEmpty { continue }
            let (numbers, texts) = try Self.firstRows(of: sheet, survey, in: workbook)
            do throws(IntakeError) {
                let found = try recognition.find(in: texts, item: map?.item)
                var all = map ?? found.map
                let places = try Self.places(of: found.map, in: &all)
                map = all
                sheets.append(
                    Sheet(sheet: sheet, survey: survey, headingRow: numbers[found.rows - 1], places: places))
                sheetNames.append(sheet.name)
            } catch {
                unrecognized.append((sheet.name, error))
            }
        }
        try Self.refuse(unrecognized)
        guard let map else {
            throw IntakeError(.headings, "the workbook is empty: a row of headings was expected")
        }
        self.map = map
    }

    var bytesRead: Int {
        finished + (rows?.bytesRead ?? 0)
    }

    func digest() throws(IntakeError) -> String {
        var digester = Digester(algorithm)
        var offset = 0
        while offset < origin.count {
            let bytes = try origin.read(at: offset, count: min(1 << 18, origin.count - offset))
            digester.update(bytes)
            offset += bytes.count
        }
        return Hex.encode(digester.finish())
    }

    func read(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        while current < sheets.count {
            let sheet = sheets[current]
            if rows == nil {
                rows = try Self.reading { [workbook] () throws(SpreadsheetError) in
                    try workbook.rows(of: sheet.sheet, sheet.survey)
                }
            }
            while let rows, let next = try Self.reading({ () throws(SpreadsheetError) in try rows.next() }) {
                if next.number > sheet.headingRow, try fill(&row, next, of: sheet) { return true }
            }
            finished += rows?.bytesRead ?? 0
            rows = nil
            current += 1
        }
        return false
    }

    /// Lays the cells of a sheet's row under the headings of all; gives false if it has no value under any.
    private func fill(_ row: inout DeliveryRow, _ cells: SheetRow, of sheet: Sheet) throws(IntakeError) -> Bool {
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement("", count: map.headings.count))
        surplus.removeAll(keepingCapacity: true)
        row.begin(line: DeliveryPlace(sheet: current, row: cells.number).packed, sheet: sheet.sheet.name)
        for cell in cells.cells {
            if cell.value == .uncomputed {
                let place = CellReference(column: cell.column, row: cells.number)
                throw IntakeError(
                    .format, "\(sheet.sheet.name)!\(place): a formula whose value was never computed",
                    hint: "open the workbook in a spreadsheet program and save it")
            }
            let place = cell.column < sheet.places.count ? sheet.places[cell.column] : values.count + surplus.count
            if case .number(let number) = cell.value {
                if !number.isExact { row.noteRounded(place) }
                if number.isScaled, isMoney(place) { row.isScaled = true }
            }
            if place < values.count {
                values[place] = text(of: cell, in: place)
            } else {
                surplus.append(cell.text)
            }
        }
        for value in values { try row.add(value) }
        for value in surplus { try row.add(value) }
        row.isHidden = cells.isHidden || sheet.sheet.visibility != .visible
        return !row.isBlank
    }

    private func isMoney(_ place: Int) -> Bool {
        guard place < map.columns.count, case .field(let index) = map.columns[place] else { return false }
        return map.item.fields[index].type == .money
    }

    /// What a cell says under a heading. In a workbook that counts days from 1904 a number without a format of days is
    /// its day where a day is expected: left a number, it would be read as days are counted from 1900.
    private func text(of cell: Cell, in place: Int) -> String {
        guard workbook.dateSystem == .from1904, case .field(let index) = map.columns[place],
            map.item.fields[index].type == .day || map.item.fields[index].type == .instant
        else { return cell.text }
        return DeliveredTime.from1904(cell.text) ?? cell.text
    }

    /// The first rows of a sheet, with their numbers.
    private static func firstRows(
        of sheet: Workbook.Sheet, _ survey: SheetSurvey, in workbook: Workbook
    ) throws(IntakeError) -> (numbers: [Int], texts: [[String]]) {
        let rows = try reading { () throws(SpreadsheetError) in try workbook.rows(of: sheet, survey) }
        var numbers: [Int] = []
        var texts: [[String]] = []
        while texts.count < HeadingRecognition.mostRows,
            let row = try reading({ () throws(SpreadsheetError) in try rows.next() })
        {
            var text = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
            guard text.count <= DeliveryRow.mostColumns else {
                throw IntakeError(
                    .limit, "the sheet \(sheet.name) has more than \(DeliveryRow.mostColumns) columns")
            }
            for cell in row.cells { text[cell.column] = cell.text }
            numbers.append(row.number)
            texts.append(text)
        }
        return (numbers, texts)
    }

    /// For each column of a sheet its place among the headings of all, to which it adds those that are new.
    private static func places(of map: HeadingMap, in all: inout HeadingMap) throws(IntakeError) -> [Int] {
        var places: [Int] = []
        for (heading, column) in zip(map.headings, map.columns) {
            let known = all.columns.indices.first { index in
                all.columns[index] == column && (column != .ours || all.headings[index] == heading)
            }
            if let known {
                places.append(known)
            } else {
                places.append(all.headings.count)
                try all.add(heading)
            }
        }
        return places
    }

    private static func refuse(_ sheets: [(name: String, error: IntakeError)]) throws(IntakeError) {
        guard let first = sheets.first else { return }
        // What is wrong with headings that were nearly understood is the better help.
        let telling = sheets.first { $0.error.code != .headings } ?? first
        let names = sheets.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw IntakeError(
            telling.error.code,
            "the sheets \(names) have no row of headings that can be read; \"\(telling.name)\": \(telling.error.message)",
            hint: telling.error.code == .headings
                ? "every sheet that is not empty must be rows of the delivery: take the others out" : telling.error.hint
        )
    }

    private static func reading<Result>(
        _ body: () throws(SpreadsheetError) -> Result
    ) throws(IntakeError) -> Result {
        do {
            return try body()
        } catch {
            throw IntakeError(
                error.code == .limit ? .limit : .format, "the workbook can't be read: \(error.message)",
                hint: error.hint)
        }
    }
}

extension TextStream.Origin {
    fileprivate var source: ZIPSource {
        switch self {
        case .file(let file): .file(file)
        case .memory(let bytes): .memory(bytes)
        }
    }
}
