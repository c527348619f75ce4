// SPDX-License-Identifier: Apache-2.0

/// The smaller of the two values s that an ECDSA signature may have.
///
/// If (r, s) is a signature, (r, n − s) is one of the same message (n being the order of the curve), and anybody can
/// change one into the other. Only the smaller is written and accepted here, so that a signature is one value. Of SM2
/// there is no such twin: the value r is part of what s is computed from.
package enum LowS {
    /// The greatest s of P-256: half the order (SEC 2, 2.4.2), rounded down.
    static let greatest: [UInt8] = [
        0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42, 0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8,
    ]

    /// Whether r‖s of a suite is the one value of its signature: with P-256, s is at most half the order.
    package static func holds(_ signature: [UInt8], _ suite: Suite) -> Bool {
        suite != .p256 || signature.count == 64 && !greatest.lexicographicallyPrecedes(signature[32...])
    }

    /// The signature r‖s with the smaller s; one that is none, with an s above the order, stays as it is.
    package static func normalized(_ signature: [UInt8], _ suite: Suite) -> [UInt8] {
        guard signature.count == 64, !holds(signature, suite),
            signature[32...].lexicographicallyPrecedes(suite.order)
        else { return signature }
        var result = signature
        var borrow = 0
        for index in stride(from: 31, through: 0, by: -1) {
            let difference = Int(suite.order[index]) - Int(signature[32 + index]) - borrow
            result[32 + index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return result
    }
}
