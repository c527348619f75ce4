// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The fields of a certificate as RFC 5280 (4.1) lays them out.
struct CertificateFields {
    let signed: ArraySlice<UInt8>
    let serial: [UInt8]
    let issuer: DistinguishedName
    let notBefore: Instant
    let notAfter: Instant
    let subject: DistinguishedName
    let publicKeyInfo: ArraySlice<UInt8>
    let suite: Suite?
    let point: [UInt8]
    let extensions: CertificateExtensions
    let signatureAlgorithm: SignatureAlgorithm
    let signature: ArraySlice<UInt8>

    init(_ der: [UInt8]) throws(CryptographyError) {
        var outer = DERReader(der)
        var certificate = try outer.enter(.sequence)
        try outer.finish()
        let body = try certificate.read(.sequence)
        signed = body.encoded
        let outerAlgorithm = try certificate.read(.sequence)
        signature = try certificate.readOctetAlignedBits()
        try certificate.finish()

        var fields = DERReader(body.contents)
        var version = try fields.enter(.context(0))
        guard try version.readSmallInteger() == 2 else { throw version.malformed("version other than 3, before") }
        try version.finish()
        let serial = try fields.readMagnitude()
        guard !serial.isEmpty, serial.count <= 20 else {
            throw fields.malformed("serial number zero or too long, before")
        }
        self.serial = Array(serial)
        let algorithm = try fields.read(.sequence)
        guard algorithm.encoded == outerAlgorithm.encoded else {
            throw fields.malformed("two different signature algorithms, before")
        }
        signatureAlgorithm = try SignatureAlgorithm(algorithm)
        issuer = try DistinguishedName(&fields)
        guard !issuer.isEmpty else { throw fields.malformed("issuer without a name, before") }
        var validity = try fields.enter(.sequence)
        notBefore = try validity.readTime()
        notAfter = try validity.readTime()
        try validity.finish()
        guard notBefore <= notAfter else { throw fields.malformed("a validity that ends before it begins, before") }
        subject = try DistinguishedName(&fields)
        guard !subject.isEmpty else { throw fields.malformed("subject without a name, before") }
        let information = try fields.read(.sequence)
        publicKeyInfo = information.encoded
        (suite, point) = try Self.publicKey(information)
        // Unique identifiers [1] and [2] must not be used (RFC 5280, 4.1.2.8) and are not read.
        var wrapper = try fields.enter(.context(3))
        extensions = try CertificateExtensions(&wrapper)
        try wrapper.finish()
        try fields.finish()
    }

    /// The suite and the point of SubjectPublicKeyInfo (RFC 5480); no suite for other algorithms, other curves and
    /// curves that are spelled out instead of named.
    private static func publicKey(
        _ element: DERElement
    ) throws(CryptographyError) -> (suite: Suite?, point: [UInt8]) {
        var reader = DERReader(element.contents)
        var algorithm = try reader.enter(.sequence)
        let point = try reader.readOctetAlignedBits()
        try reader.finish()
        guard try algorithm.readObjectIdentifier() == .ecPublicKey, algorithm.nextTag == .objectIdentifier else {
            return (nil, [])
        }
        let curve = try algorithm.readObjectIdentifier()
        try algorithm.finish()
        guard let suite = Suite.allCases.first(where: { $0.curve == curve }) else { return (nil, []) }
        return (suite, Array(point))
    }
}
