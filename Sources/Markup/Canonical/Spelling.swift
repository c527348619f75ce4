// SPDX-License-Identifier: Apache-2.0

/// How characters stand in canonical XML, for a reader: which bytes stand for themselves, and which references there are.
struct Spelling: Sendable {
    /// What the class of a byte says of the run that it stands in.
    enum Class {
        /// An ASCII character that stands for itself.
        static let plain: UInt8 = 0
        /// Begins a character of two, three or four bytes, of which any may follow.
        static let two: UInt8 = 1
        static let three: UInt8 = 2
        static let four: UInt8 = 3
        /// Begins a character of which some do not exist or are forbidden: see `isCharacter`.
        static let special: UInt8 = 4
        /// "&", which begins a reference.
        static let reference: UInt8 = 5
        /// Ends the run, or may not stand there at all.
        static let other: UInt8 = 6
    }

    /// The class of each byte.
    let classes: [UInt8]
    private let references: [(spelled: [UInt8], value: UInt8)]

    /// Text between tags.
    static let text = Spelling(
        references: [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#xD;", "\r")], ends: "<>", plainControls: "\t\n")
    /// Attribute values between double quotes.
    static let attribute = Spelling(
        references: [
            ("&amp;", "&"), ("&lt;", "<"), ("&quot;", "\""), ("&#x9;", "\t"), ("&#xA;", "\n"), ("&#xD;", "\r"),
        ],
        ends: "\"<", plainControls: "")

    private init(references: [(String, Unicode.Scalar)], ends: String, plainControls: String) {
        var table = [UInt8](repeating: Class.plain, count: 256)
        for control in 0..<32 { table[control] = Class.other }
        for byte in plainControls.utf8 { table[Int(byte)] = Class.plain }
        for byte in ends.utf8 { table[Int(byte)] = Class.other }
        table[Int(UInt8(ascii: "&"))] = Class.reference
        // UTF-8 (RFC 3629, 4): 80 to C1 and F5 to FF begin nothing.
        for byte in 0x80...0xFF { table[byte] = Class.other }
        for byte in 0xC2...0xDF { table[byte] = Class.two }
        for byte in 0xE0...0xEF { table[byte] = Class.three }
        for byte in 0xF1...0xF3 { table[byte] = Class.four }
        for byte in [0xE0, 0xED, 0xEF, 0xF0, 0xF4] { table[byte] = Class.special }
        classes = table
        self.references = references.map { (Array($0.0.utf8), UInt8(ascii: $0.1)) }
    }

    /// How many bytes the character has that begins at a place with a byte of some class; nil if it is none of XML.
    static func length(_ bytes: Span<UInt8>, at index: Int, _ kind: UInt8) -> Int? {
        func follows(_ offset: Int) -> Bool { index + offset < bytes.count && bytes[index + offset] & 0xC0 == 0x80 }
        switch kind {
        case Class.two: return follows(1) ? 2 : nil
        case Class.three: return follows(1) && follows(2) ? 3 : nil
        case Class.four: return follows(1) && follows(2) && follows(3) ? 4 : nil
        default: break
        }
        guard follows(1), follows(2) else { return nil }
        let second = bytes[index + 1]
        switch bytes[index] {
        case 0xE0: return second >= 0xA0 ? 3 : nil
        // Surrogates.
        case 0xED: return second < 0xA0 ? 3 : nil
        // U+FFFE and U+FFFF.
        case 0xEF: return second == 0xBF && bytes[index + 2] >= 0xBE ? nil : 3
        case 0xF0: return second >= 0x90 && follows(3) ? 4 : nil
        case 0xF4: return second < 0x90 && follows(3) ? 4 : nil
        default: return nil
        }
    }

    /// What the reference at a place stands for, and how many bytes it has; nil for one that is not canonical.
    func reference(_ bytes: Span<UInt8>, at index: Int) -> (value: UInt8, length: Int)? {
        for (spelled, value) in references where index + spelled.count <= bytes.count {
            if spelled.indices.allSatisfy({ bytes[index + $0] == spelled[$0] }) { return (value, spelled.count) }
        }
        return nil
    }

    /// A run in which every reference is canonical, with what they stand for in their place.
    func resolved(_ bytes: Span<UInt8>) -> [UInt8] {
        var resolved: [UInt8] = []
        resolved.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&"), let (value, length) = reference(bytes, at: index) {
                resolved.append(value)
                index += length
            } else {
                resolved.append(bytes[index])
                index += 1
            }
        }
        return resolved
    }
}
