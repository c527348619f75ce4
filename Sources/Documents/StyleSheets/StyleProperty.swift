// SPDX-License-Identifier: Apache-2.0

/// A property of the closed style language.
enum StyleProperty: String, CaseIterable, Sendable {
    case fontFamily = "font-family"
    case fontSize = "font-size"
    case fontWeight = "font-weight"
    case lineHeight = "line-height"
    case letterSpacing = "letter-spacing"
    case color
    case textAlign = "text-align"
    case textIndent = "text-indent"
    case orphans
    case widows
    case backgroundColor = "background-color"
    case margin
    case marginTop = "margin-top"
    case marginRight = "margin-right"
    case marginBottom = "margin-bottom"
    case marginLeft = "margin-left"
    case padding
    case paddingTop = "padding-top"
    case paddingRight = "padding-right"
    case paddingBottom = "padding-bottom"
    case paddingLeft = "padding-left"
    case border
    case borderTop = "border-top"
    case borderRight = "border-right"
    case borderBottom = "border-bottom"
    case borderLeft = "border-left"
    case width
    case height
    case verticalAlign = "vertical-align"
    case breakBefore = "break-before"
    case breakAfter = "break-after"
    case breakInside = "break-inside"
    case stringSet = "string-set"

    /// The name under which `applies` knows the boxes in the margins of pages.
    static let marginBox = "@page"

    /// Whether the property does something on an element, in pages as in HTML.
    func applies(to element: String) -> Bool {
        let isBlock = Vocabulary.blocks.contains(element) || element == "li" || element == "caption"
        let isCell = element == "td" || element == "th"
        switch self {
        case .fontFamily, .fontSize, .fontWeight, .lineHeight, .letterSpacing, .color, .textAlign, .textIndent:
            // These are inherited.
            return element != "col" && element != "colgroup" && element != "br"
        case .orphans, .widows: return element != "col" && element != "colgroup" && element != "br"
        case .backgroundColor: return isBlock || isCell || element == "tr"
        case .margin, .marginTop, .marginRight, .marginBottom, .marginLeft: return isBlock
        case .padding, .paddingTop, .paddingRight, .paddingBottom, .paddingLeft:
            return (isBlock && element != "table") || isCell || element == Self.marginBox
        case .border, .borderTop, .borderRight, .borderBottom, .borderLeft:
            return isBlock || isCell || element == "tr" || element == Self.marginBox
        case .width: return element == "figure" || element == "col" || element == Self.marginBox
        case .height: return element == "figure"
        case .verticalAlign: return isCell
        case .breakBefore, .breakAfter: return isBlock || element == "tr"
        case .breakInside: return isBlock
        case .stringSet: return ["h1", "h2", "h3", "h4"].contains(element)
        }
    }

    /// What a value is expected to be, for messages and for the documentation.
    var expectation: String {
        switch self {
        case .fontFamily: "families of @font-face and known ones of systems, separated by commas"
        case .fontWeight: "normal or bold"
        case .lineHeight: "a number such as 1.75, or a length"
        case .color: "#rrggbb or #rgb"
        case .backgroundColor: "#rrggbb, #rgb or transparent"
        case .textAlign: "left, center, right or justify"
        case .verticalAlign: "top, middle or bottom"
        case .breakBefore: "auto or page"
        case .breakAfter, .breakInside: "auto or avoid"
        case .stringSet: "none, or a name with content(text) or \"\" behind it"
        case .orphans, .widows: "a number from 1 to 9"
        case .width, .height: "auto, a percentage or a length"
        case .border, .borderTop, .borderRight, .borderBottom, .borderLeft:
            "none, or a thickness, the word solid and a colour"
        case .margin: "one to four lengths in pt, mm, cm or em"
        case .padding: "one to four lengths in pt, mm, cm or em that are not negative"
        case .fontSize: "a length in pt, mm, cm or em above zero"
        case .textIndent, .paddingTop, .paddingRight, .paddingBottom, .paddingLeft:
            "a length in pt, mm, cm or em that is not negative"
        case .letterSpacing, .marginTop, .marginRight, .marginBottom, .marginLeft: "a length in pt, mm, cm or em"
        }
    }

    /// The settings that the property with a value makes; nil if the value is not one that it may have.
    func parse(_ value: String) -> [StyleDeclaration]? {
        switch self {
        case .fontFamily: return StyleValue.families(value).map { [.families($0)] }
        case .fontSize: return StyleValue.positiveLength(value).map { [.fontSize($0)] }
        case .fontWeight: return StyleValue.bold(value).map { [.bold($0)] }
        case .lineHeight:
            if let factor = StyleValue.decimal(value[...], scale: 1000) {
                return factor > 0 ? [.lineHeightFactor(factor)] : nil
            }
            return StyleValue.positiveLength(value).map { [.lineHeight($0)] }
        case .letterSpacing: return StyleValue.length(value).map { [.letterSpacing($0)] }
        case .color: return StyleValue.color(value).map { [.color($0)] }
        case .backgroundColor:
            return value == "transparent" ? [.background(nil)] : StyleValue.color(value).map { [.background($0)] }
        case .textAlign: return StyleValue.alignment(value).map { [.alignment($0)] }
        case .textIndent: return StyleValue.lengthNotNegative(value).map { [.firstLineIndent($0)] }
        case .margin: return StyleValue.sides(value, StyleValue.length)?.map { .margin($0, $1) }
        case .marginTop: return StyleValue.length(value).map { [.margin(.top, $0)] }
        case .marginRight: return StyleValue.length(value).map { [.margin(.right, $0)] }
        case .marginBottom: return StyleValue.length(value).map { [.margin(.bottom, $0)] }
        case .marginLeft: return StyleValue.length(value).map { [.margin(.left, $0)] }
        case .padding: return StyleValue.sides(value, StyleValue.lengthNotNegative)?.map { .padding($0, $1) }
        case .paddingTop: return StyleValue.lengthNotNegative(value).map { [.padding(.top, $0)] }
        case .paddingRight: return StyleValue.lengthNotNegative(value).map { [.padding(.right, $0)] }
        case .paddingBottom: return StyleValue.lengthNotNegative(value).map { [.padding(.bottom, $0)] }
        case .paddingLeft: return StyleValue.lengthNotNegative(value).map { [.padding(.left, $0)] }
        case .border:
            return StyleValue.border(value).map { border in StyleDeclaration.Side.allCases.map { .border($0, border) } }
        case .borderTop: return StyleValue.border(value).map { [.border(.top, $0)] }
        case .borderRight: return StyleValue.border(value).map { [.border(.right, $0)] }
        case .borderBottom: return StyleValue.border(value).map { [.border(.bottom, $0)] }
        case .borderLeft: return StyleValue.border(value).map { [.border(.left, $0)] }
        case .width: return StyleValue.width(value).map { [.width($0)] }
        case .height: return StyleValue.width(value).map { [.height($0)] }
        case .verticalAlign: return Style.VerticalAlignment(rawValue: value).map { [.verticalAlignment($0)] }
        case .breakBefore: return StyleValue.breaks(value, [.auto, .page]).map { [.breakBefore($0)] }
        case .breakAfter: return StyleValue.breaks(value, [.auto, .avoid]).map { [.breakAfter($0)] }
        case .breakInside: return StyleValue.breaks(value, [.auto, .avoid]).map { [.breakInside($0)] }
        case .stringSet: return StyleValue.runningString(value).map { [.runningString($0)] }
        case .orphans: return StyleValue.lines(value).map { [.orphans($0)] }
        case .widows: return StyleValue.lines(value).map { [.widows($0)] }
        }
    }
}
