// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography

/// The XML Signature of a report, in one fixed profile for each suite.
///
/// "XML Signature Syntax and Processing Version 1.1" (W3C), with exactly one choice at each point: exclusive
/// canonicalisation, the signature method and the digest method of the suite, one reference to `#report` with exclusive
/// canonicalisation as its only transform, the value as r‖s (RFC 4051, 2.3.6), and the certificates in `KeyInfo`, the
/// signer's first. Any XML security library verifies one of the suite p256; this type accepts these bytes and no others.
///
/// A timestamp, where there is one, stands behind `KeyInfo` as the SignatureTimeStamp of XAdES (ETSI EN 319 132-1,
/// 5.3); it is about the signature value, and the signature does not cover it.
public struct XMLSignature: Sendable, Hashable {
    /// The namespace of XML Signature, which the signature declares as its default.
    public static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    /// The value of `xml:id` of the element that is signed.
    public static let signedID = "report"
    /// Exclusive canonicalisation without comments.
    static let canonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#"
    /// At most so many certificates stand in a signature.
    public static let certificateLimit = 5

    /// The digest of the signed element's canonical form with the suite's algorithm, 32 bytes, as the signature states it.
    public let digest: [UInt8]
    /// The signature value r‖s, 64 bytes; under p256 s is the smaller of the two possible.
    public let value: [UInt8]
    /// The certificate of the key that is said to have signed. Whether it is trusted is another question.
    public let signer: Certificate
    /// The certificates above the signer's, each the issuer of the one before.
    public let chain: [Certificate]
    /// The timestamp beside the signature, which nobody has looked at yet; nil if there is none.
    public let timestamp: SignatureTimestamp?

    /// The suite whose methods it names; the signer's key is of it.
    public let suite: Suite

    init(
        suite: Suite, digest: [UInt8], value: [UInt8], signer: Certificate, chain: [Certificate], token: [UInt8]? = nil
    ) {
        self.suite = suite
        self.digest = digest
        self.value = value
        self.signer = signer
        self.chain = chain
        timestamp = token.map {
            SignatureTimestamp(token: $0, message: Self.timestampedMessage(value), suite: suite)
        }
    }

    /// Signs the digest of a report.
    ///
    /// - Parameters:
    ///   - digest: the digest of the canonical form of the element with `xml:id="report"`, with the algorithm of the
    ///     signer's suite, 32 bytes.
    ///   - signer: who signs.
    ///   - timestamps: who gives the signature its timestamp; nil for none.
    /// - Returns: the element `Signature` as it stands in a canonical file.
    /// - Throws: `MarkupError` (`signature`) if the certificate's key is of another suite than the signer says, the
    ///   certificates do not follow on one another; `CryptographyError` if the signer fails or no timestamp is given.
    public static func sign(
        digest: [UInt8], with signer: any MessageSigner, timestamps: (any TimestampSource)? = nil
    ) throws -> [UInt8] {
        let suite = signer.suite
        guard digest.count == suite.digestAlgorithm.byteCount else {
            throw MarkupError(
                .signature,
                "a \(suite.digestAlgorithm.rawValue) digest has \(suite.digestAlgorithm.byteCount) bytes, "
                    + "found \(digest.count)")
        }
        guard signer.certificate.suite == suite else {
            throw MarkupError(
                .signature,
                "the signer says that its key is of the suite \(suite.rawValue), its certificate's is of "
                    + (signer.certificate.suite?.rawValue ?? "none"))
        }
        guard follow([signer.certificate] + signer.chain) else {
            throw MarkupError(
                .signature,
                "the signer's certificates do not lead from one to its issuer, or there is a root among them",
                hint: "give the signer's certificate first, then its issuer's, at most \(certificateLimit) in all")
        }
        let value = try signer.checkedSignature(over: signedInfo(suite, digest, declared: true))
        guard value.count == Suite.signatureByteCount else {
            throw MarkupError(
                .signature, "a signature has \(Suite.signatureByteCount) bytes, the signer gave \(value.count)")
        }
        let made = XMLSignature(
            suite: suite, digest: digest, value: value, signer: signer.certificate, chain: signer.chain)
        guard let token = try timestamps?.timestamp(of: made.timestampedMessage, suite) else { return made.bytes }
        return try made.stamped(with: token).bytes
    }

    /// What there is to say of an element that should be a signature of this profile.
    public enum Outcome: Sendable, Hashable {
        /// It is not what `sign` writes; the text says how it differs.
        case malformed(String)
        /// It signs a report of another digest.
        case otherReport(XMLSignature)
        /// It names the right digest, but its value is not the certificate's key's.
        case wrongValue(XMLSignature)
        /// The key of the certificate has signed this digest. Nothing is said about trust.
        case verified(XMLSignature)
    }

    /// Reads a signature and verifies it with the key of its certificate.
    ///
    /// - Parameters:
    ///   - element: the element `Signature` of a file that `CanonicalXML.read` has accepted.
    ///   - suite: the suite that the signature has to be of; one that names other methods is malformed.
    ///   - digest: the digest of the canonical form of the report in the same file with the suite's algorithm, computed
    ///     by the caller.
    ///   - stock: where certificates are taken from that were read before.
    public static func read(
        _ element: Element, suite: Suite = .p256, digest: [UInt8], stock: CertificateStock = CertificateStock()
    ) -> Outcome {
        let found: XMLSignature
        switch parse(element, suite, stock) {
        case .failure(let reason): return .malformed(reason.text)
        case .success(let signature): found = signature
        }
        guard found.digest == digest else { return .otherReport(found) }
        let signedInfo = signedInfo(suite, found.digest, declared: true)
        guard found.signer.verifies(signature: found.value, of: signedInfo) else {
            return .wrongValue(found)
        }
        return .verified(found)
    }

    /// The element `Signature` as it stands in a canonical file.
    public var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        writer.append("<Signature xmlns=\"\(Self.namespace)\"")
        if timestamp != nil { writer.append(" Id=\"\(timestampTarget)\"") }
        writer.append(">")
        writer.append(Self.signedInfo(suite, digest, declared: false))
        writer.append("<SignatureValue>")
        writer.append(Base64.encodedBytes(value))
        writer.append("</SignatureValue><KeyInfo><X509Data>")
        for certificate in [signer] + chain {
            writer.append("<X509Certificate>")
            writer.append(Base64.encodedBytes(certificate.der))
            writer.append("</X509Certificate>")
        }
        writer.append("</X509Data></KeyInfo>")
        if let timestamp { writeTimestamp(timestamp.token, to: &writer) }
        writer.append("</Signature>")
        return writer.bytes
    }

    private struct Reason: Error {
        let text: String

        init(_ text: String) { self.text = text }
    }

    private static func parse(
        _ element: Element, _ suite: Suite, _ stock: CertificateStock
    ) -> Result<XMLSignature, Reason> {
        guard element.name == Name("Signature", namespace: namespace) else {
            return .failure(Reason("found <\(element.name)>, expected <Signature> with its namespace as the default"))
        }
        let digest = element.child("SignedInfo")?.child("Reference")?.child("DigestValue")?.text
        guard let digest = digest.flatMap({ Base64.decode($0) }), digest.count == 32 else {
            return .failure(Reason("DigestValue is not the base64 of 32 bytes"))
        }
        guard let value = element.child("SignatureValue").flatMap({ Base64.decode($0.text) }), value.count == 64 else {
            return .failure(Reason("SignatureValue is not the base64 of 64 bytes"))
        }
        guard LowS.holds(value, suite) else {
            return .failure(Reason("SignatureValue is the larger twin of a signature"))
        }
        var certificates: [Certificate] = []
        for holder in element.child("KeyInfo")?.child("X509Data")?.children("X509Certificate") ?? [] {
            guard certificates.count < certificateLimit else {
                return .failure(Reason("there are more than \(certificateLimit) certificates"))
            }
            guard let der = Base64.decode(holder.text), let certificate = try? stock.certificate(der: der) else {
                return .failure(Reason("X509Certificate is not the base64 of a certificate"))
            }
            certificates.append(certificate)
        }
        guard let signer = certificates.first, follow(certificates) else {
            return .failure(Reason("the certificates do not lead from the signer's to those above it"))
        }
        guard signer.suite == suite else {
            return .failure(Reason("the key of the first certificate is not of the suite \(suite.rawValue)"))
        }
        var token: [UInt8]?
        if element.child("Object") != nil {
            guard let found = timestampToken(in: element) else {
                return .failure(Reason("EncapsulatedTimeStamp is not the base64 of a timestamp"))
            }
            token = found
        }
        let signature = XMLSignature(
            suite: suite, digest: digest, value: value, signer: signer, chain: Array(certificates.dropFirst()),
            token: token)
        // Whatever was not taken out above must be what would be written around it.
        guard let written = try? CanonicalWriter.bytes(of: element), written == signature.bytes else {
            return .failure(Reason("the signature is not laid out in the one accepted form"))
        }
        return .success(signature)
    }

    /// Whether each certificate names the next as its issuer and none stands twice.
    private static func follow(_ certificates: [Certificate]) -> Bool {
        guard (1...certificateLimit).contains(certificates.count) else { return false }
        for index in certificates.indices.dropFirst() {
            // A root is the verifier's to hold; beside a signature it would be a change that nothing covers.
            guard certificates[index - 1].issuer == certificates[index].subject, !certificates[index].isSelfIssued,
                !certificates[..<index].contains(certificates[index])
            else { return false }
        }
        return true
    }

    /// `SignedInfo`; alone, as its canonical form, which is what the key signs, it declares the namespace that it takes from
    /// `Signature` in the file.
    private static func signedInfo(_ suite: Suite, _ digest: [UInt8], declared: Bool) -> [UInt8] {
        var writer = ByteWriter(capacity: 900)
        writer.append(declared ? "<SignedInfo xmlns=\"\(namespace)\">" : "<SignedInfo>")
        empty("CanonicalizationMethod", canonicalization, &writer)
        empty("SignatureMethod", suite.signatureMethod, &writer)
        writer.append("<Reference URI=\"#\(signedID)\"><Transforms>")
        empty("Transform", canonicalization, &writer)
        writer.append("</Transforms>")
        empty("DigestMethod", suite.digestMethod, &writer)
        writer.append("<DigestValue>")
        writer.append(Base64.encodedBytes(digest))
        writer.append("</DigestValue></Reference></SignedInfo>")
        return writer.bytes
    }

    private static func empty(_ name: String, _ algorithm: String, _ writer: inout ByteWriter) {
        writer.append("<\(name) Algorithm=\"\(algorithm)\"></\(name)>")
    }
}
