// SPDX-License-Identifier: Apache-2.0

/// The closed list of elements and attributes that a template may hold.
enum Vocabulary {
    static let xhtml = "http://www.w3.org/1999/xhtml"
    static let control = "urn:creditreport:template:1"

    /// What may stand in an element.
    enum Content {
        case blocks
        case inlines
        /// Blocks, or text alone.
        case either
        case items
        case tableParts
        case columns
        case rows
        case cells
        case nothing
    }

    struct Entry {
        var content: Content
        var attributes: [String] = []
    }

    static let blocks = [
        "section", "header", "footer", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "table", "figure",
    ]
    static let inlines = ["span", "strong", "br"]

    static let entries: [String: Entry] = {
        var entries: [String: Entry] = [
            "ul": Entry(content: .items), "ol": Entry(content: .items), "li": Entry(content: .either),
            "table": Entry(content: .tableParts), "caption": Entry(content: .inlines),
            "colgroup": Entry(content: .columns), "col": Entry(content: .nothing), "thead": Entry(content: .rows),
            "tbody": Entry(content: .rows), "tr": Entry(content: .cells),
            "th": Entry(content: .either, attributes: ["scope", "colspan"]),
            "td": Entry(content: .either, attributes: ["colspan"]), "p": Entry(content: .inlines),
            "figure": Entry(content: .inlines, attributes: ["aria-label"]), "span": Entry(content: .inlines),
            "strong": Entry(content: .inlines), "br": Entry(content: .nothing),
        ]
        for name in ["section", "header", "footer", "div"] { entries[name] = Entry(content: .blocks) }
        for name in ["h1", "h2", "h3", "h4"] { entries[name] = Entry(content: .inlines) }
        return entries
    }()

    static let controlAttributes = ["each", "separator", "if", "text", "as", "figure", "legend", "value"]

    /// Whether an element may stand in content of a kind.
    static func allows(_ name: String, in content: Content) -> Bool {
        switch content {
        case .blocks: blocks.contains(name)
        case .inlines: inlines.contains(name)
        case .either: blocks.contains(name) || inlines.contains(name)
        case .items: name == "li"
        case .tableParts: ["caption", "colgroup", "thead", "tbody"].contains(name)
        case .columns: name == "col"
        case .rows: name == "tr"
        case .cells: name == "th" || name == "td"
        case .nothing: false
        }
    }

    /// The elements that may stand in content of a kind, for messages.
    static func names(in content: Content) -> [String] {
        entries.keys.sorted().filter { allows($0, in: content) }
    }
}
