// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// Puts the items of one page in their places. Lengths are thousandths of a point.
struct PageWriter {
    let paginator: Paginator
    /// The left upper corner of the place for content.
    let top: Int
    private(set) var page = Page()
    private var drawn = TableRules.Drawn()
    /// The upper edges of the first lines of headings that were met on this page, by element.
    private(set) var headings: [(element: Int, y: Int)] = []
    /// The boxes that are open, outermost first, and where their part on this page begins.
    private var boxes: [(box: Int, y: Int, fill: Int, begins: Bool)] = []
    private var isRepeated = false

    init(_ paginator: Paginator, top: Int, openBoxes: [Int]) {
        self.paginator = paginator
        self.top = top
        for box in openBoxes { open(box, at: top, begins: false) }
    }

    /// The boxes that go on on the next page.
    var openBoxes: [Int] { boxes.map(\.box) }

    /// Places everything between two places of the flow.
    mutating func write(from start: FlowPlace, to end: FlowPlace, keepsSpace: Bool) {
        var y = top
        var index = start.item
        var last: Int?
        if let table = paginator.repeatedHead(at: start) {
            isRepeated = true
            for row in paginator.flow.tables[table].head {
                place(row, at: y, cells: nil, to: nil, height: paginator.flow.rows[row].height, after: last)
                y += paginator.flow.rows[row].height
                last = row
            }
            isRepeated = false
        }
        var hasContent = keepsSpace
        if let cells = start.cells, case .row(let row) = paginator.flow.items[index] {
            let cut = paginator.cut(paginator.flow.rows[row], from: cells, available: paginator.height - (y - top))
            place(row, at: y, cells: cells, to: cut.cells, height: cut.height, after: last)
            y += cut.height
            last = row
            hasContent = true
            index += 1
        }
        y = place(paginator.flow.items, index..<max(index, end.item), at: y, hasContent: &hasContent, last: &last)
        if let cells = end.cells, end.item > start.item || start.cells == nil,
            case .row(let row) = paginator.flow.items[end.item]
        {
            let starts = cells.map { _ in 0 }
            let cut = paginator.cut(paginator.flow.rows[row], from: starts, available: paginator.height - (y - top))
            place(row, at: y, cells: starts, to: cut.cells, height: cut.height, after: last)
            y += cut.height
        }
        let pending = boxes
        for open in pending.reversed() { close(open, at: y, ends: false) }
        page.rules = drawn.fills
    }

    /// Places a part of a flow, and gives the place below it.
    private mutating func place(
        _ items: [FlowItem], _ range: Range<Int>, at start: Int, hasContent: inout Bool, last: inout Int?
    ) -> Int {
        var y = start
        for item in items[range] {
            switch item {
            case .joint: break
            case .space(let space): if hasContent { y += space }
            case .fixed(let space): y += space
            case .label(let line, let x, let element): place(line, x: x, element: element, at: y)
            case .line(let line, let x, let element):
                place(line, x: x, element: element, at: y)
                y += paginator.galley.lines[line].height
                hasContent = true
            case .figure(let index):
                let figure = paginator.flow.figures[index]
                page.marks.append(
                    Mark(kind: .figure(index), element: isRepeated ? nil : figure.element, x: figure.x, y: y))
                y += figure.height
                hasContent = true
            case .row(let row):
                let above = last.flatMap { paginator.flow.rows[$0].table == paginator.flow.rows[row].table ? $0 : nil }
                place(row, at: y, cells: nil, to: nil, height: paginator.flow.rows[row].height, after: above)
                y += paginator.flow.rows[row].height
                last = row
                hasContent = true
            case .open(let box): open(box, at: y, begins: true)
            case .close(let box):
                if let open = boxes.last, open.box == box { close(open, at: y, ends: true) }
                boxes.removeLast()
            }
        }
        return y
    }

    private mutating func place(_ line: Int, x: Int, element: Int, at y: Int) {
        let set = paginator.galley.lines[line]
        if !isRepeated, paginator.flow.elements[element].role.headingLevel != nil, headings.last?.element != element {
            headings.append((element, y))
        }
        page.marks.append(
            Mark(kind: .line(line), element: isRepeated ? nil : element, x: x + set.x, y: y + set.baseline))
    }

    // MARK: Rows

    private mutating func place(_ index: Int, at y: Int, cells: [Int]?, to ends: [Int]?, height: Int, after: Int?) {
        let row = paginator.flow.rows[index]
        let table = paginator.flow.tables[row.table]
        if let color = paginator.styles[row.style].background {
            let left = table.edges[0]
            background(left, y, table.edges[table.edges.count - 1] - left, height, color)
        }
        for (number, cell) in row.cells.enumerated() {
            let style = cell.style
            if let color = paginator.styles[style].background {
                let left = table.edges[cell.column]
                background(left, y, table.edges[cell.column + cell.span] - left, height, color)
            }
            let padding = paginator.styles[style].padding
            var offset = padding.top.milliPoints
            let spare = height - cell.height - offset - padding.bottom.milliPoints
            if cells == nil && spare > 0 {
                switch paginator.styles[style].verticalAlignment {
                case .top: break
                case .middle: offset += spare / 2
                case .bottom: offset += spare
                }
            }
            let begin = cells?[number] ?? 0
            reopen(cell.flow[..<begin], at: y)
            var hasContent = begin == 0
            var last: Int?
            let depth = boxes.count
            _ = place(
                cell.flow, begin..<(ends?[number] ?? cell.flow.count), at: y + offset, hasContent: &hasContent,
                last: &last)
            while boxes.count > depth, let open = boxes.popLast() { close(open, at: y + height, ends: false) }
        }
        let rules = TableRules(styles: paginator.styles, table: table)
        let above = after.map { paginator.flow.rows[$0] }
        rules.draw(
            row, above: above, below: rowBelow(index, in: table).map { paginator.flow.rows[$0] }, y: y, height: height,
            into: &drawn)
    }

    private func rowBelow(_ index: Int, in table: FlowTable) -> Int? {
        if index + 1 == table.head.upperBound { return table.body.first }
        return index + 1 < table.body.upperBound ? index + 1 : nil
    }

    /// Opens again the boxes of a cell that is continued.
    private mutating func reopen(_ items: ArraySlice<FlowItem>, at y: Int) {
        var inner: [Int] = []
        for item in items {
            if case .open(let box) = item { inner.append(box) }
            if case .close = item { inner.removeLast() }
        }
        for box in inner { open(box, at: y, begins: false) }
    }

    // MARK: Boxes

    private mutating func open(_ box: Int, at y: Int, begins: Bool) {
        boxes.append((box, y, page.backgrounds.count, begins))
        if let color = paginator.flow.boxes[box].background {
            // The place is kept, so that what is within is painted over it.
            background(paginator.flow.boxes[box].x, y, paginator.flow.boxes[box].width, 0, color)
        }
    }

    private mutating func close(_ open: (box: Int, y: Int, fill: Int, begins: Bool), at y: Int, ends: Bool) {
        let box = paginator.flow.boxes[open.box]
        let height = y - open.y
        if box.background != nil { page.backgrounds[open.fill].height = height }
        if let border = box.borders.left {
            rule(box.x, open.y, border.width.milliPoints, height, border.color)
        }
        if let border = box.borders.right {
            rule(box.x + box.width - border.width.milliPoints, open.y, border.width.milliPoints, height, border.color)
        }
        if let border = box.borders.top, open.begins {
            rule(box.x, open.y, box.width, border.width.milliPoints, border.color)
        }
        if let border = box.borders.bottom, ends {
            rule(box.x, y - border.width.milliPoints, box.width, border.width.milliPoints, border.color)
        }
    }

    private mutating func rule(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: Color) {
        drawn.fills.append(Fill(x: x, y: y, width: width, height: height, color: color))
    }

    private mutating func background(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: Color) {
        page.backgrounds.append(Fill(x: x, y: y, width: width, height: height, color: color))
    }
}
