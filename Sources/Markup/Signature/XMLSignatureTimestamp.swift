// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography

/// The timestamp of a signature: a SignatureTimeStamp of XAdES with one token, in an `Object` of its own (ETSI EN 319
/// 132-1, 4.4.2 and 5.3).
extension XMLSignature {
    /// What a timestamp is about: the canonical form of `SignatureValue`, standing alone.
    public var timestampedMessage: [UInt8] { Self.timestampedMessage(value) }

    /// The signature with a timestamp, in place of the one that it may have.
    ///
    /// - Throws: `timestamp.invalid` if the timestamp is that of another signature.
    public func stamped(with token: TimestampToken) throws(CryptographyError) -> XMLSignature {
        let stamped = XMLSignature(
            suite: suite, digest: digest, value: value, signer: signer, chain: chain, token: token.der)
        _ = try stamped.timestamp?.verified()
        return stamped
    }

    static func timestampedMessage(_ value: [UInt8]) -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.append("<SignatureValue xmlns=\"\(namespace)\">")
        writer.append(Base64.encodedBytes(value))
        writer.append("</SignatureValue>")
        return writer.bytes
    }

    /// The value of `Id` of the signature, to which XAdES has to refer from beside a timestamp.
    var timestampTarget: String { "signature-\(suite.rawValue)" }

    /// Writes the element around a token.
    func writeTimestamp(_ token: [UInt8], to writer: inout ByteWriter) {
        writer.append("<Object><QualifyingProperties xmlns=\"\(Self.propertiesNamespace)\"")
        writer.append(" Target=\"#\(timestampTarget)\">")
        for name in Self.path.dropFirst().dropLast() { writer.append("<\(name)>") }
        writer.append("<CanonicalizationMethod xmlns=\"\(Self.namespace)\"")
        writer.append(" Algorithm=\"\(Self.canonicalization)\"></CanonicalizationMethod>")
        writer.append("<EncapsulatedTimeStamp>")
        writer.append(Base64.encodedBytes(token))
        for name in Self.path.reversed() { writer.append("</\(name)>") }
        writer.append("</Object>")
    }

    /// The token that lies in a signature; nil if none can be taken out. Whether all around it is as it should be is
    /// found out by writing it again.
    public static func timestampToken(in signature: Element) -> [UInt8]? {
        var element = signature.child("Object")
        for name in path { element = element?.child(name, namespace: propertiesNamespace) }
        guard let text = element?.text, text.utf8.count <= TimestampToken.limit * 2 else { return nil }
        return Base64.decode(text)
    }

    private static let propertiesNamespace = "http://uri.etsi.org/01903/v1.3.2#"
    private static let path = [
        "QualifyingProperties", "UnsignedProperties", "UnsignedSignatureProperties", "SignatureTimeStamp",
        "EncapsulatedTimeStamp",
    ]
}
