// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A key on the curve of its suite, held by libcrypto; the public half, or both.
///
/// The object never changes after its making, and libcrypto allows any number of threads to use such a key.
@safe
package final class EllipticKey: @unchecked Sendable {
    let suite: Suite
    /// The public point, uncompressed: 04, x, y (SEC 1, 2.3.3).
    let point: [UInt8]
    private let key: OpaquePointer

    /// The bytes of an uncompressed point.
    static let pointByteCount = 65

    /// The identity that SM2 signs with its messages when nothing else is agreed (GB/T 35276, GM/T 0009).
    static let identity = Array("1234567812345678".utf8)

    /// A public key; throws `key.unsupported` unless the point is uncompressed and lies on the curve of the suite.
    package init(suite: Suite, point: [UInt8]) throws(CryptographyError) {
        guard point.count == Self.pointByteCount, point[0] == 4,
            let key = unsafe creditreport_public_key(suite.keyTypeName, suite.groupName, point, point.count)
        else {
            ERR_clear_error()
            throw CryptographyError(.unsupportedKey, "the public key is no uncompressed point of the curve of \(suite)")
        }
        unsafe self.key = key
        self.suite = suite
        self.point = point
    }

    /// A private key with its public half, from PrivateKeyInfo (PKCS #8, RFC 5208) in DER.
    convenience init(privateKeyInfo: [UInt8]) throws(CryptographyError) {
        defer { ERR_clear_error() }
        guard let key = unsafe Self.decoded(privateKeyInfo) else {
            throw CryptographyError(.malformedKey, "the private key is no PKCS #8 structure that libcrypto reads")
        }
        try unsafe self.init(owning: key)
    }

    /// A private key that libcrypto has read; it is freed with this object, or at once if it is not accepted.
    init(owning key: OpaquePointer) throws(CryptographyError) {
        guard let suite = unsafe Self.suite(of: key), let point = unsafe Self.point(of: key),
            unsafe Self.isConsistent(key)
        else {
            unsafe EVP_PKEY_free(key)
            ERR_clear_error()
            throw CryptographyError(
                .unsupportedKey, "the private key is neither a P-256 nor an SM2 key, or its halves do not match",
                hint: "make one with: creditreport key csr")
        }
        unsafe self.key = key
        self.suite = suite
        self.point = point
    }

    /// A fresh random key.
    init(generating suite: Suite) throws(CryptographyError) {
        let key = unsafe Self.generated(suite)
        guard let key = unsafe key, let point = unsafe Self.point(of: key) else {
            unsafe EVP_PKEY_free(key)
            ERR_clear_error()
            throw CryptographyError(.library, "libcrypto cannot make a key for \(suite)")
        }
        unsafe self.key = key
        self.suite = suite
        self.point = point
    }

    deinit {
        unsafe EVP_PKEY_free(key)
    }

    /// The DER signature of a message, hashed with the suite's digest (after Z for SM2, GB/T 32918.2, 5.5).
    func sign(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 80)
        var length = signature.count
        let done = unsafe withContext { context, keyContext in
            unsafe EVP_DigestSignInit_ex(context, &keyContext, suite.digestName, nil, nil, key, nil) == 1
                && setIdentity(keyContext)
                && EVP_DigestSign(context, &signature, &length, message, message.count) == 1
        }
        guard done else { throw CryptographyError(.library, "libcrypto cannot sign with the \(suite) key") }
        return Array(signature[..<length])
    }

    /// Whether a raw signature r‖s of 64 bytes is the key's over a message; false for any other length or a value out
    /// of range.
    package func verifies(signature raw: [UInt8], of message: [UInt8]) -> Bool {
        guard let signature = RawSignature.encoded(raw[...], suite) else { return false }
        return unsafe withContext { context, keyContext in
            unsafe EVP_DigestVerifyInit_ex(context, &keyContext, suite.digestName, nil, nil, key, nil) == 1
                && setIdentity(keyContext)
                && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        }
    }

    /// The private key as PrivateKeyInfo in DER.
    func privateKeyInfo() throws(CryptographyError) -> [UInt8] {
        try unsafe withPrivateKeyInfo { info in
            var encoded: UnsafeMutablePointer<UInt8>?
            let count = Int(unsafe i2d_PKCS8_PRIV_KEY_INFO(info, &encoded))
            guard count > 0, let encoded = unsafe encoded else { return nil }
            defer { unsafe CRYPTO_clear_free(encoded, count, nil, 0) }
            return unsafe Array(UnsafeBufferPointer(start: encoded, count: count))
        }
    }

    /// The private key as EncryptedPrivateKeyInfo in DER (PBES2 with PBKDF2 and AES-256; RFC 8018).
    func encryptedPrivateKeyInfo(_ passphrase: Passphrase) throws(CryptographyError) -> [UInt8] {
        try unsafe withPrivateKeyInfo { info in
            let sealed = unsafe passphrase.withCString { text, count in
                unsafe PKCS8_encrypt(-1, EVP_aes_256_cbc(), text, count, nil, 0, Self.iterations, info)
            }
            guard let sealed = unsafe sealed else { return nil }
            defer { unsafe X509_SIG_free(sealed) }
            var encoded: UnsafeMutablePointer<UInt8>?
            let count = Int(unsafe i2d_X509_SIG(sealed, &encoded))
            guard count > 0, let encoded = unsafe encoded else { return nil }
            defer { unsafe CRYPTO_free(encoded, nil, 0) }
            return unsafe Array(UnsafeBufferPointer(start: encoded, count: count))
        }
    }

    /// Rounds of PBKDF2 with HMAC-SHA-256: guesses at a passphrase shall cost something.
    private static let iterations: Int32 = 600_000

    private func withPrivateKeyInfo(_ body: (OpaquePointer) -> [UInt8]?) throws(CryptographyError) -> [UInt8] {
        guard let info = unsafe EVP_PKEY2PKCS8(key) else {
            ERR_clear_error()
            throw CryptographyError(.library, "libcrypto cannot write the private key")
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        guard let encoded = unsafe body(info) else {
            ERR_clear_error()
            throw CryptographyError(.library, "libcrypto cannot write the private key")
        }
        return encoded
    }

    private func withContext(_ body: (OpaquePointer, inout OpaquePointer?) -> Bool) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        let done = unsafe body(context, &keyContext)
        // A refused signature leaves its reasons in the thread's error queue.
        if !done { ERR_clear_error() }
        return done
    }

    private func setIdentity(_ keyContext: OpaquePointer?) -> Bool {
        // Unset, libcrypto would take the empty identity, which nobody else does.
        unsafe suite != .sm2 || EVP_PKEY_CTX_set1_id(keyContext, Self.identity, Int32(Self.identity.count)) == 1
    }

    private static func decoded(_ privateKeyInfo: [UInt8]) -> OpaquePointer? {
        unsafe privateKeyInfo.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            guard let info = unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, buffer.count) else { return nil }
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
            let end = unsafe buffer.baseAddress.map { unsafe $0 + buffer.count }
            return unsafe cursor == end ? EVP_PKCS82PKEY(info) : nil
        }
    }

    private static func generated(_ suite: Suite) -> OpaquePointer? {
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, suite.keyTypeName, nil) else { return nil }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe EVP_PKEY_CTX_set_group_name(context, suite.groupName) == 1,
            unsafe EVP_PKEY_generate(context, &key) == 1
        else { return nil }
        return unsafe key
    }

    private static func suite(of key: OpaquePointer) -> Suite? {
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
        let group = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Suite.allCases.first { suite in
            unsafe suite.groupName == group && EVP_PKEY_is_a(key, suite.keyTypeName) == 1
        }
    }

    private static func point(of key: OpaquePointer) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: pointByteCount)
        var length = 0
        guard
            unsafe EVP_PKEY_get_octet_string_param(
                key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, &octets, octets.count, &length) == 1,
            length == pointByteCount, octets[0] == 4
        else { return nil }
        return octets
    }

    private static func isConsistent(_ key: OpaquePointer) -> Bool {
        guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        return unsafe EVP_PKEY_check(context) == 1
    }
}

extension Suite {
    fileprivate var keyTypeName: String {
        switch self {
        case .p256: "EC"
        case .sm2: "SM2"
        }
    }

    fileprivate var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .sm2: "SM2"
        }
    }

    fileprivate var digestName: String {
        switch self {
        case .p256: "SHA256"
        case .sm2: "SM3"
        }
    }
}
