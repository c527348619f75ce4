// SPDX-License-Identifier: Apache-2.0

/// A signature algorithm with its curve and its digest; it is a property of the key.
public enum Suite: String, Sendable, CaseIterable {
    /// ECDSA over NIST P-256 with SHA-256 (FIPS 186-5).
    case p256
    /// SM2 over its recommended curve with SM3 (GB/T 32918, GB/T 35276), identity 1234567812345678.
    case sm2

    /// The digest that the suite signs and that its CMS objects carry.
    public var digestAlgorithm: DigestAlgorithm {
        switch self {
        case .p256: .sha256
        case .sm2: .sm3
        }
    }

    /// How many bytes a raw signature r‖s has.
    public static let signatureByteCount = 64

    /// The object identifier of the named curve.
    var curve: ObjectIdentifier {
        switch self {
        case .p256: .prime256v1
        case .sm2: .sm2Curve
        }
    }

    /// The object identifier of the signature algorithm.
    var signatureAlgorithm: ObjectIdentifier {
        switch self {
        case .p256: .ecdsaWithSHA256
        case .sm2: .sm2WithSM3
        }
    }

    /// The order n of the base point, 32 bytes, most significant first.
    var order: [UInt8] {
        switch self {
        case .p256: Self.orderOfP256
        case .sm2: Self.orderOfSM2
        }
    }

    private static let orderOfP256: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    private static let orderOfSM2: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x72, 0x03, 0xDF, 0x6B, 0x21, 0xC6, 0x05, 0x2B, 0x53, 0xBB, 0xF4, 0x09, 0x39, 0xD5, 0x41, 0x23,
    ]
}
