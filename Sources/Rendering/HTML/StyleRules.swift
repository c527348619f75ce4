// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// Writes the looks of a document as rules of a style sheet: the class `s` with the index of each look.
///
/// A look has everything resolved, so each class sets everything, and what a browser inherits never shows.
struct StyleRules {
    private var writer = ByteWriter(capacity: 1 << 13)
    private let styles: [Style]

    /// The rules of all looks; looks that have a setting in common share its rule.
    static func text(of styles: [Style]) -> [UInt8] {
        var rules = StyleRules(styles: styles)
        rules.write()
        return rules.writer.bytes
    }

    private init(styles: [Style]) {
        self.styles = styles
    }

    private mutating func write() {
        rule({ $0.families + $0.screenFamilies }, besides: []) { $0.append("font-family:" + Self.names($1)) }
        rule(\.fontSize) { $0.append("font-size:", $1) }
        rule(\.lineHeight) { $0.append("line-height:", $1) }
        rule(\.isBold) { $0.append($1 ? "font-weight:700" : "font-weight:400") }
        rule(\.letterSpacing) { $0.append("letter-spacing:", $1) }
        rule(\.color) { $0.append("color:", $1) }
        rule(\.alignment) { $0.append("text-align:" + $1.rawValue) }
        rule(\.firstLineIndent) { $0.append("text-indent:", $1) }
        rule(\.orphans, besides: 2) { $0.append("orphans:\($1)") }
        rule(\.widows, besides: 2) { $0.append("widows:\($1)") }
        rule(\.background, besides: .some(nil)) { writer, color in
            if let color { writer.append("background:", color) }
        }
        rule(\.margin, besides: Edges(all: .zero)) { $0.append("margin:", $1) }
        rule(\.padding, besides: Edges(all: .zero)) { $0.append("padding:", $1) }
        rule(\.borders.top, besides: .some(nil)) { $0.append("border-top:", $1) }
        rule(\.borders.right, besides: .some(nil)) { $0.append("border-right:", $1) }
        rule(\.borders.bottom, besides: .some(nil)) { $0.append("border-bottom:", $1) }
        rule(\.borders.left, besides: .some(nil)) { $0.append("border-left:", $1) }
        rule(\.verticalAlignment, besides: .top) { $0.append("vertical-align:" + $1.rawValue) }
        rule(\.breakBefore, besides: .auto) { $0.append("break-before:" + $1.rawValue) }
        rule(\.breakAfter, besides: .auto) { $0.append("break-after:" + $1.rawValue) }
        rule(\.breakInside, besides: .auto) { $0.append("break-inside:" + $1.rawValue) }
    }

    /// One rule for each value that a part of the looks has, except for what holds without a rule.
    private mutating func rule<Value: Equatable>(
        _ part: (Style) -> Value, besides usual: Value? = nil, _ setting: (inout ByteWriter, Value) -> Void
    ) {
        var groups: [(value: Value, indexes: [Int])] = []
        for (index, style) in styles.enumerated() {
            let value = part(style)
            if let usual, value == usual { continue }
            if let group = groups.firstIndex(where: { $0.value == value }) {
                groups[group].indexes.append(index)
            } else {
                groups.append((value, [index]))
            }
        }
        for group in groups {
            for (position, index) in group.indexes.enumerated() {
                writer.append(position == 0 ? ".s" : ",.s")
                writer.append(decimal: index)
            }
            writer.append("{")
            setting(&writer, group.value)
            writer.append("}\n")
        }
    }

    private static func names(_ families: [String]) -> String {
        families.map { ["serif", "sans-serif"].contains($0) ? $0 : "\"\($0)\"" }.joined(separator: ",")
    }
}

extension ByteWriter {
    /// Appends a length in points.
    mutating func append(_ length: Length) {
        append(fixed: length.milliPoints, decimals: 3)
        append("pt")
    }

    /// Appends a colour as # and six digits.
    mutating func append(_ color: Color) {
        append("#")
        append(hex: [color.red, color.green, color.blue])
    }

    fileprivate mutating func append(_ property: String, _ length: Length) {
        append(property)
        append(length)
    }

    fileprivate mutating func append(_ property: String, _ color: Color) {
        append(property)
        append(color)
    }

    /// Appends four lengths in the order of CSS.
    mutating func append(_ property: String, _ edges: Edges) {
        append(property)
        for (index, length) in [edges.top, edges.right, edges.bottom, edges.left].enumerated() {
            if index > 0 { append(" ") }
            append(length)
        }
    }

    fileprivate mutating func append(_ property: String, _ border: Border?) {
        guard let border else { return }
        append(property, border.width)
        append(" solid ")
        append(border.color)
    }
}
