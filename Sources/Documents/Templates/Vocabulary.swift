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
        /// Text that only a preview of the template shows.
        case sample
        case nothing
    }

    struct Entry {
        var name: String
        var content: Content
        /// The attributes beside `class`, in no namespace.
        var attributes: [String] = []
        /// The attributes in the namespace of templates.
        var controls: [String] = []
    }

    static let blocks = [
        "section", "header", "footer", "div", "h1", "h2", "h3", "h4", "p", "ul", "ol", "table", "figure",
    ]
    static let inlines = ["span", "strong", "br"]

    /// Every element of `body`, in the order of the documentation.
    static let entries: [Entry] = {
        let shown = ["each", "if"]
        let filled = shown + ["text", "as", "label"]
        var entries: [Entry] = []
        for name in ["section", "header", "footer", "div"] {
            entries.append(Entry(name: name, content: .blocks, controls: shown))
        }
        for name in ["h1", "h2", "h3", "h4", "p"] {
            entries.append(Entry(name: name, content: .inlines, controls: filled))
        }
        return entries + [
            Entry(name: "ul", content: .items, controls: shown),
            Entry(name: "ol", content: .items, controls: shown),
            Entry(name: "li", content: .either, controls: filled),
            Entry(name: "table", content: .tableParts, controls: shown),
            Entry(name: "caption", content: .inlines, controls: ["text", "as", "label"]),
            Entry(name: "colgroup", content: .columns),
            Entry(name: "col", content: .nothing),
            Entry(name: "thead", content: .rows),
            Entry(name: "tbody", content: .rows, controls: shown),
            Entry(name: "tr", content: .cells, controls: shown + ["fold"]),
            Entry(name: "th", content: .either, attributes: ["scope", "colspan"], controls: ["text", "as", "label"]),
            Entry(name: "td", content: .either, attributes: ["colspan"], controls: ["text", "as", "label"]),
            Entry(
                name: "figure", content: .sample, attributes: ["aria-label"],
                controls: shown + ["figure", "legend", "label"]),
            Entry(name: "span", content: .inlines, controls: filled + ["separator"]),
            Entry(name: "strong", content: .inlines, controls: filled + ["separator"]),
            Entry(name: "br", content: .nothing),
        ]
    }()

    private static let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })

    /// The entry of an element; nil if there is no such element.
    static func entry(_ name: String) -> Entry? {
        byName[name]
    }

    /// The elements outside `body`, which selectors may name too.
    static let frame = ["html", "head", "title", "meta", "link", "body"]

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
        case .sample, .nothing: false
        }
    }

    /// The elements that may stand in content of a kind, for messages.
    static func names(in content: Content) -> [String] {
        entries.map(\.name).filter { allows($0, in: content) }
    }
}
