// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Whole files, read and written for a test.
public enum TestFile {
    /// A file that could not be read or written.
    public struct Failure: Error, CustomStringConvertible {
        let path: String
        let number: Int32

        /// The path and the system's reason.
        public var description: String { "\(path): \(unsafe String(cString: strerror(number)))" }
    }

    /// The bytes of a file.
    public static func read(_ path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw Failure(path: path, number: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw Failure(path: path, number: errno) }
            if count == 0 { return bytes }
            bytes += chunk[0..<count]
        }
    }

    /// Writes a file, replacing what was there.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, number: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let rest = Array(bytes[written...])
            let count = unsafe Glibc.write(descriptor, rest, rest.count)
            guard count > 0 else { throw Failure(path: path, number: errno) }
            written += count
        }
    }
}
