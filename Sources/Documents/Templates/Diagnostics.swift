// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// A place in a source of a template.
struct SourcePosition: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// Collects what is wrong in one file of a template.
struct Diagnostics {
    private let file: String
    private let source: [UInt8]
    private let lines: [Substring]
    private var collected: [TemplateError.Finding] = []

    init(file: String, source: [UInt8]) {
        self.file = file
        self.source = source
        lines = String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// What was found, in the order of its places; what concerns the whole file comes last.
    var findings: [TemplateError.Finding] {
        collected.enumerated().sorted { left, right in
            func key(_ item: (offset: Int, element: TemplateError.Finding)) -> (Int, Int, Int) {
                (item.element.line == 0 ? Int.max : item.element.line, item.element.column, item.offset)
            }
            return key(left) < key(right)
        }.map(\.element)
    }

    mutating func report(_ code: String, _ message: String, at position: SourcePosition?, hint: String? = nil) {
        let line = position?.line ?? 0
        let excerpt = line >= 1 && line <= lines.count ? String(lines[line - 1]) : ""
        collected.append(
            TemplateError.Finding(
                code: "template." + code, file: file, line: line, column: position?.column ?? 1, message: message,
                hint: hint, excerpt: String(excerpt.map { $0 == "\t" || $0 == "\r" ? " " : $0 })))
    }

    /// Where an attribute of an element stands; where its tag begins, if none is asked for.
    func position(of element: Element, _ attribute: Name?) -> SourcePosition? {
        guard let start = element.source else { return nil }
        var position = SourcePosition(line: start.position.line, column: start.position.column)
        guard let attribute else { return position }
        let tag = source[start.bytes]
        let name = Array(attribute.description.utf8)
        var quote: UInt8?
        for (index, byte) in zip(tag.indices, tag) {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            } else if Self.isSpace(tag[max(tag.startIndex, index - 1)]), tag[index...].starts(with: name),
                let next = tag[index...].dropFirst(name.count).first, next == UInt8(ascii: "=") || Self.isSpace(next)
            {
                return position
            }
            if byte == UInt8(ascii: "\n") {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                position.column += 1
            }
        }
        return SourcePosition(line: start.position.line, column: start.position.column)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
            || byte == UInt8(ascii: "\r")
    }
}
