// SPDX-License-Identifier: Apache-2.0

/// The two forms of a signature value: r‖s of fixed length, and the DER structure ECDSA-Sig-Value (RFC 3279, 2.2.3).
enum RawSignature {
    /// The DER form of r‖s; nil unless it has 64 bytes and both halves lie between 1 and n − 1.
    static func encoded(_ raw: ArraySlice<UInt8>, _ suite: Suite) -> [UInt8]? {
        guard raw.count == Suite.signatureByteCount else { return nil }
        let r = raw.prefix(32)
        let s = raw.suffix(32)
        for half in [r, s] {
            guard half.contains(where: { $0 != 0 }), half.lexicographicallyPrecedes(suite.order) else { return nil }
        }
        return DER.sequence(DER.integer(magnitude: r), DER.integer(magnitude: s))
    }

    /// The fixed-length form of a DER signature; throws if the DER is not what `encoded` would write.
    static func decoded(_ der: ArraySlice<UInt8>) throws(CryptographyError) -> [UInt8] {
        var outer = DERReader(der)
        var pair = try outer.enter(.sequence)
        try outer.finish()
        var raw: [UInt8] = []
        raw.reserveCapacity(Suite.signatureByteCount)
        for _ in 0..<2 {
            let magnitude = try pair.readMagnitude()
            guard magnitude.count <= 32 else { throw pair.malformed("signature value above 256 bits, before") }
            raw += repeatElement(0, count: 32 - magnitude.count)
            raw += magnitude
        }
        try pair.finish()
        return raw
    }
}
