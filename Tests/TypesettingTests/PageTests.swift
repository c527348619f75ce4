// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Typesetting

@Suite struct PageTests {
    @Test func siblingsAreApartByTheGreaterMargin() throws {
        var sheet = Sheet(width: 100, height: 200)
        let blocks = [
            sheet.paragraph("一") { $0.margin.bottom = .points(6) }, sheet.paragraph("二") { $0.margin.top = .points(9) },
            sheet.paragraph("三") { $0.margin.top = .points(-4) },
        ]
        let baselines = try sheet.pages(blocks).lines(of: 0).map(\.baseline)
        #expect(baselines[1] - baselines[0] == 19_000)
        #expect(baselines[2] - baselines[1] == 6_000)
    }

    @Test func aMarginVanishesAtTheTopOfAPage() throws {
        var sheet = Sheet(width: 100, height: 25)
        let blocks = ["一", "二", "三"].map { words in sheet.paragraph(words) { $0.margin.top = .points(5) } }
        let pages = try sheet.pages(blocks)
        #expect(pages.lines(of: 0).map(\.baseline) == [13_800])
        #expect(pages.lines(of: 1).map(\.baseline) == [8_800, 23_800])
    }

    @Test func aHeadingStaysWithWhatFollows() throws {
        var sheet = Sheet(width: 100, height: 30)
        let blocks = [sheet.paragraph("一"), sheet.paragraph("二"), sheet.heading("题"), sheet.paragraph("三")]
        let pages = try sheet.pages(blocks)
        #expect(pages.texts(of: 0) == ["一", "二"])
        #expect(pages.texts(of: 1) == ["题", "三"])
        #expect(pages.outline.map(\.title) == ["题"])
        #expect(pages.outline.map(\.page) == [1])
    }

    @Test func headingsGiveTheMarginsTheirText() throws {
        var sheet = Sheet(width: 300, height: 60)
        sheet.page.margin = Edges(
            top: .points(30), right: .zero, bottom: .zero, left: .zero)
        var style = Style()
        style.families = ["Creditreport Song SC"]
        style.fontSize = .points(5)
        style.lineHeight = .points(5)
        sheet.page.boxes = [
            MarginBox(position: .topLeft, pieces: [.text("题"), .string("part"), .text("；")], style: style)
        ]
        func heading(_ words: String, isText: Bool = true) -> Block {
            sheet.heading(words) { style in
                style.breakBefore = .page
                style.runningString = RunningString(name: "part", isText: isText)
            }
        }
        let long = String(repeating: "长", count: 60)
        let blocks = [
            sheet.paragraph("一"), heading("甲"), sheet.paragraph("二"), sheet.heading("乙") { _ in },
            sheet.paragraph("三"), sheet.paragraph("四"), heading(long), sheet.paragraph("五"),
            heading("完", isText: false), sheet.paragraph("六"),
        ]
        let pages = try sheet.pages(blocks)
        let heads = pages.pages.map { page in
            page.running.map { mark in pages.galley.text(of: pages.galley.lines[mark.line]) }.joined()
        }
        #expect(
            heads == ["题；", "题甲；", "题甲；", "题" + long.prefix(48) + "…；", "题；"])
    }

    @Test func paragraphsKeepOrphansAndWidows() throws {
        var sheet = Sheet(width: 20, height: 40)
        let change: (inout Style) -> Void = { style in
            style.orphans = 2
            style.widows = 2
        }
        let three = sheet.paragraph("一二三四五六", change)
        let blocks = [sheet.paragraph("甲"), sheet.paragraph("乙"), three]
        #expect(try sheet.pages(blocks).texts(of: 0) == ["甲", "乙"])
        let five = sheet.paragraph("一二三四五六七八九", change)
        #expect(try sheet.pages([five]).texts(of: 0) == ["一二", "三四", "五六"])
    }

    @Test func pagesEndWhereTheyAreTold() throws {
        var sheet = Sheet(width: 100, height: 100)
        let blocks = [
            sheet.paragraph("一") { $0.breakAfter = .page }, sheet.paragraph("二"),
            sheet.paragraph("三") { $0.breakBefore = .page }, sheet.paragraph("四") { $0.breakAfter = .page },
        ]
        let pages = try sheet.pages(blocks)
        #expect((0..<pages.pages.count).map { pages.texts(of: $0) } == [["一"], ["二"], ["三", "四"]])
    }

    @Test func aBlockThatStaysWholeMoves() throws {
        var sheet = Sheet(width: 100, height: 30)
        let inner = [sheet.paragraph("二"), sheet.paragraph("三")]
        let whole = Block(style: sheet.style { $0.breakInside = .avoid }, content: .section(inner))
        let blocks = [sheet.paragraph("甲"), sheet.paragraph("乙"), whole]
        let pages = try sheet.pages(blocks)
        #expect((0..<pages.pages.count).map { pages.texts(of: $0) } == [["甲", "乙"], ["二", "三"]])
    }

    @Test func aBoxIsDrawnOnEachPageThatItGoesOnTo() throws {
        var sheet = Sheet(width: 100, height: 30)
        let inner = (1...4).map { sheet.paragraph("\($0)") }
        let color = Color(red: 250, green: 240, blue: 200)
        let box = Block(
            style: sheet.style { style in
                style.background = color
                style.padding = Edges(all: .points(4))
            }, content: .section(inner))
        let pages = try sheet.pages([box])
        #expect(pages.pages.map(\.backgrounds.count) == [1, 1])
        #expect(pages.pages.flatMap { $0.backgrounds.map(\.height) } == [24_000, 24_000])
        #expect(pages.pages.map { $0.backgrounds[0].y } == [0, 0])
    }

    @Test func whatIsHigherThanAPageIsAnError() throws {
        var sheet = Sheet(width: 100, height: 30)
        let figure = Block(
            style: sheet.style { $0.height = .length(.points(31)) },
            content: .figure(Figure(subject: .qrCode("x"), alternative: "测试")))
        let error = #expect(throws: TypesettingError.self) { try sheet.pages([figure]) }
        #expect(error?.code == .tooHigh)
    }

    @Test func runningTextsKnowTheirPage() throws {
        var sheet = Sheet(width: 200, height: 60)
        sheet.page.margin = Edges(top: .zero, right: .zero, bottom: .points(20), left: .zero)
        var style = Style()
        style.families = ["Creditreport Song SC"]
        style.fontSize = .points(8)
        style.lineHeight = .points(10)
        sheet.page.boxes = [
            MarginBox(
                position: .bottomCenter, pieces: [.text("第"), .pageNumber, .text("页共"), .pageCount, .text("页")],
                style: style)
        ]
        let blocks = (1...12).map { sheet.paragraph("\($0)") }
        let pages = try sheet.pages(blocks)
        #expect(pages.pages.count == 3)
        for (number, page) in pages.pages.enumerated() {
            #expect(page.running.map { pages.galley.text(of: pages.galley.lines[$0.line]) } == ["第\(number + 1)页共3页"])
            #expect(page.running.allSatisfy { !$0.isHeader && $0.y > 40_000 })
        }
    }

    @Test func listLabelsStandBeforeTheFirstLine() throws {
        var sheet = Sheet(width: 100, height: 100)
        let plain = sheet.style { $0.padding.left = .points(20) }
        let item = ListItem(style: sheet.style(), label: "1.", blocks: [sheet.paragraph("一二三四五六七八九十")])
        let pages = try sheet.pages([Block(style: plain, content: .list(isOrdered: true, [item]))])
        let lines = pages.lines(of: 0)
        #expect(lines.map(\.text) == ["1.", "一二三四五六七八", "九十"])
        #expect(lines[0].baseline == lines[1].baseline)
        #expect(lines[0].right <= lines[1].left && lines[1].left == 20_000)
        #expect(pages.elements.map(\.role) == [.document, .list, .item, .label, .itemBody, .paragraph])
    }
}
