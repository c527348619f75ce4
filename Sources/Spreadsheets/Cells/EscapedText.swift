// SPDX-License-Identifier: Apache-2.0

/// Characters that XML cannot hold, as workbooks spell them: `_x000D_` (ISO/IEC 29500-1, 22.9.2.19).
enum EscapedText {
    private static let underscore = UInt8(ascii: "_")

    /// The text that a spelling stands for. Halves of a pair that stand alone stay as they are spelled.
    static func read(_ text: String) -> String {
        guard text.utf8.contains(underscore) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == underscore, let unit = unit(bytes, at: index) else {
                output.append(bytes[index])
                index += 1
                continue
            }
            if let scalar = Unicode.Scalar(UInt32(unit)) {
                output.append(contentsOf: Character(scalar).utf8)
                index += 7
            } else if UTF16.isLeadSurrogate(unit), let low = self.unit(bytes, at: index + 7),
                UTF16.isTrailSurrogate(low)
            {
                let pair = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(low) & 0x3FF
                if let scalar = Unicode.Scalar(pair) { output.append(contentsOf: Character(scalar).utf8) }
                index += 14
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The UTF-16 unit of an escape that stands at a byte; nil if none stands there.
    private static func unit(_ bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 7 <= bytes.count, bytes[index] == underscore, bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == underscore
        else { return nil }
        var value: UInt16 = 0
        for byte in bytes[index + 2..<index + 6] {
            switch byte {
            case 48...57: value = value << 4 | UInt16(byte - 48)
            case 65...70: value = value << 4 | UInt16(byte - 55)
            case 97...102: value = value << 4 | UInt16(byte - 87)
            default: return nil
            }
        }
        return value
    }

    /// Appends a text as the content of an element: what XML cannot hold, or would change, as an escape.
    static func append(_ text: String, to output: inout [UInt8]) {
        let bytes = Array(text.utf8)
        var index = 0
        for scalar in text.unicodeScalars {
            let count = UTF8.width(scalar)
            defer { index += count }
            switch scalar.value {
            case 0x26: output.append(contentsOf: "&amp;".utf8)
            case 0x3C: output.append(contentsOf: "&lt;".utf8)
            case 0x3E: output.append(contentsOf: "&gt;".utf8)
            case 0x22: output.append(contentsOf: "&quot;".utf8)
            case 0x5F where unit(bytes, at: index) != nil: append(escape: 0x5F, to: &output)
            case 0x09, 0x0A: output.append(UInt8(scalar.value))
            case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: append(escape: UInt16(scalar.value), to: &output)
            default: output.append(contentsOf: bytes[index..<index + count])
            }
        }
    }

    private static func append(escape unit: UInt16, to output: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        output.append(contentsOf: "_x".utf8)
        for shift in [12, 8, 4, 0] { output.append(digits[Int(unit >> UInt16(shift) & 15)]) }
        output.append(underscore)
    }
}
