// SPDX-License-Identifier: Apache-2.0

/// The extensions of a certificate that decide what it may be used for (RFC 5280, 4.2).
struct CertificateExtensions: Sendable {
    /// Bits of the key usage extension, named as in RFC 5280, 4.2.1.3.
    struct KeyUsage: OptionSet, Sendable {
        let rawValue: UInt16

        static let digitalSignature = KeyUsage(rawValue: 0x8000)
        static let nonRepudiation = KeyUsage(rawValue: 0x4000)
        static let keyCertSign = KeyUsage(rawValue: 0x0400)
        static let cRLSign = KeyUsage(rawValue: 0x0200)
    }

    /// Whether basic constraints call the subject an authority.
    private(set) var isAuthority = false
    /// How many authorities may stand between this one and an end entity; nil for any number.
    private(set) var pathLength: Int?
    /// What the key may do; nil if the extension is missing.
    private(set) var keyUsage: KeyUsage?
    /// The purposes of the key; nil if the extension is missing.
    private(set) var extendedKeyUsage: [ObjectIdentifier]?
    /// Whether whoever does not know the purposes of the key must not use it.
    private(set) var isExtendedKeyUsageCritical = false
    /// Whether names below this authority are constrained.
    private(set) var hasNameConstraints = false
    /// Critical extensions that are not understood here.
    private(set) var unknownCritical: [ObjectIdentifier] = []
    private(set) var subjectKeyIdentifier: [UInt8]?
    private(set) var authorityKeyIdentifier: [UInt8]?

    /// Reads Extensions.
    init(_ reader: inout DERReader) throws(CryptographyError) {
        var list = try reader.enter(.sequence)
        var seen: Set<ObjectIdentifier> = []
        repeat {
            var item = try list.enter(.sequence)
            let identifier = try item.readObjectIdentifier()
            guard seen.insert(identifier).inserted else {
                throw list.malformed("extension \(identifier) twice, before")
            }
            var isCritical = false
            if item.nextTag == .boolean {
                isCritical = try item.readBoolean()
                guard isCritical else { throw item.malformed("default value FALSE written out, before") }
            }
            let value = try item.read(.octetString).contents
            try item.finish()
            try take(identifier, value, isCritical: isCritical)
        } while !list.isAtEnd
    }

    private mutating func take(
        _ identifier: ObjectIdentifier, _ value: ArraySlice<UInt8>, isCritical: Bool
    ) throws(CryptographyError) {
        var reader = DERReader(value)
        switch identifier {
        case .basicConstraints:
            var constraints = try reader.enter(.sequence)
            if constraints.nextTag == .boolean {
                isAuthority = try constraints.readBoolean()
                guard isAuthority else { throw constraints.malformed("default value FALSE written out, before") }
            }
            if constraints.nextTag == .integer {
                pathLength = try constraints.readSmallInteger()
                guard isAuthority else { throw constraints.malformed("path length without cA, before") }
            }
            try constraints.finish()
        case .keyUsage:
            keyUsage = KeyUsage(rawValue: try reader.readNamedBits())
        case .extendedKeyUsage:
            var purposes = try reader.enter(.sequence)
            var list: [ObjectIdentifier] = []
            repeat { list.append(try purposes.readObjectIdentifier()) } while !purposes.isAtEnd
            extendedKeyUsage = list
            isExtendedKeyUsageCritical = isCritical
        case .subjectKeyIdentifier:
            subjectKeyIdentifier = Array(try reader.read(.octetString).contents)
        case .authorityKeyIdentifier:
            var parts = try reader.enter(.sequence)
            if let identifier = try parts.readIfPresent(.contextPrimitive(0)) {
                authorityKeyIdentifier = Array(identifier.contents)
            }
            while !parts.isAtEnd { _ = try parts.readElement() }
        case .nameConstraints:
            hasNameConstraints = true
            return
        case .certificatePolicies, .subjectAltName:
            // Neither narrows what a signer may sign: no policy is asked for, and names are compared as a whole.
            return
        default:
            if isCritical { unknownCritical.append(identifier) }
            return
        }
        try reader.finish()
    }
}
