// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The order of byte strings: by their first different byte, the shorter first if there is none.
public enum ByteOrder {
    /// A negative number, zero or a positive number, as `left` comes before, equals or follows `right`.
    public static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        let common = min(left.count, right.count)
        let order = unsafe left.withUnsafeBytes { leftBytes in
            unsafe right.withUnsafeBytes { rightBytes in
                guard common > 0, let left = leftBytes.baseAddress, let right = rightBytes.baseAddress else {
                    return Int32(0)
                }
                return unsafe memcmp(left, right, common)
            }
        }
        return order != 0 ? Int(order) : left.count - right.count
    }

    /// Where a byte stands first in some bytes, from a place on; nil if it does not.
    public static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
        unsafe bytes.withUnsafeBytes { all in
            guard start < all.count, let base = all.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), all.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Where some bytes, of which there is at least one, stand last in others; nil if they do not.
    public static func lastIndex(of wanted: Span<UInt8>, in bytes: Span<UInt8>) -> Int? {
        guard wanted.count > 0, bytes.count >= wanted.count else { return nil }
        let first = wanted[0]
        for place in stride(from: bytes.count - wanted.count, through: 0, by: -1) where bytes[place] == first {
            if compare(bytes.extracting(place..<place + wanted.count), wanted) == 0 { return place }
        }
        return nil
    }
}
