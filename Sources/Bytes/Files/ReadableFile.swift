// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc

/// A regular file opened for reading at any place; it stays readable when its name is removed.
///
/// Reads go through the system, not through a mapping: a device that fails gives an error, not a signal.
public final class ReadableFile: Sendable {
    /// The path under which it was opened.
    public let path: String
    /// How many bytes it had when it was opened.
    public let count: Int
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - followingLinks: whether a symbolic link may stand there: never for files that this program published.
    public init(_ path: String, followingLinks: Bool = false) throws(FileError) {
        let descriptor = unsafe followingLinks ? creditreport_open_read_following(path) : creditreport_open_read(path)
        guard descriptor >= 0 else { throw .system("open", path) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw .system("open", path, number)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FileError(.notRegular, "open", path, "it is not a regular file")
        }
        self.path = path
        self.descriptor = descriptor
        count = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Exactly `count` bytes from `offset` on; an error (`truncated`) if the file ends before.
    public func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try Descriptor.read(count, at: offset, from: descriptor, path: path)
    }

    /// Whether others than the owner may read or write it.
    public func isOpenToOthers() throws(FileError) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system("examine", path) }
        return status.st_mode & 0o077 != 0
    }
}
