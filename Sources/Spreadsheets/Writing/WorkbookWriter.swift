// SPDX-License-Identifier: Apache-2.0

internal import Compression

/// Writes a workbook in XLSX (ISO/IEC 29500, transitional) of sheets with one row of headings each.
///
/// The same content gives the same bytes under the same version of zlib; nothing of the moment or the machine is in
/// it. The headings are bold, stay in view and have filters. A text is written as a text with the format of texts, so
/// that no program computes it, rounds it, or shows it with an exponent, also when somebody edits it.
public struct WorkbookWriter: ~Copyable {
    private var sheets: [(name: String, range: String, xml: [UInt8])] = []
    private var open: SheetWriter?
    private var strings = StringTable()

    /// A workbook without sheets.
    public init() {}

    /// Begins a sheet; the rows that follow are its.
    ///
    /// - Parameters:
    ///   - name: 1 to 31 characters, none of `[ ] : * ? / \`, no other sheet's in whatever case.
    ///   - columns: at least one.
    /// - Throws: `name`, `value` if there are no columns or too many, or a heading is too long.
    public mutating func addSheet(_ name: String, columns: [SheetColumn]) throws(SpreadsheetError) {
        endSheet()
        try check(name)
        guard (1...SpreadsheetLimits.columns).contains(columns.count) else {
            throw SpreadsheetError(.value, "the sheet \"\(name)\" has \(columns.count) columns, expected 1 to 16384")
        }
        var sheet = SheetWriter(name: name, columns: columns)
        try sheet.begin(&strings)
        open = sheet
    }

    /// Adds a row to the sheet that was begun last; values that are not given are empty.
    ///
    /// - Precondition: a sheet was begun.
    /// - Throws: `value` if a value does not fit into a cell or the row has more values than columns, `limit`.
    public mutating func append(_ cells: [CellContent]) throws(SpreadsheetError) {
        precondition(open != nil, "a row belongs to a sheet")
        try open?.append(cells, &strings)
    }

    /// The whole workbook.
    ///
    /// - Precondition: it has a sheet.
    /// - Throws: `limit` if it would be larger than 4 GiB.
    public consuming func finish() throws(SpreadsheetError) -> [UInt8] {
        endSheet()
        precondition(!sheets.isEmpty, "a workbook has a sheet")
        var writer = ZIPWriter()
        do {
            try writer.add("[Content_Types].xml", contentTypes)
            try writer.add("_rels/.rels", WorkbookParts.packageRelationships)
            try writer.add("xl/workbook.xml", contents)
            try writer.add("xl/_rels/workbook.xml.rels", relationships)
            try writer.add("xl/styles.xml", WorkbookParts.styles)
            try writer.add("xl/sharedStrings.xml", strings.part)
            for (index, sheet) in sheets.enumerated() {
                try writer.add("xl/worksheets/sheet\(index + 1).xml", sheet.xml)
            }
        } catch {
            throw SpreadsheetError(error)
        }
        return writer.finish()
    }

    private mutating func endSheet() {
        guard var sheet = open else { return }
        sheets.append((sheet.name, sheet.range(fixed: true), sheet.finish()))
        open = nil
    }

    private func check(_ name: String) throws(SpreadsheetError) {
        let isWritable = name.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && !"[]:*?/\\".unicodeScalars.contains(scalar)
                && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        }
        guard (1...31).contains(name.utf16.count), isWritable, !name.hasPrefix("'"), !name.hasSuffix("'"),
            name.lowercased() != "history"
        else {
            throw SpreadsheetError(
                .name, "\"\(name)\" is no name of a sheet",
                hint: "a name has 1 to 31 characters, none of [ ] : * ? / \\ and no apostrophe at its ends")
        }
        guard !sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw SpreadsheetError(.name, "two sheets have the name \"\(name)\"")
        }
    }

    private var contentTypes: [UInt8] {
        var xml = WorkbookParts.contentTypesHead
        for index in sheets.indices {
            xml += """
                <Override PartName="/xl/worksheets/sheet\(index + 1).xml" \
                ContentType="\(WorkbookParts.contentType)worksheet+xml"/>
                """
        }
        return Array((xml + "</Types>\n").utf8)
    }

    private var relationships: [UInt8] {
        var xml = WorkbookParts.relationshipsHead
        for (index, kind) in ["styles", "sharedStrings"].enumerated() {
            xml += WorkbookParts.relationship("rId\(index + 1)", kind, "\(kind).xml")
        }
        for index in sheets.indices {
            xml += WorkbookParts.relationship("rId\(index + 3)", "worksheet", "worksheets/sheet\(index + 1).xml")
        }
        return Array((xml + "</Relationships>\n").utf8)
    }

    private var contents: [UInt8] {
        var xml = Array(WorkbookParts.contentsHead.utf8)
        for (index, sheet) in sheets.enumerated() {
            xml.append(contentsOf: "<sheet name=\"".utf8)
            EscapedText.append(sheet.name, to: &xml)
            xml.append(contentsOf: "\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 3)\"/>".utf8)
        }
        xml.append(contentsOf: "</sheets><definedNames>".utf8)
        for (index, sheet) in sheets.enumerated() {
            // The name by which spreadsheets know the range of a filter.
            xml.append(
                contentsOf: "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">'".utf8)
            EscapedText.append(
                sheet.name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"), to: &xml)
            xml.append(contentsOf: "'!\(sheet.range)</definedName>".utf8)
        }
        xml.append(contentsOf: "</definedNames></workbook>\n".utf8)
        return xml
    }
}
