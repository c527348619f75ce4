// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// The looks of a template's elements: each is resolved from the style sheet where the element stands, and kept once.
struct Looks {
    private(set) var cascade: Cascade
    private(set) var styles: [Style] = []
    private var indexes: [Style: StyleIndex] = [:]

    init(_ sheet: StyleSheet) {
        cascade = Cascade(sheet)
    }

    /// The index of a look in `styles`.
    mutating func index(of style: Style) -> StyleIndex {
        if let known = indexes[style] { return known }
        styles.append(style)
        indexes[style] = styles.count - 1
        return styles.count - 1
    }

    /// The place within an element.
    mutating func enter(_ element: Element, from outer: Place) -> Place {
        var inner = outer
        let classes = (element.attribute("class") ?? "").split(separator: " ").map(String.init)
        inner.nodes.append(StyledNode(element: element.name.local, classes: classes))
        inner.resolved = cascade.resolve(inner.nodes, parent: outer.resolved)
        let style = inner.resolved.style
        if let background = style.background { inner.background = background }
        inner.room -= style.margin.left + style.margin.right + style.padding.left + style.padding.right
        if !["table", "tr", "th", "td"].contains(element.name.local) {
            // The rules of tables take no room of their own.
            for border in [style.borders.left, style.borders.right] { inner.room -= border?.width ?? .zero }
        }
        return inner
    }

    /// The look of a box in the margins of the pages.
    mutating func resolve(_ box: StyleSheet.PageBox, body: Place) -> Style {
        cascade.resolve(box, parent: body.resolved)
    }
}
