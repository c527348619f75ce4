// SPDX-License-Identifier: Apache-2.0

/// Resolves the look of each element of a template from the rules that match it and from its parent.
///
/// The place of an element in the template decides its look, whatever the data: every look is resolved once.
struct Cascade {
    /// A look with what its children inherit beside it.
    struct Resolved {
        var style: Style
        /// The line height as a factor of the size of the type, where it was given so.
        var lineHeightFactor: Int?
    }

    let sheet: StyleSheet

    /// The look of the root, from which all inherit.
    static let root = Resolved(style: Style(), lineHeightFactor: 1500)

    /// The look of the element at the end of a path from the root.
    func resolve(_ path: [StyledNode], parent: Resolved) -> Resolved {
        var matching: [(specificity: Int, order: Int, declarations: [StyleDeclaration])] = []
        for (order, rule) in sheet.rules.enumerated() where !rule.isForScreen {
            let specificity = rule.selectors.filter { $0.matches(path) }.map(\.specificity).max()
            if let specificity { matching.append((specificity, order, rule.declarations)) }
        }
        matching.sort { ($0.specificity, $0.order) < ($1.specificity, $1.order) }
        return apply(matching.flatMap(\.declarations), to: inherited(from: parent, element: path.last?.element))
    }

    /// A look made of some settings alone, as for a margin box.
    func resolve(_ declarations: [StyleDeclaration], parent: Resolved) -> Style {
        apply(declarations, to: inherited(from: parent, element: nil)).style
    }

    private func inherited(from parent: Resolved, element: String?) -> Resolved {
        var style = Style()
        style.families = parent.style.families
        style.isBold = parent.style.isBold || element == "strong"
        style.fontSize = parent.style.fontSize
        style.lineHeight = parent.style.lineHeight
        style.letterSpacing = parent.style.letterSpacing
        style.color = parent.style.color
        style.alignment = parent.style.alignment
        style.firstLineIndent = parent.style.firstLineIndent
        style.orphans = parent.style.orphans
        style.widows = parent.style.widows
        return Resolved(style: style, lineHeightFactor: parent.lineHeightFactor)
    }

    private func apply(_ declarations: [StyleDeclaration], to start: Resolved) -> Resolved {
        var resolved = start
        // Lengths in em are parts of the element's own type size, so that comes first.
        for case .fontSize(let size) in declarations {
            resolved.style.fontSize = size.resolved(fontSize: start.style.fontSize)
        }
        for declaration in declarations { set(declaration, in: &resolved) }
        if let factor = resolved.lineHeightFactor {
            resolved.style.lineHeight = Length(milliPoints: resolved.style.fontSize.milliPoints * factor / 1000)
        }
        return resolved
    }

    private func set(_ declaration: StyleDeclaration, in resolved: inout Resolved) {
        let size = resolved.style.fontSize
        switch declaration {
        case .families(let names): resolved.style.families = names
        case .bold(let bold): resolved.style.isBold = bold
        case .fontSize: break
        case .lineHeightFactor(let factor): resolved.lineHeightFactor = factor
        case .lineHeight(let height):
            resolved.lineHeightFactor = nil
            resolved.style.lineHeight = height.resolved(fontSize: size)
        case .letterSpacing(let spacing): resolved.style.letterSpacing = spacing.resolved(fontSize: size)
        case .color(let color): resolved.style.color = color
        case .background(let color): resolved.style.background = color
        case .alignment(let alignment): resolved.style.alignment = alignment
        case .firstLineIndent(let indent): resolved.style.firstLineIndent = indent.resolved(fontSize: size)
        case .margin(let side, let length): resolved.style.margin[side] = length.resolved(fontSize: size)
        case .padding(let side, let length): resolved.style.padding[side] = length.resolved(fontSize: size)
        case .border(let side, let border): resolved.style.borders[side] = border
        case .width(let width): resolved.style.width = width
        case .height(let height): resolved.style.height = height
        case .verticalAlignment(let alignment): resolved.style.verticalAlignment = alignment
        case .breakBefore(let value): resolved.style.breakBefore = value
        case .breakAfter(let value): resolved.style.breakAfter = value
        case .breakInside(let value): resolved.style.breakInside = value
        case .orphans(let lines): resolved.style.orphans = lines
        case .widows(let lines): resolved.style.widows = lines
        }
    }
}

extension Edges {
    subscript(side: StyleDeclaration.Side) -> Length {
        get {
            switch side {
            case .top: top
            case .right: right
            case .bottom: bottom
            case .left: left
            }
        }
        set {
            switch side {
            case .top: top = newValue
            case .right: right = newValue
            case .bottom: bottom = newValue
            case .left: left = newValue
            }
        }
    }
}

extension Borders {
    subscript(side: StyleDeclaration.Side) -> Border? {
        get {
            switch side {
            case .top: top
            case .right: right
            case .bottom: bottom
            case .left: left
            }
        }
        set {
            switch side {
            case .top: top = newValue
            case .right: right = newValue
            case .bottom: bottom = newValue
            case .left: left = newValue
            }
        }
    }
}
