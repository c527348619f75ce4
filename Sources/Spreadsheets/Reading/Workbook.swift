// SPDX-License-Identifier: Apache-2.0

public import Compression
internal import Markup

/// A workbook in XLSX (ISO/IEC 29500, ECMA-376) that anybody may have written, opened for reading.
///
/// Nothing in it is computed, followed or run: of formulas the values that were computed last are read, links and
/// macros are passed over. Opening reads what all sheets share; a sheet is read row by row, in memory that does not
/// grow with it.
public struct Workbook: Sendable {
    /// One sheet of cells.
    public struct Sheet: Sendable, Hashable {
        /// Whether a sheet is shown.
        public enum Visibility: String, Sendable {
            /// It is shown.
            case visible
            /// It is hidden, and the menu can show it.
            case hidden
            /// It is hidden, and only a program can show it.
            case veryHidden
        }

        /// The name on its tab.
        public let name: String
        /// Whether it is shown.
        public let visibility: Visibility
        let entry: ZIPEntry
    }

    /// The sheets of cells in the order of their tabs. Sheets that are charts have no cells and are left out.
    public let sheets: [Sheet]
    /// How days are counted.
    public let dateSystem: DateSystem
    let archive: ZIPArchive
    let strings: SharedStrings
    let formats: CellFormats
    let limits: SpreadsheetLimits

    /// Opens a workbook.
    public init(_ source: ZIPSource, limits: SpreadsheetLimits = SpreadsheetLimits()) throws(SpreadsheetError) {
        do {
            archive = try ZIPArchive(source, limits: limits.archive)
        } catch {
            throw SpreadsheetError(error)
        }
        self.limits = limits
        guard archive.part("[Content_Types].xml") != nil,
            let main = try Relationships(of: "", in: archive).only("officeDocument")
        else {
            throw SpreadsheetError(
                .notWorkbook, "the archive holds no workbook", hint: "save the workbook as XLSX")
        }
        guard !main.name.lowercased().hasSuffix(".bin") else {
            throw SpreadsheetError(.notWorkbook, "the workbook is in binary form (XLSB)", hint: "save it as XLSX")
        }
        let related = try Relationships(of: main.name, in: archive)
        if let entry = try related.only("sharedStrings") {
            strings = try SharedStrings(entry, of: archive, limits: limits)
        } else {
            strings = SharedStrings()
        }
        if let entry = try related.only("styles") {
            formats = try CellFormats(entry, of: archive)
        } else {
            formats = CellFormats()
        }
        let contents = try Contents(main, of: archive, limits: limits)
        dateSystem = contents.dateSystem
        var sheets: [Sheet] = []
        for sheet in contents.sheets {
            guard let target = related.targets.first(where: { $0.identifier == sheet.identifier }) else {
                throw SpreadsheetError(.structure, "the part of the sheet \"\(sheet.name)\" is not in the workbook")
            }
            guard target.kind == "worksheet" else { continue }
            guard !sheets.contains(where: { $0.entry == target.entry }) else {
                throw SpreadsheetError(.structure, "two sheets have one part, \(target.entry.name)")
            }
            sheets.append(Sheet(name: sheet.name, visibility: sheet.visibility, entry: target.entry))
        }
        guard !sheets.isEmpty else { throw SpreadsheetError(.notWorkbook, "the workbook has no sheet of cells") }
        self.sheets = sheets
    }

    /// Looks a sheet through as a whole: it is read once, and nothing of it is kept but what the survey holds.
    public func survey(_ sheet: Sheet) throws(SpreadsheetError) -> SheetSurvey {
        try SheetSurvey(sheet, of: self)
    }

    /// The rows of a sheet that have values, one after the other.
    ///
    /// - Parameter survey: what the sheet was found to hold; cells that are merged have their range's value by it.
    public func rows(of sheet: Sheet, _ survey: SheetSurvey) throws(SpreadsheetError) -> SheetRows {
        try SheetRows(sheet, of: self, merged: MergedCells(survey.merges, limit: limits.filledCells))
    }
}

/// What the main part of a workbook says (ISO/IEC 29500-1, 18.2).
private struct Contents {
    var dateSystem = DateSystem.from1900
    var sheets: [(name: String, identifier: String, visibility: Workbook.Sheet.Visibility)] = []

    init(_ entry: ZIPEntry, of archive: ZIPArchive, limits: SpreadsheetLimits) throws(SpreadsheetError) {
        var reader = try PartReader(entry, of: archive, in: PartReader.spreadsheet)
        while let event = try reader.next() {
            guard case .start(let element, let attributes) = event else { continue }
            switch element {
            case "workbookPr":
                dateSystem = ["1", "true"].contains(attributes.value("date1904")) ? .from1904 : .from1900
            case "sheet":
                guard let name = attributes.value("name"),
                    let identifier = attributes.first(where: {
                        $0.name.local == "id" && $0.name.namespace.hasSuffix("/relationships")
                    })
                else { throw SpreadsheetError(.structure, "\(entry.name): a sheet has no name or no part") }
                guard sheets.count < limits.sheets else {
                    throw SpreadsheetError(.limit, "the workbook has more than \(limits.sheets) sheets")
                }
                let state = attributes.value("state") ?? ""
                sheets.append((EscapedText.read(name), identifier.value, .init(rawValue: state) ?? .visible))
            default: continue
            }
        }
    }
}
