// SPDX-License-Identifier: Apache-2.0

/// What a detached signature proves.
public enum CMSOutcome: Sendable, Equatable {
    /// The key of the certificate signed the content. Whether the certificate is trusted is another question.
    case valid(CMSSignature)
    /// The object proves nothing.
    case invalid(CMSFault)
}

/// A detached signature that holds.
public struct CMSSignature: Sendable, Equatable {
    /// The signer's certificate, named by the object's signed attributes.
    public let signer: Certificate
    /// The other certificates, in the order of the object, which is that of their bytes.
    public let chain: [Certificate]
    /// The signature value r‖s, 64 bytes.
    public let value: [UInt8]
    /// The timestamp beside the signature, which nobody has looked at yet; nil if there is none.
    public let timestamp: SignatureTimestamp?

    /// The object that was read, without a timestamp.
    fileprivate let layout: CMSLayout
    /// The signature value in DER, which a timestamp is about.
    public let timestampedMessage: [UInt8]

    /// The object with a timestamp, in place of the one that it may have: ContentInfo in DER.
    ///
    /// - Throws: `timestamp.invalid` if the timestamp is that of another signature.
    public func stamped(with token: TimestampToken) throws(CryptographyError) -> [UInt8] {
        _ = try SignatureTimestamp(token: token.der, message: timestampedMessage, suite: layout.suite).verified()
        return layout.contentInfo(signature: timestampedMessage, timestamp: token.der)
    }
}

/// Why a detached signature proves nothing.
public struct CMSFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reason, as a name that stays the same over versions.
    public enum Code: String, Sendable {
        /// The bytes are not the DER of detached SignedData, or have others behind them.
        case malformed = "cms.malformed"
        /// The object differs from the one form that is written here.
        case layout = "cms.layout"
        /// The certificate of the signer is not in the object.
        case noSigner = "cms.no-signer"
        /// The signer's key is not of the expected suite.
        case suite = "cms.suite"
        /// The content is not the one that was signed.
        case digest = "cms.digest"
        /// The signature value is not that of the signer's key.
        case signature = "cms.signature"
    }

    /// The stable name of the reason.
    public let code: Code
    /// What is wrong, in words.
    public let message: String

    /// The message and the stable name.
    public var description: String { "\(message) [\(code.rawValue)]" }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension CMS {
    /// Says whether a detached signature holds for content with a given digest.
    ///
    /// The parts of the object are taken out and the object is written again from them; every byte has to be the same.
    ///
    /// - Parameters:
    ///   - der: ContentInfo in DER and nothing behind it; a padding is the caller's to check and to strip.
    ///   - suite: the suite that the signature has to be of.
    ///   - contentDigest: the digest of the content with the suite's algorithm.
    ///   - stock: where certificates are taken from that were read before.
    public static func verify(
        _ der: [UInt8], suite: Suite = .p256, contentDigest: [UInt8], stock: CertificateStock = CertificateStock()
    ) -> CMSOutcome {
        do throws(CMSFault) {
            return .valid(try verified(der, suite, contentDigest, stock))
        } catch {
            return .invalid(error)
        }
    }

    /// The suite whose digest algorithm an object names; nil if it names none of the two or is damaged there.
    ///
    /// It helps to choose what to hash; `verify` checks it.
    public static func suite(of der: [UInt8]) -> Suite? {
        guard let parts = try? CMSParts(der) else { return nil }
        return Suite.allCases.first { $0.digestAlgorithm.identifier == parts.digestAlgorithm }
    }

    private static func verified(
        _ der: [UInt8], _ suite: Suite, _ contentDigest: [UInt8], _ stock: CertificateStock
    ) throws(CMSFault) -> CMSSignature {
        let parts: CMSParts
        var certificates: [Certificate] = []
        let raw: [UInt8]
        do {
            parts = try CMSParts(der)
            for encoded in parts.certificates { certificates.append(try stock.certificate(der: Array(encoded))) }
            raw = try RawSignature.decoded(parts.signature)
        } catch {
            throw CMSFault(.malformed, error.message)
        }
        let signers = certificates.filter { CMSLayout.issuerAndSerialNumber(of: $0)[...] == parts.signerIdentifier }
        guard signers.count == 1, let signer = signers.first else {
            throw CMSFault(.noSigner, "the object holds \(signers.count) certificates of its signer")
        }
        guard signer.suite == suite else {
            throw CMSFault(.suite, "the key of \(signer.subject) is not of the suite \(suite)")
        }
        guard let signature = RawSignature.encoded(raw[...], suite) else {
            throw CMSFault(.signature, "a signature value lies outside its range")
        }
        let chain = certificates.filter { $0 != signer }
        let layout = CMSLayout(signer: signer, chain: chain, suite: suite, digest: Array(parts.messageDigest))
        guard Set(certificates).count == certificates.count,
            layout.contentInfo(signature: signature, timestamp: parts.timestamp.map { Array($0) }) == der
        else {
            throw CMSFault(.layout, "the object is not in the one form that is accepted")
        }
        guard ConstantTime.equal(layout.digest, contentDigest) else {
            throw CMSFault(.digest, "the content is not the one that was signed")
        }
        guard LowS.holds(raw, suite) else {
            throw CMSFault(.signature, "the signature value is the larger twin of a signature")
        }
        guard signer.verifies(signature: raw, of: layout.signedAttributes) else {
            throw CMSFault(.signature, "the signature is not that of \(signer.subject)")
        }
        let timestamp = parts.timestamp.map {
            SignatureTimestamp(token: Array($0), message: signature, suite: suite)
        }
        return CMSSignature(
            signer: signer, chain: chain, value: raw, timestamp: timestamp, layout: layout,
            timestampedMessage: signature)
    }
}

/// The parts of an object that differ from signature to signature; the rest is checked by writing it again.
private struct CMSParts {
    let digestAlgorithm: ObjectIdentifier
    let certificates: [ArraySlice<UInt8>]
    let signerIdentifier: ArraySlice<UInt8>
    let messageDigest: ArraySlice<UInt8>
    let signature: ArraySlice<UInt8>
    /// The token of the timestamp; nil if there is none.
    let timestamp: ArraySlice<UInt8>?

    init(_ der: [UInt8]) throws(CryptographyError) {
        guard der.count <= CMS.limit else {
            throw CryptographyError(.overLimit, "signature of \(der.count) bytes, at most \(CMS.limit) are read")
        }
        var outer = DERReader(der)
        var contentInfo = try outer.enter(.sequence)
        try outer.finish()
        guard try contentInfo.readObjectIdentifier() == .signedData else {
            throw contentInfo.malformed("content other than SignedData, before")
        }
        var content = try contentInfo.enter(.context(0))
        var signedData = try content.enter(.sequence)
        _ = try signedData.read(.integer)
        var algorithms = try signedData.enter(.set)
        var algorithm = try algorithms.enter(.sequence)
        digestAlgorithm = try algorithm.readObjectIdentifier()
        _ = try signedData.read(.sequence)
        var list = try signedData.enter(.context(0))
        var certificates: [ArraySlice<UInt8>] = []
        while !list.isAtEnd {
            guard certificates.count < CMS.maximumCertificates else {
                throw list.malformed("more than \(CMS.maximumCertificates) certificates")
            }
            certificates.append(try list.read(.sequence).encoded)
        }
        self.certificates = certificates
        var signerInfos = try signedData.enter(.set)
        var signerInfo = try signerInfos.enter(.sequence)
        _ = try signerInfo.read(.integer)
        signerIdentifier = try signerInfo.read(.sequence).encoded
        _ = try signerInfo.read(.sequence)
        messageDigest = try Self.messageDigest(try signerInfo.enter(.context(0)))
        _ = try signerInfo.read(.sequence)
        signature = try signerInfo.read(.octetString).contents
        timestamp = signerInfo.isAtEnd ? nil : try Self.timestamp(try signerInfo.enter(.context(1)))
    }

    private static func timestamp(_ attributes: DERReader) throws(CryptographyError) -> ArraySlice<UInt8> {
        var attributes = attributes
        var attribute = try attributes.enter(.sequence)
        guard try attribute.readObjectIdentifier() == .timestampToken else {
            throw attributes.malformed("unsigned attribute other than a timestamp, before")
        }
        var values = try attribute.enter(.set)
        return try values.read(.sequence).encoded
    }

    private static func messageDigest(_ attributes: DERReader) throws(CryptographyError) -> ArraySlice<UInt8> {
        var attributes = attributes
        while !attributes.isAtEnd {
            var attribute = try attributes.enter(.sequence)
            guard try attribute.readObjectIdentifier() == .messageDigest else { continue }
            var values = try attribute.enter(.set)
            return try values.read(.octetString).contents
        }
        throw attributes.malformed("no message digest")
    }
}
