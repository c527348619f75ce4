// SPDX-License-Identifier: Apache-2.0

/// Base64 (RFC 4648, 4) in its one canonical spelling: padded, without line breaks, unused bits zero.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// The two characters of each twelve bits, the first one in the lower byte.
    fileprivate static let pairs: [UInt16] = (0..<4096).map {
        UInt16(alphabet[$0 >> 6]) | UInt16(alphabet[$0 & 63]) << 8
    }

    /// The canonical text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: encodedBytes(bytes), as: UTF8.self)
    }

    /// The canonical text of some bytes, as ASCII.
    public static func encodedBytes(_ bytes: [UInt8]) -> [UInt8] {
        var text = ByteTape(capacity: (bytes.count + 2) / 3 * 4 + 8)
        text.append(base64: bytes)
        return text.bytes
    }

    /// The bytes that canonical text stands for; nil if the text is not what `encode` would write.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        // One copy costs less than a call for each character of a collection that is not known here.
        decode(Array(text))
    }

    private static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let values = Self.values
        let table = values.span
        let source = text.span
        let whole = source.count - (padding > 0 ? 4 : 0)
        // What is not in the alphabet has the value 255, which leaves its mark in the high bits.
        var strange: UInt8 = 0
        let bytes = [UInt8](capacity: source.count / 4 * 3) { bytes in
            var index = 0
            while index < whole {
                let (first, second) = (table[Int(source[index])], table[Int(source[index + 1])])
                let (third, fourth) = (table[Int(source[index + 2])], table[Int(source[index + 3])])
                strange |= first | second | third | fourth
                bytes.append(first << 2 | second >> 4)
                bytes.append(second << 4 | third >> 2)
                bytes.append(third << 6 | fourth)
                index += 4
            }
            guard padding > 0 else { return }
            let (first, second) = (table[Int(source[index])], table[Int(source[index + 1])])
            let third = padding == 1 ? table[Int(source[index + 2])] : 0
            strange |= first | second | third
            // Bits that stand for nothing must be zero.
            if padding == 1 ? third & 3 != 0 : second & 15 != 0 { strange = 255 }
            bytes.append(first << 2 | second >> 4)
            if padding == 1 { bytes.append(second << 4 | third >> 2) }
        }
        return strange < 64 ? bytes : nil
    }

    /// The bytes that a canonical string stands for; nil if it is not what `encode` would write.
    public static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8)
    }
}

extension ByteTape {
    /// Appends the canonical Base64 text of some bytes.
    public mutating func append(base64 bytes: [UInt8]) {
        reserve((bytes.count + 2) / 3 * 4 + 8)
        let source = bytes.span
        let table = Base64.pairs
        let pairs = table.span
        var index = 0
        // Six bytes at once, out of a word of eight.
        while index + 8 <= source.count {
            let word = unsafe UInt64(
                bigEndian: source.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let first = UInt64(pairs[Int(word >> 52)]) | UInt64(pairs[Int(word >> 40 & 0xFFF)]) << 16
            let second = UInt64(pairs[Int(word >> 28 & 0xFFF)]) | UInt64(pairs[Int(word >> 16 & 0xFFF)]) << 16
            append(word: first | second << 32, count: 8)
            index += 6
        }
        while index + 3 <= source.count {
            let group = Int(source[index]) << 16 | Int(source[index + 1]) << 8 | Int(source[index + 2])
            append(word: UInt64(pairs[group >> 12]) | UInt64(pairs[group & 0xFFF]) << 16, count: 4)
            index += 3
        }
        let left = source.count - index
        guard left > 0 else { return }
        let group = Int(source[index]) << 16 | (left > 1 ? Int(source[index + 1]) << 8 : 0)
        append(word: UInt64(pairs[group >> 12]), count: 2)
        append(left > 1 ? UInt8(truncatingIfNeeded: pairs[group & 0xFFF]) : UInt8(ascii: "="))
        append(UInt8(ascii: "="))
    }
}
