// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Reads the values of properties; nil for whatever is not of the closed forms.
enum StyleValue {
    /// The families that readers' systems have, behind those of `@font-face`: a closed list, because a family of signs
    /// would make a text unreadable on the screens that have it.
    static let systemFamilies = [
        "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "STSong", "SimSun", "FangSong", "STFangsong",
        "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei", "serif", "sans-serif",
    ]

    /// A length in pt, mm, cm or em, or 0.
    static func length(_ text: String) -> Dimension? {
        if text == "0" { return .absolute(.zero) }
        let number = text.dropLast(2)
        switch text.suffix(2) {
        case "pt": return decimal(number, scale: 1000).map { .absolute(Length(milliPoints: $0)) }
        case "mm": return decimal(number, scale: 1000).map { .absolute(.micrometres($0)) }
        case "cm": return decimal(number, scale: 10_000).map { .absolute(.micrometres($0)) }
        case "em": return decimal(number, scale: 1000).map { .em($0) }
        default: return nil
        }
    }

    static func positiveLength(_ text: String) -> Dimension? {
        length(text).flatMap { $0.sign > 0 ? $0 : nil }
    }

    static func lengthNotNegative(_ text: String) -> Dimension? {
        length(text).flatMap { $0.sign >= 0 ? $0 : nil }
    }

    /// A colour as # and three or six hexadecimal digits.
    static func color(_ text: String) -> Color? {
        guard text.hasPrefix("#") else { return nil }
        let digits = text.dropFirst().lowercased()
        let six = digits.utf8.count == 3 ? digits.map { "\($0)\($0)" }.joined() : digits
        guard let bytes = Hex.decode(six), bytes.count == 3 else { return nil }
        return Color(red: bytes[0], green: bytes[1], blue: bytes[2])
    }

    /// Family names, quoted or plain, separated by commas; whether they are known is for the template's compiler.
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

    static func bold(_ text: String) -> Bool? {
        switch text {
        case "normal", "400": false
        case "bold", "700": true
        default: nil
        }
    }

    static func alignment(_ text: String) -> Style.Alignment? {
        switch text {
        case "left", "start": .start
        case "center": .center
        case "right", "end": .end
        case "justify": .justify
        default: nil
        }
    }

    /// One to four lengths, for the sides in the order of CSS: top, right, bottom, left.
    static func sides(_ text: String, _ read: (String) -> Dimension?) -> [(StyleDeclaration.Side, Dimension)]? {
        let words = text.split(separator: " ").map(String.init)
        let lengths = words.compactMap(read)
        guard lengths.count == words.count, (1...4).contains(lengths.count) else { return nil }
        let top = lengths[0]
        let right = lengths.count > 1 ? lengths[1] : top
        let bottom = lengths.count > 2 ? lengths[2] : top
        let left = lengths.count > 3 ? lengths[3] : right
        return [(.top, top), (.right, right), (.bottom, bottom), (.left, left)]
    }

    /// "none", or a thickness, the word solid and a colour; the outer optional says whether the text is one of them.
    static func border(_ text: String) -> Border?? {
        let words = text.split(separator: " ").map(String.init)
        if words == ["none"] { return .some(nil) }
        guard words.count == 3, words[1] == "solid", let color = color(words[2]),
            case .absolute(let width)? = positiveLength(words[0])
        else { return nil }
        return .some(Border(width: width, color: color))
    }

    /// "none", or a name and what the text of that name is; the outer optional says whether the text is one of them.
    static func runningString(_ text: String) -> RunningString?? {
        let words = text.split(separator: " ").map(String.init)
        if words == ["none"] { return .some(nil) }
        guard words.count == 2, isName(words[0]), ["content(text)", "\"\""].contains(words[1]) else { return nil }
        return .some(RunningString(name: words[0], isText: words[1] == "content(text)"))
    }

    /// Whether a text can be the name of another: small letters and hyphens between them.
    static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") } && text.first?.isLetter == true
    }

    static func width(_ text: String) -> Width? {
        if text == "auto" { return .auto }
        if text.hasSuffix("%") {
            return decimal(text.dropLast(), scale: 10).flatMap { (1...1000).contains($0) ? .permille($0) : nil }
        }
        guard case .absolute(let length)? = positiveLength(text) else { return nil }
        return .length(length)
    }

    static func breaks(_ text: String, _ allowed: [Style.Break]) -> Style.Break? {
        Style.Break(rawValue: text).flatMap { allowed.contains($0) ? $0 : nil }
    }

    static func lines(_ text: String) -> Int? {
        text.utf8.count == 1 ? Int(text).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Decimal digits with at most three decimals, times `scale`; nil for another spelling.
    static func decimal(_ text: Substring, scale: Int) -> Int? {
        let negative = text.hasPrefix("-")
        let parts = (negative ? text.dropFirst() : text).split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count <= 5,
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
