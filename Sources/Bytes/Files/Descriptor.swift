// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The loops around the system's reading and writing.
enum Descriptor {
    /// Writes all bytes, over interruptions and short writes.
    static func write(_ bytes: Span<UInt8>, to descriptor: Int32, path: String) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.extracting(droppingFirst: written).withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system("write", path)
            }
            guard count > 0 else { throw .system("write", path, ENOSPC) }
            written += count
        }
    }

    /// Reads exactly `count` bytes from `offset` on.
    static func read(_ count: Int, at offset: Int, from descriptor: Int32, path: String) throws(FileError) -> [UInt8] {
        var failure: FileError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let part = unsafe pread(
                    descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled,
                    off_t(offset + filled))
                if part < 0 {
                    if errno == EINTR { continue }
                    failure = .system("read", path)
                    return
                }
                if part == 0 {
                    failure = FileError(
                        .truncated, "read", path,
                        "it ends at byte \(offset + filled), \(offset + count) bytes were expected")
                    return
                }
                filled += part
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
