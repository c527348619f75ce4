// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// zlib's decompressor of raw deflate data (RFC 1951), fed piece by piece.
@safe
struct Inflater: ~Copyable {
    // zlib's state points back at the stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    /// Whether the last block has ended.
    private(set) var isDone = false

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe creditreport_inflate_init(stream, -15)
        precondition(status == Z_OK, "zlib cannot start: no memory")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// What comes out of the input from `taken` on, at most `room` bytes; nil if the data are damaged.
    mutating func step(_ input: Span<UInt8>, taken: inout Int, room: Int) -> [UInt8]? {
        let offered = input.count - taken
        var status: Int32 = Z_OK
        let output = unsafe input.withUnsafeBufferPointer { buffer in
            unsafe [UInt8](unsafeUninitializedCapacity: room) { output, written in
                unsafe stream.pointee.next_in =
                    unsafe UnsafeMutablePointer(mutating: buffer.baseAddress.map { unsafe $0 + taken })
                unsafe stream.pointee.avail_in = UInt32(offered)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(room)
                status = unsafe inflate(stream, Z_NO_FLUSH)
                written = unsafe room - Int(stream.pointee.avail_out)
            }
        }
        taken += unsafe offered - Int(stream.pointee.avail_in)
        isDone = status == Z_STREAM_END
        // A lack of input is no damage; the caller knows whether there is more.
        return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR ? output : nil
    }
}
