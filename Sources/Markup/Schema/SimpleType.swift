// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A type of text ("XML Schema Part 2: Datatypes"): a restriction of one of four types by the facets that reports need.
struct SimpleType: Sendable {
    /// The type that is restricted.
    enum Base: String, Sendable {
        case string, date, dateTime, anyURI
    }

    var base: Base
    /// The fewest and the most Unicode scalars.
    var length = 0...Int.max
    /// The only texts; any if it is empty.
    var values: [[UInt8]] = []
    /// The shape of the whole text; any if it is nil.
    var pattern: TextPattern?

    /// Whether a text surely is of the type, spelled without white space that a reader would take away.
    func admits(_ text: Span<UInt8>) -> Bool {
        guard isOfBase(text) else { return false }
        if !values.isEmpty {
            guard isValue(text) else { return false }
        }
        if length != 0...Int.max {
            let bytes = text.count
            // A scalar has from one byte to four, so that most texts need not be counted.
            guard
                length.contains(bytes) && length.contains((bytes + 3) / 4) || length.contains(Self.scalars(in: text))
            else { return false }
        }
        return pattern?.admits(text) ?? true
    }

    private func isValue(_ text: Span<UInt8>) -> Bool {
        let values = values.span
        for index in values.indices where values[index].count == text.count {
            if ByteOrder.compare(values[index].span, text) == 0 { return true }
        }
        return false
    }

    /// How many scalars UTF-8 has: bytes 10xxxxxx go on with one.
    private static func scalars(in text: Span<UInt8>) -> Int {
        var count = 0
        for index in text.indices where text[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private func isOfBase(_ text: Span<UInt8>) -> Bool {
        switch base {
        case .string: true
        case .date: Self.isDay(text)
        case .dateTime: Self.isInstant(text)
        case .anyURI: Self.isPlainAddress(text)
        }
    }

    /// YYYY-MM-DD, a day of the years 1 to 9999.
    private static func isDay(_ text: Span<UInt8>) -> Bool {
        text.count == 10 && CivilDay(text: text).map { $0.components.year > 0 } ?? false
    }

    /// YYYY-MM-DDThh:mm:ss+hh:mm, with a zone of less than 14 hours.
    private static func isInstant(_ bytes: Span<UInt8>) -> Bool {
        func number(_ place: Int, below limit: UInt8) -> Bool {
            let (tens, ones) = (bytes[place] &- 48, bytes[place + 1] &- 48)
            return tens <= 9 && ones <= 9 && tens * 10 + ones < limit
        }
        return bytes.count == 25 && bytes[10] == UInt8(ascii: "T") && bytes[13] == UInt8(ascii: ":")
            && bytes[16] == UInt8(ascii: ":") && bytes[19] == UInt8(ascii: "+") && bytes[22] == UInt8(ascii: ":")
            && number(11, below: 24) && number(14, below: 60) && number(17, below: 60) && number(20, below: 14)
            && number(23, below: 60) && isDay(bytes.extracting(0..<10))
    }

    /// `https://`, a host, and a path of letters, digits and the marks of which no reader complains.
    private static func isPlainAddress(_ text: Span<UInt8>) -> Bool {
        let scheme = Array("https://".utf8)
        guard text.count > scheme.count, ByteOrder.compare(text.extracting(..<scheme.count), scheme.span) == 0 else {
            return false
        }
        func isPlain(_ byte: UInt8) -> Bool { NameTable.isNameByte(byte) && byte != UInt8(ascii: "_") }
        for index in scheme.count..<text.count where !isPlain(text[index]) {
            // The host has at least a character.
            guard text[index] == UInt8(ascii: "/"), index > scheme.count else { return false }
        }
        return true
    }
}
