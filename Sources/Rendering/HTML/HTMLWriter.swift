// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents
internal import OpenType

/// Writes the block tree as HTML; text and attribute values are escaped where they are written.
struct HTMLWriter {
    private(set) var bytes: ByteWriter
    /// The column widths met so far; each has a class of its own, since a policy without inline styles forbids others.
    private(set) var widths: [Width] = []
    private let letters: Font

    init(letters: Font) {
        self.letters = letters
        bytes = ByteWriter(capacity: 1 << 16)
    }

    mutating func write(_ blocks: [Block]) throws(RenderingError) {
        for block in blocks { try write(block) }
    }

    private mutating func write(_ block: Block) throws(RenderingError) {
        switch block.content {
        case .section(let children):
            open(block.element, block.classes)
            try write(children)
            close(block.element)
        case .heading(let level, let inlines): line("h\(level)", block.classes, inlines)
        case .paragraph(let inlines):
            if block.isAnonymous { write(inlines) } else { line("p", block.classes, inlines) }
        case .list(let isOrdered, let items):
            let name = isOrdered ? "ol" : "ul"
            open(name, block.classes)
            for item in items {
                open("li", item.classes)
                try write(item.blocks)
                close("li")
            }
            close(name)
        case .table(let table): try write(table, block.classes)
        case .figure(let figure):
            bytes.append("<figure")
            attribute("class", block.classes.joined(separator: " "))
            bytes.append(" role=\"img\"")
            attribute("aria-label", figure.alternative)
            bytes.append(">")
            bytes.append(SVGWriter.bytes(of: try figure.subject.drawing(letters: letters)))
            close("figure")
        }
    }

    private mutating func write(_ table: Table, _ classes: [String]) throws(RenderingError) {
        open("table", classes)
        if let caption = table.caption { line("caption", caption.classes, caption.text) }
        bytes.append("<colgroup>")
        for width in table.columns {
            bytes.append("<col")
            if width != .auto { attribute("class", "w\(index(of: width))") }
            bytes.append(">")
        }
        close("colgroup")
        try write(table.head, in: "thead")
        try write(table.body, in: "tbody")
        close("table")
    }

    private mutating func write(_ rows: [TableRow], in part: String) throws(RenderingError) {
        guard !rows.isEmpty else { return }
        open(part, [])
        for row in rows {
            open("tr", row.classes)
            for cell in row.cells {
                let name = cell.scope == nil ? "td" : "th"
                bytes.append("<")
                bytes.append(name)
                attribute("class", cell.classes.joined(separator: " "))
                if let scope = cell.scope { attribute("scope", scope.rawValue) }
                if cell.columnSpan > 1 { attribute("colspan", String(cell.columnSpan)) }
                bytes.append(">")
                try write(cell.blocks)
                close(name)
            }
            close("tr")
        }
        close(part)
    }

    private mutating func line(_ name: String, _ classes: [String], _ inlines: [Inline]) {
        open(name, classes)
        write(inlines)
        close(name)
    }

    private mutating func write(_ inlines: [Inline]) {
        for inline in inlines {
            switch inline {
            case .lineBreak: bytes.append("<br>")
            case .text(let text, let classes, _, let isStrong, _):
                let name = isStrong ? "strong" : classes.isEmpty ? nil : "span"
                if let name { open(name, classes) }
                bytes.append(HTMLEscaping.text(text))
                if let name { close(name) }
            }
        }
    }

    private mutating func open(_ name: String, _ classes: [String]) {
        bytes.append("<")
        bytes.append(name)
        attribute("class", classes.joined(separator: " "))
        bytes.append(">")
    }

    private mutating func close(_ name: String) {
        bytes.append("</")
        bytes.append(name)
        bytes.append(">")
    }

    private mutating func attribute(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        bytes.append(" ")
        bytes.append(name)
        bytes.append("=\"")
        bytes.append(HTMLEscaping.attribute(value))
        bytes.append("\"")
    }

    private mutating func index(of width: Width) -> Int {
        if let known = widths.firstIndex(of: width) { return known }
        widths.append(width)
        return widths.count - 1
    }
}
