// SPDX-License-Identifier: Apache-2.0

/// Memory that one owner fills with bytes from the beginning on.
///
/// An array asks at each byte whether it is shared; this is never shared, so that short pieces cost a comparison and a store.
/// It is for what is written in thousands of pieces, such as the content of pages; the whole is taken out at the end, once.
@safe
public struct ByteTape: ~Copyable, @unchecked Sendable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>?
    @usableFromInline var capacity: Int
    /// How many bytes have been written.
    public internal(set) var count: Int {
        @inlinable get { end }
        @inlinable set { end = newValue }
    }
    @usableFromInline var end = 0

    /// An empty tape with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        self.capacity = capacity
        unsafe start = capacity > 0 ? .allocate(capacity: capacity) : nil
    }

    deinit {
        unsafe start?.deallocate()
    }

    // MARK: What was written

    /// What has been written, as an array.
    public var bytes: [UInt8] {
        unsafe [UInt8](UnsafeBufferPointer(start: start, count: end))
    }

    /// The last byte; nil if there is none.
    @inlinable
    public var last: UInt8? {
        end > 0 ? unsafe start.unsafelyUnwrapped[end - 1] : nil
    }

    /// Hands out what has been written, without copying it.
    @inlinable
    public func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: start, count: end).span)
    }

    /// Empties the tape and keeps its memory.
    public mutating func reset() {
        end = 0
    }

    /// Replaces bytes already written, from `offset` on.
    ///
    /// - Precondition: `offset + replacement.count` is at most `count`.
    public mutating func overwrite(at offset: Int, with replacement: [UInt8]) {
        precondition(offset >= 0 && offset + replacement.count <= end)
        for (index, byte) in replacement.enumerated() { unsafe start.unsafelyUnwrapped[offset + index] = byte }
    }

    /// Puts a byte before the one at `offset`.
    ///
    /// - Precondition: `offset` is less than `count`.
    public mutating func insert(_ byte: UInt8, at offset: Int) {
        precondition(offset >= 0 && offset < end)
        reserve(1)
        unsafe (start.unsafelyUnwrapped + offset + 1).update(
            from: start.unsafelyUnwrapped + offset, count: end - offset)
        unsafe start.unsafelyUnwrapped[offset] = byte
        end += 1
    }

    // MARK: Bytes

    /// Makes sure that there is room for `more` bytes behind the last one.
    @inlinable @inline(__always)
    public mutating func reserve(_ more: Int) {
        if capacity - end < more { grow(more) }
    }

    @usableFromInline @inline(never)
    mutating func grow(_ more: Int) {
        let larger = max(2 * capacity, end + more, 256)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        if let start = unsafe start {
            unsafe memory.update(from: start, count: end)
            unsafe start.deallocate()
        }
        unsafe start = memory
        capacity = larger
    }

    /// Appends bytes that stand one after the other in memory.
    @inlinable @inline(__always)
    mutating func append(from source: UnsafePointer<UInt8>?, count: Int) {
        guard count > 0, let source = unsafe source else { return }
        reserve(count)
        unsafe (start.unsafelyUnwrapped + end).update(from: source, count: count)
        end += count
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe start.unsafelyUnwrapped[end] = byte
        end += 1
    }

    /// Appends the lowest `count` bytes of a word, the lowest first; at most eight.
    @inlinable @inline(__always)
    public mutating func append(word: UInt64, count: Int) {
        reserve(8)
        unsafe UnsafeMutableRawPointer(start.unsafelyUnwrapped + end).storeBytes(
            of: word.littleEndian, as: UInt64.self)
        end += count
    }

    /// Appends bytes as they are.
    @inlinable
    public mutating func append(_ more: [UInt8]) {
        unsafe more.withUnsafeBufferPointer { unsafe append(from: $0.baseAddress, count: $0.count) }
    }

    /// Appends the bytes of a span.
    @inlinable
    public mutating func append(_ more: Span<UInt8>) {
        unsafe more.withUnsafeBufferPointer { unsafe append(from: $0.baseAddress, count: $0.count) }
    }

    /// Appends the same byte `count` times.
    public mutating func append(repeating byte: UInt8, count: Int) {
        reserve(count)
        unsafe (start.unsafelyUnwrapped + end).initialize(repeating: byte, count: count)
        end += count
    }

    /// Appends a 16-bit integer, most significant byte first.
    @inlinable @inline(__always)
    public mutating func append(bigEndian value: UInt16) {
        append(word: UInt64(value.byteSwapped), count: 2)
    }

    /// Appends a 32-bit integer, most significant byte first.
    @inlinable @inline(__always)
    public mutating func append(bigEndian value: UInt32) {
        append(word: UInt64(value.byteSwapped), count: 4)
    }

    /// Appends bytes of the tape once more.
    ///
    /// - Precondition: the range lies within what has been written.
    @inlinable
    public mutating func append(again range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= end)
        reserve(range.count)
        guard let start = unsafe start else { return }
        unsafe (start + end).update(from: start + range.lowerBound, count: range.count)
        end += range.count
    }

    // MARK: Text

    /// Appends words of the program.
    @inlinable @inline(__always)
    public mutating func append(_ text: StaticString) {
        unsafe append(from: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// Appends a string as UTF-8.
    @inlinable
    public mutating func append(text: String) {
        let isCopied: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
            unsafe append(from: $0.baseAddress, count: $0.count)
        }
        if isCopied == nil { for byte in text.utf8 { append(byte) } }
    }

    // MARK: Numbers

    /// Appends an integer in decimal digits.
    @inlinable
    public mutating func append(decimal value: Int) {
        reserve(24)
        if value < 0 { store(UInt8(ascii: "-")) }
        store(decimal: value.magnitude)
    }

    /// Appends `value` / 1000 in decimal digits, without trailing zeros ("12.5", "-0.25", "3").
    @inlinable
    public mutating func append(thousandths value: Int) {
        reserve(24)
        if value < 0 { store(UInt8(ascii: "-")) }
        let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
        store(decimal: whole)
        guard part != 0 else { return }
        store(UInt8(ascii: "."))
        let (tenth, rest) = UInt32(truncatingIfNeeded: part).quotientAndRemainder(dividingBy: 100)
        store(digit: tenth)
        guard rest != 0 else { return }
        let (hundredth, last) = rest.quotientAndRemainder(dividingBy: 10)
        store(digit: hundredth)
        if last != 0 { store(digit: last) }
    }

    @inlinable @inline(__always)
    mutating func store(_ byte: UInt8) {
        unsafe start.unsafelyUnwrapped[end] = byte
        end += 1
    }

    @inlinable @inline(__always)
    mutating func store(digit: UInt32) {
        store(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
    }

    /// There must be room for 20 digits.
    @inlinable @inline(__always)
    mutating func store(decimal value: UInt) {
        if value < 10 { return store(digit: UInt32(truncatingIfNeeded: value)) }
        if value < 100_000_000 {
            let (word, digits) = DecimalWord.digits(of: UInt32(truncatingIfNeeded: value))
            unsafe UnsafeMutableRawPointer(start.unsafelyUnwrapped + end).storeBytes(
                of: word.littleEndian, as: UInt64.self)
            end += digits
            return
        }
        let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
        storeLarge(high)
        var unit: UInt = 10_000_000
        while unit > 0 {
            store(digit: UInt32(truncatingIfNeeded: low / unit % 10))
            unit /= 10
        }
    }

    @usableFromInline @inline(never)
    mutating func storeLarge(_ value: UInt) {
        store(decimal: value)
    }

    // MARK: Hexadecimal

    /// Appends a 16-bit integer as four lower-case hexadecimal digits.
    @inlinable @inline(__always)
    public mutating func append(hex value: UInt16) {
        // The digits stand in one word, the first one lowest; those above 9 are moved on to the letters.
        let value = UInt32(value)
        let digits = value >> 12 | (value & 0xF00) | (value & 0xF0) << 12 | (value & 0xF) << 24
        let letters = (digits &+ 0x0606_0606) >> 4 & 0x0101_0101
        append(word: UInt64(digits &+ 0x3030_3030 &+ letters &* 0x27), count: 4)
    }

    /// Appends bytes as lower-case hexadecimal digits.
    public mutating func append(hex bytes: [UInt8]) {
        reserve(2 * bytes.count)
        for byte in bytes {
            store(Hex.digit(byte >> 4))
            store(Hex.digit(byte & 15))
        }
    }
}
