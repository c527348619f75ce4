// SPDX-License-Identifier: Apache-2.0

package import Bytes

/// Builds elements in the distinguished encoding (ITU-T X.690), each as an array of its octets.
package enum DER {
    /// An element with this tag and these contents.
    package static func element(_ tag: DERTag, _ contents: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(capacity: contents.count + 6)
        writer.append(tag.octet)
        if contents.count < 0x80 {
            writer.append(UInt8(contents.count))
        } else {
            let octets = (contents.count.bitWidth - contents.count.leadingZeroBitCount + 7) / 8
            writer.append(0x80 | UInt8(octets))
            for index in (0..<octets).reversed() {
                writer.append(UInt8(truncatingIfNeeded: contents.count >> (8 * index)))
            }
        }
        writer.append(contents)
        return writer.bytes
    }

    /// A SEQUENCE of elements.
    package static func sequence(_ parts: [UInt8]...) -> [UInt8] {
        element(.sequence, Array(parts.joined()))
    }

    /// The contents of a SET OF: its elements in ascending order of their octets (ITU-T X.690, 11.6).
    static func sorted(_ parts: [[UInt8]]) -> [UInt8] {
        Array(parts.sorted { $0.lexicographicallyPrecedes($1) }.joined())
    }

    /// A SET OF elements.
    package static func set(_ parts: [[UInt8]]) -> [UInt8] {
        element(.set, sorted(parts))
    }

    /// An OBJECT IDENTIFIER.
    package static func objectIdentifier(_ identifier: ObjectIdentifier) -> [UInt8] {
        element(.objectIdentifier, identifier.contents)
    }

    /// An INTEGER that is not negative, from its magnitude with or without leading zeros.
    package static func integer(magnitude: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(magnitude.drop { $0 == 0 })
        if digits.first.map({ $0 & 0x80 != 0 }) ?? true { digits.insert(0, at: 0) }
        return element(.integer, digits)
    }

    /// An INTEGER between 0 and 255.
    static func integer(_ value: UInt8) -> [UInt8] {
        integer(magnitude: [value])
    }

    /// An OCTET STRING.
    static func octetString(_ contents: [UInt8]) -> [UInt8] {
        element(.octetString, contents)
    }

    /// A BIT STRING of whole octets.
    static func bitString(_ octets: [UInt8]) -> [UInt8] {
        element(.bitString, [0] + octets)
    }

    /// A BIT STRING with a named bit list of up to eight bits, bit 0 as the most significant.
    ///
    /// - Precondition: a bit is set.
    static func namedBits(_ bits: UInt8) -> [UInt8] {
        precondition(bits != 0)
        return element(.bitString, [UInt8(bits.trailingZeroBitCount), bits])
    }

    /// A UTF8String.
    static func utf8String(_ text: String) -> [UInt8] {
        element(.utf8String, Array(text.utf8))
    }

    /// A time as RFC 5280 (4.1.2.5) writes it: UTCTime from 1950 until 2049, GeneralizedTime otherwise.
    package static func time(_ instant: Instant) -> [UInt8] {
        let day = Int32(instant.seconds.quotientRoundedDown(86_400))
        let (year, month, date) = CivilDay(ordinal: day).components
        let second = Int(instant.seconds - Int64(day) * 86_400)
        let isShort = (1950..<2050).contains(year)
        var writer = ByteWriter(capacity: 15)
        writer.append(decimal: isShort ? year % 100 : year, width: isShort ? 2 : 4)
        for part in [month, date, second / 3600, second / 60 % 60, second % 60] {
            writer.append(decimal: part, width: 2)
        }
        writer.append(UInt8(ascii: "Z"))
        return element(isShort ? .utcTime : .generalizedTime, writer.bytes)
    }

    /// An AlgorithmIdentifier without parameters (RFC 5280, 4.1.1.2).
    static func algorithm(_ identifier: ObjectIdentifier) -> [UInt8] {
        sequence(objectIdentifier(identifier))
    }
}

extension Int64 {
    /// The quotient, rounded towards negative infinity.
    fileprivate func quotientRoundedDown(_ divisor: Int64) -> Int64 {
        (self >= 0 ? self : self - divisor + 1) / divisor
    }
}
