// SPDX-License-Identifier: Apache-2.0

/// The algorithm of a signature in a certificate, a revocation list or a timestamp.
enum SignatureAlgorithm: Sendable, Hashable {
    /// That of a suite.
    case suite(Suite)
    /// RSASSA-PKCS1-v1_5 with a hash function (RFC 8017, 8.2; RFC 4055, 5).
    case rsa(HashFunction)
    /// RSASSA-PSS with a hash function, which also makes the mask, and a salt as long as its digest (RFC 8017, 8.1).
    case rsaPSS(HashFunction)
    /// RSASSA-PKCS1-v1_5 with the hash function that stands in another place of the object (RFC 3370, 3.2).
    case rsaOfStatedDigest
    /// One that is not used here.
    case other(ObjectIdentifier)

    /// Reads AlgorithmIdentifier; SM2 and algorithms that are not used here may have NULL for parameters.
    init(_ element: DERElement) throws(CryptographyError) {
        var reader = DERReader(element.contents)
        let identifier = try reader.readObjectIdentifier()
        let parameters = reader.isAtEnd ? nil : try reader.readElement()
        try reader.finish()
        let isNull = parameters.map { $0.tag == .null && $0.contents.isEmpty }
        switch identifier {
        case .ecdsaWithSHA256:
            guard parameters == nil else { throw reader.malformed("parameters of ecdsa-with-SHA256") }
            self = .suite(.p256)
        case .sm2WithSM3:
            guard isNull ?? true else { throw reader.malformed("parameters of SM2 with SM3 other than NULL, before") }
            self = .suite(.sm2)
        case .rsaEncryption where isNull == true: self = .rsaOfStatedDigest
        case .sha256WithRSA where isNull == true: self = .rsa(.sha256)
        case .sha384WithRSA where isNull == true: self = .rsa(.sha384)
        case .sha512WithRSA where isNull == true: self = .rsa(.sha512)
        case .rsassaPSS:
            let function = parameters.flatMap { element in try? Self.function(ofPSS: element) }
            self = function.map(Self.rsaPSS) ?? .other(identifier)
        default: self = .other(identifier)
        }
    }

    /// The algorithm, with a digest algorithm that the object states in another place.
    func with(_ digest: HashFunction) -> SignatureAlgorithm { self == .rsaOfStatedDigest ? .rsa(digest) : self }

    /// The hash function of RSASSA-PSS-params (RFC 4055, 3.1): it is stated, MGF1 uses the same, the salt is as long as
    /// its digest, and the trailer is the default.
    private static func function(ofPSS element: DERElement) throws(CryptographyError) -> HashFunction {
        guard element.tag == .sequence else { throw DERReader(element.contents).malformed("no PSS parameters") }
        var parameters = DERReader(element.contents)
        var first = try parameters.enter(.context(0))
        let function = try HashFunction(&first)
        try first.finish()
        var second = try parameters.enter(.context(1))
        var mask = try second.enter(.sequence)
        let identifier = try mask.readObjectIdentifier()
        let maskFunction = try HashFunction(&mask)
        try mask.finish()
        try second.finish()
        var third = try parameters.enter(.context(2))
        let salt = try third.readSmallInteger()
        try third.finish()
        try parameters.finish()
        guard identifier == .mgf1, maskFunction == function, salt == function.byteCount, function != .sm3 else {
            throw parameters.malformed("other PSS parameters than those of one hash function")
        }
        return function
    }
}
