// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// Turns a tree of blocks into a flow: sets every line, measures every row, and names the structure in reading order.
struct FlowBuilder {
    let styles: [Style]
    var setter: LineSetter
    var flow = Flow()
    var list = ItemList()
    /// The place in which blocks are set, in thousandths of a point from the left edge of the paper.
    var x: Int
    var width: Int
    /// The element that the next one stands in.
    var parent = -1
    /// The headings met so far; on which page they stand is not known yet, which -1 says.
    var headings: [OutlineEntry] = []

    init(_ document: Document, _ setting: LineSetting, x: Int, width: Int) {
        styles = document.styles
        setter = LineSetter(setting)
        self.x = x
        self.width = width
    }

    /// The flow of a whole document.
    mutating func build(_ document: Document) throws(TypesettingError) {
        try element(.document) { (builder) throws(TypesettingError) in try builder.blocks(document.blocks) }
        flow.items = list.items
    }

    // MARK: Structure

    /// Adds an element and makes it the one that the next ones stand in, for as long as `body` runs.
    mutating func element(
        _ role: StructureElement.Role, scope: TableCell.Scope? = nil, columnSpan: Int = 1, alternative: String = "",
        isOrdered: Bool = false, _ body: (inout FlowBuilder) throws(TypesettingError) -> Void
    ) throws(TypesettingError) {
        let outer = parent
        flow.elements.append(
            StructureElement(
                role, parent: outer, scope: scope, columnSpan: columnSpan, alternative: alternative,
                isOrdered: isOrdered))
        parent = flow.elements.count - 1
        defer { parent = outer }
        try body(&self)
    }

    // MARK: Blocks

    mutating func blocks(_ blocks: [Block]) throws(TypesettingError) {
        for block in blocks { try self.block(block) }
    }

    private mutating func block(_ block: Block) throws(TypesettingError) {
        switch block.content {
        case .section(let inner):
            try framed(block.style) { (builder) throws(TypesettingError) in
                try builder.element(.section) { (builder) throws(TypesettingError) in try builder.blocks(inner) }
            }
        case .heading(let level, let text):
            let roles: [StructureElement.Role] = [.heading1, .heading2, .heading3, .heading4]
            precondition((1...4).contains(level), "headings have levels 1 to 4")
            try framed(block.style) { (builder) throws(TypesettingError) in
                try builder.element(roles[level - 1]) { (builder) throws(TypesettingError) in
                    builder.headings.append(
                        OutlineEntry(
                            level: level, title: Self.words(text), element: builder.parent, page: -1, y: 0,
                            running: builder.styles[block.style].runningString))
                    try builder.text(text, style: block.style)
                }
            }
            list.settle(.tied)
        case .paragraph(let text):
            try framed(block.style) { (builder) throws(TypesettingError) in
                try builder.element(.paragraph) { (builder) throws(TypesettingError) in
                    try builder.text(text, style: block.style)
                }
            }
        case .list(let isOrdered, let items):
            try framed(block.style) { (builder) throws(TypesettingError) in
                try builder.element(.list, isOrdered: isOrdered) { (builder) throws(TypesettingError) in
                    for item in items { try builder.item(item) }
                }
            }
        case .table(let table):
            try framed(block.style, drawsBorders: false) { (builder) throws(TypesettingError) in
                try builder.table(table, style: block.style)
            }
        case .figure(let figure):
            try framed(block.style) { (builder) throws(TypesettingError) in
                try builder.figure(figure, style: block.style)
            }
        }
    }

    /// Sets what a block holds within its margins, borders and padding, and settles where pages end around and in it.
    mutating func framed(
        _ index: StyleIndex, drawsBorders: Bool = true, _ body: (inout FlowBuilder) throws(TypesettingError) -> Void
    ) throws(TypesettingError) {
        // Copying a whole style means counting references.
        let (margin, padding) = (styles[index].margin, styles[index].padding)
        let (breakBefore, breakInside) = (styles[index].breakBefore, styles[index].breakInside)
        let background = styles[index].background
        let (outerX, outerWidth) = (x, width)
        defer { (x, width) = (outerX, outerWidth) }

        list.seam()
        if breakBefore == .page { list.settle(.page) }
        if breakBefore == .avoid { list.settle(.tied) }
        if breakInside == .avoid { list.ties += 1 }
        list.space(margin.top.milliPoints)

        let borders = drawsBorders ? styles[index].borders : Borders()
        let isVisible = background != nil || borders != Borders()
        let top = padding.top.milliPoints + (borders.top?.width.milliPoints ?? 0)
        let bottom = padding.bottom.milliPoints + (borders.bottom?.width.milliPoints ?? 0)
        let left = padding.left.milliPoints + (borders.left?.width.milliPoints ?? 0)
        let right = padding.right.milliPoints + (borders.right?.width.milliPoints ?? 0)
        x += margin.left.milliPoints
        width -= margin.left.milliPoints + margin.right.milliPoints
        let isBox = isVisible || top > 0 || bottom > 0
        let box = flow.boxes.count
        if isBox {
            flow.boxes.append(
                FlowBox(x: x, width: width, background: background, borders: borders))
            list.open(box, padding: top)
        }
        x += left
        width -= left + right
        try body(&self)
        if isBox { list.close(box, padding: bottom) }

        list.space(margin.bottom.milliPoints)
        if breakInside == .avoid { list.ties -= 1 }
        if styles[index].breakAfter == .page { list.settle(.page) }
        if styles[index].breakAfter == .avoid { list.settle(.tied) }
    }

    /// Sets a text in lines that belong to the present element.
    mutating func text(_ text: [Inline], style index: StyleIndex) throws(TypesettingError) {
        let lines = try setter.lines(text, style: index, measure: width)
        for line in lines {
            let before = line - lines.lowerBound
            if before > 0 && (before < styles[index].orphans || lines.upperBound - line < styles[index].widows) {
                list.settle(.tied)
            }
            list.content(.line(line, x: x, element: parent))
        }
    }

    /// The words of a text, with a space for a line break.
    private static func words(_ text: [Inline]) -> String {
        text.reduce(into: "") { words, piece in
            switch piece {
            case .text(let characters, _, _, _): words += characters
            case .lineBreak: words += " "
            }
        }
    }

    /// Sets an item of a list, its label in the padding to the left of it.
    private mutating func item(_ item: ListItem) throws(TypesettingError) {
        try framed(item.style) { (builder) throws(TypesettingError) in
            try builder.element(.item) { (builder) throws(TypesettingError) in
                if !item.label.isEmpty {
                    try builder.element(.label) { (builder) throws(TypesettingError) in
                        let line = try builder.setter.label(item.label, style: item.style)
                        let gap = builder.styles[item.style].fontSize.milliPoints / 4
                        let place = builder.x - gap - builder.setter.galley.lines[line].width
                        if item.blocks.isEmpty {
                            builder.list.content(.line(line, x: max(0, place), element: builder.parent))
                        } else {
                            builder.list.attach(.label(line, x: max(0, place), element: builder.parent))
                        }
                    }
                }
                try builder.element(.itemBody) { (builder) throws(TypesettingError) in
                    try builder.blocks(item.blocks)
                }
            }
        }
    }

    private mutating func figure(_ figure: Figure, style index: StyleIndex) throws(TypesettingError) {
        let style = styles[index]
        // Seals of units are 42 mm wide, and a symbol of 26 mm is read from paper without trouble.
        let usual =
            switch figure.subject {
            case .seal: Length.micrometres(42_000).milliPoints
            case .qrCode: Length.micrometres(26_000).milliPoints
            case .chart: self.width
            }
        let wide = length(style.width)
        let high = length(style.height)
        let figureWidth = wide ?? high ?? usual
        var figureHeight = high ?? figureWidth
        // A chart has a shape of its own.
        if case .chart(let chart) = figure.subject { figureHeight = chart.height(forWidth: figureWidth) }
        var place = x
        switch style.alignment {
        case .start, .justify: break
        case .center: place += (width - figureWidth) / 2
        case .end: place += width - figureWidth
        }
        try element(.figure, alternative: figure.alternative) { (builder) throws(TypesettingError) in
            builder.flow.figures.append(
                PlacedFigure(
                    figure: figure, x: place, width: figureWidth, height: figureHeight, element: builder.parent))
            builder.list.content(.figure(builder.flow.figures.count - 1))
        }
    }

    private func length(_ width: Width) -> Int? {
        switch width {
        case .auto: nil
        case .length(let length): length.milliPoints
        case .permille(let share): self.width * share / 1000
        }
    }
}
