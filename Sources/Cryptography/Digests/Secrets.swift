// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// Comparison in a time that does not depend on the contents.
public enum ConstantTime {
    /// Whether two byte strings are equal; only their lengths can be learned from the time it takes.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        unsafe left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}

/// Random bytes for secrets of a store and for serial numbers of certificates; nothing else in the project is random.
public enum SecureRandom {
    /// Bytes from libcrypto's generator, which the operating system seeds.
    ///
    /// - Precondition: `count` lies between 0 and 2^20.
    /// - Throws: `library.failed` if the generator has no entropy.
    public static func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
        precondition((0...1 << 20).contains(count))
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe RAND_bytes(&bytes, Int32(count)) == 1 else {
            throw CryptographyError(.library, "libcrypto's random generator has no entropy")
        }
        return bytes
    }
}
