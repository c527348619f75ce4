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
        guard text.count == (isShort ? 13 : 15), text.last == UInt8(ascii: "Z"),
            text.dropLast().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { throw malformed("time not in the form of RFC 5280, before") }
        let pairs = stride(from: 0, to: text.count - 1, by: 2).map { index in
            Int(text[index] - UInt8(ascii: "0")) * 10 + Int(text[index + 1] - UInt8(ascii: "0"))
        }
        let year = isShort ? (pairs[0] < 50 ? 2000 : 1900) + pairs[0] : pairs[0] * 100 + pairs[1]
        let rest = pairs.suffix(5)
        let first = rest.startIndex
        guard isShort || year >= 2050,
            let day = CivilDay(year: year, month: rest[first], day: rest[first + 1]),
            rest[first + 2] < 24, rest[first + 3] < 60, rest[first + 4] < 60
        else { throw malformed("no such time, before") }
        let time = (rest[first + 2] * 60 + rest[first + 3]) * 60 + rest[first + 4]
        return Instant(seconds: Int64(day.ordinal) * 86_400 + Int64(time))
    }
}
