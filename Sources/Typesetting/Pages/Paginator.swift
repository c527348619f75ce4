// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// A place in the flow at which a page begins.
struct FlowPlace: Equatable {
    /// The index of the item.
    var item = 0
    /// Where the cells of a row that was split go on, each an index into the cell's flow; nil at the beginning of an item.
    var cells: [Int]?
}

/// Decides where pages end: as late as they may.
struct Paginator {
    let flow: Flow
    let galley: Galley
    let styles: [Style]
    /// The height of the place for content, in thousandths of a point.
    let height: Int

    /// What of a row stands on one page.
    struct RowCut {
        var cells: [Int]
        var height: Int
        var isWhole: Bool
        var hasContent: Bool
    }

    /// The end of the page that begins at a place.
    ///
    /// - Parameter keepsSpace: whether a margin at the top counts: on the first page, and where a new page was asked for.
    func end(of start: FlowPlace, keepsSpace: Bool) throws(TypesettingError) -> FlowPlace {
        var y = repeatedHead(at: start).map { flow.tables[$0].headHeight } ?? 0
        var index = start.item
        var hasContent = false
        if let cells = start.cells, case .row(let row) = flow.items[index] {
            let cut = cut(flow.rows[row], from: cells, available: height - y)
            guard cut.hasContent else { throw tooHigh("a line of a table", lineHeight(flow.rows[row], cells)) }
            guard cut.isWhole else { return FlowPlace(item: index, cells: cut.cells) }
            y += cut.height
            hasContent = true
            index += 1
        }
        var free = -1
        var tied = -1
        while index < flow.items.count {
            let item = flow.items[index]
            switch item {
            case .joint(.page):
                if hasContent && goesOn(behind: index) { return FlowPlace(item: index) }
            case .joint(.free):
                if hasContent { free = index }
            case .joint(.tied):
                if hasContent { tied = index }
            case .space(let space):
                if hasContent || keepsSpace { y += space }
            case .open, .close, .label: break
            case .fixed(let padding):
                // The padding at the end of a box rather hangs out at the foot than stands alone on the next page.
                y += padding
            case .line, .figure, .row:
                let itemHeight = flow.height(of: item, galley)
                if y + itemHeight > height {
                    if case .row(let row) = item, let split = split(flow.rows[row], at: index, y: y, hasContent) {
                        return split
                    }
                    if free >= 0 { return FlowPlace(item: free) }
                    if tied >= 0 { return FlowPlace(item: tied) }
                    if !hasContent { throw tooHigh(name(item), itemHeight) }
                }
                y += itemHeight
                hasContent = true
            }
            index += 1
        }
        return FlowPlace(item: index)
    }

    /// Whether anything to be seen follows; a page that was asked for at the very end stays away.
    private func goesOn(behind index: Int) -> Bool {
        holdsContent(flow.items[index...])
    }

    private func holdsContent(_ items: ArraySlice<FlowItem>) -> Bool {
        items.contains { item in
            switch item {
            case .line, .label, .figure, .row: true
            default: false
            }
        }
    }

    /// The table whose headings are repeated at the top of a page that begins at a place.
    func repeatedHead(at place: FlowPlace) -> Int? {
        var index = place.item
        while index < flow.items.count {
            switch flow.items[index] {
            case .joint, .space: index += 1
            case .row(let row):
                let table = flow.rows[row].table
                let first = flow.tables[table].body.lowerBound
                let continues = row > first || row == first && place.cells != nil
                guard !flow.rows[row].isHead, continues, flow.tables[table].headHeight * 2 <= height else { return nil }
                return table
            default: return nil
            }
        }
        return nil
    }

    /// A row is split only if it is higher than a page, and then as soon as a good part of the page is left.
    private func split(_ row: FlowRow, at index: Int, y: Int, _ hasContent: Bool) -> FlowPlace? {
        let head = row.isHead ? 0 : flow.tables[row.table].headHeight
        guard row.height > height - (head * 2 <= height ? head : 0) else { return nil }
        guard !hasContent || height - y >= height / 4 else { return nil }
        let cut = cut(row, from: row.cells.map { _ in 0 }, available: height - y)
        guard cut.hasContent else { return nil }
        return FlowPlace(item: index, cells: cut.cells)
    }

    /// What of a row, from given places in its cells on, fits into a height.
    func cut(_ row: FlowRow, from starts: [Int], available: Int) -> RowCut {
        var result = RowCut(cells: starts, height: 0, isWhole: true, hasContent: false)
        for (number, cell) in row.cells.enumerated() {
            let padding = styles[cell.style].padding
            let frame = padding.top.milliPoints + padding.bottom.milliPoints
            var used = frame
            var end = starts[number]
            var endHeight = frame
            var hasContent = false
            var index = starts[number]
            while index < cell.flow.count {
                let item = cell.flow[index]
                if case .joint = item, hasContent {
                    end = index
                    endHeight = used
                }
                if case .space = item, !hasContent, starts[number] > 0 {
                    index += 1
                    continue
                }
                let itemHeight = flow.height(of: item, galley)
                if used + itemHeight > available { break }
                used += itemHeight
                switch item {
                case .line, .figure, .row: hasContent = true
                default: break
                }
                index += 1
            }
            if !holdsContent(cell.flow[end...]) {
                // What is left of margins and padding does not go to a page of its own.
                end = cell.flow.count
                endHeight = min(available, cell.flow[index...].reduce(used) { $0 + flow.height(of: $1, galley) })
            } else if index == cell.flow.count {
                end = index
                endHeight = used
            }
            result.cells[number] = end
            result.height = max(result.height, endHeight)
            result.isWhole = result.isWhole && end == cell.flow.count
            result.hasContent = result.hasContent || end > starts[number]
        }
        return result
    }

    private func lineHeight(_ row: FlowRow, _ cells: [Int]) -> Int {
        zip(row.cells, cells).reduce(0) { height, cell in
            cell.0.flow[cell.1...].reduce(height) { max($0, flow.height(of: $1, galley)) }
        }
    }

    private func name(_ item: FlowItem) -> String {
        switch item {
        case .line: "a line"
        case .figure: "a figure"
        case .row: "a row of headings"
        default: "a box"
        }
    }

    private func tooHigh(_ what: String, _ itemHeight: Int) -> TypesettingError {
        TypesettingError(
            .tooHigh, "\(what) is \(itemHeight / 1000) pt high, but a page has room for \(height / 1000) pt",
            hint: "give the page smaller margins, or what does not fit a smaller height")
    }
}
