// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The 32 bytes on which a signature algorithm works: what a device gets that signs for this program.
enum SignedDigest {
    /// The digest of a message for a key.
    ///
    /// P-256 takes SHA-256 of the message; SM2 takes e = SM3(Z‖M), where Z binds the identity 1234567812345678 and the
    /// public key (GB/T 32918.2, 5.5 and 6.1).
    static func of(_ message: [UInt8], _ suite: Suite, point: [UInt8]) -> [UInt8] {
        switch suite {
        case .p256: return Digest.of(message)
        case .sm2:
            var digester = Digester(.sm3)
            digester.update(identityDigest(point))
            digester.update(message)
            return digester.finish()
        }
    }

    /// Z: SM3 over the length of the identity in bits, the identity, the curve's a and b, its base point, and the key.
    private static func identityDigest(_ point: [UInt8]) -> [UInt8] {
        let identity = EllipticKey.identity
        var digester = Digester(.sm3)
        digester.update([UInt8(identity.count * 8 >> 8), UInt8(identity.count * 8 & 0xFF)])
        digester.update(identity)
        for parameter in curve { digester.update(parameter) }
        digester.update(point.dropFirst())
        return digester.finish()
    }

    /// a, b, xG, yG of the recommended curve (GB/T 32918.5, 2).
    private static let curve: [[UInt8]] = [
        "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC",
        "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93",
        "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7",
        "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0",
    ].compactMap { Hex.decode($0.lowercased()) }
}
