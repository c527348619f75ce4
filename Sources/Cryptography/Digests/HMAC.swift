// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// Keyed digests (RFC 2104).
public enum HMAC {
    /// The HMAC of a message, 32 bytes.
    public static func of(
        _ message: [UInt8], key: [UInt8], _ algorithm: DigestAlgorithm = .sha256
    ) -> [UInt8] {
        // libcrypto reads a null key as "the key of the last call", so an empty key needs an address.
        let present = key.isEmpty ? [0] : key
        return unsafe [UInt8](unsafeUninitializedCapacity: algorithm.byteCount) { buffer, count in
            let result = unsafe CCrypto.HMAC(
                algorithm == .sm3 ? EVP_sm3() : EVP_sha256(), present, Int32(key.count), message, message.count,
                buffer.baseAddress, nil)
            guard unsafe result != nil else { fatalError("libcrypto gives no HMAC: out of memory") }
            count = algorithm.byteCount
        }
    }
}
