// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes the XML of one sheet: a bold heading that stays in view and has filters, and rows below.
struct SheetWriter {
    let name: String
    let columns: [SheetColumn]
    private var output: [UInt8] = []
    private(set) var rows = 1

    /// The formats of cells, by their places in the part with the styles.
    private enum Format: Int {
        case general = 0
        case heading = 1
        case text = 2
        case day = 3
        case number = 4
    }

    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    init(name: String, columns: [SheetColumn]) {
        self.name = name
        self.columns = columns
    }

    /// The reference of all cells with headings and values, with `$` before each part if it is to be fixed.
    func range(fixed: Bool = false) -> String {
        let mark = fixed ? "$" : ""
        let last = CellReference.letters(columns.count - 1)
        return "\(mark)A\(mark)1:\(mark)\(last)\(mark)\(rows)"
    }

    /// Writes the row of headings.
    mutating func begin(_ strings: inout StringTable) throws(SpreadsheetError) {
        output.append(
            contentsOf: """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <worksheet xmlns="\(Self.namespace)"><sheetViews><sheetView workbookViewId="0">\
                <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>
                """.utf8)
        for (index, column) in columns.enumerated() {
            let width = min(max(column.width, 1), 255)
            // Texts typed below the last row keep their digits too: the columns have the format of texts.
            output.append(
                contentsOf: """
                    <col min="\(index + 1)" max="\(index + 1)" width="\(width)" customWidth="1" \
                    style="\(Format.text.rawValue)"/>
                    """.utf8)
        }
        output.append(contentsOf: "</cols><sheetData><row r=\"1\">".utf8)
        for (index, column) in columns.enumerated() {
            try append(.text(column.heading), at: index, of: 1, &strings, format: .heading)
        }
        output.append(contentsOf: "</row>".utf8)
    }

    /// Writes one row.
    mutating func append(_ cells: [CellContent], _ strings: inout StringTable) throws(SpreadsheetError) {
        guard cells.count <= columns.count else {
            throw SpreadsheetError(
                .value,
                "row \(rows + 1) of the sheet \"\(name)\" has \(cells.count) values for \(columns.count) columns")
        }
        guard rows < SpreadsheetLimits.rows else {
            throw SpreadsheetError(
                .limit, "the sheet \"\(name)\" has more than \(SpreadsheetLimits.rows) rows",
                hint: "write several sheets, or CSV")
        }
        rows += 1
        output.append(contentsOf: "<row r=\"\(rows)\">".utf8)
        for (index, cell) in cells.enumerated() { try append(cell, at: index, of: rows, &strings, format: nil) }
        output.append(contentsOf: "</row>".utf8)
    }

    /// Ends the sheet and gives its XML.
    mutating func finish() -> [UInt8] {
        output.append(contentsOf: "</sheetData><autoFilter ref=\"\(range())\"/></worksheet>\n".utf8)
        return output
    }

    private mutating func append(
        _ cell: CellContent, at column: Int, of row: Int, _ strings: inout StringTable, format: Format?
    ) throws(SpreadsheetError) {
        let value: String
        var type = ""
        var style = Format.number
        switch cell {
        case .empty: return
        case .text(let text):
            guard text.utf16.count <= SpreadsheetLimits.cellUnits else {
                throw wrong("a text of \(text.utf16.count) characters, at most 32767 fit", column, row)
            }
            value = String(strings.number(of: text))
            type = " t=\"s\""
            style = format ?? .text
        case .number(let text):
            guard Self.isNumber(text) else {
                throw wrong("\"\(text)\" is no decimal of at most 15 digits", column, row)
            }
            value = text
        case .integer(let number):
            guard number.magnitude < 1_000_000_000_000_000 else {
                throw wrong("\(number) has more than 15 digits", column, row)
            }
            value = String(number)
        case .day(let day):
            guard let serial = DateSystem.from1900.serial(of: day) else {
                throw wrong("\(day) is before 1900, where no spreadsheet counts days", column, row)
            }
            value = String(serial)
            style = .day
        case .boolean(let isTrue):
            value = isTrue ? "1" : "0"
            type = " t=\"b\""
            style = .general
        }
        let place = CellReference(column: column, row: row)
        output.append(contentsOf: "<c r=\"\(place)\" s=\"\(style.rawValue)\"\(type)><v>\(value)</v></c>".utf8)
    }

    private func wrong(_ message: String, _ column: Int, _ row: Int) -> SpreadsheetError {
        SpreadsheetError(.value, "\(name)!\(CellReference(column: column, row: row)): \(message)")
    }

    /// Whether a text is a decimal without exponent, of digits that a spreadsheet keeps.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2 && digits.count <= CellNumber.digits + parts.count - 1
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
    }
}

/// The texts of a workbook, each once, in the order in which they came.
struct StringTable {
    private var numbers: [[UInt8]: Int] = [:]
    private var output: [UInt8] = []
    private var uses = 0

    /// The number of a text. Texts are told apart by their bytes: to Swift composed and decomposed letters are equal.
    mutating func number(of text: String) -> Int {
        uses += 1
        let key = Array(text.utf8)
        if let number = numbers[key] { return number }
        numbers[key] = numbers.count
        output.append(contentsOf: "<si><t xml:space=\"preserve\">".utf8)
        EscapedText.append(text, to: &output)
        output.append(contentsOf: "</t></si>".utf8)
        return numbers.count - 1
    }

    /// The XML of the part with the texts.
    var part: [UInt8] {
        let head = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <sst xmlns="\(SheetWriter.namespace)" count="\(uses)" uniqueCount="\(numbers.count)">
            """
        return Array(head.utf8) + output + Array("</sst>\n".utf8)
    }
}
