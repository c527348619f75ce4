// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents
internal import OpenType

/// Writes the block tree as HTML; text and attribute values are escaped where they are written.
struct HTMLWriter: ~Copyable {
    private(set) var bytes: ByteTape
    private let letters: Font
    private let looks: HTMLLooks
    private let stock: ViewStock
    /// The column widths met so far; each has a class of its own, since a policy without inline styles forbids others.
    private var widths: [Width] = []

    init(looks: HTMLLooks, letters: Font, stock: ViewStock) {
        self.looks = looks
        self.letters = letters
        self.stock = stock
        bytes = ByteTape(capacity: 1 << 17)
    }

    /// The rules of the columns that were met: the class `c` with the number of the width.
    var columnRules: [UInt8] {
        var rules = ByteWriter()
        for (index, width) in widths.enumerated() {
            rules.append(".c")
            rules.append(decimal: index)
            rules.append("{width:")
            rules.append(width)
            rules.append("}\n")
        }
        return rules.bytes
    }

    private static let headings = ["h1", "h2", "h3", "h4"]

    /// Writes the blocks of a document: what stands between its first headers and its last footers is its main part.
    mutating func write(document blocks: [Block]) throws(RenderingError) {
        let start = blocks.firstIndex { $0.element != "header" } ?? blocks.endIndex
        let end = (blocks[start...].lastIndex { $0.element != "footer" } ?? start - 1) + 1
        try write(blocks.span.extracting(..<start))
        bytes.append("<main>")
        try write(blocks.span.extracting(start..<end))
        bytes.append("</main>")
        try write(blocks.span.extracting(end...))
    }

    private mutating func write(_ blocks: Span<Block>) throws(RenderingError) {
        // Taken out of an array one by one, all that they hold would be retained.
        for index in blocks.indices { try write(blocks[index]) }
    }

    private mutating func write(_ block: Block) throws(RenderingError) {
        switch block.content {
        case .section(let children):
            open(block.element, block.style)
            try write(children.span)
            close(block.element)
        case .heading(let level, let inlines): line(Self.headings[level - 1], block.style, inlines)
        case .paragraph(let inlines):
            if block.isAnonymous { write(inlines, in: block.style) } else { line("p", block.style, inlines) }
        case .list(let isOrdered, let items):
            let name = isOrdered ? "ol" : "ul"
            open(name, block.style)
            for item in items {
                open("li", item.style)
                try write(item.blocks.span)
                close("li")
            }
            close(name)
        case .table(let table): try write(table, block.style)
        case .figure(let figure):
            begin("figure", block.style)
            attribute("role", "img")
            attribute("aria-label", figure.alternative)
            bytes.append(">")
            bytes.append(
                try stock.svg(of: figure.subject, letters: letters, width: looks.styles[block.style].width))
            close("figure")
        }
    }

    private mutating func write(_ table: Table, _ style: StyleIndex) throws(RenderingError) {
        open("table", style)
        if let caption = table.caption { line("caption", caption.style, caption.text) }
        bytes.append("<colgroup>")
        for width in table.columns {
            bytes.append("<col")
            if width != .auto { attribute("class", "c\(index(of: width))") }
            bytes.append(">")
        }
        close("colgroup")
        try write(table.head, in: "thead")
        try write(table.body, in: "tbody")
        close("table")
    }

    private mutating func write(_ rows: [TableRow], in part: String) throws(RenderingError) {
        guard !rows.isEmpty else { return }
        bytes.append("<")
        bytes.append(text: part)
        bytes.append(">")
        let rows = rows.span
        for index in rows.indices {
            open("tr", rows[index].style)
            let cells = rows[index].cells.span
            for place in cells.indices { try write(cells[place]) }
            close("tr")
        }
        close(part)
    }

    private mutating func write(_ cell: borrowing TableCell) throws(RenderingError) {
        let name = cell.scope == nil ? "td" : "th"
        begin(name, cell.style)
        if let scope = cell.scope { attribute("scope", scope.rawValue) }
        if cell.columnSpan > 1 { attribute("colspan", String(cell.columnSpan)) }
        bytes.append(">")
        try write(cell.blocks.span)
        close(name)
    }

    private mutating func line(_ name: String, _ style: StyleIndex, _ inlines: [Inline]) {
        open(name, style)
        write(inlines, in: style)
        close(name)
    }

    /// Writes the pieces of lines; a piece that looks as its block does needs no element.
    private mutating func write(_ inlines: [Inline], in outer: StyleIndex) {
        let inlines = inlines.span
        for index in inlines.indices {
            switch inlines[index] {
            case .lineBreak: bytes.append("<br>")
            case .text(let text, let style, let isStrong, _):
                let isPlain = looks.textLooks[style] == looks.textLooks[outer]
                let name = isStrong ? "strong" : isPlain ? nil : "span"
                guard let name else {
                    bytes.append(escapedText: text)
                    continue
                }
                if isPlain {
                    bytes.append("<")
                    bytes.append(text: name)
                    bytes.append(">")
                } else {
                    openText(name, looks.textLooks[style])
                }
                bytes.append(escapedText: text)
                close(name)
            }
        }
    }

    // MARK: Tags

    private mutating func open(_ name: String, _ style: StyleIndex) {
        begin(name, style)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func openText(_ name: String, _ style: StyleIndex) {
        begin(name, style)
        if let language = looks.styles[style].language { attribute("lang", language) }
        bytes.append(">")
    }

    /// Writes a start tag up to the look of the element.
    private mutating func begin(_ name: String, _ style: StyleIndex) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(text: name)
        bytes.append(" class=\"s")
        bytes.append(decimal: style)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func close(_ name: String) {
        bytes.append("</")
        bytes.append(text: name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func attribute(_ name: String, _ value: String) {
        bytes.append(" ")
        bytes.append(text: name)
        bytes.append("=\"")
        bytes.append(escapedAttribute: value)
        bytes.append("\"")
    }

    private mutating func index(of width: Width) -> Int {
        if let known = widths.firstIndex(of: width) { return known }
        widths.append(width)
        return widths.count - 1
    }
}

extension ByteWriter {
    /// Appends a length or a part of the whole, as attributes of SVG and rules write it.
    mutating func append(_ width: Width) {
        switch width {
        case .auto: append("auto")
        case .length(let length): append(length)
        case .permille(let part):
            append(fixed: part, decimals: 1)
            append("%")
        }
    }
}
