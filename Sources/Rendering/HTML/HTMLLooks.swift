// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// The looks of a document as HTML shows them: the same for every report of a template.
struct HTMLLooks {
    let styles: [Style]
    /// The rules of the style sheet but for those of columns.
    let rules: [UInt8]
    /// For every look the first one that shows text in the same way.
    let textLooks: [StyleIndex]
    private let page: PageStyle

    init(styles: [Style], page: PageStyle) {
        self.styles = styles
        // What the boxes in the margins say is no part of the rules.
        self.page = page.withoutBoxes
        rules = HTMLFoundation.rules(for: page) + StyleRules.text(of: styles)
        var first: [Style: StyleIndex] = [:]
        textLooks = styles.enumerated().map { index, style in
            let look = style.withoutBox
            if let known = first[look] { return known }
            first[look] = index
            return index
        }
    }

    /// Whether these are the looks of a document with such styles and pages.
    func suits(_ styles: [Style], _ page: PageStyle) -> Bool {
        // Styles of one template are one array, and comparing it with itself takes no time.
        self.styles == styles && self.page == page.withoutBoxes
    }
}

extension PageStyle {
    fileprivate var withoutBoxes: PageStyle {
        var page = self
        page.boxes = []
        return page
    }
}
