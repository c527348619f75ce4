// SPDX-License-Identifier: Apache-2.0

public import Documents

/// Sets documents in pages. It holds nothing but the fonts and may be used from any thread.
public struct Typesetter: Sendable {
    /// The faces that documents may be set in.
    public let fonts: FontSet

    /// A typesetter with those faces.
    public init(fonts: FontSet) {
        self.fonts = fonts
    }

    /// The document set in pages: every character of the tree stands on exactly one of them, and headings of tables once more on
    /// each page that a table goes on to.
    ///
    /// Time and memory grow linearly with the document.
    ///
    /// - Parameter stock: the worker's own; what it keeps from other documents changes no page.
    /// - Throws: `TypesettingError` if a character has no glyph, if something does not fit, or if a style asks for an unknown family.
    public func pages(
        of document: Document, stock: LineStock = LineStock()
    ) throws(TypesettingError) -> PageSet {
        let paper = document.page
        let width = (paper.width - paper.margin.left - paper.margin.right).milliPoints
        let height = (paper.height - paper.margin.top - paper.margin.bottom).milliPoints
        guard width > 0 && height > 0 else {
            throw TypesettingError(.page, "the margins of the page leave no room", hint: "make them smaller")
        }
        let setting = try stock.setting(fonts, document)
        var builder = FlowBuilder(document, setting, x: paper.margin.left.milliPoints, width: width)
        try builder.build(document)

        var setter = builder.setter
        let paginator = Paginator(flow: builder.flow, galley: setter.galley, styles: document.styles, height: height)
        var (pages, outline) = try paginate(paginator, top: paper.margin.top.milliPoints, builder.headings)
        var running = RunningText(paper, firstStyle: document.styles.count)
        outline.removeAll { $0.page < 0 }
        for index in pages.indices {
            running.turn(to: index, headings: outline)
            try running.write(number: index + 1, count: pages.count, setter: &setter, into: &pages[index])
        }
        return PageSet(
            title: document.title, language: document.language, width: paper.width.milliPoints,
            height: paper.height.milliPoints, fonts: fonts, galley: setter.galley, figures: builder.flow.figures,
            elements: builder.flow.elements, outline: outline, pages: pages)
    }

    private func paginate(
        _ paginator: Paginator, top: Int, _ headings: [OutlineEntry]
    ) throws(TypesettingError) -> ([Page], [OutlineEntry]) {
        var pages: [Page] = []
        var outline = headings
        var next = 0
        var place = FlowPlace()
        var boxes: [Int] = []
        var keepsSpace = true
        repeat {
            let end = try paginator.end(of: place, keepsSpace: keepsSpace)
            precondition(end != place || end.item == paginator.flow.items.count, "a page without content")
            var writer = PageWriter(paginator, top: top, openBoxes: boxes)
            writer.write(from: place, to: end, keepsSpace: keepsSpace)
            for heading in writer.headings {
                while next < outline.count && outline[next].element < heading.element { next += 1 }
                guard next < outline.count, outline[next].element == heading.element, outline[next].page < 0 else {
                    continue
                }
                outline[next].page = pages.count
                outline[next].y = heading.y
            }
            boxes = writer.openBoxes
            pages.append(writer.page)
            keepsSpace = false
            if end.item < paginator.flow.items.count, case .joint(.page) = paginator.flow.items[end.item] {
                keepsSpace = true
            }
            place = end
        } while place.item < paginator.flow.items.count
        return (pages, outline)
    }
}
