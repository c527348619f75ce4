// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A timestamp (时间戳; RFC 3161, 2.4.2) whose signature holds: SignedData around what the authority says.
///
/// The strict reader takes what common authorities write: one SignerInfo with signed attributes, ECDSA on P-256 with
/// SHA-256, SM2 with SM3, or RSA with SHA-256, SHA-384 or SHA-512; the authority's certificate among the certificates and named by signing-certificate-v2
/// (RFC 5816). Revocation lists and unsigned attributes in it are refused, since nothing covers them. Whether the
/// authority is trusted is another question.
public struct TimestampToken: Sendable, Hashable {
    /// The token as it was read: ContentInfo in DER.
    public let der: [UInt8]
    /// What it is about.
    public let imprint: TimestampImprint
    /// The second in which it was given, by the authority's clock.
    public let time: Instant
    /// The last second in which it can have been given: the stated accuracy is added, fractions are counted up.
    public let latest: Instant
    /// The policy under which it was given, by its arcs with dots between them.
    public let policy: String
    /// Its number, in lower-case hexadecimal digits.
    public let serialHex: String
    /// The certificate of the authority.
    public let signer: Certificate
    /// The other certificates in it.
    public let chain: [Certificate]
    /// The nonce of the request, without leading zeros; nil if there is none.
    let nonce: [UInt8]?

    /// The most bytes that a token may have.
    public static let limit = 1 << 15

    /// Reads a token and verifies its signature with the certificate that it names.
    ///
    /// - Parameters:
    ///   - der: ContentInfo in DER.
    ///   - stock: where certificates are taken from that were read before.
    /// - Throws: `timestamp.malformed` if the bytes are not one token and nothing behind it, `timestamp.invalid` if the
    ///   signature is not that of the certificate, or `limit.exceeded`.
    public init(_ der: [UInt8], stock: CertificateStock = CertificateStock()) throws(CryptographyError) {
        guard der.count <= Self.limit else {
            throw CryptographyError(.overLimit, "timestamp of \(der.count) bytes, at most \(Self.limit) are read")
        }
        let parts: TimestampParts
        let information: TimestampInformation
        var certificates: [Certificate] = []
        do {
            parts = try TimestampParts(der)
            information = try TimestampInformation(parts.content)
            for encoded in parts.certificates { certificates.append(try stock.certificate(der: Array(encoded))) }
        } catch {
            throw CryptographyError(.malformedTimestamp, "timestamp: \(error.message)")
        }
        guard Set(certificates).count == certificates.count else {
            throw CryptographyError(.malformedTimestamp, "timestamp: a certificate stands twice in it")
        }
        let signer = try parts.verifiedSigner(among: certificates)
        self.der = der
        self.signer = signer
        chain = certificates.filter { $0 != signer }
        imprint = information.imprint
        time = information.time
        latest = information.latest
        policy = information.policy.description
        serialHex = Hex.encode(information.serial)
        nonce = information.nonce
    }

    /// Checks that the token answers a request: same imprint, same nonce, the policy that was asked for.
    ///
    /// - Throws: `timestamp.invalid` with what differs.
    public func check(answers request: TimestampRequest) throws(CryptographyError) {
        guard imprint == request.imprint else {
            throw CryptographyError(
                .badTimestamp, "the timestamp is about something else than was asked for: its imprint differs")
        }
        guard let nonce, ConstantTime.equal(nonce, request.nonce) else {
            throw CryptographyError(
                .badTimestamp, "the timestamp answers another request: its nonce differs",
                hint: "attach the answer to the very request that was sent")
        }
        if let wanted = request.policy, wanted != policy {
            throw CryptographyError(.badTimestamp, "the timestamp was given under policy \(policy), not \(wanted)")
        }
    }

    /// Checks that the authority leads to one of the anchors, as one that gives timestamps, when it gave this one.
    ///
    /// - Throws: `timestamp.untrusted` with the reason.
    public func check(trusting anchors: TrustAnchors) throws(CryptographyError) {
        switch anchors.validate(signer, intermediates: chain, for: .timestamps, at: time) {
        case .trusted: return
        case .untrusted(let fault), .outsideValidity(let fault, _):
            throw CryptographyError(.untrustedTimestamp, "the timestamp's authority is not trusted: \(fault)")
        }
    }
}
