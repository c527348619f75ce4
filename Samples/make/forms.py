# SPDX-License-Identifier: Apache-2.0
"""The forms of delivery that are no plain text: workbooks, and the message in which platforms hand records on."""

import datetime
import io
import re
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letters(column):
    """The letters of a column, from 0."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def cell(place, value, kind):
    """A cell: days as serial numbers with a format of days, amounts as numbers, all else as text."""
    if value == "":
        return ""
    if kind == "day" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        serial = (datetime.date.fromisoformat(value) - datetime.date(1899, 12, 30)).days
        return '<c r="%s" s="1"><v>%d</v></c>' % (place, serial)
    if kind == "money" and re.fullmatch(r"\d+(\.\d+)?", value):
        return '<c r="%s"><v>%s</v></c>' % (place, value)
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (place, escape(value))


def workbook(title, headings, kinds, rows):
    """A workbook of one sheet, with a title merged over its columns above the headings."""
    lines = ['<row r="1">%s</row>' % cell("A1", title, "text")]
    texts = ["text"] * len(headings)
    for number, (values, types) in enumerate([(headings, texts)] + [(row, kinds) for row in rows], 2):
        cells = "".join(cell(letters(column) + str(number), value, kind)
                        for column, (value, kind) in enumerate(zip(values, types)))
        lines.append('<row r="%d">%s</row>' % (number, cells))
    relationship = '<Relationship Id="%s" Type="' + OFFICE + '/%s" Target="%s"/>'
    override = '<Override PartName="/xl/%s.xml" ContentType="' + TYPE + '%s+xml"/>'
    parts = [
        ("[Content_Types].xml",
         '<Types xmlns="%s/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' % PACKAGE
         + override % ("workbook", "sheet.main") + override % ("styles", "styles")
         + override % ("worksheets/sheet1", "worksheet") + "</Types>"),
        ("_rels/.rels", '<Relationships xmlns="%s/relationships">' % PACKAGE
         + relationship % ("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>"),
        ("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="示例" sheetId="1" r:id="rId1"/>'
         "</sheets></workbook>" % (MAIN, OFFICE)),
        ("xl/_rels/workbook.xml.rels", '<Relationships xmlns="%s/relationships">' % PACKAGE
         + relationship % ("rId1", "worksheet", "worksheets/sheet1.xml")
         + relationship % ("rId2", "styles", "styles.xml") + "</Relationships>"),
        ("xl/styles.xml",
         '<styleSheet xmlns="%s"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts>'
         '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
         "<borders count=\"1\"><border/></borders>"
         '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
         '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
         '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
         % MAIN),
        ("xl/worksheets/sheet1.xml", '<worksheet xmlns="%s"><sheetData>' % MAIN + "".join(lines) + "</sheetData>"
         '<mergeCells count="1"><mergeCell ref="A1:%s1"/></mergeCells></worksheet>' % letters(len(headings) - 1)),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts:
            # Stored, and of the first moment of the format, so that every machine writes the same bytes.
            archive.writestr(zipfile.ZipInfo(name), (HEAD + text).encode())
    return out.getvalue()


def message(rows, heading):
    """An ExchangeMessage with a row in each `fields`."""
    lines = ["<fields>" + "".join("<%s>%s</%s>" % (heading(code), escape(value), heading(code)) for code, value in row)
             + "</fields>\n" for row in rows]
    return ('<?xml version="1.0" encoding="utf-8"?>\n<ExchangeMessage>\n<Header><sender>示例</sender>'
            "<operator>测试</operator></Header>\n<Body>\n" + "".join(lines) + "</Body>\n</ExchangeMessage>\n").encode()
