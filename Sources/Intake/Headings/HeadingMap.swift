// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Where each column of a delivery leads.
struct HeadingMap {
    /// What a column holds.
    enum Column: Equatable {
        /// The field at that place of the item.
        case field(Int)
        /// A value that the catalogue does not know; kept under a code made of the heading.
        case unknown(code: String)
        /// What our own report of pending rows added.
        case ours
        /// What names, in our own report of pending rows, the line that waits.
        case reference
    }

    /// The item that the rows are about.
    let item: CatalogItem
    /// The headings as delivered.
    private(set) var headings: [String] = []
    /// For each column, where it leads.
    private(set) var columns: [Column] = []
    private let places: [String: Int]

    /// The headings that a report of pending rows adds (see `PendingReport`).
    static let ours = ["待核行号", "待核字段", "待核值", "待核原因", "待核应为", reference]
    /// The one among them that names the lines which wait.
    static let reference = "待核编号"

    /// Maps the headings of an item's delivery.
    ///
    /// - Throws: `missing-column` or `duplicate-column`, naming all of them.
    init(_ headings: [String], item: CatalogItem) throws(IntakeError) {
        self.item = item
        places = Self.places(of: item)
        for heading in headings { try add(heading) }
        let missing = Self.missing(columns, of: item)
        guard missing.isEmpty else { throw Self.missingColumns(missing, of: item) }
    }

    /// Takes in one more column: JSON Lines may bring new names in any row.
    mutating func add(_ heading: String) throws(IntakeError) {
        let name = Self.normal(heading)
        let column: Column
        if let place = places[name] {
            column = .field(place)
        } else if name == Self.reference {
            column = .reference
        } else if Self.ours.contains(name) {
            column = .ours
        } else {
            let text = CleanText(heading).text
            column = .unknown(code: "x:" + (text.isEmpty ? "#\(columns.count + 1)" : text))
        }
        if column != .ours, let other = columns.firstIndex(of: column) {
            let target =
                if case .field(let place) = column { "field \(item.fields[place].code)" } else { "one heading" }
            throw IntakeError(
                .duplicateColumn,
                "columns \(other + 1) (\(headings[other])) and \(columns.count + 1) (\(heading)) lead to \(target)",
                hint: "leave one of them out")
        }
        headings.append(heading)
        columns.append(column)
    }

    /// The headings that the catalogue does not know, as delivered.
    var unknownHeadings: [String] {
        zip(headings, columns).compactMap { heading, column in
            if case .unknown = column, !CleanText(heading).text.isEmpty { heading } else { nil }
        }
    }

    /// The fields of amounts in 万元 whose heading is a name without a unit: 罚款金额 may be in 元.
    var amountsWithoutUnit: [CatalogField] {
        zip(headings, columns).compactMap { heading, column in
            guard case .field(let place) = column, item.fields[place].type == .money,
                item.fields[place].name.contains("元"), !heading.contains("元"),
                heading.utf8.contains(where: { $0 >= 0x80 })
            else { return nil }
            return item.fields[place]
        }
    }

    /// Whether the file is a report of pending rows that came back.
    var isPendingReport: Bool { columns.contains(.ours) || columns.contains(.reference) }

    /// The item whose delivery has these headings.
    ///
    /// - Parameter named: the code or name of the item if the operator gave one.
    /// - Throws: `unknown-item`, `headings` if none or several items fit, `missing-column`.
    static func item(
        for headings: [String], named: String?, in catalog: Catalog
    ) throws(IntakeError) -> CatalogItem {
        if let named { return try item(named, in: catalog) }
        var best: [(item: CatalogItem, matches: Int, missing: [CatalogField])] = []
        for item in catalog.items {
            let places = places(of: item)
            let found = Set(headings.compactMap { places[normal($0)] })
            let missing = item.fields.enumerated().filter { $0.element.isRequired && !found.contains($0.offset) }
            if !found.isEmpty { best.append((item, found.count, missing.map(\.element))) }
        }
        let whole = best.filter { $0.missing.isEmpty }
        guard !whole.isEmpty else {
            guard let nearest = best.max(by: { $0.matches < $1.matches }), nearest.matches > nearest.missing.count
            else {
                throw IntakeError(
                    .headings, "the headings are those of no item of the catalogue: \(shown(headings))",
                    hint: "the first row must hold the names or codes of the catalogue's fields")
            }
            throw missingColumns(nearest.missing, of: nearest.item)
        }
        let most = whole.map(\.matches).max() ?? 0
        let fitting = whole.filter { $0.matches == most }
        guard fitting.count == 1 else {
            let names = fitting.map { "\($0.item.code) \($0.item.name)" }.joined(separator: ", ")
            throw IntakeError(
                .headings, "the headings fit several items alike: \(names)", hint: "name the item with --item")
        }
        return fitting[0].item
    }

    /// The item of that code or name, in any spelling.
    static func item(_ named: String, in catalog: Catalog) throws(IntakeError) -> CatalogItem {
        let wanted = Spelling.normalize(named)
        guard
            let item = catalog.items.first(where: {
                Spelling.normalize($0.code) == wanted || Spelling.normalize($0.name) == wanted
            })
        else {
            let known = catalog.items.map { "\($0.code) \($0.name)" }.joined(separator: ", ")
            throw IntakeError(.unknownItem, "the catalogue has no item \(named)", hint: "it has \(known)")
        }
        return item
    }

    /// How many of some headings are those of fields of an item.
    static func matches(_ headings: [String], item: CatalogItem?) -> Int {
        guard let item else { return 0 }
        let places = places(of: item)
        return Set(headings.compactMap { places[normal($0)] }).count
    }

    private static func places(of item: CatalogItem) -> [String: Int] {
        var places: [String: Int] = [:]
        for (place, field) in item.fields.enumerated() {
            for heading in [field.code, field.name] + field.aliases { places[Spelling.normalize(heading)] = place }
        }
        return places
    }

    /// A heading as it is compared: asterisks mark required columns in many forms and mean nothing here.
    private static func normal(_ heading: String) -> String {
        var name = Spelling.normalize(heading)
        while name.hasPrefix("*") { name.removeFirst() }
        while name.hasSuffix("*") { name.removeLast() }
        return name
    }

    private static func missing(_ columns: [Column], of item: CatalogItem) -> [CatalogField] {
        item.fields.enumerated().filter { $0.element.isRequired && !columns.contains(.field($0.offset)) }.map(\.element)
    }

    private static func missingColumns(_ fields: [CatalogField], of item: CatalogItem) -> IntakeError {
        let names = fields.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
        return IntakeError(
            .missingColumn, "columns that \(item.name) needs are missing: \(names)",
            hint: "nothing was read; add the columns, or name another item with --item")
    }

    private static func shown(_ headings: [String]) -> String {
        let some = headings.prefix(6).map { String($0.prefix(40)) }.joined(separator: ", ")
        return headings.count > 6 ? some + ", …" : some
    }
}
