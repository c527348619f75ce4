// SPDX-License-Identifier: Apache-2.0

/// How the characters of a delivery are encoded.
public enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "UTF-8"
    /// GB 18030, of which GBK and GB 2312 are parts.
    case gb18030 = "GB 18030"
}

/// Checks UTF-8 (RFC 3629) that arrives in pieces.
struct UTF8Check {
    /// How many bytes were taken in.
    private(set) var offset = 0
    private var pending = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF
    private var start = 0

    /// Takes in more bytes; gives the offset of the first character that is none, counted from the very first byte.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = bytes.span
        let base = offset
        var index = 0
        while index < text.count {
            let byte = text[index]
            // Whole characters of the two kinds that make up nearly every delivery.
            if pending == 0 {
                if byte < 0x80 {
                    index += 1
                    continue
                }
                if byte > 0xE0, byte < 0xED, index + 2 < text.count, text[index + 1] & 0xC0 == 0x80,
                    text[index + 2] & 0xC0 == 0x80
                {
                    index += 3
                    continue
                }
            }
            offset = base + index
            if let fault = take(byte) { return fault }
            index += 1
        }
        offset = base + text.count
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Int? {
        if pending > 0 {
            guard byte >= lower, byte <= upper else { return start }
            lower = 0x80
            upper = 0xBF
            pending -= 1
            return nil
        }
        guard byte >= 0x80 else { return nil }
        start = offset
        switch byte {
        case 0xC2...0xDF: pending = 1
        case 0xE0...0xEF:
            pending = 2
            // No longer spelling than needed, no surrogates.
            if byte == 0xE0 { lower = 0xA0 }
            if byte == 0xED { upper = 0x9F }
        case 0xF0...0xF4:
            pending = 3
            if byte == 0xF0 { lower = 0x90 }
            if byte == 0xF4 { upper = 0x8F }
        default: return offset
        }
        return nil
    }

    /// The offset of a character that the bytes end within; nil if they end well.
    var cutOff: Int? { pending > 0 ? start : nil }
}
