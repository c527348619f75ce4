// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// The columns of a table.
enum ColumnPlan {
    /// The edges of the columns from the left, in thousandths of a point; columns without a width share what is left.
    static func edges(_ columns: [Width], x: Int, width: Int) throws(TypesettingError) -> [Int] {
        var widths: [Int?] = []
        for column in columns {
            switch column {
            case .auto: widths.append(nil)
            case .length(let length): widths.append(length.milliPoints)
            case .permille(let share): widths.append(width * share / 1000)
            }
        }
        let fixed = widths.reduce(0) { $0 + ($1 ?? 0) }
        let open = widths.filter { $0 == nil }.count
        guard fixed <= width && (open == 0 || fixed < width) else {
            throw TypesettingError(
                .columns,
                "the columns of a table take \(fixed / 1000) pt and \(open) more share the rest, of a width of "
                    + "\(width / 1000) pt", hint: "give the columns less, or in shares of the whole (%)")
        }
        var edges = [x]
        var left = open
        var rest = width - fixed
        for width in widths {
            var width = width
            if width == nil {
                width = rest / left
                rest -= rest / left
                left -= 1
            }
            edges.append(edges[edges.count - 1] + (width ?? 0))
        }
        return edges
    }
}
