// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Spells values in the one way this module writes them.
///
/// Tokens stand without white space, except for one space between two that would otherwise run together. Strings of printable
/// ASCII are literal, all others are lower-case hexadecimal.
struct SyntaxWriter: ~Copyable, Sendable {
    /// The largest whole number, and without its sign the smallest (ISO 19005-3, 6.1.13).
    static let largestInteger = 0x7FFF_FFFF

    var buffer: ByteTape
    /// The length of the longest string written, in bytes; PDF/A allows 32767.
    private(set) var longestString = 0

    init(capacity: Int = 0) {
        buffer = ByteTape(capacity: capacity)
    }

    /// Moves the content out and leaves nothing behind, so that a part can write into the same buffer.
    mutating func take() -> SyntaxWriter {
        let taken = consume self
        self = SyntaxWriter()
        return taken
    }

    /// Appends the space that keeps a token that begins with a regular character from the token before it.
    @inline(__always)
    mutating func separate() {
        if let last = buffer.last, last.isRegular { buffer.append(UInt8(ascii: " ")) }
    }

    @inline(__always)
    mutating func keyword(_ word: StaticString) {
        separate()
        buffer.append(word)
    }

    mutating func boolean(_ value: Bool) {
        if value { keyword("true") } else { keyword("false") }
    }

    mutating func integer(_ value: Int) {
        precondition(value.magnitude <= Self.largestInteger, "PDF integers have 32 bits")
        separate()
        buffer.append(decimal: value)
    }

    mutating func number(thousandths: Int) {
        precondition(thousandths.magnitude <= Self.largestInteger * 1000, "PDF numbers have 32 bits")
        separate()
        buffer.append(thousandths: thousandths)
    }

    mutating func reference(_ reference: PDFReference) {
        separate()
        buffer.append(decimal: reference.number)
        buffer.append(" 0 R")
    }

    @inline(__always)
    mutating func name(_ name: PDFName) {
        buffer.append(UInt8(ascii: "/"))
        if let words = name.literal { buffer.append(words) } else { escaped(name) }
    }

    private mutating func escaped(_ name: PDFName) {
        let text = name.text
        let bytes = text.utf8Span.span
        buffer.reserve(3 * bytes.count)
        for index in bytes.indices {
            if bytes[index].isPlainInName {
                buffer.append(bytes[index])
            } else {
                buffer.append("#")
                buffer.append(hex: [bytes[index]])
            }
        }
    }

    mutating func string(_ bytes: [UInt8]) {
        longestString = max(longestString, bytes.count)
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            buffer.append(UInt8(ascii: "<"))
            buffer.append(hex: bytes)
            buffer.append(UInt8(ascii: ">"))
            return
        }
        buffer.append(UInt8(ascii: "("))
        for byte in bytes {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") {
                buffer.append(UInt8(ascii: "\\"))
            }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: ")"))
    }

    mutating func value(_ value: PDFValue) {
        switch value {
        case .null: keyword("null")
        case .boolean(let value): boolean(value)
        case .integer(let value): integer(value)
        case .number(let thousandths): number(thousandths: thousandths)
        case .name(let value): name(value)
        case .string(let value): string(value)
        case .reference(let value): reference(value)
        case .array(let elements):
            buffer.append(UInt8(ascii: "["))
            for element in elements { self.value(element) }
            buffer.append(UInt8(ascii: "]"))
        case .dictionary(let dictionary):
            buffer.append("<<")
            for entry in dictionary.entries {
                name(entry.key)
                self.value(entry.value)
            }
            buffer.append(">>")
        }
    }
}

/// What PDF/A and this module allow at most (ISO 19005-3, 6.1.13).
enum PDFSyntaxLimits {
    static let name = 127
    static let string = 32_767
    static let indirectObjects = 8_388_607
    static let savedStates = 28
    /// Ours: how deep arrays and dictionaries may stand in one another.
    static let depth = 32
}

extension UInt8 {
    /// Neither white space nor a delimiter (ISO 32000-1, 7.2.2).
    @inline(__always)
    var isRegular: Bool {
        switch self {
        case 0, 9, 10, 12, 13, 32, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"),
            UInt8(ascii: "%"):
            false
        default: true
        }
    }

    /// Written in a name as it is, without a number sign and two digits.
    var isPlainInName: Bool { isRegular && self != UInt8(ascii: "#") }
}
