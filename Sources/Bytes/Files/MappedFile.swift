// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Bytes that neither change nor move: a file mapped into memory, or a copy of an array.
///
/// A mapped file is not read when it is opened; the system brings in the pages that are looked at and shares them
/// between processes. Whoever maps a file relies on nobody shortening it meanwhile: it is for files that are written
/// once, such as fonts and segments.
@safe
public final class MappedFile: Sendable {
    /// Why a file could not be mapped.
    public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// The path as it was given.
        public let path: String
        /// The system's reason.
        public let reason: String

        /// The path and the reason.
        public var description: String { "\(path): \(reason)" }
    }

    /// How many bytes there are.
    public let count: Int
    @usableFromInline
    nonisolated(unsafe) let base: UnsafeRawPointer
    private let isMapping: Bool

    /// Maps a whole regular file for reading.
    public init(path: String) throws(Failure) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, reason: Self.systemReason()) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(path: path, reason: Self.systemReason()) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(path: path, reason: "not a regular file") }
        count = Int(status.st_size)
        guard count > 0 else {
            // An empty mapping is an error to the system.
            unsafe base = UnsafeRawPointer(UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))
            isMapping = false
            return
        }
        let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw Failure(path: path, reason: Self.systemReason())
        }
        unsafe base = UnsafeRawPointer(address)
        isMapping = true
    }

    /// Copies an array once.
    public init(_ bytes: [UInt8]) {
        count = bytes.count
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        unsafe copy.copyMemory(from: bytes, byteCount: bytes.count)
        unsafe base = UnsafeRawPointer(copy)
        isMapping = false
    }

    deinit {
        if isMapping {
            unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
        } else {
            unsafe base.deallocate()
        }
    }

    /// One byte.
    ///
    /// - Precondition: `offset` is in `0..<count`.
    @inlinable
    public subscript(offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < count, "offset out of the file")
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Two bytes as an integer, most significant byte first.
    ///
    /// - Precondition: `offset` is in `0...(count - 2)`.
    @inlinable
    public func bigEndian16(at offset: Int) -> UInt16 {
        precondition(offset >= 0 && offset <= count - 2, "offset out of the file")
        return unsafe UInt16(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    /// Four bytes as an integer, most significant byte first.
    ///
    /// - Precondition: `offset` is in `0...(count - 4)`.
    @inlinable
    public func bigEndian32(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && offset <= count - 4, "offset out of the file")
        return unsafe UInt32(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Appends a part of the bytes to an array, in one copy.
    ///
    /// - Precondition: `range` lies in `0..<count`.
    public func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of the file")
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// Lends a part of the bytes, without a copy.
    ///
    /// - Precondition: `range` lies in `0..<count`.
    public func withSpan<Result, Failure: Error>(
        of range: Range<Int>, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of the file")
        let start = unsafe (base + range.lowerBound).assumingMemoryBound(to: UInt8.self)
        return try unsafe body(Span(_unsafeStart: start, count: range.count))
    }

    /// Lends all bytes, without a copy.
    public func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withSpan(of: 0..<count, body)
    }

    private static func systemReason() -> String {
        unsafe String(cString: strerror(errno))
    }
}
