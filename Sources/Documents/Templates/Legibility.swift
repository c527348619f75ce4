// SPDX-License-Identifier: Apache-2.0

/// Watches that no look hides or covers what a template places.
struct Legibility {
    struct Finding {
        var code: String
        var message: String
        var hint: String?
    }

    /// The height that a page has for content.
    let pageHeight: Length
    /// The families that the template has faces for.
    let families: [String]

    static let smallestType = Length.points(6)
    /// Ten times the least contrast of a text (WCAG 2.2, 1.4.3).
    static let leastContrast = 45
    /// The sides of a figure, from the smallest to the largest.
    static let figureSides = Length.micrometres(20_000)...Length.micrometres(60_000)

    /// What is wrong with the look of an element.
    func findings(_ name: String, _ place: Place) -> [Finding] {
        guard name != "col", name != "colgroup", name != "br" else { return [] }
        let style = place.resolved.style
        return type(of: style, on: place.background) + family(style) + (name == "figure" ? [] : margins(style))
            + room(name, style, place) + heights(style)
    }

    /// What is wrong with the look of a box in the margins of a page, of a certain height.
    func findings(marginBox style: Style, height: Length) -> [Finding] {
        var findings = type(of: style, on: Color(red: 255, green: 255, blue: 255)) + family(style)
        if style.padding.top + style.padding.bottom + style.lineHeight > height {
            findings.append(
                Finding(code: "room", message: "a line of the box is higher than the margin that it stands in"))
        }
        return findings
    }

    /// What is wrong with the look of a figure.
    func findings(figure drawing: Plan.FigurePlan.Drawing, _ place: Place) -> [Finding] {
        let style = place.resolved.style
        guard case .length(let side) = style.width, style.height == .auto || style.height == style.width,
            Self.figureSides.contains(side)
        else {
            return [
                Finding(
                    code: "figure", message: "a figure needs a width from 20 mm to 60 mm and the same height or none")
            ]
        }
        var findings: [Finding] = []
        var least = Edges(all: .zero)
        if case .seal = drawing { least.top = .zero - side }
        let margins = style.margin
        if margins.top < least.top || margins.right < .zero || margins.bottom < .zero || margins.left < .zero {
            findings.append(
                Finding(
                    code: "margin", message: "the figure would cover text",
                    hint:
                        "a seal may have a negative margin-top up to its height, for the date under it; nothing else may"
                ))
        }
        if place.room < side {
            findings.append(Finding(code: "room", message: "the figure is wider than the room that it has"))
        }
        return findings
    }

    private func type(of style: Style, on background: Color) -> [Finding] {
        var findings: [Finding] = []
        let size = style.fontSize
        if Contrast.ratioTimes10(style.color, background) < Self.leastContrast {
            findings.append(
                Finding(
                    code: "contrast", message: "the text can hardly be told from what is behind it",
                    hint: "a contrast of 4.5 : 1 is the least (WCAG 2.2, 1.4.3)"))
        }
        if size < Self.smallestType || size > .points(72) {
            findings.append(Finding(code: "size", message: "type has from 6 pt to 72 pt"))
        }
        if style.lineHeight < size || style.lineHeight.milliPoints > 4 * size.milliPoints {
            findings.append(
                Finding(code: "size", message: "lines have a height of one to four times the size of the type"))
        }
        if style.letterSpacing.milliPoints * 20 < -size.milliPoints || style.letterSpacing > size {
            findings.append(
                Finding(code: "size", message: "letters stand from -0.05 em to 1 em apart, not more and not less"))
        }
        return findings
    }

    private func family(_ style: Style) -> [Finding] {
        var findings: [Finding] = []
        let known = families + StyleValue.systemFamilies
        for family in style.screenFamilies where !known.contains(family) {
            findings.append(
                Finding(
                    code: "family", message: "unknown family \"\(family)\"",
                    hint: Suggestion.hint(for: family, among: known) ?? "known are " + known.joined(separator: ", ")))
        }
        if style.families.isEmpty {
            findings.append(
                Finding(
                    code: "family", message: "none of the families has a face for the pages",
                    hint: "name one of an @font-face rule in font-family"))
        }
        return findings
    }

    private func margins(_ style: Style) -> [Finding] {
        let margins = [style.margin.top, style.margin.right, style.margin.bottom, style.margin.left]
        guard margins.contains(where: { $0 < .zero }) else { return [] }
        return [Finding(code: "margin", message: "a negative margin would cover text; only a seal may have one")]
    }

    private func room(_ name: String, _ style: Style, _ place: Place) -> [Finding] {
        let padding = style.padding.left.milliPoints
        if name == "ol" || name == "ul", padding * 2 < style.fontSize.milliPoints * 3 {
            return [
                Finding(
                    code: "room", message: "the marks of a list stand in its padding, which is less than 1.5 em",
                    hint: "give it padding-left: 2em")
            ]
        }
        let least = style.fontSize.milliPoints * 2 + style.letterSpacing.milliPoints * 2
        guard place.room.milliPoints - style.firstLineIndent.milliPoints < least else { return [] }
        return [
            Finding(
                code: "room", message: "there is no room for two characters in a line",
                hint: "make margins, padding, indent or type smaller, or the column wider")
        ]
    }

    private func heights(_ style: Style) -> [Finding] {
        let heights = [style.margin.top, style.margin.bottom, style.padding.top, style.padding.bottom]
        guard heights.contains(where: { $0.milliPoints * 2 > pageHeight.milliPoints }) else { return [] }
        return [Finding(code: "room", message: "a margin or padding takes more than half of a page")]
    }
}
