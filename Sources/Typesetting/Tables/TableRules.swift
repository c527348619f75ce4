// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// The rules of a table: one between two cells, the thicker of what both ask for, centred on the edge that they share.
///
/// Rules take no room of their own. A page that ends within the table closes it with the rule that stands there anyway.
struct TableRules {
    let styles: [Style]
    let table: FlowTable

    /// The rules of a page, and which of them stand upright, as indices.
    struct Drawn {
        var fills: [Fill] = []
        var uprights: [Int] = []
    }

    /// Draws the rules around a row: above it only if no row stands there on this page.
    func draw(
        _ row: FlowRow, above: FlowRow?, below: FlowRow?, y: Int, height: Int, into drawn: inout Drawn
    ) {
        if above == nil { horizontal(above: nil, below: row, y: y, into: &drawn) }
        vertical(row, y: y, height: height, into: &drawn)
        horizontal(above: row, below: below, y: y + height, into: &drawn)
    }

    private func horizontal(above: FlowRow?, below: FlowRow?, y: Int, into drawn: inout Drawn) {
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
                rule(present, from: start, to: column, y: y, into: &drawn)
                present = border
                start = column
            }
            column += 1
        }
        rule(present, from: start, to: columns, y: y, into: &drawn)
    }

    private func advance(_ index: Int, in cells: [FlowCell], to column: Int) -> Int {
        cells[index].column + cells[index].span > column ? index : index + 1
    }

    private func rule(_ border: Border?, from: Int, to: Int, y: Int, into drawn: inout Drawn) {
        guard let border, from < to else { return }
        let width = border.width.milliPoints
        // Half a rule beyond the corners fills them.
        let x = table.edges[from] - width / 2
        drawn.fills.append(
            Fill(x: x, y: y - width / 2, width: table.edges[to] + width / 2 - x, height: width, color: border.color))
    }

    private func vertical(_ row: FlowRow, y: Int, height: Int, into drawn: inout Drawn) {
        let style = styles[row.style].borders
        var left = thicker(table.borders.left, style.left)
        for (number, cell) in row.cells.enumerated() {
            let own = styles[cell.style].borders
            rule(thicker(left, own.left), at: cell.column, y: y, height: height, into: &drawn)
            left = own.right
            if number == row.cells.count - 1 {
                let right = thicker(thicker(table.borders.right, style.right), own.right)
                rule(right, at: cell.column + cell.span, y: y, height: height, into: &drawn)
            }
        }
    }

    private func rule(_ border: Border?, at edge: Int, y: Int, height: Int, into drawn: inout Drawn) {
        guard let border else { return }
        let width = border.width.milliPoints
        let x = table.edges[edge] - width / 2
        // A rule that goes on from the row above is made longer rather than pieced together.
        for index in drawn.uprights.reversed() {
            let fill = drawn.fills[index]
            if fill.x == x && fill.width == width && fill.y + fill.height == y && fill.color == border.color {
                drawn.fills[index].height += height
                return
            }
        }
        drawn.uprights.append(drawn.fills.count)
        drawn.fills.append(Fill(x: x, y: y, width: width, height: height, color: border.color))
    }

    private func thicker(_ one: Border?, _ other: Border?) -> Border? {
        guard let one else { return other }
        guard let other else { return one }
        return other.width > one.width ? other : one
    }
}
