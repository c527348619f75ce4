// SPDX-License-Identifier: Apache-2.0

package import Bytes

extension DERReader {
    /// Reads an OBJECT IDENTIFIER.
    package mutating func readObjectIdentifier() throws(CryptographyError) -> ObjectIdentifier {
        guard let identifier = ObjectIdentifier(contents: try read(.objectIdentifier).contents) else {
            throw malformed("object identifier not in its shortest form, before")
        }
        return identifier
    }

    /// Reads a BOOLEAN, of which DER knows the contents 00 and FF only.
    mutating func readBoolean() throws(CryptographyError) -> Bool {
        let contents = try read(.boolean).contents
        guard contents.count == 1, let octet = contents.first, octet == 0 || octet == 0xFF else {
            throw malformed("boolean neither 00 nor FF, before")
        }
        return octet != 0
    }

    /// Reads an INTEGER that is not negative; gives its magnitude without leading zeros (empty for zero).
    package mutating func readMagnitude() throws(CryptographyError) -> ArraySlice<UInt8> {
        let contents = try read(.integer).contents
        guard let first = contents.first, first & 0x80 == 0 else {
            throw malformed("integer empty or negative, before")
        }
        guard first == 0 else { return contents }
        let rest = contents.dropFirst()
        guard rest.isEmpty || rest[rest.startIndex] & 0x80 != 0 else {
            throw malformed("integer not in its shortest form, before")
        }
        return rest
    }

    /// Reads an INTEGER between 0 and 255.
    mutating func readSmallInteger() throws(CryptographyError) -> Int {
        let magnitude = try readMagnitude()
        guard magnitude.count <= 1 else { throw malformed("integer above 255, before") }
        return Int(magnitude.first ?? 0)
    }

    /// Reads a BIT STRING of whole octets.
    mutating func readOctetAlignedBits() throws(CryptographyError) -> ArraySlice<UInt8> {
        let contents = try read(.bitString).contents
        guard contents.first == 0 else { throw malformed("bit string not of whole octets, before") }
        return contents.dropFirst()
    }

    /// Reads a BIT STRING with a named bit list of at most 16 bits, bit 0 as the most significant of the result.
    ///
    /// DER drops trailing zero bits of such a list (ITU-T X.690, 11.2.2).
    mutating func readNamedBits() throws(CryptographyError) -> UInt16 {
        let contents = Array(try read(.bitString).contents)
        guard (1...3).contains(contents.count), contents[0] < 8 else { throw malformed("bit list too long, before") }
        if contents.count == 1 {
            guard contents[0] == 0 else { throw malformed("bit list with unused bits of nothing, before") }
            return 0
        }
        let last = contents[contents.count - 1]
        guard last != 0, last.trailingZeroBitCount == Int(contents[0]) else {
            throw malformed("bit list with trailing zero bits, before")
        }
        return UInt16(contents[1]) << 8 | (contents.count == 3 ? UInt16(contents[2]) : 0)
    }

    /// Reads a time as RFC 5280 (4.1.2.5) writes it: UTCTime until 2049, GeneralizedTime from 2050, seconds, Z.
    package mutating func readTime() throws(CryptographyError) -> Instant {
        let element = try readElement()
        let isShort = element.tag == .utcTime
        guard isShort || element.tag == .generalizedTime else { throw malformed("no time, before") }
        let text = Array(element.contents)
        guard text.count == (isShort ? 13 : 15), text.last == UInt8(ascii: "Z"), Self.areDigits(text.dropLast())
        else { throw malformed("time not in the form of RFC 5280, before") }
        let first = Self.pair(text, 0)
        let year = isShort ? (first < 50 ? 2000 : 1900) + first : first * 100 + Self.pair(text, 2)
        guard isShort || year >= 2050, let instant = Self.instant(year, text[(isShort ? 2 : 4)...]) else {
            throw malformed("no such time, before")
        }
        return instant
    }

    /// Reads a GeneralizedTime in DER (ITU-T X.690, 11.7): seconds, a fraction without trailing zeros if any, Z.
    ///
    /// - Returns: the second in which the time lies, and whether there is a fraction.
    mutating func readGeneralizedTime() throws(CryptographyError) -> (second: Instant, hasFraction: Bool) {
        let text = Array(try read(.generalizedTime).contents)
        guard text.count >= 15, text.last == UInt8(ascii: "Z"), Self.areDigits(text[..<14]) else {
            throw malformed("time not in the form of DER, before")
        }
        let fraction = text[14..<text.count - 1]
        guard
            fraction.isEmpty
                || fraction.first == UInt8(ascii: ".") && fraction.count > 1 && fraction.last != UInt8(ascii: "0")
                    && Self.areDigits(fraction.dropFirst())
        else { throw malformed("fraction of a second not in the form of DER, before") }
        guard let instant = Self.instant(Self.pair(text, 0) * 100 + Self.pair(text, 2), text[4...]) else {
            throw malformed("no such time, before")
        }
        return (instant, !fraction.isEmpty)
    }

    private static func areDigits(_ text: ArraySlice<UInt8>) -> Bool {
        text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The number that two digits make.
    private static func pair(_ text: [UInt8], _ index: Int) -> Int {
        Int(text[index] - UInt8(ascii: "0")) * 10 + Int(text[index + 1] - UInt8(ascii: "0"))
    }

    /// The moment of a year and the digits of month, day, hour, minute and second; nil if there is none.
    private static func instant(_ year: Int, _ digits: ArraySlice<UInt8>) -> Instant? {
        let text = Array(digits.prefix(10))
        let parts = stride(from: 0, to: 10, by: 2).map { pair(text, $0) }
        guard let day = CivilDay(year: year, month: parts[0], day: parts[1]), parts[2] < 24, parts[3] < 60,
            parts[4] < 60
        else { return nil }
        let time = (parts[2] * 60 + parts[3]) * 60 + parts[4]
        return Instant(seconds: Int64(day.ordinal) * 86_400 + Int64(time))
    }
}
