// SPDX-License-Identifier: Apache-2.0

/// The character set of GB 18030-2022, one table for every machine: what an iconv makes of the same bytes differs.
///
/// Codes that changed their meaning between 2000 and 2022 give the character that the later edition names, whichever of
/// its two codes the sender used: FE59 and 82359037 are both U+9FB4, as the glyph has always been the same.
enum GB18030 {
    /// What some bytes stand for.
    enum Character: Equatable {
        /// A character, and how many bytes it took.
        case scalar(Unicode.Scalar, bytes: Int)
        /// The bytes end within a character.
        case incomplete
        /// The bytes are no character.
        case invalid
    }

    /// The character with which a slice begins.
    ///
    /// - Precondition: `bytes` is not empty.
    static func character(at bytes: ArraySlice<UInt8>) -> Character {
        let start = bytes.startIndex
        let lead = bytes[start]
        if lead < 0x80 { return .scalar(Unicode.Scalar(lead), bytes: 1) }
        guard (0x81...0xFE).contains(lead) else { return .invalid }
        guard bytes.count >= 2 else { return .incomplete }
        let second = bytes[start + 1]
        if (0x30...0x39).contains(second) {
            guard bytes.count >= 3 else { return .incomplete }
            guard (0x81...0xFE).contains(bytes[start + 2]) else { return .invalid }
            guard bytes.count >= 4 else { return .incomplete }
            guard (0x30...0x39).contains(bytes[start + 3]) else { return .invalid }
            let place =
                ((Int(lead) - 0x81) * 10 + Int(second) - 0x30) * 1260 + (Int(bytes[start + 2]) - 0x81) * 10
                + Int(bytes[start + 3]) - 0x30
            return fourByte(place).map { .scalar($0, bytes: 4) } ?? .invalid
        }
        guard (0x40...0xFE).contains(second), second != 0x7F else { return .invalid }
        let place = (Int(lead) - 0x81) * 190 + Int(second) - (second < 0x7F ? 0x40 : 0x41)
        return Unicode.Scalar(Tables.shared.twoByte[place]).map { .scalar($0, bytes: 2) } ?? .invalid
    }

    private static func fourByte(_ place: Int) -> Unicode.Scalar? {
        let basic = Tables.shared.fourByte
        if place < basic.count { return Unicode.Scalar(UInt32(basic[place])) }
        // The supplementary planes stand in their own order from 90308130 on.
        guard place >= 189_000 else { return nil }
        return Unicode.Scalar(UInt32(place - 189_000 + 0x10000))
    }

    /// Where runs of private use characters stand among the two-byte codes: first code, first character, length.
    private static let privateUse: [(code: Int, first: UInt32, count: Int)] = [
        (0xA2AB, 0xE766, 6), (0xA2E4, 0xE76D, 1), (0xA2EF, 0xE76E, 2), (0xA2FD, 0xE770, 2), (0xA4F4, 0xE772, 11),
        (0xA5F7, 0xE77D, 8), (0xA6B9, 0xE785, 8), (0xA6F6, 0xE797, 9), (0xA7C2, 0xE7A0, 15), (0xA7F2, 0xE7AF, 13),
        (0xA896, 0xE7BC, 11), (0xA8C1, 0xE7C9, 4), (0xA8EA, 0xE7CD, 21), (0xA958, 0xE7E2, 1), (0xA95B, 0xE7E3, 1),
        (0xA95D, 0xE7E4, 3), (0xA997, 0xE7F4, 13), (0xA9F0, 0xE801, 15), (0xD7FA, 0xE810, 5),
    ]

    /// The two-byte codes that stood for private use in 2000 and have a character since: code, then, now.
    private static let reassigned: [(code: Int, old: UInt32, new: UInt32)] = [
        (0xA6D9, 0xE78D, 0xFE10), (0xA6DA, 0xE78E, 0xFE12), (0xA6DB, 0xE78F, 0xFE11), (0xA6DC, 0xE790, 0xFE13),
        (0xA6DD, 0xE791, 0xFE14), (0xA6DE, 0xE792, 0xFE15), (0xA6DF, 0xE793, 0xFE16), (0xA6EC, 0xE794, 0xFE17),
        (0xA6ED, 0xE795, 0xFE18), (0xA6F3, 0xE796, 0xFE19), (0xA8BC, 0xE7C7, 0x1E3F), (0xFE51, 0xE816, 0x20087),
        (0xFE52, 0xE817, 0x20089), (0xFE53, 0xE818, 0x200CC), (0xFE59, 0xE81E, 0x9FB4), (0xFE61, 0xE826, 0x9FB5),
        (0xFE66, 0xE82B, 0x9FB6), (0xFE67, 0xE82C, 0x9FB7), (0xFE6C, 0xE831, 0x215D7), (0xFE6D, 0xE832, 0x9FB8),
        (0xFE76, 0xE83B, 0x2298F), (0xFE7E, 0xE843, 0x9FB9), (0xFE90, 0xE854, 0x9FBA), (0xFE91, 0xE855, 0x241FE),
        (0xFEA0, 0xE864, 0x9FBB),
    ]

    private struct Tables {
        static let shared = Tables()

        /// By place: 190 codes for each lead byte from 81 on.
        let twoByte: [UInt32]
        /// By place: the characters of the basic plane that have four bytes, in the order of their code points.
        let fourByte: [UInt16]

        init() {
            var twoByte: [UInt32] = []
            twoByte.reserveCapacity(126 * 190)
            for scalar in lowerHalf.unicodeScalars { twoByte.append(scalar.value) }
            for scalar in upperHalf.unicodeScalars { twoByte.append(scalar.value) }
            func place(_ code: Int) -> Int {
                ((code >> 8) - 0x81) * 190 + (code & 0xFF) - (code & 0xFF < 0x7F ? 0x40 : 0x41)
            }
            // Three user-defined zones: rows AA to AF and F8 to FE from A1 on, rows A1 to A7 up to A0.
            for row in 0xAA...0xAF {
                Self.fill(&twoByte, place(row << 8 | 0xA1), UInt32(0xE000 + (row - 0xAA) * 94), 94)
            }
            for row in 0xF8...0xFE {
                Self.fill(&twoByte, place(row << 8 | 0xA1), UInt32(0xE234 + (row - 0xF8) * 94), 94)
            }
            for row in 0xA1...0xA7 {
                Self.fill(&twoByte, place(row << 8 | 0x40), UInt32(0xE4C6 + (row - 0xA1) * 96), 96)
            }
            for run in privateUse { Self.fill(&twoByte, place(run.code), run.first, run.count) }

            // The four-byte codes follow the edition of 2000: all that had no two-byte code then, in order.
            var taken = [Bool](repeating: false, count: 0x10000)
            for value in twoByte where value < 0x10000 { taken[Int(value)] = true }
            for code in reassigned {
                taken[Int(code.old)] = true
                if code.new < 0x10000 { taken[Int(code.new)] = false }
            }
            var fourByte: [UInt16] = []
            fourByte.reserveCapacity(39_420)
            for value in 0x80..<0x10000 where !taken[value] && !(0xD800..<0xE000).contains(value) {
                fourByte.append(UInt16(value))
            }
            self.twoByte = twoByte
            self.fourByte = fourByte
        }

        private static func fill(_ table: inout [UInt32], _ start: Int, _ first: UInt32, _ count: Int) {
            for offset in 0..<count { table[start + offset] = first + UInt32(offset) }
        }
    }
}
