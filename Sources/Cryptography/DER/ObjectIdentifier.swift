// SPDX-License-Identifier: Apache-2.0

/// An object identifier (ITU-T X.660), kept as the contents octets of its encoding.
package struct ObjectIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// The contents octets (ITU-T X.690, 8.19).
    let contents: [UInt8]

    /// The identifier with these arcs.
    ///
    /// - Precondition: there are at least two arcs, the first at most 2, the second below 40.
    package init(_ arcs: UInt64...) {
        precondition(arcs.count >= 2 && arcs[0] <= 2 && arcs[1] < 40)
        var contents = [UInt8(arcs[0] * 40 + arcs[1])]
        for arc in arcs.dropFirst(2) { contents += Self.groups(of: arc) }
        self.contents = contents
    }

    /// An arc in groups of seven bits, most significant first.
    private static func groups(of arc: UInt64) -> [UInt8] {
        var groups = [UInt8(arc & 0x7F)]
        var rest = arc >> 7
        while rest != 0 {
            groups.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return groups.reversed()
    }

    /// The identifier with these contents octets; nil if an arc is not in its shortest form or longer than 63 bits.
    init?(contents: ArraySlice<UInt8>) {
        guard let last = contents.last, last & 0x80 == 0 else { return nil }
        var length = 0
        for byte in contents {
            if length == 0 && byte == 0x80 { return nil }
            length = byte & 0x80 == 0 ? 0 : length + 1
            if length > 8 { return nil }
        }
        self.contents = Array(contents)
    }

    /// The identifier that a text names by its arcs with dots between them; nil if it names none.
    init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let arcs = parts.compactMap { UInt64($0) }
        guard arcs.count == parts.count, arcs.count >= 2, arcs[0] <= 2, arcs[1] < 40,
            arcs.allSatisfy({ $0 <= UInt64(Int64.max) }), arcs.map(String.init) == parts.map(String.init)
        else { return nil }
        let contents = arcs.dropFirst(2).reduce(into: [UInt8(arcs[0] * 40 + arcs[1])]) { $0 += Self.groups(of: $1) }
        self.contents = contents
    }

    /// The arcs with dots between them, as in "2.5.4.3".
    package var description: String {
        var arcs: [UInt64] = []
        var arc: UInt64 = 0
        for byte in contents {
            arc = arc << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 {
                if arcs.isEmpty {
                    let first = min(arc / 40, 2)
                    arcs = [first, arc - first * 40]
                } else {
                    arcs.append(arc)
                }
                arc = 0
            }
        }
        return arcs.map(String.init).joined(separator: ".")
    }
}

extension ObjectIdentifier {
    // Keys and signatures (RFC 5480, RFC 5758, GM/T 0006).
    static let ecPublicKey = ObjectIdentifier(1, 2, 840, 10045, 2, 1)
    static let prime256v1 = ObjectIdentifier(1, 2, 840, 10045, 3, 1, 7)
    static let sm2Curve = ObjectIdentifier(1, 2, 156, 10197, 1, 301)
    static let ecdsaWithSHA256 = ObjectIdentifier(1, 2, 840, 10045, 4, 3, 2)
    static let sm2WithSM3 = ObjectIdentifier(1, 2, 156, 10197, 1, 501)
    // Keys and signatures of authorities for timestamps (RFC 8017, appendix C).
    static let rsaEncryption = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 1)
    static let mgf1 = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 8)
    static let rsassaPSS = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 10)
    static let sha256WithRSA = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 11)
    static let sha384WithRSA = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 12)
    static let sha512WithRSA = ObjectIdentifier(1, 2, 840, 113549, 1, 1, 13)

    // Hash functions (FIPS 180-4, GM/T 0006).
    static let sha256 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 1)
    static let sha384 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 2)
    static let sha512 = ObjectIdentifier(2, 16, 840, 1, 101, 3, 4, 2, 3)
    static let sm3 = ObjectIdentifier(1, 2, 156, 10197, 1, 401)

    // Requests for certificates (RFC 2985, 5.4.2).
    static let extensionRequest = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 14)

    // Attributes of names (ITU-T X.520, RFC 4519).
    static let commonName = ObjectIdentifier(2, 5, 4, 3)
    static let countryName = ObjectIdentifier(2, 5, 4, 6)
    static let organizationName = ObjectIdentifier(2, 5, 4, 10)

    // Extensions of certificates (RFC 5280, 4.2).
    static let subjectKeyIdentifier = ObjectIdentifier(2, 5, 29, 14)
    static let keyUsage = ObjectIdentifier(2, 5, 29, 15)
    static let subjectAltName = ObjectIdentifier(2, 5, 29, 17)
    static let basicConstraints = ObjectIdentifier(2, 5, 29, 19)
    static let nameConstraints = ObjectIdentifier(2, 5, 29, 30)
    static let certificatePolicies = ObjectIdentifier(2, 5, 29, 32)
    static let authorityKeyIdentifier = ObjectIdentifier(2, 5, 29, 35)
    static let extendedKeyUsage = ObjectIdentifier(2, 5, 29, 37)
    static let anyExtendedKeyUsage = ObjectIdentifier(2, 5, 29, 37, 0)
    static let emailProtection = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 4)
    static let documentSigning = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 36)

    // Extensions of revocation lists (RFC 5280, 5.2 and 5.3).
    static let crlNumber = ObjectIdentifier(2, 5, 29, 20)
    static let crlReason = ObjectIdentifier(2, 5, 29, 21)
    static let invalidityDate = ObjectIdentifier(2, 5, 29, 24)
    static let expiredCertsOnCRL = ObjectIdentifier(2, 5, 29, 60)
    static let deltaCRLIndicator = ObjectIdentifier(2, 5, 29, 27)
    static let issuingDistributionPoint = ObjectIdentifier(2, 5, 29, 28)

    // Timestamps (RFC 3161; RFC 5280, 4.2.1.12).
    static let timestampInformation = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 16, 1, 4)
    static let timestampToken = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 16, 2, 14)
    static let timeStamping = ObjectIdentifier(1, 3, 6, 1, 5, 5, 7, 3, 8)

    // Cryptographic Message Syntax (RFC 5652, RFC 5035).
    static let data = ObjectIdentifier(1, 2, 840, 113549, 1, 7, 1)
    static let signedData = ObjectIdentifier(1, 2, 840, 113549, 1, 7, 2)
    static let contentType = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 3)
    static let messageDigest = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 4)
    static let signingCertificateV2 = ObjectIdentifier(1, 2, 840, 113549, 1, 9, 16, 2, 47)
}
