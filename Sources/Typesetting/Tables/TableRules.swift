// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// The rules of a table: one between two cells, the thicker of what both ask for, centred on the edge that they share.
///
/// Rules take no room of their own. A page that ends within the table closes it with the rule that stands there anyway.
struct TableRules {
    let styles: [Style]
    let table: FlowTable

    /// Draws the rules around a row: above it only if no row stands there on this page.
    func draw(
        _ row: FlowRow, above: FlowRow?, below: FlowRow?, y: Int, height: Int, into fills: inout [Fill]
    ) {
        if above == nil { horizontal(above: nil, below: row, y: y, into: &fills) }
        vertical(row, y: y, height: height, into: &fills)
        horizontal(above: row, below: below, y: y + height, into: &fills)
    }

    private func horizontal(above: FlowRow?, below: FlowRow?, y: Int, into fills: inout [Fill]) {
        let outer = above == nil ? table.borders.top : below == nil ? table.borders.bottom : nil
        let columns = table.edges.count - 1
        var upper = 0
        var lower = 0
        var column = 0
        var start = 0
        var present: Border?
        while column < columns {
            if let above { upper = advance(upper, in: above.cells, to: column) }
            if let below { lower = advance(lower, in: below.cells, to: column) }
            var border = outer
            if let above {
                border = thicker(border, styles[above.style].borders.bottom)
                border = thicker(border, styles[above.cells[upper].style].borders.bottom)
            }
            if let below {
                border = thicker(border, styles[below.style].borders.top)
                border = thicker(border, styles[below.cells[lower].style].borders.top)
            }
            if border != present {
                rule(present, from: start, to: column, y: y, into: &fills)
                present = border
                start = column
            }
            column += 1
        }
        rule(present, from: start, to: columns, y: y, into: &fills)
    }

    private func advance(_ index: Int, in cells: [FlowCell], to column: Int) -> Int {
        cells[index].column + cells[index].span > column ? index : index + 1
    }

    private func rule(_ border: Border?, from: Int, to: Int, y: Int, into fills: inout [Fill]) {
        guard let border, from < to else { return }
        let width = border.width.milliPoints
        // Half a rule beyond the corners fills them.
        let x = table.edges[from] - width / 2
        fills.append(
            Fill(x: x, y: y - width / 2, width: table.edges[to] + width / 2 - x, height: width, color: border.color))
    }

    private func vertical(_ row: FlowRow, y: Int, height: Int, into fills: inout [Fill]) {
        let style = styles[row.style].borders
        var left = thicker(table.borders.left, style.left)
        for (number, cell) in row.cells.enumerated() {
            let own = styles[cell.style].borders
            rule(thicker(left, own.left), at: cell.column, y: y, height: height, into: &fills)
            left = own.right
            if number == row.cells.count - 1 {
                let right = thicker(thicker(table.borders.right, style.right), own.right)
                rule(right, at: cell.column + cell.span, y: y, height: height, into: &fills)
            }
        }
    }

    private func rule(_ border: Border?, at edge: Int, y: Int, height: Int, into fills: inout [Fill]) {
        guard let border else { return }
        let width = border.width.milliPoints
        let x = table.edges[edge] - width / 2
        // A rule that goes on from the row above is made longer rather than pieced together.
        let recent = max(0, fills.count - 4 * table.edges.count)
        for index in (recent..<fills.count).reversed()
        where fills[index].x == x && fills[index].width == width && fills[index].y + fills[index].height == y
            && fills[index].color == border.color
        {
            fills[index].height += height
            return
        }
        fills.append(Fill(x: x, y: y, width: width, height: height, color: border.color))
    }

    private func thicker(_ one: Border?, _ other: Border?) -> Border? {
        guard let one else { return other }
        guard let other else { return one }
        return other.width > one.width ? other : one
    }
}
