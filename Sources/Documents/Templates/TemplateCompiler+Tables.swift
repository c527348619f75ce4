// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// What only tables have: columns, and cells that fill them.
extension TemplateCompiler {
    /// The widths of a table's columns, as its `colgroup` has them; the parts of the table are looked at in passing.
    mutating func columns(of table: Element, _ place: Place) -> [Width] {
        let order = ["caption", "colgroup", "thead", "tbody"]
        var last = -1
        for part in table.elements {
            guard let rank = order.firstIndex(of: part.name.local) else { continue }
            if rank < last || (rank == last && part.name.local != "tbody") {
                report(
                    "table", "\(part.name) stands in the wrong place, or a second time", part,
                    hint: "a table holds "
                        + "one caption or none, one colgroup, one thead or none, and tbody, in this order")
            }
            last = max(last, rank)
        }
        if table.child("tbody") == nil { report("table", "a table needs a tbody", table) }
        var widths: [Width] = []
        if let group = table.child("colgroup") {
            let groupPlace = looks.enter(group, from: place)
            for column in group.elements where column.name.local == "col" {
                widths.append(looks.enter(column, from: groupPlace).resolved.style.width)
            }
        }
        if widths.isEmpty { report("table", "a table needs a colgroup with a col for each column", table) }
        let shares = widths.reduce(0) { sum, width in if case .permille(let share) = width { sum + share } else { sum }
        }
        if shares > 1000 { report("table", "the columns take more than 100%", table) }
        return widths
    }

    /// The widths of columns in a room, as pages set them: those without a width share what is left.
    func widths(of columns: [Width], in room: Length) -> [Length] {
        let fixed = columns.map { width -> Length? in
            switch width {
            case .auto: nil
            case .length(let length): length
            case .permille(let share): Length(milliPoints: room.milliPoints * share / 1000)
            }
        }
        let rest = fixed.reduce(room) { $0 - ($1 ?? .zero) }
        let open = fixed.count { $0 == nil }
        return fixed.map { $0 ?? Length(milliPoints: rest.milliPoints / max(1, open)) }
    }

    /// The width of a cell that begins at the place's column.
    func width(ofCell span: Int, in place: Place) -> Length {
        place.columns.dropFirst(place.column).prefix(span).reduce(.zero, +)
    }

    /// How many columns a cell fills.
    mutating func columnSpan(_ cell: Element) -> Int {
        guard let text = cell.attribute("colspan") else { return 1 }
        guard let span = Int(text), (1...20).contains(span) else {
            report(
                "attribute", "colspan is a number from 1 to 20, not \"\(text)\"", cell,
                attribute: Attribute("colspan", text))
            return 1
        }
        return span
    }

    /// What a heading cell is the heading of.
    mutating func scope(_ cell: Element) -> TableCell.Scope? {
        guard cell.name.local == "th" else { return nil }
        let scope = cell.attribute("scope").flatMap(TableCell.Scope.init)
        if scope == nil { report("attribute", "a th needs scope=\"col\" or scope=\"row\"", cell) }
        return scope
    }

    /// How many repetitions of a row stand side by side.
    mutating func strips(_ row: Element) -> Int {
        guard let attribute = control("fold", row) else { return 1 }
        guard let strips = Int(attribute.value), (2...4).contains(strips) else {
            report(
                "attribute", "c:fold is a number from 2 to 4, not \"\(attribute.value)\"", row, attribute: attribute)
            return 1
        }
        return strips
    }

    /// Finds fault with a row that does not fill the columns, and with strips that are not alike.
    mutating func checkRow(_ cells: [Plan], strips: Int, _ element: Element, _ place: Place) {
        let strip = cells.reduce(0) { sum, cell in
            if case .cell(_, let span) = cell.kind { sum + span } else { sum }
        }
        let filled = strip * strips
        guard !place.columns.isEmpty else { return }
        if filled != place.columns.count {
            report("table", "the row fills \(filled) columns, but the table has \(place.columns.count)", element)
        } else if place.columns.dropFirst(strip) != place.columns.dropLast(strip) {
            report(
                "table", "the columns of the \(strips) strips differ", element,
                hint: "each strip of c:fold has the widths of the first")
        }
    }
}
