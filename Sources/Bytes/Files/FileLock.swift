// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc

/// An exclusive lock on a file, held until the value goes or the process ends, however it ends.
///
/// The lock file stays; while the lock is held its text names the holder, for those who are refused.
public struct FileLock: ~Copyable, Sendable {
    /// The lock file.
    public let path: String
    private let descriptor: Int32

    /// Takes the lock.
    ///
    /// - Parameters:
    ///   - path: the lock file; made if there is none.
    ///   - milliseconds: how long to wait for another holder to let go.
    /// - Throws: `locked`, naming the holder, if another still has it.
    public init(_ path: String, waiting milliseconds: Int = 0) throws(FileError) {
        let descriptor = unsafe creditreport_open_update(path, 0o644)
        guard descriptor >= 0 else { throw .system("open the lock", path) }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            if number == EINTR { continue }
            guard number == EWOULDBLOCK else {
                close(descriptor)
                throw .system("lock", path, number)
            }
            guard waited < milliseconds else {
                let holder = Self.holder(descriptor)
                close(descriptor)
                throw FileError(
                    .locked, "lock", path, "it is held by \(holder)", hint: "wait until the other process has ended")
            }
            usleep(2000)
            waited += 2
        }
        self.path = path
        self.descriptor = descriptor
        // The text is a courtesy: a lock without it is a lock all the same.
        let text = Array(Self.ownName.utf8)
        _ = ftruncate(descriptor, 0)
        _ = unsafe pwrite(descriptor, text, text.count, 0)
    }

    deinit {
        _ = ftruncate(descriptor, 0)
        // Said aloud: a child that another thread is just starting holds the descriptor until it execs.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Process, host and command of this process.
    private static var ownName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        unsafe gethostname(&buffer, 255)
        let host = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let command = CommandLine.arguments.prefix(3).joined(separator: " ")
        return "process \(getpid()) on \(host) (\(command))\n"
    }

    private static func holder(_ descriptor: Int32) -> String {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_size > 0,
            let bytes = try? Descriptor.read(min(Int(status.st_size), 512), at: 0, from: descriptor, path: "lock")
        else { return "another process" }
        return String(decoding: bytes.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    }
}
