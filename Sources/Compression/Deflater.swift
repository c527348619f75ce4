// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// A compressor that keeps its memory (some 260 KB) from one stream to the next.
///
/// Each stream is independent: what was compressed before has no influence on what comes next.
@safe
public struct Deflater: ~Copyable {
    /// How a stream ends.
    enum End {
        /// Last block and checksum: a whole zlib stream.
        case finish
        /// An empty stored block that brings the stream to a whole byte; more may follow.
        case flush
    }

    /// The compression level, 0 (stored) to 9 (smallest).
    public let level: Int
    // zlib's state points back at the stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// A compressor of zlib streams.
    ///
    /// - Parameter level: 0 (stored) to 9 (smallest).
    public init(level: Int) {
        self.init(level: level, windowBits: 15)
    }

    init(level: Int, windowBits: Int32) {
        precondition((0...9).contains(level), "the level is 0 to 9")
        self.level = level
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 8 is zlib's own default for the memory of its hash chains.
        let status = unsafe creditreport_deflate_init(stream, Int32(level), windowBits, 8, Z_DEFAULT_STRATEGY)
        precondition(status == Z_OK, "zlib cannot start: no memory")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The bytes compressed in one zlib stream.
    public mutating func compress(_ bytes: [UInt8]) -> [UInt8] {
        compress(bytes.span)
    }

    /// The bytes compressed in one zlib stream.
    public mutating func compress(_ bytes: Span<UInt8>) -> [UInt8] {
        run(bytes, end: .finish)
    }

    mutating func run(_ bytes: Span<UInt8>, end: End) -> [UInt8] {
        unsafe deflateReset(stream)
        // The bound of zlib covers a finished stream; an ending flush takes at most one stored block more.
        let capacity = unsafe Int(deflateBound(stream, UInt(bytes.count))) + 16
        return unsafe bytes.withUnsafeBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, written in
                written = unsafe fill(output, from: input, end: end)
            }
        }
    }

    private func fill(
        _ output: UnsafeMutableBufferPointer<UInt8>, from input: UnsafeBufferPointer<UInt8>, end: End
    ) -> Int {
        // zlib counts in 32 bits, so very long input goes in steps.
        let step = 1 << 30
        var taken = 0
        var written = 0
        while true {
            let offered = min(step, input.count - taken)
            let room = min(step, output.count - written)
            let last = taken + offered == input.count
            unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(
                mutating: input.baseAddress.map { unsafe $0 + taken })
            unsafe stream.pointee.avail_in = UInt32(offered)
            unsafe stream.pointee.next_out = unsafe output.baseAddress.map { unsafe $0 + written }
            unsafe stream.pointee.avail_out = UInt32(room)
            let flush = last ? (end == .finish ? Z_FINISH : Z_FULL_FLUSH) : Z_NO_FLUSH
            let status = unsafe deflate(stream, flush)
            taken += unsafe offered - Int(stream.pointee.avail_in)
            written += unsafe room - Int(stream.pointee.avail_out)
            if status == Z_STREAM_END { return written }
            precondition(status == Z_OK, "zlib refuses its own stream")
            let full = unsafe stream.pointee.avail_out == 0
            if last && end == .flush && !full { return written }
        }
    }
}
