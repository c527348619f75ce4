// SPDX-License-Identifier: Apache-2.0

/// A buffer of bytes that grows at its end.
///
/// The appending functions are inlinable: every artefact passes through them byte by byte.
public struct ByteWriter: Sendable {
    /// What has been written so far.
    public var bytes: [UInt8]

    /// An empty buffer with room for `capacity` bytes.
    @inlinable
    public init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// How many bytes have been written.
    @inlinable
    public var count: Int { bytes.count }

    /// Appends one byte.
    @inlinable
    public mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends bytes as they are.
    @inlinable
    public mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Appends a part of an array as it is.
    @inlinable
    public mutating func append(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Appends the bytes of a span.
    @inlinable
    public mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends a string as UTF-8.
    @inlinable
    public mutating func append(_ string: String) {
        // All native strings have their bytes in one piece; copying them so avoids going through them one by one.
        let isCopied: Void? = unsafe string.utf8.withContiguousStorageIfAvailable {
            unsafe bytes.append(contentsOf: $0)
        }
        if isCopied == nil { bytes.append(contentsOf: string.utf8) }
    }

    /// Appends a part of a string as UTF-8.
    @inlinable
    public mutating func append(_ string: Substring) {
        bytes.append(contentsOf: string.utf8)
    }

    /// Appends the same byte `count` times.
    @inlinable
    public mutating func append(repeating byte: UInt8, count: Int) {
        bytes.append(contentsOf: repeatElement(byte, count: count))
    }

    /// Appends an integer in decimal digits.
    public mutating func append(decimal value: Int) {
        append(magnitude: value.magnitude, negative: value < 0, minimumDigits: 1)
    }

    /// Appends an integer in decimal digits, with leading zeros up to `width` digits.
    public mutating func append(decimal value: Int, width: Int) {
        append(magnitude: value.magnitude, negative: value < 0, minimumDigits: width)
    }

    /// Appends `value` / 10^`decimals` in decimal digits, without trailing zeros ("12.5", "-0.25", "3").
    public mutating func append(fixed value: Int, decimals: Int) {
        var scale: UInt = 1
        for _ in 0..<decimals { scale *= 10 }
        let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: scale)
        append(magnitude: whole, negative: value < 0, minimumDigits: 1)
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = fraction
        var unit = scale / 10
        while rest != 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    /// Appends bytes as lower-case hexadecimal digits.
    public mutating func append(hex more: [UInt8]) {
        bytes.reserveCapacity(bytes.count + 2 * more.count)
        for byte in more {
            bytes.append(Hex.digit(byte >> 4))
            bytes.append(Hex.digit(byte & 15))
        }
    }

    /// Appends a 16-bit integer as four lower-case hexadecimal digits.
    public mutating func append(hex value: UInt16) {
        // The digits stand in one word, the first one lowest; those above 9 are moved on to the letters.
        let value = UInt32(value)
        let digits = value >> 12 | (value & 0xF00) | (value & 0xF0) << 12 | (value & 0xF) << 24
        let letters = (digits &+ 0x0606_0606) >> 4 & 0x0101_0101
        let word = digits &+ 0x3030_3030 &+ letters &* 0x27
        unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends a 16-bit integer, most significant byte first.
    @inlinable
    public mutating func append(bigEndian value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    /// Appends a 32-bit integer, most significant byte first.
    @inlinable
    public mutating func append(bigEndian value: UInt32) {
        append(bigEndian: UInt16(truncatingIfNeeded: value >> 16))
        append(bigEndian: UInt16(truncatingIfNeeded: value))
    }

    /// Appends a 64-bit integer, most significant byte first.
    @inlinable
    public mutating func append(bigEndian value: UInt64) {
        append(bigEndian: UInt32(truncatingIfNeeded: value >> 32))
        append(bigEndian: UInt32(truncatingIfNeeded: value))
    }

    /// Replaces bytes already written, from `offset` on; the buffer keeps its length.
    ///
    /// - Precondition: `offset + replacement.count` is at most `count`.
    public mutating func overwrite(at offset: Int, with replacement: [UInt8]) {
        precondition(offset >= 0 && offset + replacement.count <= bytes.count)
        for (index, byte) in replacement.enumerated() { bytes[offset + index] = byte }
    }

    /// Empties the buffer and keeps its memory, for the next document.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func append(magnitude: UInt, negative: Bool, minimumDigits: Int) {
        if negative { bytes.append(UInt8(ascii: "-")) }
        if magnitude < 10 && minimumDigits <= 1 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude))
            return
        }
        if magnitude < 100_000_000 && minimumDigits <= 8 {
            let (word, digits) = DecimalWord.digits(of: UInt32(truncatingIfNeeded: magnitude), minimum: minimumDigits)
            unsafe withUnsafeBytes(of: word.littleEndian) { word in
                unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: word.baseAddress, count: digits))
            }
            return
        }
        var digits = 1
        var rest = magnitude / 10
        while rest != 0 {
            digits += 1
            rest /= 10
        }
        // Filled from the end in place; turning a slice around would copy it.
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(digits, minimumDigits)))
        rest = magnitude
        var place = bytes.count
        while rest != 0 {
            place -= 1
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
