// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// The texts in the margins of every page, as `@page` names them.
///
/// Each stands in the middle of its margin's height, less its padding and borders. On one side the texts in the centre and on the right
/// are as wide as they are long, and the one on the left has the rest.
struct RunningText {
    private let page: PageStyle
    /// The lines of each box as they were set last, with their text.
    private var known: [(text: String, lines: Range<Int>)?]
    private let firstStyle: Int
    /// What headings gave to the page, by name.
    private var strings: [String: String] = [:]
    /// How many headings were looked at.
    private var headingCount = 0

    /// Longer texts of headings are cut: a margin has room for the beginning alone.
    private static let longestString = 48

    /// - Parameter firstStyle: the index of the first box's look among those that the setter knows.
    init(_ page: PageStyle, firstStyle: Int) {
        self.page = page
        self.firstStyle = firstStyle
        known = page.boxes.map { _ in nil }
    }

    /// Takes what the headings of a page give, the first on it of each name; without one, what the page before it had last.
    ///
    /// - Parameters:
    ///   - index: the index of the page; each follows the one before.
    ///   - headings: all headings, in order.
    mutating func turn(to index: Int, headings: [OutlineEntry]) {
        func text(_ heading: OutlineEntry, _ string: RunningString) -> String {
            guard string.isText else { return "" }
            let text = heading.title.unicodeScalars
            guard text.count > Self.longestString else { return heading.title }
            return String(String.UnicodeScalarView(text.prefix(Self.longestString))) + "…"
        }
        // What the last headings of the pages before gave.
        while headingCount < headings.count, headings[headingCount].page < index {
            let heading = headings[headingCount]
            if let string = heading.running { strings[string.name] = text(heading, string) }
            headingCount += 1
        }
        var seen: Set<String> = []
        for heading in headings[headingCount...].prefix(while: { $0.page == index }) {
            guard let string = heading.running, seen.insert(string.name).inserted else { continue }
            strings[string.name] = text(heading, string)
        }
    }

    /// Puts the running texts of a page in their places.
    mutating func write(
        number: Int, count: Int, setter: inout LineSetter, into target: inout Page
    ) throws(TypesettingError) {
        for index in page.boxes.indices {
            let text = text(index, number: number, count: count)
            let lines: Range<Int>
            if let kept = known[index], kept.text.hasSameBytes(as: text) {
                lines = kept.lines
            } else {
                lines = try set(text, in: index, &setter)
                known[index] = (text, lines)
            }
            try place(index, lines, setter.galley, into: &target)
        }
    }

    private func text(_ index: Int, number: Int, count: Int) -> String {
        page.boxes[index].pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let words): text += words
            case .string(let name): text += strings[name] ?? ""
            case .pageNumber: text += String(number)
            case .pageCount: text += String(count)
            }
        }
    }

    private func set(
        _ text: String, in index: Int, _ setter: inout LineSetter
    ) throws(TypesettingError) -> Range<Int> {
        if text.isEmpty { return 0..<0 }
        let style = firstStyle + index
        let piece = Inline.text(text, style: style, isStrong: false, origin: "@page")
        return try setter.lines([piece], style: style, measure: measure(of: index))
    }

    private var contentWidth: Int {
        (page.width - page.margin.left - page.margin.right).milliPoints
    }

    /// A text alone on its side has the whole width; of several each has its share.
    private func measure(of index: Int) -> Int {
        let box = page.boxes[index]
        let neighbours = page.boxes.filter { $0.position.isHeader == box.position.isHeader }
        let style = box.style
        let frame = style.padding.left + style.padding.right + style.margin.left + style.margin.right
        var width = contentWidth
        if case .permille(let share) = style.width {
            width = width * share / 1000
        } else if case .length(let length) = style.width {
            width = length.milliPoints
        } else {
            width /= neighbours.count
        }
        return width - frame.milliPoints
    }

    private func place(
        _ index: Int, _ lines: Range<Int>, _ galley: Galley, into target: inout Page
    ) throws(TypesettingError) {
        let box = page.boxes[index]
        let style = box.style
        let isHeader = box.position.isHeader
        let margin = (isHeader ? page.margin.top : page.margin.bottom).milliPoints
        let edge = isHeader ? 0 : page.height.milliPoints - margin
        let height = lines.reduce(0) { $0 + galley.lines[$1].height }
        let above = (style.margin.top + style.padding.top).milliPoints
        let below = (style.margin.bottom + style.padding.bottom).milliPoints
        guard above + height + below <= margin else {
            throw TypesettingError(
                .page,
                "the running text at \(box.position.rawValue) is \((above + height + below) / 1000) pt high, but "
                    + "the margin has \(margin / 1000) pt", hint: "give the page a larger margin")
        }
        let measure = measure(of: index)
        let left = page.margin.left.milliPoints
        var x = left + (style.margin.left + style.padding.left).milliPoints
        switch box.position {
        case .topLeft, .bottomLeft: break
        case .topCenter, .bottomCenter: x = left + (contentWidth - measure) / 2
        case .topRight, .bottomRight:
            x = left + contentWidth - measure - (style.margin.right + style.padding.right).milliPoints
        }
        rules(style, x: x, width: measure, top: edge, margin: margin, into: &target)
        var y = edge + above + (margin - above - below - height) / 2
        for line in lines {
            let set = galley.lines[line]
            target.running.append(RunningMark(line: line, isHeader: isHeader, x: x + set.x, y: y + set.baseline))
            y += set.height
        }
    }

    private func rules(_ style: Style, x: Int, width: Int, top: Int, margin: Int, into target: inout Page) {
        let left = x - style.padding.left.milliPoints
        let wide = width + (style.padding.left + style.padding.right).milliPoints
        let upper = top + style.margin.top.milliPoints
        let lower = top + margin - style.margin.bottom.milliPoints
        if let rule = style.borders.top {
            target.rules.append(
                Fill(x: left, y: upper, width: wide, height: rule.width.milliPoints, color: rule.color))
        }
        if let rule = style.borders.bottom {
            let thick = rule.width.milliPoints
            target.rules.append(Fill(x: left, y: lower - thick, width: wide, height: thick, color: rule.color))
        }
    }
}

extension MarginBox.Position {
    /// Whether it is at the head of the page.
    var isHeader: Bool {
        switch self {
        case .topLeft, .topCenter, .topRight: true
        case .bottomLeft, .bottomCenter, .bottomRight: false
        }
    }
}
