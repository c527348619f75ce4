// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// One run of zlib's decompressor.
enum Inflation {
    static func run(_ bytes: Span<UInt8>, limit: Int) throws(CompressionError) -> [UInt8] {
        precondition(limit >= 0)
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        let status = unsafe creditreport_inflate_init(stream, 15)
        precondition(status == Z_OK, "zlib cannot start: no memory")
        defer { unsafe inflateEnd(stream) }

        // One byte over the limit, so that a stream of exactly `limit` bytes can be told from a longer one.
        let most = limit < Int.max ? limit + 1 : limit
        let (guess, overflow) = bytes.count.multipliedReportingOverflow(by: 4)
        var output = [UInt8](repeating: 0, count: min(most, overflow ? most : max(guess, 1 << 10)))
        var taken = 0
        var written = 0
        while true {
            let result = unsafe step(stream, bytes, taken: &taken, output: &output, written: &written)
            switch result {
            case Z_STREAM_END:
                guard written <= limit else { throw tooLarge(limit) }
                guard taken == bytes.count else {
                    throw CompressionError(
                        code: .trailingBytes,
                        message: "\(bytes.count - taken) bytes follow the end of the compressed stream at byte \(taken)"
                    )
                }
                output.removeLast(output.count - written)
                return output
            case Z_OK, Z_BUF_ERROR:
                if written > limit { throw tooLarge(limit) }
                if written == output.count {
                    let more = min(output.count, most - output.count)
                    // Zero means that the limit is Int.max and reached, which no machine can.
                    guard more > 0 else { throw tooLarge(limit) }
                    output.append(contentsOf: repeatElement(0, count: more))
                } else if taken == bytes.count {
                    throw CompressionError(
                        code: .truncated,
                        message: "the compressed stream ends early, after \(bytes.count) bytes")
                }
            case Z_NEED_DICT:
                throw CompressionError(
                    code: .corrupt, message: "the compressed stream needs a preset dictionary, which is not allowed")
            default:
                let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "unknown reason"
                throw CompressionError(
                    code: .corrupt, message: "the compressed stream is damaged near byte \(taken): \(reason)")
            }
        }
    }

    private static func step(
        _ stream: UnsafeMutablePointer<z_stream>, _ bytes: Span<UInt8>, taken: inout Int, output: inout [UInt8],
        written: inout Int
    ) -> Int32 {
        // zlib counts in 32 bits, so very long input goes in steps.
        let offered = min(1 << 30, bytes.count - taken)
        let room = min(1 << 30, output.count - written)
        var status: Int32 = Z_OK
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { buffer in
                unsafe stream.pointee.next_in =
                    unsafe UnsafeMutablePointer(mutating: input.baseAddress.map { unsafe $0 + taken })
                unsafe stream.pointee.avail_in = UInt32(offered)
                unsafe stream.pointee.next_out = unsafe buffer.baseAddress.map { unsafe $0 + written }
                unsafe stream.pointee.avail_out = UInt32(room)
                status = unsafe inflate(stream, Z_NO_FLUSH)
            }
        }
        taken += unsafe offered - Int(stream.pointee.avail_in)
        written += unsafe room - Int(stream.pointee.avail_out)
        return status
    }

    private static func tooLarge(_ limit: Int) -> CompressionError {
        CompressionError(code: .tooLarge, message: "the compressed stream holds more than \(limit) bytes")
    }
}
