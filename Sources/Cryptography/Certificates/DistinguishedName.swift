// SPDX-License-Identifier: Apache-2.0

/// The name of a subject or an issuer (RFC 5280, 4.1.2.4). Two names are equal when their DER is.
public struct DistinguishedName: Hashable, Sendable, CustomStringConvertible {
    /// The name in DER.
    public let der: [UInt8]
    /// The name for print as RFC 4514 writes it, the most specific attribute first.
    ///
    /// Control and formatting characters are written as hexadecimal pairs, so that the text is safe on a terminal.
    public let text: String
    /// The value of the last common name (CN) as it stands; nil if there is none.
    public let commonName: String?
    /// The values of the organization names (O) as they stand, from the least specific on; empty for one that is no
    /// string of a known kind.
    public let organizations: [String]

    /// The value of the last organization name (O) as it stands; nil if there is none.
    public var organization: String? { organizations.last { !$0.isEmpty } }

    /// The same as `text`.
    public var description: String { text }

    /// Whether the name has no attribute at all.
    var isEmpty: Bool { text.isEmpty }

    /// Reads a Name.
    init(_ reader: inout DERReader) throws(CryptographyError) {
        let element = try reader.read(.sequence)
        var relativeNames = DERReader(element.contents)
        var parts: [String] = []
        var commonName: String?
        var organizations: [String] = []
        while !relativeNames.isAtEnd {
            var set = try relativeNames.enter(.set)
            var attributes: [String] = []
            var previous: ArraySlice<UInt8> = []
            repeat {
                let attribute = try set.read(.sequence)
                guard previous.isEmpty || previous.lexicographicallyPrecedes(attribute.encoded) else {
                    throw set.malformed("attributes of a name not in order, before")
                }
                previous = attribute.encoded
                var pair = DERReader(attribute.contents)
                let type = try pair.readObjectIdentifier()
                let value = try pair.readElement()
                try pair.finish()
                let string = Self.string(value)
                if type == .commonName, let string { commonName = string }
                if type == .organizationName { organizations.append(string ?? "") }
                attributes.append(Self.text(type, value, string))
            } while !set.isAtEnd
            parts.append(attributes.joined(separator: "+"))
        }
        der = Array(element.encoded)
        text = parts.reversed().joined(separator: ",")
        self.commonName = commonName
        self.organizations = organizations
    }

    /// A name of attributes, each of its own, from the least specific on.
    init(_ attributes: [(type: ObjectIdentifier, value: String)]) throws(CryptographyError) {
        let parts = attributes.map { attribute in
            // A country is a PrintableString by its definition (RFC 5280, appendix A.1).
            let value =
                attribute.type == .countryName
                ? DER.element(.printableString, Array(attribute.value.utf8)) : DER.utf8String(attribute.value)
            return DER.set([DER.sequence(DER.objectIdentifier(attribute.type), value)])
        }
        var reader = DERReader(DER.element(.sequence, Array(parts.joined())))
        try self.init(&reader)
    }

    /// The text of a string value; nil if it is of another kind or its bytes do not fit its kind.
    private static func string(_ element: DERElement) -> String? {
        switch element.tag {
        case .utf8String:
            return String(validating: element.contents, as: UTF8.self)
        case .printableString, .ia5String:
            return element.contents.allSatisfy { $0 < 0x80 } ? String(decoding: element.contents, as: UTF8.self) : nil
        case .bmpString:
            let octets = Array(element.contents)
            guard octets.count % 2 == 0 else { return nil }
            let units = stride(from: 0, to: octets.count, by: 2).map {
                UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
            }
            return String(validating: units, as: UTF16.self)
        default:
            return nil
        }
    }

    private static func text(_ type: ObjectIdentifier, _ value: DERElement, _ string: String?) -> String {
        guard let name = keywords[type], let string else {
            return "\(type)=#" + hex(value.encoded)
        }
        return name + "=" + escaped(string)
    }

    private static func escaped(_ string: String) -> String {
        var text = ""
        let scalars = Array(string.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isEdge = index == 0 || index == scalars.count - 1
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\":
                text += "\\" + String(scalar)
            case " " where isEdge, "#" where index == 0:
                text += "\\" + String(scalar)
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                    for octet in String(scalar).utf8 { text += "\\" + hex([octet]) }
                default:
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }

    private static func hex(_ octets: ArraySlice<UInt8>) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The keywords of RFC 4514 (3) and the ones that certificates of enterprises use beside them.
    private static let keywords: [ObjectIdentifier: String] = [
        .commonName: "CN",
        ObjectIdentifier(2, 5, 4, 4): "SN",
        ObjectIdentifier(2, 5, 4, 5): "serialNumber",
        .countryName: "C",
        ObjectIdentifier(2, 5, 4, 7): "L",
        ObjectIdentifier(2, 5, 4, 8): "ST",
        ObjectIdentifier(2, 5, 4, 9): "STREET",
        .organizationName: "O",
        ObjectIdentifier(2, 5, 4, 11): "OU",
        ObjectIdentifier(2, 5, 4, 97): "organizationIdentifier",
        ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 25): "DC",
        ObjectIdentifier(0, 9, 2342, 19_200_300, 100, 1, 1): "UID",
    ]
}
