// SPDX-License-Identifier: Apache-2.0

/// A private key that signs.
public final class SigningKey: Sendable {
    private let key: EllipticKey

    /// The suite that the key's curve decides.
    public var suite: Suite { key.suite }

    /// Reads a PKCS #8 key in PEM (RFC 7468, 10 and 11), unencrypted or encrypted.
    ///
    /// - Parameters:
    ///   - pem: the text.
    ///   - passphrase: asked for if the key is encrypted.
    /// - Throws: `pem.malformed` if the text holds anything but one such key, `key.passphrase` if there is no passphrase or
    ///   not the right one, `key.malformed` or `key.unsupported` if the key is damaged or not on one of the two curves.
    public init(
        pem: [UInt8], passphrase: () throws(CryptographyError) -> Passphrase? = { nil }
    ) throws(CryptographyError) {
        let blocks = try PEM.read(pem)
        guard blocks.count == 1, let block = blocks.first, [Self.label, Self.encryptedLabel].contains(block.label)
        else {
            let found = blocks.isEmpty ? "no object" : blocks.map(\.label).joined(separator: ", ")
            throw CryptographyError(
                .malformedPEM, "\(found) found where one PEM object \"\(Self.label)\" is expected",
                hint: "convert the key with: openssl pkcs8 -topk8 -in KEY -out NEW")
        }
        var contents = block.contents
        defer { Secrets.wipe(&contents) }
        if block.label == Self.label {
            key = try EllipticKey(privateKeyInfo: contents)
        } else {
            key = try EncryptedKey.open(contents, try passphrase())
        }
    }

    /// Whether a text in PEM holds an encrypted key.
    public static func isEncrypted(pem: [UInt8]) -> Bool {
        (try? PEM.read(pem))?.contains { $0.label == encryptedLabel } ?? false
    }

    init(_ key: EllipticKey) {
        self.key = key
    }

    /// A fresh random key.
    public static func generate(_ suite: Suite = .p256) throws(CryptographyError) -> SigningKey {
        SigningKey(try EllipticKey(generating: suite))
    }

    /// The key as unencrypted PKCS #8 in PEM.
    public func pem() throws(CryptographyError) -> String {
        PEM.encode(try key.privateKeyInfo(), label: Self.label)
    }

    /// The key as PKCS #8 in PEM, encrypted under a passphrase.
    public func pem(encryptedUnder passphrase: Passphrase) throws(CryptographyError) -> String {
        PEM.encode(try key.encryptedPrivateKeyInfo(passphrase), label: Self.encryptedLabel)
    }

    /// The signature r‖s of a message, 64 bytes; the suite's digest is taken inside.
    public func sign(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try RawSignature.decoded(try key.sign(message)[...])
    }

    /// Whether a certificate names this key's public half.
    public func matches(_ certificate: Certificate) -> Bool {
        certificate.suite == suite && certificate.point == key.point
    }

    /// The public point, uncompressed.
    var point: [UInt8] { key.point }

    private static let label = "PRIVATE KEY"
    private static let encryptedLabel = "ENCRYPTED PRIVATE KEY"
}
