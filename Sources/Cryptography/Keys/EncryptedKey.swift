// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A private key under a passphrase: EncryptedPrivateKeyInfo (PKCS #8, RFC 5208, 6).
enum EncryptedKey {
    /// The key.
    ///
    /// - Throws: `key.passphrase` if there is no passphrase, or not the right one; `key.malformed` for what is no
    ///   EncryptedPrivateKeyInfo; `key.unsupported` for a key on another curve.
    static func open(_ der: [UInt8], _ passphrase: Passphrase?) throws(CryptographyError) -> EllipticKey {
        defer { ERR_clear_error() }
        guard let passphrase else { throw missing }
        let sealed = unsafe der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            guard let sealed = unsafe d2i_X509_SIG(nil, &cursor, buffer.count) else { return nil }
            let end = unsafe buffer.baseAddress.map { unsafe $0 + buffer.count }
            if unsafe cursor == end { return unsafe sealed }
            unsafe X509_SIG_free(sealed)
            return nil
        }
        guard let sealed = unsafe sealed else {
            throw CryptographyError(.malformedKey, "the encrypted private key is no PKCS #8 structure")
        }
        defer { unsafe X509_SIG_free(sealed) }
        let info = unsafe passphrase.withCString { text, count in unsafe PKCS8_decrypt(sealed, text, count) }
        guard let info = unsafe info else {
            throw CryptographyError(
                .passphrase, "the passphrase does not open the private key, or its encryption is not supported",
                hint: "encrypt the key anew with: openssl pkcs8 -topk8 -in KEY -out NEW")
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        guard let key = unsafe EVP_PKCS82PKEY(info) else {
            throw CryptographyError(.malformedKey, "the private key is no PKCS #8 structure that libcrypto reads")
        }
        return try unsafe EllipticKey(owning: key)
    }

    static var missing: CryptographyError {
        CryptographyError(
            .passphrase, "the private key is encrypted, and there is no passphrase",
            hint: "give it with --passphrase-fd or --passphrase-env, or run the command in a terminal")
    }
}
