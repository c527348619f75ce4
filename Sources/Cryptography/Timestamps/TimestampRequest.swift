// SPDX-License-Identifier: Apache-2.0

/// A request for a timestamp (RFC 3161, 2.4.1): the imprint, a nonce, and the wish to get the authority's certificate.
public struct TimestampRequest: Hashable, Sendable {
    /// What the timestamp is to be about.
    public let imprint: TimestampImprint
    /// The policy that the authority is to follow, by its arcs with dots between them; nil for the authority's own.
    public let policy: String?
    /// The request in DER.
    public let der: [UInt8]
    /// The random number that the answer has to repeat, most significant byte first, without leading zeros.
    let nonce: [UInt8]

    /// The most bytes of a request that are read.
    public static let limit = 1024

    /// A request with a fresh random nonce of 64 bits.
    ///
    /// - Throws: `request.invalid` if the policy is no object identifier, `library.failed` for want of entropy.
    public init(for imprint: TimestampImprint, policy: String? = nil) throws(CryptographyError) {
        var nonce = try SecureRandom.bytes(8)
        // The first bit keeps the length fixed, and the nonce from beginning with a zero.
        nonce[0] |= 0x80
        try self.init(imprint, policy, nonce: nonce)
    }

    /// Reads a request that was written by this type.
    ///
    /// - Throws: `timestamp.malformed` for anything else.
    public init(der: [UInt8]) throws(CryptographyError) {
        do throws(CryptographyError) {
            guard der.count <= Self.limit else {
                throw CryptographyError(.overLimit, "\(der.count) bytes, at most \(Self.limit) are read")
            }
            var outer = DERReader(der)
            var request = try outer.enter(.sequence)
            _ = try request.readSmallInteger()
            let imprint = try TimestampImprint(&request)
            let policy = request.nextTag == .objectIdentifier ? try request.readObjectIdentifier().description : nil
            try self.init(imprint, policy, nonce: Array(try request.readMagnitude()))
        } catch {
            throw CryptographyError(.malformedTimestamp, "timestamp request: \(error.message)")
        }
        guard self.der == der else {
            throw CryptographyError(
                .malformedTimestamp, "timestamp request: it is not of the form that is written here",
                hint: "make it with: creditreport timestamp request")
        }
    }

    private init(_ imprint: TimestampImprint, _ policy: String?, nonce: [UInt8]) throws(CryptographyError) {
        self.imprint = imprint
        self.policy = policy
        self.nonce = nonce
        var wish: [UInt8] = []
        if let policy {
            guard let identifier = ObjectIdentifier(text: policy) else {
                throw CryptographyError(.invalidRequest, "\"\(policy)\" is no object identifier, such as 1.2.156.1")
            }
            wish = DER.objectIdentifier(identifier)
        }
        // certReq is TRUE: whoever verifies finds the authority's certificate in the token.
        der = DER.sequence(
            DER.integer(1), imprint.der, wish, DER.integer(magnitude: nonce[...]), DER.element(.boolean, [0xFF]))
    }
}
