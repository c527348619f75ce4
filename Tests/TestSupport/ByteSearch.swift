// SPDX-License-Identifier: Apache-2.0

internal import Glibc

extension Array where Element == UInt8 {
    /// Where a text begins for the first time; nil if it does not occur.
    public func offset(of text: String, from start: Int = 0) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, start >= 0, start <= count else { return nil }
        // The library's own search: a loop of ours over every byte takes long in a debug build.
        return unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var place = start
            while place + wanted.count <= bytes.count,
                let found = unsafe memchr(base + place, Int32(first), bytes.count - place - wanted.count + 1)
            {
                place = unsafe UnsafeRawPointer(found) - base
                if unsafe memcmp(base + place, wanted, wanted.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    /// The bytes with the first occurrence of a text replaced, and nothing else moved into place.
    public func replacing(_ text: String, with other: String) -> [UInt8] {
        guard let start = offset(of: text) else { return self }
        return Array(self[..<start]) + Array(other.utf8) + Array(self[(start + text.utf8.count)...])
    }
}
