// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// The public RSA key of an authority for timestamps (RFC 8017); nothing else is verified with one.
///
/// The object never changes after its making, and libcrypto allows any number of threads to use such a key.
@safe
final class RSAKey: @unchecked Sendable {
    private let key: OpaquePointer

    /// How many bits a modulus may have: RFC 8017 keys below are within reach of an attack, longer ones only cost time.
    static let bits = 2048...8192
    /// The one exponent: smaller ones have had attacks of their own, and no authority uses another.
    static let exponent: [UInt8] = [1, 0, 1]

    /// A key from SubjectPublicKeyInfo in DER (RFC 3279, 2.3.1).
    ///
    /// - Throws: `key.unsupported` for a modulus of another length or an even one, another exponent, and bytes that are
    ///   no such key.
    init(publicKeyInfo: ArraySlice<UInt8>) throws(CryptographyError) {
        let modulus: ArraySlice<UInt8>
        let exponent: ArraySlice<UInt8>
        do throws(CryptographyError) {
            var outer = DERReader(publicKeyInfo)
            var information = try outer.enter(.sequence)
            try outer.finish()
            var algorithm = try information.enter(.sequence)
            guard try algorithm.readObjectIdentifier() == .rsaEncryption, try algorithm.read(.null).contents.isEmpty
            else { throw algorithm.malformed("no RSA key, before") }
            try algorithm.finish()
            var bits = DERReader(try information.readOctetAlignedBits())
            try information.finish()
            var numbers = try bits.enter(.sequence)
            try bits.finish()
            modulus = try numbers.readMagnitude()
            exponent = try numbers.readMagnitude()
            try numbers.finish()
        } catch {
            throw CryptographyError(.unsupportedKey, "its RSA key cannot be read: \(error.message)")
        }
        let length = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        guard Self.bits.contains(length), modulus.last.map({ $0 & 1 == 1 }) == true else {
            throw CryptographyError(
                .unsupportedKey,
                "its RSA key has \(length) bits, \(Self.bits.lowerBound) to \(Self.bits.upperBound) are accepted")
        }
        guard exponent.elementsEqual(Self.exponent) else {
            throw CryptographyError(.unsupportedKey, "its RSA key has another exponent than 65537")
        }
        let found = unsafe publicKeyInfo.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &cursor, buffer.count)
        }
        guard let key = unsafe found else {
            ERR_clear_error()
            throw CryptographyError(.unsupportedKey, "its RSA key is none that libcrypto reads")
        }
        unsafe self.key = key
    }

    deinit {
        unsafe EVP_PKEY_free(key)
    }

    /// Whether a signature is the key's over a message; false for an algorithm that is not RSA's.
    func verifies(_ signature: ArraySlice<UInt8>, of message: [UInt8], _ algorithm: SignatureAlgorithm) -> Bool {
        let function: HashFunction
        let isPSS: Bool
        switch algorithm {
        case .rsa(let stated): (function, isPSS) = (stated, false)
        case .rsaPSS(let stated): (function, isPSS) = (stated, true)
        case .suite, .rsaOfStatedDigest, .other: return false
        }
        guard function != .sm3, let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        // A refused signature leaves its reasons in the thread's error queue.
        defer { ERR_clear_error() }
        var keyContext: OpaquePointer?
        let bytes = Array(signature)
        return unsafe EVP_DigestVerifyInit_ex(context, &keyContext, function.name, nil, nil, key, nil) == 1
            && EVP_PKEY_CTX_set_rsa_padding(keyContext, isPSS ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING) == 1
            && (!isPSS || EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, Int32(function.byteCount)) == 1)
            && EVP_DigestVerify(context, bytes, bytes.count, message, message.count) == 1
    }
}
