// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// One table of a font: a window on the file that never reads past its end.
struct Table: Sendable {
    /// Four characters, such as "glyf" or "cvt ".
    let tag: String
    let file: MappedFile
    /// Where the table begins in the file.
    let start: Int
    let count: Int

    func u8(_ offset: Int) throws(FontError) -> Int {
        try check(offset, 1)
        return Int(file[start + offset])
    }

    func u16(_ offset: Int) throws(FontError) -> Int {
        try check(offset, 2)
        return Int(file.bigEndian16(at: start + offset))
    }

    func i16(_ offset: Int) throws(FontError) -> Int {
        try check(offset, 2)
        return Int(Int16(bitPattern: file.bigEndian16(at: start + offset)))
    }

    func u32(_ offset: Int) throws(FontError) -> Int {
        try check(offset, 4)
        return Int(file.bigEndian32(at: start + offset))
    }

    func i32(_ offset: Int) throws(FontError) -> Int {
        try check(offset, 4)
        return Int(Int32(bitPattern: file.bigEndian32(at: start + offset)))
    }

    /// Makes sure that `length` bytes stand at `offset`.
    @inline(__always)
    func check(_ offset: Int, _ length: Int) throws(FontError) {
        if offset < 0 || length < 0 || offset > count || length > count - offset { throw tooShort(offset, length) }
    }

    /// The sum of the table's 32-bit words, padded with zeros (OpenType, "Calculating checksums").
    var checksum: UInt32 {
        file.withSpan(of: start..<start + count) { Table.checksum($0) }
    }

    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        var sum: UInt32 = 0
        var index = 0
        unsafe bytes.withUnsafeBytes { buffer in
            while index + 4 <= buffer.count {
                sum &+= unsafe UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                index += 4
            }
        }
        var shift: UInt32 = 24
        while index < bytes.count {
            sum &+= UInt32(bytes[index]) << shift
            shift &-= 8
            index += 1
        }
        return sum
    }

    func bad(_ message: String) -> FontError {
        FontError(.badTable, "table '\(tag)': \(message)")
    }

    private func tooShort(_ offset: Int, _ length: Int) -> FontError {
        bad("\(length) bytes expected at \(offset), but the table has \(count)")
    }
}
