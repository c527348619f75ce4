// SPDX-License-Identifier: Apache-2.0

/// The smaller of the two values s that an ECDSA signature may have.
///
/// If (r, s) is a signature, (r, n − s) is one of the same message (n being the order of the curve), and anybody can
/// change one into the other. Only the smaller is written and accepted here, so that a signature is one value.
enum LowS {
    /// The order of P-256 (SEC 2, 2.4.2), most significant byte first.
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    /// Half the order, rounded down.
    private static let half: [UInt8] = [
        0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42, 0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8,
    ]

    /// Whether the second half of r‖s is at most half the order.
    static func holds(_ signature: [UInt8]) -> Bool {
        signature.count == 64 && !half.lexicographicallyPrecedes(signature[32...])
    }

    /// The signature r‖s with the smaller s.
    ///
    /// - Precondition: s is less than the order, as in every signature.
    static func normalized(_ signature: [UInt8]) -> [UInt8] {
        guard !holds(signature) else { return signature }
        var result = signature
        var borrow = 0
        for index in stride(from: 31, through: 0, by: -1) {
            let difference = Int(order[index]) - Int(signature[32 + index]) - borrow
            result[32 + index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return result
    }
}
