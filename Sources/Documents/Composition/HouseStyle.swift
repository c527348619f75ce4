// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// A style sheet for documents that are no reports: it makes block trees of compositions, with the rules of templates' style sheets.
public struct HouseStyle: Sendable {
    /// The faces that it names for its pages.
    public let faces: [FontFace]
    private let sheet: StyleSheet

    /// Compiles a style sheet.
    ///
    /// - Throws: `TemplateError` with all that is wrong, also fields and labels in the margins: there is no report to take them from.
    public init(styleSheet: [UInt8]) throws(TemplateError) {
        var compiler = StyleSheetCompiler(source: styleSheet, file: "style.css")
        compiler.compile()
        sheet = compiler.sheet
        faces = sheet.faces
        for piece in sheet.pageBoxes.flatMap(\.content) {
            switch piece {
            case .field(let name, let place), .label(let name, let place):
                compiler.report(
                    "field", "\"\(name)\": a document without a report has no fields and labels", at: place,
                    hint: "write the words in quotes, or string(NAME) for what a heading sets")
            case .text, .string, .pageNumber, .pageCount: break
            }
        }
        let findings = compiler.diagnostics.findings
        guard findings.isEmpty else { throw TemplateError(findings: findings) }
    }

    /// The document that a composition makes.
    ///
    /// - Throws: `TemplateError` if a look would make something illegible.
    public func document(
        title: String, language: String, _ parts: [Composition]
    ) throws(TemplateError) -> Document {
        var setting = Setting(sheet)
        let blocks = setting.blocks(parts, in: setting.body)
        var page = sheet.page
        page.boxes = sheet.pageBoxes.map { box in
            MarginBox(position: box.marginBox, pieces: box.content.map(Self.piece), style: setting.style(of: box))
        }
        guard setting.findings.isEmpty else { throw TemplateError(findings: setting.findings) }
        return Document(title: title, language: language, page: page, styles: setting.styles, blocks: blocks)
    }

    private static func piece(_ piece: StyleSheet.ContentPiece) -> MarginBox.Piece {
        switch piece {
        case .text(let text): .text(text)
        case .string(let name, _): .string(name)
        case .pageNumber: .pageNumber
        case .pageCount: .pageCount
        // `init` lets none through.
        case .field(let name, _), .label(let name, _): .text(name)
        }
    }

    /// One document in the making.
    private struct Setting {
        private var looks: Looks
        private let legibility: Legibility
        /// The places that were entered, by their elements and classes from the root: what stands there looks the same.
        private var places: [[StyledNode]: Place] = [:]
        private(set) var findings: [TemplateError.Finding] = []
        private(set) var body: Place

        var styles: [Style] { looks.styles }

        init(_ sheet: StyleSheet) {
            looks = Looks(sheet)
            let page = sheet.page
            legibility = Legibility(
                pageHeight: page.height - page.margin.top - page.margin.bottom, families: sheet.faces.map(\.family))
            body = Place(
                room: page.width - page.margin.left - page.margin.right, data: LocatedField(root: FieldCatalog.root))
            body = enter("body", "", from: enter("html", "", from: body))
        }

        mutating func style(of box: StyleSheet.PageBox) -> Style { looks.resolve(box, body: body) }

        mutating func blocks(_ parts: [Composition], in outer: Place) -> [Block] {
            parts.map { block($0, in: outer) }
        }

        private mutating func block(_ part: Composition, in outer: Place) -> Block {
            switch part {
            case .section(let name, let parts):
                let place = enter("section", name, from: outer)
                return Block(style: index(place), content: .section(blocks(parts, in: place)))
            case .heading(let level, let name, let text):
                let place = enter("h\(level)", name, from: outer)
                return Block(style: index(place), content: .heading(level: level, line(text, place)))
            case .paragraph(let name, let text):
                let place = enter("p", name, from: outer)
                return Block(style: index(place), content: .paragraph(line(text, place)))
            case .table(let name, let table):
                let place = enter("table", name, from: outer)
                return Block(style: index(place), content: .table(self.table(table, place)))
            case .chart(let name, let chart, let alternative):
                let place = enter("figure", name, from: outer)
                return Block(
                    style: index(place),
                    content: .figure(Figure(subject: .chart(chart), alternative: alternative)))
            }
        }

        private mutating func table(_ table: CompositionTable, _ place: Place) -> Table {
            var made = Table(columns: table.columns.map { .permille($0) }, caption: nil, head: [], body: [])
            if !table.caption.isEmpty {
                let caption = enter("caption", "", from: place)
                made.caption = TableCaption(style: index(caption), text: line(table.caption, caption))
            }
            if !table.head.isEmpty {
                made.head = [row("", table.head, table.columns, in: enter("thead", "", from: place))]
            }
            let body = enter("tbody", "", from: place)
            made.body = table.rows.map { row($0.class, $0.cells, table.columns, in: body) }
            return made
        }

        private mutating func row(
            _ name: String, _ cells: [CompositionTable.Cell], _ columns: [Int], in part: Place
        ) -> TableRow {
            let place = enter("tr", name, from: part)
            let made = zip(cells, columns).map { cell, share -> TableCell in
                var room = place
                room.room = Length(milliPoints: place.room.milliPoints * share / 1000)
                let inner = enter(cell.scope == nil ? "td" : "th", cell.className, from: room)
                let blocks: [Block]
                switch cell.content {
                case .text(let text):
                    let look = looks.index(of: inner.resolved.style.withoutBox)
                    blocks =
                        text.isEmpty
                        ? [] : [Block(style: look, content: .paragraph(line(text, inner)), isAnonymous: true)]
                case .chart(let chart, let alternative):
                    blocks = [block(.chart(class: "", chart, alternative: alternative), in: inner)]
                }
                return TableCell(style: index(inner), scope: cell.scope, blocks: blocks)
            }
            return TableRow(style: index(place), cells: made)
        }

        /// A text, in which a line feed ends a line.
        private mutating func line(_ text: String, _ place: Place) -> [Inline] {
            let look = looks.index(of: place.resolved.style.withoutBox)
            var line: [Inline] = []
            for (number, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 { line.append(.lineBreak) }
                if !part.isEmpty { line.append(.text(String(part), style: look, isStrong: false, origin: "circular")) }
            }
            return line
        }

        private mutating func index(_ place: Place) -> StyleIndex { looks.index(of: place.resolved.style) }

        /// The place within an element, its look checked once.
        private mutating func enter(_ element: String, _ className: String, from outer: Place) -> Place {
            let classes = className.split(separator: " ").map(String.init)
            let path = outer.nodes + [StyledNode(element: element, classes: classes)]
            if var known = places[path] {
                known.room = outer.room
                return known
            }
            let attributes = className.isEmpty ? [] : [Attribute("class", className)]
            var place = looks.enter(Element(Name(element), attributes: attributes), from: outer)
            if !["html", "thead", "tbody", "tr", "figure"].contains(element) {
                for finding in legibility.findings(element, place) where !place.complaints.contains(finding.message) {
                    place.complaints.append(finding.message)
                    findings.append(
                        TemplateError.Finding(
                            code: "template." + finding.code, file: "style.css", line: 0, column: 0,
                            message: "\(element).\(className): \(finding.message)", hint: finding.hint, excerpt: ""))
                }
            }
            places[path] = place
            return place
        }
    }
}
