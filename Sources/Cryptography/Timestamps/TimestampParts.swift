// SPDX-License-Identifier: Apache-2.0

/// The parts of a token's SignedData (RFC 5652, 5) that decide anything.
struct TimestampParts {
    /// TSTInfo.
    let content: ArraySlice<UInt8>
    let certificates: [ArraySlice<UInt8>]
    private let digestAlgorithm: HashFunction
    private let identifier: DERElement
    private let attributes: SignedAttributes
    private let signatureAlgorithm: SignatureAlgorithm
    private let signature: ArraySlice<UInt8>

    init(_ der: [UInt8]) throws(CryptographyError) {
        var outer = DERReader(der)
        var contentInfo = try outer.enter(.sequence)
        try outer.finish()
        guard try contentInfo.readObjectIdentifier() == .signedData else {
            throw contentInfo.malformed("content other than SignedData, before")
        }
        var wrapper = try contentInfo.enter(.context(0))
        try contentInfo.finish()
        var signedData = try wrapper.enter(.sequence)
        try wrapper.finish()
        guard try signedData.readSmallInteger() == 3 else { throw signedData.malformed("version other than 3, before") }
        var algorithms = try signedData.enter(.set)
        let algorithm = try HashFunction(&algorithms)
        try algorithms.finish()
        content = try Self.content(&signedData)
        certificates = try Self.certificates(&signedData)
        var signerInfos = try signedData.enter(.set)
        try signedData.finish()
        var signerInfo = try signerInfos.enter(.sequence)
        // Two signers, like revocation lists, would be more than one authority's statement.
        try signerInfos.finish()
        let version = try signerInfo.readSmallInteger()
        identifier = try signerInfo.readElement()
        guard version == 1 && identifier.tag == .sequence || version == 3 && identifier.tag == .contextPrimitive(0)
        else { throw signerInfo.malformed("signer identifier that does not fit the version, before") }
        digestAlgorithm = try HashFunction(&signerInfo)
        guard digestAlgorithm == algorithm else { throw signerInfo.malformed("two digest algorithms, before") }
        attributes = try SignedAttributes(try signerInfo.read(.context(0)))
        signatureAlgorithm = try SignatureAlgorithm(try signerInfo.read(.sequence)).with(digestAlgorithm)
        signature = try signerInfo.read(.octetString).contents
        try signerInfo.finish()
    }

    /// The certificate of the one who signed.
    ///
    /// - Throws: `timestamp.invalid` if it is not there, not the one that was signed with, or the signature not its own.
    func verifiedSigner(among certificates: [Certificate]) throws(CryptographyError) -> Certificate {
        func invalid(_ reason: String) -> CryptographyError { CryptographyError(.badTimestamp, "timestamp: \(reason)") }
        let named = certificates.filter { certificate in
            attributes.certificateDigestAlgorithm.digest(certificate.der[...])[...] == attributes.certificateDigest
        }
        guard named.count == 1, let signer = named.first else {
            throw invalid("the certificate that its signing-certificate-v2 names is not in it")
        }
        guard isIdentified(signer) else {
            throw invalid("its signer identifier and its signing-certificate-v2 name different certificates")
        }
        guard areAlgorithmsThose(of: signer) else {
            throw invalid("its algorithms are not those of the key of \(signer.subject)")
        }
        guard digestAlgorithm.digest(content)[...] == attributes.messageDigest else {
            throw invalid("what it says is not what was signed")
        }
        guard signer.hasSigned(attributes.message, algorithm: signatureAlgorithm, signature: signature) else {
            throw invalid("the signature is not that of \(signer.subject)")
        }
        return signer
    }

    /// Whether both algorithms belong to the key; with RSA the signature has to use the digest that is stated.
    private func areAlgorithmsThose(of signer: Certificate) -> Bool {
        if let suite = signer.suite {
            // No hash function but SM3 has a part in what is signed with SM2.
            return digestAlgorithm == HashFunction(suite.digestAlgorithm) && signatureAlgorithm == .suite(suite)
                && (suite != .sm2 || attributes.certificateDigestAlgorithm == .sm3)
        }
        return signer.isRSA && digestAlgorithm != .sm3
            && [.rsa(digestAlgorithm), .rsaPSS(digestAlgorithm)].contains(signatureAlgorithm)
    }

    private func isIdentified(_ certificate: Certificate) -> Bool {
        identifier.tag == .sequence
            ? CMSLayout.issuerAndSerialNumber(of: certificate)[...] == identifier.encoded
            : certificate.extensions.subjectKeyIdentifier.map { $0[...] == identifier.contents } ?? false
    }

    private static func content(_ signedData: inout DERReader) throws(CryptographyError) -> ArraySlice<UInt8> {
        var encapsulated = try signedData.enter(.sequence)
        guard try encapsulated.readObjectIdentifier() == .timestampInformation else {
            throw encapsulated.malformed("content other than TSTInfo, before")
        }
        var wrapper = try encapsulated.enter(.context(0))
        try encapsulated.finish()
        let content = try wrapper.read(.octetString).contents
        try wrapper.finish()
        return content
    }

    private static func certificates(_ signedData: inout DERReader) throws(CryptographyError) -> [ArraySlice<UInt8>] {
        var list = try signedData.enter(.context(0))
        var certificates: [ArraySlice<UInt8>] = []
        while !list.isAtEnd {
            guard certificates.count < CMS.maximumCertificates else {
                throw list.malformed("more than \(CMS.maximumCertificates) certificates")
            }
            certificates.append(try list.read(.sequence).encoded)
        }
        return certificates
    }
}

/// The signed attributes of a token (RFC 5652, 5.3) that decide anything; others are covered by the signature.
private struct SignedAttributes {
    let messageDigest: ArraySlice<UInt8>
    let certificateDigestAlgorithm: HashFunction
    let certificateDigest: ArraySlice<UInt8>
    /// What is signed: the attributes with the tag of a SET.
    let message: [UInt8]

    init(_ element: DERElement) throws(CryptographyError) {
        message = [DERTag.set.octet] + element.encoded.dropFirst()
        var reader = DERReader(element.contents)
        var values: [ObjectIdentifier: DERElement] = [:]
        while !reader.isAtEnd {
            var attribute = try reader.enter(.sequence)
            let type = try attribute.readObjectIdentifier()
            var set = try attribute.enter(.set)
            try attribute.finish()
            let value = try set.readElement()
            try set.finish()
            guard values.updateValue(value, forKey: type) == nil else {
                throw reader.malformed("attribute \(type) twice, before")
            }
        }
        guard let type = values[.contentType], type.contents[...] == ObjectIdentifier.timestampInformation.contents[...]
        else { throw reader.malformed("no content type TSTInfo") }
        guard let digest = values[.messageDigest], digest.tag == .octetString else {
            throw reader.malformed("no message digest")
        }
        messageDigest = digest.contents
        guard let certificate = values[.signingCertificateV2] else {
            throw reader.malformed("no signing-certificate-v2 (RFC 5816)")
        }
        (certificateDigestAlgorithm, certificateDigest) = try Self.firstCertificate(certificate)
    }

    /// The first ESSCertIDv2 (RFC 5035, 4), which is that of the signer; SHA-256 is its default algorithm.
    private static func firstCertificate(
        _ element: DERElement
    ) throws(CryptographyError) -> (HashFunction, ArraySlice<UInt8>) {
        var value = DERReader(element.contents)
        var list = try value.enter(.sequence)
        var identifier = try list.enter(.sequence)
        let algorithm = identifier.nextTag == .sequence ? try HashFunction(&identifier) : .sha256
        return (algorithm, try identifier.read(.octetString).contents)
    }
}
