// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A complete certificate revocation list (CRL; RFC 5280, 5), read by the strict reader that reads certificates.
///
/// Lists of a part of an authority's certificates, delta lists and lists without nextUpdate are refused.
public struct RevocationList: Sendable {
    /// A certificate that is no longer good.
    public struct Entry: Sendable {
        /// From when on, as the authority says.
        public let at: Instant
        /// From when on it must not be relied on: the moment at which the authority says it became invalid
        /// (invalidityDate; RFC 5280, 5.3.2) if that is earlier.
        public let invalidFrom: Instant
        /// The number of the reason (RFC 5280, 5.3.1); 0 if none is given.
        public let reason: Int
    }

    /// What a list says of a certificate.
    public enum Status: Sendable {
        /// It is not in the list.
        case good
        /// It was revoked.
        case revoked(Entry)
    }

    /// The authority whose certificates it is about.
    public let issuer: DistinguishedName
    /// The moment of which it speaks.
    public let thisUpdate: Instant
    /// Until when it may be relied on.
    public let nextUpdate: Instant

    private let entries: [[UInt8]: Entry]
    /// From when on certificates that have expired stay in the list (expiredCertsOnCRL; X.509, 9.5.2.8); nil if they
    /// may be dropped.
    private let keepsExpiredSince: Instant?
    private let signed: [UInt8]
    private let algorithm: SignatureAlgorithm
    private let signature: [UInt8]

    /// The most bytes that a list may have.
    public static let limit = 1 << 26

    /// Reads a list in DER, or in PEM with the label X509 CRL.
    ///
    /// - Throws: `crl.malformed` with what is wrong, or `limit.exceeded`.
    public init(_ file: [UInt8]) throws(CryptographyError) {
        guard file.count <= Self.limit else {
            throw CryptographyError(
                .overLimit, "revocation list of \(file.count) bytes, at most \(Self.limit) are read")
        }
        var der = file
        if file.starts(with: "-----".utf8) {
            let blocks = try PEM.read(file)
            guard blocks.count == 1, blocks[0].label == "X509 CRL" else {
                throw CryptographyError(.malformedPEM, "one PEM object with the label X509 CRL was expected")
            }
            der = blocks[0].contents
        }
        do {
            try self.init(der: der)
        } catch {
            throw CryptographyError(.malformedRevocationList, "revocation list: \(error.message)")
        }
    }

    /// What it says of a certificate; nil if it is not about certificates of that issuer, or not signed by it.
    ///
    /// - Parameters:
    ///   - certificate: the certificate.
    ///   - issuer: the certificate of the authority that issued it.
    public func status(of certificate: Certificate, issuedBy issuer: Certificate) -> Status? {
        guard certificate.issuer == self.issuer, isSigned(by: issuer) else { return nil }
        return entries[certificate.serial].map { .revoked($0) } ?? .good
    }

    /// Whether an authority of the name that it states, which may sign lists, signed it.
    public func isSigned(by issuer: Certificate) -> Bool {
        issuer.subject == self.issuer && issuer.extensions.keyUsage?.contains(.cRLSign) == true
            && issuer.hasSigned(signed, algorithm: algorithm, signature: signature[...])
    }

    /// Whether it says something of a certificate at all: one that had expired before the list was made may have been
    /// dropped from it.
    public func covers(_ certificate: Certificate) -> Bool {
        certificate.notAfter >= thisUpdate || keepsExpiredSince.map { $0 <= certificate.notAfter } ?? false
    }

    /// Whether it may be relied on at a moment.
    public func isFresh(at instant: Instant) -> Bool { (thisUpdate...nextUpdate).contains(instant) }

    private init(der: [UInt8]) throws(CryptographyError) {
        var outer = DERReader(der)
        var list = try outer.enter(.sequence)
        try outer.finish()
        let body = try list.read(.sequence)
        let outerAlgorithm = try list.read(.sequence)
        signature = Array(try list.readOctetAlignedBits())
        try list.finish()
        signed = Array(body.encoded)

        var fields = DERReader(body.contents)
        guard try fields.readSmallInteger() == 1 else { throw fields.malformed("version other than 2, before") }
        let inner = try fields.read(.sequence)
        guard inner.encoded == outerAlgorithm.encoded else {
            throw fields.malformed("two different signature algorithms, before")
        }
        algorithm = try SignatureAlgorithm(inner)
        issuer = try DistinguishedName(&fields)
        thisUpdate = try fields.readTime()
        guard let tag = fields.nextTag, tag == .utcTime || tag == .generalizedTime else {
            throw fields.malformed("no nextUpdate, before")
        }
        nextUpdate = try fields.readTime()
        guard thisUpdate <= nextUpdate else { throw fields.malformed("nextUpdate before thisUpdate, before") }
        entries = fields.nextTag == .sequence ? try Self.entries(&fields) : [:]
        var keepsExpiredSince: Instant?
        if var wrapper = try fields.readIfPresent(.context(0)).map({ DERReader($0.contents) }) {
            try Self.readExtensions(&wrapper) { (identifier, value) throws(CryptographyError) in
                if identifier == .expiredCertsOnCRL {
                    var reader = DERReader(value)
                    keepsExpiredSince = try reader.readGeneralizedTime().second
                    return true
                }
                return identifier == .authorityKeyIdentifier || identifier == .crlNumber
            }
            try wrapper.finish()
        }
        self.keepsExpiredSince = keepsExpiredSince
        try fields.finish()
    }

    private static func entries(_ fields: inout DERReader) throws(CryptographyError) -> [[UInt8]: Entry] {
        var list = try fields.enter(.sequence)
        var entries: [[UInt8]: Entry] = [:]
        repeat {
            var entry = try list.enter(.sequence)
            let serial = Array(try entry.readMagnitude())
            let at = try entry.readTime()
            var reason = 0
            var invalidFrom = at
            if !entry.isAtEnd {
                try readExtensions(&entry) { (identifier, value) throws(CryptographyError) in
                    var reader = DERReader(value)
                    if identifier == .invalidityDate {
                        invalidFrom = min(at, try reader.readGeneralizedTime().second)
                        return true
                    }
                    guard identifier == .crlReason else { return false }
                    let code = try reader.read(.enumerated).contents
                    guard code.count == 1, let number = code.first else { throw reader.malformed("no reason, before") }
                    reason = Int(number)
                    return true
                }
            }
            try entry.finish()
            guard entries.updateValue(Entry(at: at, invalidFrom: invalidFrom, reason: reason), forKey: serial) == nil
            else {
                throw list.malformed("certificate twice, before")
            }
        } while !list.isAtEnd
        return entries
    }

    /// Reads Extensions; a critical one that `take` does not know changes what the list is about.
    private static func readExtensions(
        _ reader: inout DERReader,
        _ take: (ObjectIdentifier, ArraySlice<UInt8>) throws(CryptographyError) -> Bool
    ) throws(CryptographyError) {
        var list = try reader.enter(.sequence)
        repeat {
            var item = try list.enter(.sequence)
            let identifier = try item.readObjectIdentifier()
            let isCritical = item.nextTag == .boolean ? try item.readBoolean() : false
            let value = try item.read(.octetString).contents
            try item.finish()
            let isKnown = try take(identifier, value)
            // These two have to be critical (RFC 5280, 5.2.4 and 5.2.5); not being so does not make a part a whole.
            let isPartial = [.deltaCRLIndicator, .issuingDistributionPoint].contains(identifier)
            guard isKnown || !(isCritical || isPartial) else {
                throw list.malformed("extension \(identifier) narrows the list and is not supported, before")
            }
        } while !list.isAtEnd
    }
}
