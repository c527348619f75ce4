// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Text strings and dates as string objects hold them (ISO 32000-1, 7.9.2 and 7.9.4).
public enum PDFText {
    /// The bytes of a text string: ASCII where every character is printable ASCII, else UTF-16BE with its byte order mark.
    public static func encode(_ text: String) -> [UInt8] {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return Array(text.utf8) }
        var writer = ByteWriter(capacity: 2 + 2 * text.utf16.count)
        writer.append(bigEndian: 0xFEFF as UInt16)
        for unit in text.utf16 { writer.append(bigEndian: unit) }
        return writer.bytes
    }

    /// The text that a text string of ``encode(_:)`` stands for; nil for bytes that it does not give.
    public static func decode(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: [0xFE, 0xFF]) else {
            return bytes.allSatisfy { (0x20...0x7E).contains($0) } ? String(decoding: bytes, as: UTF8.self) : nil
        }
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(validating: units, as: UTF16.self)
    }

    /// A moment as a date string, such as "D:20240131093000+08'00'".
    public static func date(_ instant: Instant) -> String {
        let clock = instant.description.utf8.filter { (0x30...0x39).contains($0) }.prefix(14)
        return "D:" + String(decoding: clock, as: UTF8.self) + "+08'00'"
    }
}
