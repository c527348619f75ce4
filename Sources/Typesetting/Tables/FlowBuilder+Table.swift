// SPDX-License-Identifier: Apache-2.0

internal import Documents

extension FlowBuilder {
    /// Sets a table in rows, with its caption above it.
    mutating func table(_ table: Table, style: StyleIndex) throws(TypesettingError) {
        try element(.table) { (builder) throws(TypesettingError) in
            if let caption = table.caption {
                try builder.framed(caption.style) { (builder) throws(TypesettingError) in
                    try builder.element(.caption) { (builder) throws(TypesettingError) in
                        try builder.text(caption.text, style: caption.style)
                    }
                }
                builder.list.settle(.tied)
            }
            let edges = try ColumnPlan.edges(table.columns, x: builder.x, width: builder.width)
            let index = builder.flow.tables.count
            builder.flow.tables.append(FlowTable(edges: edges, borders: builder.styles[style].borders))
            let head = try builder.rows(table.head, of: index, isHead: true)
            let body = try builder.rows(table.body, of: index, isHead: false)
            builder.flow.tables[index].head = head
            builder.flow.tables[index].body = body
            builder.flow.tables[index].headHeight = builder.flow.rows[head].reduce(0) { $0 + $1.height }
            for row in head {
                builder.list.content(.row(row))
                builder.list.settle(.tied)
            }
            for row in body {
                let style = builder.flow.rows[row].style
                let (before, after) = (builder.styles[style].breakBefore, builder.styles[style].breakAfter)
                if before == .page { builder.list.settle(.page) }
                if before == .avoid { builder.list.settle(.tied) }
                if builder.clings(row, in: body) { builder.list.settle(.tied) }
                builder.list.content(.row(row))
                if after == .page { builder.list.settle(.page) }
                if after == .avoid { builder.list.settle(.tied) }
            }
        }
    }

    /// Whether a row stays with the one before it, so that neither the first nor the last of several stands alone on a page. Rows of
    /// more than some four lines may.
    private func clings(_ row: Int, in body: Range<Int>) -> Bool {
        guard row == body.lowerBound + 1 || row == body.upperBound - 1, row > body.lowerBound else { return false }
        return flow.rows[row].height <= 72_000 && flow.rows[row - 1].height <= 72_000
    }

    private mutating func rows(
        _ rows: [TableRow], of table: Int, isHead: Bool
    ) throws(TypesettingError) -> Range<Int> {
        // Tables within cells have their rows before this one's, so a table's own rows are put in place together.
        var made: [FlowRow] = []
        made.reserveCapacity(rows.count)
        if !rows.isEmpty {
            try element(isHead ? .tableHead : .tableBody) { (builder) throws(TypesettingError) in
                for row in rows { made.append(try builder.row(row, of: table, isHead: isHead)) }
            }
        }
        let start = flow.rows.count
        flow.rows += made
        return start..<flow.rows.count
    }

    private mutating func row(_ row: TableRow, of table: Int, isHead: Bool) throws(TypesettingError) -> FlowRow {
        let edges = flow.tables[table].edges
        let columns = row.cells.reduce(0) { $0 + $1.columnSpan }
        guard columns == edges.count - 1, row.cells.allSatisfy({ $0.columnSpan > 0 }) else {
            throw TypesettingError(
                .cells, "the cells of a row fill \(columns) columns, but the table has \(edges.count - 1)",
                hint: "correct colspan or the number of cells")
        }
        var cells: [FlowCell] = []
        cells.reserveCapacity(row.cells.count)
        var height = 0
        try element(.row) { (builder) throws(TypesettingError) in
            var column = 0
            for cell in row.cells {
                let made = try builder.cell(cell, column: column, edges: edges)
                let padding = builder.styles[cell.style].padding
                height = max(height, made.height + padding.top.milliPoints + padding.bottom.milliPoints)
                cells.append(made)
                column += cell.columnSpan
            }
        }
        if case .length(let least) = styles[row.style].height { height = max(height, least.milliPoints) }
        return FlowRow(table: table, isHead: isHead, style: row.style, cells: cells, height: height)
    }

    private mutating func cell(_ cell: TableCell, column: Int, edges: [Int]) throws(TypesettingError) -> FlowCell {
        let outer = (x, width, list)
        defer { (x, width, list) = outer }
        let padding = styles[cell.style].padding
        x = edges[column] + padding.left.milliPoints
        width = edges[column + cell.columnSpan] - padding.right.milliPoints - x
        list = ItemList()
        try element(
            cell.scope == nil ? .cell : .headingCell, scope: cell.scope, columnSpan: cell.columnSpan
        ) { (builder) throws(TypesettingError) in
            // A cell that holds one paragraph is that paragraph; an element more would say nothing.
            if cell.blocks.count == 1, case .paragraph(let text) = cell.blocks[0].content {
                try builder.framed(cell.blocks[0].style) { (builder) throws(TypesettingError) in
                    try builder.text(text, style: cell.blocks[0].style)
                }
            } else {
                try builder.blocks(cell.blocks)
            }
        }
        let items = list.items
        let height = items.reduce(0) { $0 + flow.height(of: $1, setter.galley) }
        return FlowCell(column: column, span: cell.columnSpan, style: cell.style, flow: items, height: height)
    }
}
