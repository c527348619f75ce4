// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// Fills the plans of a template with the data of one report.
struct TemplateRun {
    let root: Element

    /// The blocks that plans make in a place of the data.
    func blocks(_ plans: [Plan], in context: Element) -> [Block] {
        var blocks: [Block] = []
        for plan in plans {
            forEach(plan, in: context) { element, _ in
                guard let content = content(plan, element) else { return }
                var block = Block(classes: plan.classes, style: plan.style, content: content)
                if case .section(let name) = plan.kind { block.element = name }
                blocks.append(block)
            }
        }
        return blocks
    }

    /// The value as shown; empty if it is not there.
    func text(of value: Plan.Value, in context: Element) -> String {
        value.path.element(from: context, root: root).map { value.format.show($0.text) } ?? ""
    }

    /// The words of plans, without their looks.
    func plainText(_ plans: [Plan]) -> String {
        inlines(plans, in: root, classes: []).reduce(into: "") { text, inline in
            if case .text(let words, _, _, _, _) = inline { text += words }
        }
    }

    private func forEach(_ plan: Plan, in context: Element, _ body: (Element, Int) -> Void) {
        let elements = plan.repetition.map { $0.path.elements(from: context, root: root) } ?? [context]
        for (index, element) in elements.enumerated() where holds(plan.condition, in: element) { body(element, index) }
    }

    private func holds(_ condition: Plan.Condition?, in context: Element) -> Bool {
        guard let condition else { return true }
        let found = condition.path.elements(from: context, root: root)
        let isPresent = found.contains { !$0.children.isEmpty && $0.text != "false" }
        return isPresent != condition.isNegated
    }

    private func content(_ plan: Plan, _ context: Element) -> Block.Content? {
        switch plan.kind {
        case .section: return .section(blocks(plan.children, in: context))
        case .heading(let level): return .heading(level: level, lines(plan, context))
        case .paragraph: return .paragraph(lines(plan, context))
        case .list(let isOrdered): return .list(isOrdered: isOrdered, items(plan, isOrdered: isOrdered, context))
        case .table: return .table(table(plan, context))
        case .figure(let figure): return .figure(self.figure(figure, context))
        default: return nil
        }
    }

    /// The pieces of the lines of an element: its value, or its children.
    private func lines(_ plan: Plan, _ context: Element) -> [Inline] {
        if let value = plan.value {
            return pieces(
                text(of: value, in: context), classes: [], style: plan.textStyle, isStrong: false, origin: value.origin)
        }
        return inlines(plan.children, in: context, classes: [])
    }

    private func inlines(_ plans: [Plan], in context: Element, classes: [String]) -> [Inline] {
        var inlines: [Inline] = []
        for plan in plans {
            switch plan.kind {
            case .text(let text):
                inlines.append(
                    .text(text, classes: classes, style: plan.style, isStrong: false, origin: "template"))
            case .lineBreak: inlines.append(.lineBreak)
            case .span(let isStrong):
                forEach(plan, in: context) { element, index in
                    if index > 0, let separator = plan.repetition?.separator, !separator.isEmpty {
                        inlines.append(
                            .text(
                                separator, classes: plan.classes, style: plan.textStyle, isStrong: isStrong,
                                origin: "template"))
                    }
                    if let value = plan.value {
                        inlines += pieces(
                            text(of: value, in: element), classes: plan.classes, style: plan.textStyle,
                            isStrong: isStrong, origin: value.origin)
                    } else {
                        inlines += self.inlines(plan.children, in: element, classes: classes + plan.classes).map {
                            isStrong ? $0.strong : $0
                        }
                    }
                }
            default: break
            }
        }
        return inlines
    }

    /// A value as pieces of lines: where it breaks, the line does.
    private func pieces(
        _ text: String, classes: [String], style: StyleIndex, isStrong: Bool, origin: String
    ) -> [Inline] {
        var pieces: [Inline] = []
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { pieces.append(.lineBreak) }
            if !line.isEmpty {
                pieces.append(
                    .text(String(line), classes: classes, style: style, isStrong: isStrong, origin: origin))
            }
        }
        return pieces
    }

    /// What a cell or an item holds: blocks, or its text as a paragraph without an element of its own.
    private func held(_ plan: Plan, _ context: Element) -> [Block] {
        guard plan.value != nil || plan.children.allSatisfy(\.isInline) else {
            return blocks(plan.children, in: context)
        }
        let text = lines(plan, context)
        guard !text.isEmpty else { return [] }
        return [Block(style: plan.textStyle, content: .paragraph(text), isAnonymous: true)]
    }

    private func items(_ plan: Plan, isOrdered: Bool, _ context: Element) -> [ListItem] {
        var items: [ListItem] = []
        for item in plan.children {
            forEach(item, in: context) { element, _ in
                items.append(
                    ListItem(
                        classes: item.classes, style: item.style, label: isOrdered ? "\(items.count + 1)." : "•",
                        blocks: held(item, element)))
            }
        }
        return items
    }

    private func table(_ plan: Plan, _ context: Element) -> Table {
        var table = Table(columns: plan.columns, caption: nil, head: [], body: [])
        for part in plan.children {
            forEach(part, in: context) { element, _ in
                switch part.kind {
                case .caption:
                    table.caption = TableCaption(classes: part.classes, style: part.style, text: lines(part, element))
                case .tableHead: table.head += rows(part, element)
                case .tableBody: table.body += rows(part, element)
                default: break
                }
            }
        }
        return table
    }

    private func rows(_ part: Plan, _ context: Element) -> [TableRow] {
        var rows: [TableRow] = []
        for row in part.children {
            forEach(row, in: context) { element, _ in
                rows.append(TableRow(classes: row.classes, style: row.style, cells: cells(row, element)))
            }
        }
        return rows
    }

    private func cells(_ row: Plan, _ context: Element) -> [TableCell] {
        var cells: [TableCell] = []
        for cell in row.children {
            guard case .cell(let scope, let span) = cell.kind else { continue }
            forEach(cell, in: context) { element, _ in
                cells.append(
                    TableCell(
                        classes: cell.classes, style: cell.style, scope: scope, columnSpan: span,
                        blocks: held(cell, element)))
            }
        }
        return cells
    }

    private func figure(_ plan: Plan.FigurePlan, _ context: Element) -> Figure {
        switch plan.drawing {
        case .seal(let issuer, let legend):
            let name = issuer.element(from: context, root: root)?.text ?? ""
            return Figure(subject: .seal(issuer: name, legend: legend), alternative: plan.alternative)
        case .qrCode(let path):
            let text = path.element(from: context, root: root)?.text ?? ""
            return Figure(subject: .qrCode(text), alternative: plan.alternative)
        }
    }
}

extension Inline {
    /// The same piece, set off from its neighbours.
    fileprivate var strong: Inline {
        guard case .text(let text, let classes, let style, _, let origin) = self else { return self }
        return .text(text, classes: classes, style: style, isStrong: true, origin: origin)
    }
}

extension Style {
    /// The same look without what belongs to a box: for text that stands directly in a cell or an item.
    var withoutBox: Style {
        var style = self
        style.background = nil
        style.margin = Edges(all: .zero)
        style.padding = Edges(all: .zero)
        style.borders = Borders()
        style.width = .auto
        style.height = .auto
        style.breakBefore = .auto
        style.breakAfter = .auto
        style.breakInside = .auto
        return style
    }
}
