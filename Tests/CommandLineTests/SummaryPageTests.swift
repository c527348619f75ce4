// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The page of a round's summary: what a person sees first, and where the links lead.
@Suite struct SummaryPageTests {
    @Test func thePageCountsItsRowsAndLeadsToTheFiles() throws {
        let round = try RoundCase()
        let path = try round.round(
            """
            [{"code": "91150402YY0000052E"}, {"code": "91150105YY99999901", "name": "示例<未登记>公司"},
             {"code": "91150105YY000001XR", "members": [{"code": "91150105YY0000028R"}]}]
            """)
        #expect(try round.batch(path, out: "out").status == 3)
        let page = String(decoding: try TestFile.read(round.scratch.path("out/summary.html")), as: UTF8.self)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("<tr><td class=\"place\">") }
        #expect(rows.count == 4, "a row for each firm")
        #expect(page.contains("<li>共 <b>4</b> 家</li>"))
        for (reason, mark) in [("未出具", "notIssued"), ("有记录", "recorded"), ("数据未更新", "stale")] {
            let marked = rows.count { $0.contains("<span class=\"\(mark)\">\(reason)</span>") }
            let count = "<li class=\"\(mark)\">\(reason) <b>\(marked)</b></li>"
            #expect(marked > 0 ? page.contains(count) : !page.contains("<li class=\"\(mark)\">"), "\(reason)")
        }
        #expect(rows.contains { $0.contains("示例&lt;未登记&gt;公司") && $0.contains("未出具") })
        #expect(rows.contains { $0.contains("联合体牵头人") } && rows.contains { $0.contains("联合体成员") })
        let links = page.split(separator: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(links.count == 9, "three files for each firm with a report: \(links)")
        for link in Set(links) { #expect(try !TestFile.read(round.scratch.path("out/" + link)).isEmpty) }
    }
}
