// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The summary as a page of HTML: one file, without script or anything from outside.
struct SummaryPage {
    private let file: PendingFile
    private var buffer = ByteWriter(capacity: 1 << 16)

    /// A page with headings, not yet visible.
    init(in directory: String, title: String, headings: [String]) throws {
        file = try PendingFile(in: directory)
        buffer.append(
            """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>汇总表  \(Self.escaped(title))</title><style>
            body{font-family:"Noto Sans SC","Microsoft YaHei",sans-serif;margin:1.5em;color:#111}
            table{border-collapse:collapse;font-size:13px}th,td{border:1px solid #999;padding:3px 6px;vertical-align:top}
            th{position:sticky;top:0;background:#e8edf3;white-space:nowrap}td{white-space:pre-wrap}
            .look{background:#fff3d6}.none{background:#f8dcdc}
            </style></head><body><h1>汇总表</h1><p>\(Self.escaped(title))</p>
            <p>本表由各份报告汇总而成，以签名的报告为准。“未查见”只表示在报告所列的领域、期间和数据截止时间内未查见。</p>
            <table><thead><tr>
            """)
        for heading in headings { buffer.append("<th scope=\"col\">\(Self.escaped(heading))</th>") }
        buffer.append("</tr></thead><tbody>\n")
    }

    /// Adds a row.
    mutating func append(_ cells: [SummaryCell]) throws {
        // What must be looked at is told by words; the colour only leads the eye to them.
        let isIssued = cells[4].text == "已出具"
        let mark = !isIssued ? " class=\"none\"" : cells[5].text.isEmpty ? "" : " class=\"look\""
        buffer.append("<tr\(mark)>")
        for cell in cells { buffer.append("<td>\(Self.escaped(cell.text))</td>") }
        buffer.append("</tr>\n")
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Gives the page its name.
    mutating func finish(as name: String) throws {
        buffer.append("</tbody></table></body></html>\n")
        try flush()
        try file.seal()
        try file.place(as: name, replacing: true)
        try Directory.sync(file.directory)
    }

    private mutating func flush() throws {
        try file.write(buffer.bytes)
        buffer.reset()
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
