// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing

/// Headless Chromium as a judge of HTML.
enum Browser {
    private static let options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions"]

    /// The document that Chromium makes of a page, written as HTML again.
    static func dom(_ page: [UInt8]) throws -> DOM {
        let directory = try TemporaryDirectory()
        let path = try directory.write("page.html", page)
        let result = try Tool.run(
            "chromium", options + ["--user-data-dir=\(directory.path)/profile", "--dump-dom", "file://\(path)"])
        try #require(result.status == 0, "\(result.errorText)")
        return DOM(result.text)
    }

    /// How far the content of a page reaches to the right on screens of some widths, in CSS pixels.
    static func extents(of page: [UInt8], widths: [Int]) throws -> [Int] {
        let directory = try TemporaryDirectory()
        try directory.write("page.html", page)
        let frames = widths.map {
            "<iframe src=\"page.html\" width=\"\($0)\" height=\"800\" style=\"border:0\"></iframe>"
        }
        let host = try directory.write(
            "host.html",
            Array(
                """
                <!DOCTYPE html>\(frames.joined())<p id="extents"></p>
                <script>onload = () => { const extents = []
                  for (const frame of document.querySelectorAll("iframe")) {
                    const inner = frame.contentDocument
                    let reach = inner.scrollingElement.scrollWidth
                    for (const one of inner.body.querySelectorAll("*"))
                      reach = Math.max(reach, Math.floor(one.getBoundingClientRect().right))
                    extents.push(reach)
                  }
                  document.getElementById("extents").textContent = extents.join(" ") + ";" }</script>
                """.utf8))
        let result = try Tool.run(
            "chromium",
            options + [
                "--user-data-dir=\(directory.path)/profile", "--allow-file-access-from-files",
                "--virtual-time-budget=2000", "--dump-dom", "file://\(host)",
            ])
        let start = try #require(result.text.firstRange(of: "<p id=\"extents\">"), "\(result.errorText)")
        return result.text[start.upperBound...].prefix { $0 != ";" }.split(separator: " ").compactMap { Int($0) }
    }
}

/// A document as Chromium writes it: its tags and its text.
struct DOM {
    /// The start tags with their attributes, in order.
    private(set) var tags: [String] = []
    /// The text of `body` but for the report that it carries, with a line feed for a line break.
    private(set) var text = ""
    /// The texts of the cells of all rows, in order.
    private(set) var rows: [[String]] = []

    init(_ html: String) {
        var rest = html[...]
        var isShown = false
        var isCell = false
        while let next = rest.first {
            guard next == "<" else {
                let words = rest.prefix { $0 != "<" }
                if isShown { add(Self.decoded(words), inCell: isCell) }
                rest = rest[words.endIndex...]
                continue
            }
            var quote = false
            let end = rest.firstIndex { character in
                if character == "\"" { quote.toggle() }
                return character == ">" && !quote
            }
            let tag = rest[rest.index(after: rest.startIndex)..<(end ?? rest.endIndex)]
            rest = end.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
            if tag.hasPrefix("body") { isShown = true }
            if tag.hasPrefix("template") || tag == "/body" { isShown = false }
            if tag.hasPrefix("br") && isShown { add("\n", inCell: isCell) }
            if tag == "tr" || tag.hasPrefix("tr ") { rows.append([]) }
            if ["td", "th"].contains(tag.prefix { $0 != " " }) {
                isCell = true
                if !rows.isEmpty { rows[rows.count - 1].append("") }
            }
            if tag == "/td" || tag == "/th" { isCell = false }
            if !tag.hasPrefix("/") && !tag.hasPrefix("!") { tags.append(String(tag)) }
        }
    }

    private mutating func add(_ words: String, inCell: Bool) {
        text += words
        if inCell, let row = rows.indices.last, let cell = rows[row].indices.last { rows[row][cell] += words }
    }

    /// The names of the elements.
    var elements: Set<String> { Set(tags.map { String($0.prefix { $0 != " " }) }) }

    private static func decoded(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let next = rest.first {
            let known = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&amp;", "&")]
            if let (name, character) = known.first(where: { rest.hasPrefix($0.0) }) {
                result += character
                rest = rest.dropFirst(name.count)
            } else {
                result.append(next)
                rest.removeFirst()
            }
        }
        return result
    }
}

extension [Block] {
    /// All text in reading order, with a line feed for a line break.
    var text: String { map(\.text).joined() }
}

extension Block {
    fileprivate var text: String {
        switch content {
        case .section(let blocks): blocks.text
        case .heading(_, let pieces), .paragraph(let pieces): Self.words(pieces)
        case .list(_, let items): items.map(\.blocks.text).joined()
        case .table(let table):
            Self.words(table.caption?.text ?? [])
                + (table.head + table.body).flatMap(\.cells).map(\.blocks.text).joined()
        case .figure: ""
        }
    }

    private static func words(_ pieces: [Inline]) -> String {
        pieces.reduce(into: "") { words, piece in
            switch piece {
            case .text(let text, _, _, _): words += text
            case .lineBreak: words += "\n"
            }
        }
    }
}
