// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Registry

/// The summary as a page of HTML: one file, without script or anything from outside.
///
/// What a person asks first stands first: who, what came of it, why to look. The domains follow as narrow columns whose
/// headings stay in view, as do the firms. Words tell everything; colour only leads the eye to them.
struct SummaryPage {
    private let file: PendingFile
    private let domains: [String]
    private var buffer = ByteWriter(capacity: 1 << 16)

    /// A page with headings and counts, not yet visible.
    init(in directory: String, title: String, counts: SummaryCounts, domains: [String]) throws {
        file = try PendingFile(in: directory)
        self.domains = domains
        buffer.append(
            """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>汇总表  \(Self.escaped(title))</title><style>\n\(SummaryStyle.rules)</style></head>
            <body><header><h1>信用报告汇总表</h1><p class="round">\(Self.escaped(title))</p>
            <ul class="counts"><li>共 <b>\(counts.rows)</b> 家</li>
            """)
        for reason in Attention.allCases where counts[reason] > 0 {
            buffer.append("<li class=\"\(reason)\">\(reason.rawValue) <b>\(counts[reason])</b></li>")
        }
        buffer.append(
            """
            <li>无须关注 <b>\(counts.clear)</b></li></ul>
            <p class="caution">本表由各份报告汇总而成，以签名的报告为准。“未查见”只表示在报告所列的领域、期间和数据截止时间内未查见。</p></header>
            <div class="sheet" tabindex="0" role="region" aria-label="汇总表"><table><thead><tr>
            <th scope="col" class="place">序号</th><th scope="col" class="firm">企业</th><th scope="col">结果与关注</th>\
            <th scope="col">查见条数</th><th scope="col">名单与惩戒措施、提示、原因</th><th scope="col">报告</th>
            """)
        for domain in domains {
            buffer.append("<th scope=\"col\" class=\"domain\">\(Self.escaped(domain))</th>")
        }
        buffer.append("</tr></thead><tbody>\n")
    }

    /// Adds a row.
    mutating func append(_ row: SummaryRow) throws {
        let role = row.role.isEmpty ? "" : "<br><span class=\"role\">联合体\(row.role)</span>"
        buffer.append(
            """
            <tr><td class="place">\(row.bidder)</td><th scope="row" class="firm">\(Self.escaped(row.firm.name))<br>\
            <code>\(Self.escaped(row.firm.code))</code>\(role)</th><td class="state">
            """)
        if case .issued = row.outcome { buffer.append("<span>已出具</span>") }
        for reason in row.attention { buffer.append("<span class=\"\(reason)\">\(reason.rawValue)</span>") }
        buffer.append("</td><td class=\"total\">\(row.firm.total.map(String.init) ?? "")</td><td class=\"remarks\">")
        for line in row.firm.lists { buffer.append("<p class=\"listed\">\(Self.escaped(line))</p>") }
        for line in row.firm.notes + row.warnings { buffer.append("<p>\(Self.escaped(line))</p>") }
        switch row.outcome {
        case .issued(let report):
            buffer.append("</td><td class=\"report\"><code>\(Self.escaped(report.number))</code>")
            for file in report.files {
                // Names of forms are the program's own.
                let name = Self.escaped(report.name(of: file))
                buffer.append(" <a href=\"\(name)\">\(Self.escaped(file.kind.uppercased()))</a>")
            }
            buffer.append("<br>核验码 <code>\(Self.escaped(report.code))</code>")
            buffer.append("<br>指纹 <code class=\"hash\">\(Self.escaped(report.hash))</code></td>")
        case .notIssued(let code, let reason):
            buffer.append("<p>\(Self.escaped(reason)) <code>[\(Self.escaped(code))]</code></p></td><td></td>")
        }
        for domain in domains {
            let text = row.conclusion(on: domain)
            buffer.append("<td class=\"\(Self.kind(of: text))\">\(Self.escaped(text))</td>")
        }
        buffer.append("</tr>\n")
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Gives the page its name.
    mutating func finish(as name: String) throws {
        buffer.append("</tbody></table></div></body></html>\n")
        try flush()
        try file.seal()
        try file.place(as: name, replacing: true)
        try Directory.sync(file.directory)
    }

    private mutating func flush() throws {
        try file.write(buffer.bytes)
        buffer.reset()
    }

    /// What the eye is led by: a conclusion that says nothing was seen recedes, any other stands out.
    private static func kind(of conclusion: String) -> String {
        switch conclusion {
        case "", "未查见", "无": "quiet"
        case "数据未更新至今": "stale"
        default: "recorded"
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
