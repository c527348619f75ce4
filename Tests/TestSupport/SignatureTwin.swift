// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The second value that is as good an ECDSA signature of the same message as a given one.
public enum SignatureTwin {
    /// (r, n − s) for r‖s under P-256 (SEC 2, 2.4.2 gives n), 64 bytes.
    public static func of(_ value: [UInt8]) -> [UInt8] {
        let order = Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551") ?? []
        var twin = value
        var borrow = 0
        for index in (0..<32).reversed() {
            let difference = Int(order[index]) - Int(twin[32 + index]) - borrow
            twin[32 + index] = UInt8(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        return twin
    }
}
