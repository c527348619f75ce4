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
    var values: [String] = []
    /// The shape of the whole text; any if it is nil.
    var pattern: TextPattern?

    /// Whether a text surely is of the type, spelled without white space that a reader would take away.
    func admits(_ text: String) -> Bool {
        guard isOfBase(text), values.isEmpty || values.contains(where: { $0.utf8.elementsEqual(text.utf8) })
        else { return false }
        if length != 0...Int.max {
            let bytes = text.utf8.count
            // A scalar has from one byte to four, so that most texts need not be counted.
            guard
                length.contains(bytes) && length.contains((bytes + 3) / 4)
                    || length.contains(text.unicodeScalars.count)
            else { return false }
        }
        return pattern?.admits(text) ?? true
    }

    private func isOfBase(_ text: String) -> Bool {
        switch base {
        case .string: true
        case .date: Self.isDay(text)
        case .dateTime: Self.isInstant(text)
        case .anyURI: Self.isPlainAddress(text)
        }
    }

    /// YYYY-MM-DD, a day of the years 1 to 9999.
    private static func isDay(_ text: String) -> Bool {
        text.utf8.count == 10 && !text.hasPrefix("0000") && CivilDay(text) != nil
    }

    /// YYYY-MM-DDThh:mm:ss+hh:mm, with a zone of less than 14 hours.
    private static func isInstant(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func number(_ place: Int, below limit: UInt8) -> Bool {
            let (tens, ones) = (bytes[place] &- 48, bytes[place + 1] &- 48)
            return tens <= 9 && ones <= 9 && tens * 10 + ones < limit
        }
        return bytes.count == 25 && bytes[10] == UInt8(ascii: "T") && bytes[13] == UInt8(ascii: ":")
            && bytes[16] == UInt8(ascii: ":") && bytes[19] == UInt8(ascii: "+") && bytes[22] == UInt8(ascii: ":")
            && number(11, below: 24) && number(14, below: 60) && number(17, below: 60) && number(20, below: 14)
            && number(23, below: 60) && isDay(String(text.prefix(10)))
    }

    /// `https://`, a host, and a path of letters, digits and the marks of which no reader complains.
    private static func isPlainAddress(_ text: String) -> Bool {
        guard text.hasPrefix("https://") else { return false }
        let rest = text.utf8.dropFirst(8)
        let host = rest.prefix { $0 != UInt8(ascii: "/") }
        func isPlain(_ byte: UInt8) -> Bool { NameTable.isNameByte(byte) && byte != UInt8(ascii: "_") }
        return !host.isEmpty && host.allSatisfy(isPlain)
            && rest.dropFirst(host.count).allSatisfy { isPlain($0) || $0 == UInt8(ascii: "/") }
    }
}
