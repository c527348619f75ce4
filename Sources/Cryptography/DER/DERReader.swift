// SPDX-License-Identifier: Apache-2.0

/// The identifier octet of an element: class, form and a tag number below 31 (ITU-T X.690, 8.1.2).
package struct DERTag: Equatable, Sendable {
    let octet: UInt8

    /// The tag with this identifier octet.
    package init(octet: UInt8) {
        self.octet = octet
    }

    static let boolean = DERTag(octet: 0x01)
    static let integer = DERTag(octet: 0x02)
    static let bitString = DERTag(octet: 0x03)
    static let octetString = DERTag(octet: 0x04)
    static let null = DERTag(octet: 0x05)
    static let objectIdentifier = DERTag(octet: 0x06)
    static let enumerated = DERTag(octet: 0x0A)
    static let utf8String = DERTag(octet: 0x0C)
    static let printableString = DERTag(octet: 0x13)
    static let ia5String = DERTag(octet: 0x16)
    static let utcTime = DERTag(octet: 0x17)
    static let generalizedTime = DERTag(octet: 0x18)
    static let bmpString = DERTag(octet: 0x1E)
    package static let sequence = DERTag(octet: 0x30)
    static let set = DERTag(octet: 0x31)

    /// A context-specific tag in constructed form.
    static func context(_ number: UInt8) -> DERTag { DERTag(octet: 0xA0 | number) }
    /// A context-specific tag in primitive form.
    static func contextPrimitive(_ number: UInt8) -> DERTag { DERTag(octet: 0x80 | number) }
}

/// One element: identifier, length and contents.
package struct DERElement {
    let tag: DERTag
    /// The element as it stands in the file.
    package let encoded: ArraySlice<UInt8>
    /// What follows its length.
    package let contents: ArraySlice<UInt8>
}

/// Reads elements one after the other, in the distinguished encoding only (ITU-T X.690, 10 and 11).
///
/// Lengths are definite and as short as possible; tags have one octet. Whatever the bytes are, a read gives an
/// element that lies within them or throws `der.malformed`, and consumes at least two of them.
package struct DERReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    /// A reader of the elements that lie one behind the other in `bytes`.
    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// A reader of the elements that lie one behind the other in `bytes`.
    package init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    /// Whether no bytes are left.
    package var isAtEnd: Bool { position == bytes.endIndex }

    /// The tag of the next element; nil at the end.
    package var nextTag: DERTag? { isAtEnd ? nil : DERTag(octet: bytes[position]) }

    /// Reads the next element, whatever its tag.
    package mutating func readElement() throws(CryptographyError) -> DERElement {
        let start = position
        guard bytes.endIndex - start >= 2 else { throw malformed("element cut off") }
        guard bytes[start] & 0x1F != 0x1F else { throw malformed("tag of more than one octet") }
        var length = Int(bytes[start + 1])
        var next = start + 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...4).contains(count) else { throw malformed("indefinite or oversized length") }
            guard bytes.endIndex - next >= count else { throw malformed("length cut off") }
            length = bytes[next..<next + count].reduce(0) { $0 << 8 | Int($1) }
            guard length >= 0x80, length >> (8 * (count - 1)) != 0 else { throw malformed("length not minimal") }
            next += count
        }
        guard length <= bytes.endIndex - next else { throw malformed("element longer than what holds it") }
        position = next + length
        return DERElement(
            tag: DERTag(octet: bytes[start]), encoded: bytes[start..<position], contents: bytes[next..<position])
    }

    /// Reads the next element, which must have this tag.
    mutating func read(_ tag: DERTag) throws(CryptographyError) -> DERElement {
        guard let found = nextTag else { throw malformed("element \(Self.hex(tag.octet)) missing") }
        guard found == tag else {
            throw malformed("tag \(Self.hex(found.octet)) found, \(Self.hex(tag.octet)) expected")
        }
        return try readElement()
    }

    /// Reads the next element if it has this tag.
    mutating func readIfPresent(_ tag: DERTag) throws(CryptographyError) -> DERElement? {
        nextTag == tag ? try readElement() : nil
    }

    /// Reads a constructed element and gives a reader of what is in it.
    package mutating func enter(_ tag: DERTag) throws(CryptographyError) -> DERReader {
        DERReader(try read(tag).contents)
    }

    /// Throws unless all has been read.
    package func finish() throws(CryptographyError) {
        guard isAtEnd else { throw malformed("bytes after the last element") }
    }

    /// An error that names the place in the file.
    func malformed(_ reason: String) -> CryptographyError {
        CryptographyError(.malformedDER, "\(reason) at offset \(position)")
    }

    private static func hex(_ octet: UInt8) -> String {
        (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
}
