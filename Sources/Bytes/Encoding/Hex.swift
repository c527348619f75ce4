// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal text: lower case is written, and only lower case is read.
public enum Hex {
    /// The two lower-case digits of each byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        var writer = ByteWriter(capacity: 2 * bytes.count)
        writer.append(hex: bytes)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The bytes that an even number of lower-case digits stands for; nil for anything else.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        // One copy costs less than a call for each digit of a sequence that is not known here.
        let digits = Array(text)
        let span = digits.span
        guard span.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.count / 2)
        for index in stride(from: 0, to: span.count, by: 2) {
            guard let high = value(of: span[index]), let low = value(of: span[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// The bytes that a string of lower-case digits stands for; nil for anything else.
    public static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8)
    }

    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
