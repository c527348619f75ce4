// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Tells whether a row of a sheet, or two rows together, are the headings of a delivery.
struct HeadingRecognition {
    let catalog: Catalog
    /// The code or name of the item, if the operator gave one.
    let named: String?

    /// How many rows with values may stand above the headings: titles, notes on how to fill in the form.
    static let mostRows = 12

    /// Headings that were found.
    struct Found {
        /// Where the columns lead.
        let map: HeadingMap
        /// How many rows of the sheet they take up, from the first on.
        let rows: Int
    }

    /// The headings among the first rows of a sheet.
    ///
    /// - Parameter item: the item that the sheets before this one are about; nil if this one may be about any.
    /// - Throws: `headings` if there are none, `missing-column` or `duplicate-column` if there are some at fault.
    func find(in rows: [[String]], item: CatalogItem?) throws(IntakeError) -> Found {
        var fault: IntakeError?
        for index in rows.indices {
            let single = understood(rows[index], item: item, &fault)
            var joined: HeadingMap?
            if index + 1 < rows.count, !isValues(rows[index + 1], below: rows[index], single, item: item) {
                joined = understood(join(rows[index], rows[index + 1], item: item), item: item, &fault)
            }
            if let joined, joined.fieldCount > single?.fieldCount ?? 0 { return Found(map: joined, rows: index + 2) }
            if let single { return Found(map: single, rows: index + 1) }
        }
        throw fault ?? IntakeError(.headings, "no row holds the names or codes of the catalogue's fields")
    }

    private func understood(_ row: [String], item: CatalogItem?, _ fault: inout IntakeError?) -> HeadingMap? {
        var headings = row
        while headings.last == "" { headings.removeLast() }
        guard !headings.isEmpty else { return nil }
        do throws(IntakeError) {
            if let item { return try HeadingMap(headings, item: item) }
            return try HeadingMap(headings, item: try HeadingMap.item(for: headings, named: named, in: catalog))
        } catch {
            // The first row that is nearly one of headings tells best what is wrong.
            let matches = catalog.items.map { HeadingMap.matches(headings, item: $0) }.max() ?? 0
            if fault == nil, error.code == .unknownItem || matches > 1 { fault = error }
            return nil
        }
    }

    /// Two rows of headings as one: a group ("行政相对人代码") above its columns ("统一社会信用代码"). What is merged over
    /// both stands alone; else the lower one does if the catalogue knows it, else both together.
    private func join(_ upper: [String], _ lower: [String], item: CatalogItem?) -> [String] {
        (0..<max(upper.count, lower.count)).map { column in
            let above = column < upper.count ? upper[column] : ""
            let below = column < lower.count ? lower[column] : ""
            if below.isEmpty || above == below { return above }
            if above.isEmpty { return below }
            return (together(above, below) + [below, above]).first { isKnown($0, item: item) } ?? above + below
        }
    }

    /// Whether a row below headings holds values: a lower row of headings has nothing of its own below a heading that
    /// stands over one column alone, unless the two make one heading.
    ///
    /// - Parameter single: what the upper row says by itself. If it is understood, words that the catalogue knows may be
    ///   values too: a kind of number is called as its column is.
    private func isValues(_ lower: [String], below upper: [String], _ single: HeadingMap?, item: CatalogItem?) -> Bool {
        func above(_ column: Int) -> String? { upper.indices.contains(column) ? upper[column] : nil }
        return lower.indices.contains { column in
            let below = lower[column]
            guard !below.isEmpty, let heading = above(column), !heading.isEmpty, heading != below else { return false }
            let next = above(column + 1)
            if next == "" || next == heading || above(column - 1) == heading { return false }
            if single == nil, isKnown(below, item: item) { return false }
            return !together(heading, below).contains { isKnown($0, item: item) }
        }
    }

    /// How a group and one of its columns are written as one heading.
    private func together(_ above: String, _ below: String) -> [String] {
        [above + below, above + "(" + below + ")", above + "_" + below]
    }

    /// Whether a field of the catalogue is called so.
    private func isKnown(_ heading: String, item: CatalogItem?) -> Bool {
        (item.map { [$0] } ?? catalog.items).contains { HeadingMap.matches([heading], item: $0) > 0 }
    }
}

extension HeadingMap {
    /// How many columns lead to fields of the item.
    fileprivate var fieldCount: Int {
        columns.count { if case .field = $0 { true } else { false } }
    }
}
