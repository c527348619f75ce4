// SPDX-License-Identifier: Apache-2.0

/// What a character is to the breaking and spacing of lines: the classes of UAX 14, as far as 《中文排版需求》 (CLREQ) and the
/// texts of reports tell them apart.
enum CharacterClass: UInt8 {
    /// A character that stands for itself in a line of Chinese (汉字, kana, full-width symbols).
    case ideograph
    /// A full-width opening mark, with its blank half on the left.
    case opening
    /// A full-width closing mark, with its blank half on the right.
    case closing
    /// A full-width point (点号), with its blank half on the right.
    case point
    /// What may not begin a line, but has no blank half: the middle dot, iteration marks, small kana.
    case nonstarter
    /// Dashes, two of which make one mark.
    case dash
    /// Dots, two of which make one mark.
    case ellipsis
    /// A letter of an alphabet.
    case letter
    /// A digit.
    case digit
    /// A half-width opening bracket.
    case latinOpening
    /// A half-width closing bracket or point.
    case latinClosing
    /// A hyphen or a solidus within a word.
    case joiner
    /// A sign that belongs to the number behind it (¥, №, +).
    case prefix
    /// A sign that belongs to the number before it (%, ℃).
    case postfix
    /// A space at which a line may end.
    case space
    /// A space at which it may not.
    case fixedSpace
    /// A mark that joins the character before it, or has no look of its own.
    case combining
    /// A place without width at which a line may end.
    case breakPoint
    /// The end of a line.
    case lineFeed
    /// A control character; nothing can be set for it.
    case control

    /// The class of a character.
    @inline(__always)
    static func of(_ scalar: UInt32) -> CharacterClass {
        if scalar >= 0x3400 && scalar < 0xFE00 { return .ideograph }
        if scalar < tableEnd { return table[Int(scalar)] }
        return beyond(scalar)
    }

    private static let tableEnd: UInt32 = 0x3400

    private static func beyond(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xE0100...0xE01EF: .combining
        case 0xFEFF: .combining
        case 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F: .opening
        case 0xFF09, 0xFF3D, 0xFF5D, 0xFF60: .closing
        case 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF61, 0xFF64: .point
        case 0xFF05: .postfix
        case 0xFF04, 0xFFE1, 0xFFE5: .prefix
        case 0xFF0D, 0xFF0F, 0xFF5E: .nonstarter
        // Codes typed in full width are codes.
        case 0xFF10...0xFF19: .digit
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A: .letter
        case 0xFF62: .opening
        case 0xFF63: .closing
        case 0xFF9E, 0xFF9F, 0xFF67...0xFF70: .nonstarter
        case 0x10000...0x1AFFF, 0x1D400...0x1D7FF: .letter
        default: .ideograph
        }
    }

    /// The classes of what comes before the ideographs.
    private static let table: [CharacterClass] = {
        var table = [CharacterClass](repeating: .letter, count: Int(tableEnd))
        func set(_ range: ClosedRange<Int>, _ value: CharacterClass) {
            for scalar in range { table[scalar] = value }
        }
        func set(_ characters: String, _ value: CharacterClass) {
            for scalar in characters.unicodeScalars { table[Int(scalar.value)] = value }
        }
        set(0x00...0x1F, .control)
        set(0x7F...0x9F, .control)
        set(0x0A...0x0D, .lineFeed)
        set(0x09...0x09, .space)
        set(" \u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2008}\u{2009}\u{200A}\u{3000}", .space)
        set("\u{A0}\u{2007}\u{202F}", .fixedSpace)
        set("\u{200B}\u{AD}", .breakPoint)
        set(0x200C...0x200F, .combining)
        set(0x2060...0x2064, .combining)
        set(0x202A...0x202E, .control)
        set(0x2066...0x2069, .control)
        set(0x2028...0x2029, .lineFeed)
        set("0123456789", .digit)
        set("([{", .latinOpening)
        set(")]},.;:!?", .latinClosing)
        set("-/\\\u{2010}\u{2011}\u{2013}", .joiner)
        set("$+#№€£¥", .prefix)
        set("%‰°℃℉′″", .postfix)
        set(0x0300...0x036F, .combining)
        set(0x0483...0x0489, .combining)
        set(0x20D0...0x20FF, .combining)
        // Curly quotes are Chinese marks here; the breaker looks at their width.
        set("‘“", .opening)
        set("’”", .closing)
        set("—―⸺", .dash)
        set("…‥⋯", .ellipsis)
        set("·‧", .nonstarter)
        // Arrows, mathematical and technical signs, shapes, and all from the radicals on.
        set(0x2190...0x22EE, .ideograph)
        set(0x22F0...0x2BFF, .ideograph)
        set(0x2150...0x218F, .letter)
        set(0x2E80...0x33FF, .ideograph)
        set("、。", .point)
        set("〈《「『【〔〖〘〚〝", .opening)
        set("〉》」』】〕〗〙〛〞〟", .closing)
        set("々〻〜・ーゝゞヽヾ゛゜", .nonstarter)
        set("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ", .nonstarter)
        set(0x31F0...0x31FF, .nonstarter)
        set(0x302A...0x302F, .combining)
        set(0x3099...0x309A, .combining)
        set("　", .space)
        return table
    }()
}
