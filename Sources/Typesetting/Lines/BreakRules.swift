// SPDX-License-Identifier: Apache-2.0

/// How unwelcome the end of a line is between two characters; lower is better.
enum BreakCost: UInt8, Comparable {
    /// A line may end here.
    case free = 0
    /// What stands here is one name (内市监罚|〔2024〕12号), but need not be on one line.
    case held = 1
    /// What stands here belongs together more closely (第|3号, 〔2024〕|12号).
    case bound = 2
    /// Behind a hyphen or a solidus in a word, a code or an address.
    case part = 3
    /// The inside of a word, a number or a code.
    case word = 4
    /// A mark would begin or end a line that must not (避头尾).
    case forbidden = 5
    /// The two are one character.
    case never = 6

    static func < (left: BreakCost, right: BreakCost) -> Bool { left.rawValue < right.rawValue }
}

/// Where lines of Chinese with words and numbers in them may end (CLREQ 3.1.3 and 3.2; UAX 14 for the words).
enum BreakRules {
    /// The cost of a break between two characters, which may have spaces between them.
    static func cost(
        _ left: CharacterClass, _ leftScalar: UInt32, _ right: CharacterClass, _ rightScalar: UInt32, spaced: Bool
    ) -> BreakCost {
        switch right {
        case .space, .combining: return .never
        case .breakPoint: return .never
        case .closing, .point, .nonstarter: return .forbidden
        case .latinClosing: return .forbidden
        case .postfix where spaced: return .forbidden
        case .ellipsis where !spaced: return .forbidden
        // A connecting or dividing mark does not begin a line (GB/T 15834, 5.1).
        case .joiner where !spaced && !left.isWordPart: return .forbidden
        default: break
        }
        switch left {
        case .opening, .latinOpening: return .forbidden
        case .breakPoint: return .free
        default: break
        }
        if spaced { return .free }
        if left == .fixedSpace || right == .fixedSpace { return .word }
        if left == .dash && right == .dash { return .forbidden }
        if left == .prefix && (right == .digit || right == .latinOpening || right == .letter) { return .word }
        if right == .postfix { return left == .ideograph ? .bound : .word }
        if left.isWordPart && right.isWordPart { return isPartEnd(left, leftScalar) ? .part : .word }
        // A solidus does not end a line either.
        if left == .joiner && leftScalar == 0x2F { return .bound }
        if isApostrophe(leftScalar) && right == .letter { return .word }
        return isBound(left, leftScalar, right, rightScalar) ? .bound : .free
    }

    /// Whether two neighbours of which one is an ideograph or a bracket make one expression.
    private static func isBound(
        _ left: CharacterClass, _ leftScalar: UInt32, _ right: CharacterClass, _ rightScalar: UInt32
    ) -> Bool {
        // The year of a document number, 〔2024〕, stays with the number behind it.
        if leftScalar == 0x3015 { return right == .digit || right == .ideograph }
        if left == .digit { return isUnit(rightScalar) }
        // 万元, 亿元: the unit has two characters.
        if rightScalar == 0x5143 { return leftScalar == 0x4E07 || leftScalar == 0x4EBF }
        // 第 and the number.
        return right == .digit && leftScalar == 0x7B2C
    }

    /// Whether a part of an address or a code ends: behind - / ? & =
    private static func isPartEnd(_ kind: CharacterClass, _ scalar: UInt32) -> Bool {
        kind == .joiner || scalar == 0x3F || scalar == 0x26 || scalar == 0x3D
    }

    private static func isApostrophe(_ scalar: UInt32) -> Bool { scalar == 0x2019 }

    /// 年 月 日 时 分 秒 号 条 款 项 件 元 万 亿 %
    private static func isUnit(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x65F6, 0x5206, 0x79D2, 0x53F7, 0x6761, 0x6B3E, 0x9879, 0x4EF6, 0x5143, 0x4E07,
            0x4EBF:
            true
        default: false
        }
    }
}

extension CharacterClass {
    /// Whether it is set in a word of letters, digits and what stands between them.
    var isWordPart: Bool {
        switch self {
        case .letter, .digit, .joiner, .latinOpening, .latinClosing, .prefix, .postfix: true
        default: false
        }
    }

    /// Whether a little space is set between it, if it is of half width, and a neighbouring ideograph.
    var isSpacedFromIdeographs: Bool { self == .letter || self == .digit || self == .postfix || self == .prefix }
}
