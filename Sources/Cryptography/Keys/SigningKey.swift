// SPDX-License-Identifier: Apache-2.0

/// A private key that signs.
public final class SigningKey: Sendable {
    private let key: EllipticKey

    /// The suite that the key's curve decides.
    public var suite: Suite { key.suite }

    /// Reads an unencrypted PKCS #8 key in PEM ("BEGIN PRIVATE KEY", RFC 7468, 10).
    ///
    /// - Throws: `pem.malformed` if the text holds anything but one such key, `key.malformed` or `key.unsupported` if
    ///   the key is damaged or not on one of the two curves.
    public init(pem: [UInt8]) throws(CryptographyError) {
        let blocks = try PEM.read(pem)
        guard blocks.count == 1, let block = blocks.first, block.label == Self.label else {
            let found = blocks.isEmpty ? "no object" : blocks.map(\.label).joined(separator: ", ")
            throw CryptographyError(
                .malformedPEM, "\(found) found where one PEM object \"\(Self.label)\" is expected",
                hint: "convert the key with: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW")
        }
        key = try EllipticKey(privateKeyInfo: block.contents)
    }

    private init(_ key: EllipticKey) {
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
}
