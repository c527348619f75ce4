// SPDX-License-Identifier: Apache-2.0

/// Base64 (RFC 4648, 4) in its one canonical spelling: padded, without line breaks, unused bits zero.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// The canonical text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: encodedBytes(bytes), as: UTF8.self)
    }

    /// The canonical text of some bytes, as ASCII.
    public static func encodedBytes(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            let group = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
            text.append(alphabet[Int(group >> 18)])
            text.append(alphabet[Int(group >> 12 & 63)])
            text.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
            text.append(left > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return text
    }

    /// The bytes that canonical text stands for; nil if the text is not what `encode` would write.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        // One copy costs less than a call for each character of a collection that is not known here.
        decode(Array(text))
    }

    private static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var padding = 0
        for character in text {
            if character == UInt8(ascii: "=") {
                padding += 1
            } else {
                let value = values[Int(character)]
                guard value != 255, padding == 0 else { return nil }
                group |= UInt32(value) << UInt32(18 - 6 * digits)
            }
            digits += 1
            if digits == 4 {
                let present = 3 - padding
                guard present > 0, group & (present == 1 ? 0xFFFF : present == 2 ? 0xFF : 0) == 0 else { return nil }
                bytes.append(UInt8(group >> 16))
                if present > 1 { bytes.append(UInt8(group >> 8 & 255)) }
                if present > 2 { bytes.append(UInt8(group & 255)) }
                group = 0
                digits = 0
            } else if padding > 0 && digits < 3 {
                return nil
            }
        }
        return bytes
    }

    /// The bytes that a canonical string stands for; nil if it is not what `encode` would write.
    public static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8)
    }
}
