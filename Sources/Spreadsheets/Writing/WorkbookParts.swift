// SPDX-License-Identifier: Apache-2.0

/// What is the same in every workbook that is written.
enum WorkbookParts {
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    static let contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    static let contentTypesHead =
        declaration + """
            <Types xmlns="\(package)/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="\(contentType)sheet.main+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="\(contentType)styles+xml"/>\
            <Override PartName="/xl/sharedStrings.xml" ContentType="\(contentType)sharedStrings+xml"/>
            """

    static let relationshipsHead = declaration + "<Relationships xmlns=\"\(package)/relationships\">"

    static let packageRelationships = Array(
        (relationshipsHead + relationship("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>\n").utf8)

    static func relationship(_ identifier: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id=\"\(identifier)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
    }

    static let contentsHead =
        declaration
        + "<workbook xmlns=\"\(SheetWriter.namespace)\" xmlns:r=\"\(office)\"><bookViews><workbookView/></bookViews><sheets>"

    /// Formats: general, bold text, text (49), day (164), number (0).
    static let styles = Array(
        (declaration + """
            <styleSheet xmlns="\(SheetWriter.namespace)">\
            <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
            <fonts count="2"><font><sz val="11"/><name val="等线"/></font>\
            <font><b/><sz val="11"/><name val="等线"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>\
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>

            """).utf8)
}
