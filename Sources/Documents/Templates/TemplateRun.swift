// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// Fills the plans of a template with the data of one report.
struct TemplateRun {
    let root: Element
    /// How seals are drawn.
    let seal: SealDesign
    /// Whether seals say that the report is of a demonstration.
    let isDemonstration: Bool

    /// The blocks that plans make in a place of the data.
    func blocks(_ plans: [Plan], in context: Element) -> [Block] {
        var blocks: [Block] = []
        for plan in plans {
            forEach(plan, in: context) { element in
                guard let content = content(plan, element) else { return }
                var block = Block(style: plan.style, content: content)
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
        var text = ""
        for case .text(let words, _, _, _) in inlines(plans, in: root) { text += words }
        return text
    }

    private func forEach(_ plan: Plan, in context: Element, _ body: (Element) -> Void) {
        guard let repetition = plan.repetition else {
            if holds(plan.conditions, in: context) { body(context) }
            return
        }
        repetition.path.forEach(from: context, root: root) { element in
            if holds(plan.conditions, in: element) { body(element) }
        }
    }

    private func holds(_ conditions: [Plan.Condition], in context: Element) -> Bool {
        conditions.allSatisfy { holds($0, in: context) }
    }

    /// Whether what a condition names is there: a flag that is true, a count above zero, a text or group with content.
    private func holds(_ condition: Plan.Condition, in context: Element) -> Bool {
        var isPresent = false
        condition.path.forEach(from: context, root: root) { element in
            switch condition.type {
            case .flag: isPresent = isPresent || element.text == "true"
            case .count: isPresent = isPresent || !["", "0"].contains(element.text)
            case .text, .day, .instant, nil: isPresent = isPresent || !element.children.isEmpty
            }
        }
        return isPresent != condition.isNegated
    }

    private func content(_ plan: Plan, _ context: Element) -> Block.Content? {
        switch plan.kind {
        case .section: .section(blocks(plan.children, in: context))
        case .heading(let level): .heading(level: level, lines(plan, context))
        case .paragraph: .paragraph(lines(plan, context))
        case .list(let isOrdered): .list(isOrdered: isOrdered, items(plan, isOrdered: isOrdered, context))
        case .table: .table(table(plan, context))
        case .figure(let figure): .figure(self.figure(figure))
        default: nil
        }
    }

    // MARK: Lines

    /// The pieces of the lines of an element: its value, or its children.
    private func lines(_ plan: Plan, _ context: Element) -> [Inline] {
        var lines: [Inline] = []
        append(plan, isStrong: false, context, to: &lines)
        return lines
    }

    private func inlines(_ plans: [Plan], in context: Element) -> [Inline] {
        var inlines: [Inline] = []
        for plan in plans { append(inline: plan, isStrong: false, context, to: &inlines) }
        return inlines
    }

    /// Appends what an element holds.
    private func append(_ plan: Plan, isStrong: Bool, _ context: Element, to inlines: inout [Inline]) {
        guard let value = plan.value else {
            for child in plan.children { append(inline: child, isStrong: isStrong, context, to: &inlines) }
            return
        }
        let text = text(of: value, in: context)
        guard Self.breaks(text) else {
            if !text.isEmpty {
                inlines.append(.text(text, style: plan.textStyle, isStrong: isStrong, origin: value.origin))
            }
            return
        }
        // Where a value breaks, the line does.
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { inlines.append(.lineBreak) }
            guard !line.isEmpty else { continue }
            inlines.append(.text(String(line), style: plan.textStyle, isStrong: isStrong, origin: value.origin))
        }
    }

    /// Whether a text has a line feed.
    private static func breaks(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { return true }
        return false
    }

    private func append(inline plan: Plan, isStrong: Bool, _ context: Element, to inlines: inout [Inline]) {
        switch plan.kind {
        case .text(let text):
            inlines.append(.text(text, style: plan.style, isStrong: isStrong, origin: "template"))
        case .lineBreak: inlines.append(.lineBreak)
        case .span(let isStrongItself):
            let isStrong = isStrong || isStrongItself
            let separator = plan.repetition?.separator ?? ""
            var isFirst = true
            forEach(plan, in: context) { element in
                if !isFirst && !separator.isEmpty {
                    inlines.append(.text(separator, style: plan.textStyle, isStrong: isStrong, origin: "template"))
                }
                isFirst = false
                append(plan, isStrong: isStrong, element, to: &inlines)
            }
        default: break
        }
    }

    // MARK: Lists, tables and figures

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
            forEach(item, in: context) { element in
                items.append(
                    ListItem(
                        style: item.style, label: isOrdered ? "\(items.count + 1)." : "•",
                        blocks: held(item, element)))
            }
        }
        return items
    }

    private func table(_ plan: Plan, _ context: Element) -> Table {
        var table = Table(columns: plan.columns, caption: nil, head: [], body: [])
        for part in plan.children {
            forEach(part, in: context) { element in
                switch part.kind {
                case .caption:
                    table.caption = TableCaption(style: part.style, text: lines(part, element))
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
            guard case .row(let strips) = row.kind else { continue }
            let first = rows.count
            forEach(row, in: context) { element in
                rows.append(TableRow(style: row.style, cells: cells(row, element)))
            }
            if strips > 1 { fold(&rows, from: first, into: strips) }
        }
        return rows
    }

    /// Puts rows side by side in strips that are read downwards; what the last strip lacks are empty cells.
    private func fold(_ rows: inout [TableRow], from first: Int, into strips: Int) {
        let height = (rows.count - first + strips - 1) / strips
        guard height > 0 else { return }
        let blank = rows[first].cells.map { TableCell(style: $0.style, columnSpan: $0.columnSpan, blocks: []) }
        for index in first..<first + height {
            for strip in 1..<strips {
                let other = index + strip * height
                rows[index].cells += other < rows.count ? rows[other].cells : blank
            }
        }
        rows.removeSubrange((first + height)...)
    }

    private func cells(_ row: Plan, _ context: Element) -> [TableCell] {
        var cells: [TableCell] = []
        for cell in row.children {
            guard case .cell(let scope, let span) = cell.kind else { continue }
            cells.append(
                TableCell(style: cell.style, scope: scope, columnSpan: span, blocks: held(cell, context)))
        }
        return cells
    }

    private func figure(_ plan: Plan.FigurePlan) -> Figure {
        func text(_ element: Element?) -> String { element?.text ?? "" }
        let subject: Figure.Subject =
            switch plan.drawing {
            case .seal(let legend):
                .seal(
                    issuer: text(root.child("issuer")),
                    legend: isDemonstration && !legend.contains("测试") ? "测试　" + legend : legend, design: seal)
            case .qrCode: .qrCode(text(root.child("view")?.child("checkingAddress")))
            }
        return Figure(subject: subject, alternative: plan.alternative)
    }
}
