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

    /// A setting that does nothing on an element that its rule is for.
    struct Misapplied: Hashable {
        var property: StyleProperty
        var position: SourcePosition
        var element: String
    }

    private let rules: [StyleSheet.Rule]
    /// The families that the pages have faces for.
    private let faces: [String]
    /// For every rule, which of its selectors have matched an element so far.
    private var matched: [[Bool]]
    private(set) var misapplied: [Misapplied] = []

    init(_ sheet: StyleSheet) {
        rules = sheet.rules
        faces = sheet.faces.map(\.family)
        matched = rules.map { $0.selectors.map { _ in false } }
    }

    /// The look of the root, from which all inherit.
    static let root = Resolved(style: Style(), lineHeightFactor: 1500)

    /// The look of the element at the end of a path from the root.
    mutating func resolve(_ path: [StyledNode], parent: Resolved) -> Resolved {
        var matching: [(specificity: Int, rule: Int)] = []
        for (rule, selectors) in rules.lazy.map(\.selectors).enumerated() {
            var specificity = -1
            for (index, placed) in selectors.enumerated() where placed.selector.matches(path) {
                matched[rule][index] = true
                specificity = max(specificity, placed.selector.specificity)
            }
            if specificity >= 0 { matching.append((specificity, rule)) }
        }
        matching.sort { ($0.specificity, $0.rule) < ($1.specificity, $1.rule) }
        let element = path.last?.element ?? ""
        return apply(matching.flatMap { rules[$0.rule].settings }, on: element, to: inherited(parent, element))
    }

    /// The look of a box in the margins of the pages.
    mutating func resolve(_ box: StyleSheet.PageBox, parent: Resolved) -> Style {
        apply(box.settings, on: StyleProperty.marginBox, to: inherited(parent, StyleProperty.marginBox)).style
    }

    /// The selectors that are for no element of those that were resolved.
    var unmatched: [StyleSheet.PlacedSelector] {
        zip(rules, matched).flatMap { rule, flags in
            zip(rule.selectors, flags).compactMap { placed, flag in flag ? nil : placed }
        }
    }

    private func inherited(_ parent: Resolved, _ element: String) -> Resolved {
        var style = parent.style.withoutBox
        if element == "strong" { style.isBold = true }
        return Resolved(style: style, lineHeightFactor: parent.lineHeightFactor)
    }

    private mutating func apply(
        _ settings: [StyleSheet.Setting], on element: String, to start: Resolved
    ) -> Resolved {
        for setting in settings where !setting.property.applies(to: element) {
            let new = Misapplied(property: setting.property, position: setting.position, element: element)
            if !misapplied.contains(new) { misapplied.append(new) }
        }
        let declarations = settings.flatMap(\.declarations)
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
        case .families(let names):
            resolved.style.families = names.filter(faces.contains)
            resolved.style.screenFamilies = names.filter { !faces.contains($0) }
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
        case .runningString(let string): resolved.style.runningString = string
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
