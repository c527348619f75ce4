// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A length as a style sheet writes it: absolute, or in parts of the size of the type.
enum Dimension: Hashable, Sendable {
    case absolute(Length)
    /// Thousandths of the size of the type.
    case em(Int)

    func resolved(fontSize: Length) -> Length {
        switch self {
        case .absolute(let length): length
        case .em(let thousandths): Length(milliPoints: fontSize.milliPoints * thousandths / 1000)
        }
    }

    var isNegative: Bool {
        switch self {
        case .absolute(let length): length < .zero
        case .em(let thousandths): thousandths < 0
        }
    }
}

/// One setting of a look.
enum StyleDeclaration: Hashable, Sendable {
    enum Side: CaseIterable, Sendable { case top, right, bottom, left }

    case families([String])
    case bold(Bool)
    case fontSize(Dimension)
    /// Thousandths of the size of the type.
    case lineHeightFactor(Int)
    case lineHeight(Dimension)
    case letterSpacing(Dimension)
    case color(Color)
    case background(Color?)
    case alignment(Style.Alignment)
    case firstLineIndent(Dimension)
    case margin(Side, Dimension)
    case padding(Side, Dimension)
    case border(Side, Border?)
    case width(Width)
    case height(Width)
    case verticalAlignment(Style.VerticalAlignment)
    case breakBefore(Style.Break)
    case breakAfter(Style.Break)
    case breakInside(Style.Break)
    case orphans(Int)
    case widows(Int)
}

/// The closed list of properties and the values that each may have.
enum StyleProperty {
    /// The properties of every style sheet.
    static let names = [
        "font-family", "font-size", "font-weight", "line-height", "letter-spacing", "color", "background-color",
        "text-align", "text-indent", "margin", "margin-top", "margin-right", "margin-bottom", "margin-left", "padding",
        "padding-top", "padding-right", "padding-bottom", "padding-left", "border", "border-top", "border-right",
        "border-bottom", "border-left", "width", "height", "vertical-align", "break-before", "break-after",
        "break-inside", "orphans", "widows",
    ]

    /// Further properties that only a screen knows; they stand in `@media screen` and go to HTML as they are.
    static let screenNames = ["margin-inline", "max-width", "min-width", "border-radius", "box-shadow", "overflow-x"]

    /// What a value is expected to be, for error messages.
    static func expectation(of property: String) -> String {
        switch property {
        case "font-family": "family names in quotes, separated by commas"
        case "font-weight": "normal or bold"
        case "line-height": "a number such as 1.75, or a length"
        case "color": "#rrggbb or #rgb"
        case "background-color": "#rrggbb, #rgb or transparent"
        case "text-align": "left, center, right or justify"
        case "vertical-align": "top, middle or bottom"
        case "break-before": "auto or page"
        case "break-after", "break-inside": "auto or avoid"
        case "orphans", "widows": "a number from 1 to 9"
        case "width", "height": "auto, a percentage or a length"
        case _ where property.hasPrefix("border"): "none, or a thickness, the word solid and a colour"
        case "margin", "padding": "one to four lengths in pt, mm, cm or em"
        default: "a length in pt, mm, cm or em"
        }
    }

    /// The settings that a property with that value makes; nil if the value is not one it may have.
    static func parse(_ property: String, _ value: String) -> [StyleDeclaration]? {
        let words = value.split(separator: " ").map(String.init)
        switch property {
        case "font-family": return families(value).map { [.families($0)] }
        case "font-size": return positive(value).map { [.fontSize($0)] }
        case "font-weight":
            switch value {
            case "normal", "400": return [.bold(false)]
            case "bold", "700": return [.bold(true)]
            default: return nil
            }
        case "line-height":
            if let factor = decimal(value[...], scale: 1000) { return factor > 0 ? [.lineHeightFactor(factor)] : nil }
            return positive(value).map { [.lineHeight($0)] }
        case "letter-spacing": return length(value).map { [.letterSpacing($0)] }
        case "color": return color(value).map { [.color($0)] }
        case "background-color":
            return value == "transparent" ? [.background(nil)] : color(value).map { [.background($0)] }
        case "text-align":
            let alignment: Style.Alignment? =
                switch value {
                case "left", "start": .start
                case "right", "end": .end
                default: Style.Alignment(rawValue: value)
                }
            return alignment.map { [.alignment($0)] }
        case "text-indent": return notNegative(value).map { [.firstLineIndent($0)] }
        case "margin": return sides(words, length).map { $0.map { .margin($0, $1) } }
        case "padding": return sides(words, notNegative).map { $0.map { .padding($0, $1) } }
        case "margin-top", "margin-right", "margin-bottom", "margin-left":
            return side(property).flatMap { side in length(value).map { [.margin(side, $0)] } }
        case "padding-top", "padding-right", "padding-bottom", "padding-left":
            return side(property).flatMap { side in notNegative(value).map { [.padding(side, $0)] } }
        case "border": return border(words).map { border in StyleDeclaration.Side.allCases.map { .border($0, border) } }
        case "border-top", "border-right", "border-bottom", "border-left":
            return side(property).flatMap { side in border(words).map { [.border(side, $0)] } }
        case "width": return width(value).map { [.width($0)] }
        case "height": return width(value).map { [.height($0)] }
        case "vertical-align": return Style.VerticalAlignment(rawValue: value).map { [.verticalAlignment($0)] }
        case "break-before": return breakValue(value, allowed: [.auto, .page]).map { [.breakBefore($0)] }
        case "break-after": return breakValue(value, allowed: [.auto, .avoid]).map { [.breakAfter($0)] }
        case "break-inside": return breakValue(value, allowed: [.auto, .avoid]).map { [.breakInside($0)] }
        case "orphans": return lines(value).map { [.orphans($0)] }
        case "widows": return lines(value).map { [.widows($0)] }
        default: return nil
        }
    }

    /// Whether a value of a property for screens alone is harmless.
    static func isScreenValue(_ value: String) -> Bool {
        value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "-"): true
            default: false
            }
        } && !value.contains("hidden")
    }

    /// A length in pt, mm, cm or em; nil for anything else.
    static func length(_ text: String) -> Dimension? {
        if text == "0" { return .absolute(.zero) }
        guard text.utf8.count > 2 else { return nil }
        let number = text.dropLast(2)
        switch text.suffix(2) {
        case "pt": return decimal(number, scale: 1000).map { .absolute(Length(milliPoints: $0)) }
        case "mm": return decimal(number, scale: 1000).map { .absolute(.micrometres($0)) }
        case "cm": return decimal(number, scale: 10_000).map { .absolute(.micrometres($0)) }
        case "em": return decimal(number, scale: 1000).map { .em($0) }
        default: return nil
        }
    }

    /// A colour as # and three or six hexadecimal digits.
    static func color(_ text: String) -> Color? {
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst().lowercased()
        let six = digits.utf8.count == 3 ? digits.map { "\($0)\($0)" }.joined() : digits
        guard let bytes = Hex.decode(six), bytes.count == 3 else { return nil }
        return Color(red: bytes[0], green: bytes[1], blue: bytes[2])
    }

    /// Family names, quoted or plain, separated by commas.
    static func families(_ text: String) -> [String]? {
        var names: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var name = StyleScanner.trim(part)
            if let quote = name.first, quote == "\"" || quote == "'" {
                guard name.count > 2, name.last == quote else { return nil }
                name = String(name.dropFirst().dropLast())
            }
            let isPlain = name.unicodeScalars.allSatisfy {
                $0 == " " || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
            guard !name.isEmpty, isPlain else { return nil }
            names.append(name)
        }
        return names
    }

    private static func positive(_ text: String) -> Dimension? {
        length(text).flatMap { $0.isNegative || $0 == .absolute(.zero) ? nil : $0 }
    }

    private static func notNegative(_ text: String) -> Dimension? {
        length(text).flatMap { $0.isNegative ? nil : $0 }
    }

    private static func side(_ property: String) -> StyleDeclaration.Side? {
        switch property.split(separator: "-").last {
        case "top": .top
        case "right": .right
        case "bottom": .bottom
        case "left": .left
        default: nil
        }
    }

    private static func sides(
        _ words: [String], _ read: (String) -> Dimension?
    ) -> [(StyleDeclaration.Side, Dimension)]? {
        let lengths = words.compactMap(read)
        guard lengths.count == words.count, (1...4).contains(lengths.count) else { return nil }
        let top = lengths[0]
        let right = lengths.count > 1 ? lengths[1] : top
        let bottom = lengths.count > 2 ? lengths[2] : top
        let left = lengths.count > 3 ? lengths[3] : right
        return [(.top, top), (.right, right), (.bottom, bottom), (.left, left)]
    }

    private static func border(_ words: [String]) -> Border?? {
        if words == ["none"] { return .some(nil) }
        guard words.count == 3, words[1] == "solid", let color = color(words[2]),
            case .absolute(let width)? = positive(words[0])
        else { return nil }
        return .some(Border(width: width, color: color))
    }

    private static func width(_ text: String) -> Width? {
        if text == "auto" { return .auto }
        if text.hasSuffix("%") {
            return decimal(text.dropLast(), scale: 10).flatMap { (1...1000).contains($0) ? .permille($0) : nil }
        }
        guard case .absolute(let length)? = positive(text) else { return nil }
        return .length(length)
    }

    private static func breakValue(_ text: String, allowed: [Style.Break]) -> Style.Break? {
        Style.Break(rawValue: text).flatMap { allowed.contains($0) ? $0 : nil }
    }

    private static func lines(_ text: String) -> Int? {
        Int(text).flatMap { (1...9).contains($0) ? $0 : nil }
    }

    /// Decimal digits with at most three decimals, times `scale`; nil for another spelling.
    private static func decimal(_ text: Substring, scale: Int) -> Int? {
        let negative = text.hasPrefix("-")
        let parts = (negative ? text.dropFirst() : text).split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, first.utf8.count <= 5,
            parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } }),
            let whole = Int(first)
        else { return nil }
        var value = whole * scale
        if parts.count == 2 {
            guard parts[1].utf8.count <= 3, let fraction = Int(parts[1]) else { return nil }
            var unit = 1
            for _ in parts[1].utf8 { unit *= 10 }
            value += fraction * scale / unit
        }
        return negative ? -value : value
    }
}
