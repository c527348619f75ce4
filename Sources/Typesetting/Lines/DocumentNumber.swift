// SPDX-License-Identifier: Apache-2.0

extension Atoms {
    /// Holds the number of a document (发文字号, 内市监罚〔2024〕12号) together, once the character behind the bracket of its year is
    /// known: the short name of the office, the year and the number.
    mutating func bindDocumentNumber(_ atom: inout Atom) {
        let opening = list.count - 6
        guard opening >= 1, list[list.count - 1].isYearBracket(opening: false),
            list[opening].isYearBracket(opening: true),
            list[opening + 1..<opening + 5].allSatisfy({ $0.kind == .digit }), list[opening - 1].kind == .ideograph
        else { return }
        atom.cost = max(atom.cost, .bound)
        hold(opening)
        let first = officeStart(before: opening)
        for index in first + 1..<max(first + 1, opening) { hold(index) }
    }

    /// Where the short name of an office begins: behind a mark, or behind a word that stands in none.
    private func officeStart(before opening: Int) -> Int {
        var first = opening - 1
        while first > 0, list[first - 1].kind == .ideograph, !Self.isNoOffice(list[first - 1].scalar) {
            // So long a word is none; its end is held with the year, as a name of the usual length.
            guard opening - first < 8 else { return opening - 4 }
            first -= 1
        }
        return first
    }

    /// 据 见 按 依 照 由 和 与 及 或 对 以 的 为 是 书 号 第 在 将 被 即 原 因 从 了 服
    private static func isNoOffice(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x636E, 0x89C1, 0x6309, 0x4F9D, 0x7167, 0x7531, 0x548C, 0x4E0E, 0x53CA, 0x6216, 0x5BF9, 0x4EE5, 0x7684,
            0x4E3A, 0x662F, 0x4E66, 0x53F7, 0x7B2C, 0x5728, 0x5C06, 0x88AB, 0x5373, 0x539F, 0x56E0, 0x4ECE, 0x4E86,
            0x670D:
            true
        default: false
        }
    }
}

extension Atom {
    /// Whether it is a bracket of those that stand around the year: 〔〕, and （） () [] where they are typed instead.
    fileprivate func isYearBracket(opening: Bool) -> Bool {
        switch scalar {
        case 0x3014, 0xFF08, 0x28, 0x5B: opening
        case 0x3015, 0xFF09, 0x29, 0x5D: !opening
        default: false
        }
    }
}
