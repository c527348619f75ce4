// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing

@Suite struct RunTests {
    /// The lines that a body makes before those of what is obligatory.
    private func lines(_ body: String, _ replacements: (old: String, new: String)...) throws -> [String] {
        var report = try Fixture.report()
        for replacement in replacements { report = try Fixture.report(replacement) }
        let document = try Fixture.template(body: "<section>" + body + "</section>").document(
            for: report, view: Fixture.view)
        return try #require(document.blocks.first).lines
    }

    @Test func listsAreRepeatedWithSeparators() throws {
        #expect(
            try lines("<p><span c:each=\"request/domains/domain\" c:separator=\"、\" c:text=\"name\">x</span></p>") == [
                "市场监管、税务、生态环境、水利"
            ])
        // Items that are left out take their separator with them.
        #expect(
            try lines(
                "<div c:each=\"subjects/subject\"><p><span c:each=\"domain\" c:if=\"stale\" c:separator=\"，\" c:text=\"name\">x</span></p></div>"
            ) == ["生态环境，水利"])
    }

    @Test func conditionsAskWhetherSomethingIsThere() throws {
        #expect(try lines("<p c:if=\"request/round\">a</p><p c:if=\"not request/round\">b</p>") == ["a"])
        // A flag that is false and a count of nothing are not there.
        #expect(try lines("<p c:if=\"request/domains/all\">a</p><p c:if=\"not request/domains/all\">b</p>") == ["b"])
        #expect(
            try lines(
                "<div c:each=\"subjects/subject\"><p c:if=\"overview/withheldAuthorised\">a</p><p c:if=\"overview/pending\">b</p></div>"
            ) == ["b"])
        // All parts of a condition must hold.
        #expect(
            try lines(
                "<div c:each=\"subjects/subject\"><p><span c:each=\"domain\" c:if=\"stale and not count\" c:separator=\"，\" c:text=\"name\">x</span></p><p><span c:each=\"domain\" c:if=\"withheld and not stale\" c:separator=\"，\" c:text=\"name\">x</span></p></div>"
            ) == ["水利", "税务"])
        // A list without elements is not there either.
        #expect(
            try lines("<p c:if=\"policy/publicity\">a</p><p c:if=\"not policy/uncountedItem\">b</p>") == ["a"])
    }

    @Test(arguments: [
        ("plain", "issuedAt", "2026-11-23T20:00:00+08:00"), ("chinese", "issuedAt", "2026年11月23日 20:00:00"),
        ("day", "issuedAt", "2026-11-23"), ("chinese-day", "issuedAt", "2026年11月23日"),
        ("chinese", "validUntil", "2026年12月22日"), ("plain", "validUntil", "2026-12-22"),
        ("groups", "data/catalog/sha256", "9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08"),
    ])
    func valuesAreShownAsAsked(format: String, field: String, shown: String) throws {
        #expect(try lines("<p c:text=\"\(field)\" c:as=\"\(format)\">x</p>") == [shown])
    }

    @Test func aBreakInAValueBreaksTheLine() throws {
        #expect(
            try lines("<p c:text=\"request/purpose\">x</p>", ("<purpose>投标资格审查", "<purpose>投标\n资格审查")) == ["投标\n资格审查"])
    }

    @Test func marksOfListsCount() throws {
        let document = try Fixture.template(
            body:
                "<ol class=\"l\"><li>first</li><li c:each=\"notices/notice\" c:text=\".\">x</li></ol><ul class=\"l\"><li>x</li></ul>",
            rules: ".l { padding-left: 2em; }"
        ).document(for: Fixture.report(), view: Fixture.view)
        guard case .list(true, let items) = document.blocks[0].content,
            case .list(false, let bullets) = document.blocks[1].content
        else {
            Issue.record("no lists")
            return
        }
        #expect(items.map(\.label) == ["1.", "2.", "3.", "4.", "5.", "6.", "7."])
        #expect(bullets.map(\.label) == ["•"])
    }

    /// Rows that are folded are read downwards in each strip; the last strip may be shorter.
    @Test(arguments: [
        (2, [["市场监管", "生态环境"], ["税务", "水利"]]), (3, [["市场监管", "生态环境", ""], ["税务", "水利", ""]]),
        (4, [["市场监管", "税务", "生态环境", "水利"]]),
    ])
    func rowsAreFoldedIntoStrips(strips: Int, expected: [[String]]) throws {
        let columns = String(repeating: "<col/>", count: strips)
        let document = try Fixture.template(
            body:
                "<table><colgroup>\(columns)</colgroup><tbody><tr c:each=\"request/domains/domain\" c:fold=\"\(strips)\"><td c:text=\"name\">x</td></tr></tbody></table>"
        ).document(for: Fixture.report(), view: Fixture.view)
        guard case .table(let table) = document.blocks[0].content else {
            Issue.record("no table")
            return
        }
        #expect(table.body.map { $0.cells.map { $0.blocks.first?.lines.first ?? "" } } == expected)
    }

    /// White space serves the author of the file alone.
    @Test(arguments: [
        ("a  b", "a b"), (" a ", "a"), ("a\n  b", "a b"), ("中\n  文", "中文"), ("中 文", "中 文"), ("a\n中", "a中"),
        ("<span>a</span> <span>b</span>", "a b"), ("<span>中</span>\n<span>文</span>", "中文"),
        ("自<span> 至 </span>止", "自 至 止"), ("a<!-- c -->b", "ab"), ("中　文", "中　文"), ("a<br/>b", "a\nb"),
    ])
    func whiteSpace(source: String, shown: String) throws {
        #expect(try lines("<p>\(source)</p>") == [shown])
    }

    @Test func everyPieceNamesItsField() throws {
        let document = try Fixture.template(body: "<p>编号<strong c:text=\"number\">x</strong></p>").document(
            for: Fixture.report(), view: Fixture.view)
        guard case .paragraph(let text) = document.blocks[0].content, case .text(_, _, let weak, let origin) = text[0],
            case .text(let number, let style, let isStrong, let field) = text[1]
        else {
            Issue.record("no paragraph of two pieces")
            return
        }
        #expect(origin == "template" && !weak)
        #expect(number == "NM-2026-4QJX-7Z3M-0KVB-92TD-5" && field == "/number" && isStrong)
        #expect(document.styles[style].isBold)
    }
}
