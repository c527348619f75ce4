// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A private key with its certificates under one passphrase: PKCS #12 (RFC 7292).
public struct KeyBag: Sendable {
    /// The key.
    public let key: SigningKey
    /// The certificate of the key, then the others in the order of the file.
    public let certificates: [Certificate]

    /// The most bytes of a file.
    public static let limit = 1 << 20

    /// Whether a file is a PKCS #12 structure as far as its beginning tells: version 3.
    public static func isOne(_ file: [UInt8]) -> Bool {
        var reader = DERReader(file)
        guard var bag = try? reader.enter(.sequence) else { return false }
        return (try? bag.readSmallInteger()) == 3
    }

    /// Opens a file.
    ///
    /// - Throws: `key.passphrase` if there is no passphrase, or not the right one; `key.malformed` if it holds no key with
    ///   its certificate; `key.unsupported` for a key on another curve.
    public init(_ file: [UInt8], passphrase: Passphrase?) throws(CryptographyError) {
        defer { ERR_clear_error() }
        guard let passphrase else { throw EncryptedKey.missing }
        guard file.count <= Self.limit else {
            throw CryptographyError(.overLimit, "key file of \(file.count) bytes, at most \(Self.limit) are read")
        }
        let bag = unsafe file.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return unsafe d2i_PKCS12(nil, &cursor, buffer.count)
        }
        guard let bag = unsafe bag else {
            throw CryptographyError(.malformedKey, "the key file is no PKCS #12 structure")
        }
        defer { unsafe PKCS12_free(bag) }
        var (key, leaf, others): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
        let opened: Int32? = unsafe passphrase.withCString { text, _ in
            unsafe PKCS12_parse(bag, text, &key, &leaf, &others)
        }
        guard opened == 1 else {
            throw CryptographyError(
                .passphrase, "the passphrase does not open the PKCS #12 file, or its encryption is not supported",
                hint:
                    "files under RC2 or 3DES are made anew with: openssl pkcs12 -legacy -in OLD | openssl pkcs12 -export"
            )
        }
        defer {
            unsafe X509_free(leaf)
            while let other = unsafe OPENSSL_sk_pop(others) { unsafe X509_free(OpaquePointer(other)) }
            unsafe OPENSSL_sk_free(others)
        }
        guard let key = unsafe key else {
            throw CryptographyError(.malformedKey, "the PKCS #12 file holds no private key")
        }
        self.key = SigningKey(try unsafe EllipticKey(owning: key))
        var encoded: [[UInt8]] = []
        if let leaf = unsafe leaf { encoded.append(unsafe Self.der(leaf)) }
        for index in 0..<max(0, unsafe OPENSSL_sk_num(others)) {
            if let other = unsafe OPENSSL_sk_value(others, index) {
                encoded.append(unsafe Self.der(OpaquePointer(other)))
            }
        }
        var certificates: [Certificate] = []
        for der in encoded { certificates.append(try Certificate(der: der)) }
        guard let first = certificates.first, self.key.matches(first) else {
            throw CryptographyError(.malformedKey, "the PKCS #12 file holds no certificate of its key")
        }
        self.certificates = certificates
    }

    private static func der(_ certificate: OpaquePointer) -> [UInt8] {
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = Int(unsafe i2d_X509(certificate, &encoded))
        guard count > 0, let encoded = unsafe encoded else { return [] }
        defer { unsafe CRYPTO_free(encoded, nil, 0) }
        return unsafe Array(UnsafeBufferPointer(start: encoded, count: count))
    }
}
