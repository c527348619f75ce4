// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc

/// Whole files, published so that a reader sees all of them or nothing, and a loss of power undoes nothing.
///
/// Everything this program publishes passes through here or through `PendingFile`: a temporary file in the same
/// directory, its contents synced, one rename, the directory synced. Symbolic links are never followed.
public enum DurableFile {
    /// Publishes a file.
    ///
    /// - Parameters:
    ///   - bytes: its contents.
    ///   - path: where it will stand.
    ///   - replacing: whether a file that stands there may be replaced; otherwise it is an error (`exists`).
    ///   - mode: its permissions, before the process's umask.
    public static func publish(
        _ bytes: [UInt8], at path: String, replacing: Bool, mode: UInt32 = 0o644
    ) throws(FileError) {
        let (directory, name) = try split(path)
        let file = try PendingFile(in: directory, mode: mode)
        try file.write(bytes)
        try file.seal()
        try file.place(as: name, replacing: replacing)
        try Directory.sync(directory)
    }

    /// Publishes several new files as a group: all are there, or none is.
    ///
    /// All contents are synced before the first name appears, and each directory is synced once. If anything fails,
    /// names that have already appeared are removed again. Only a kill in the moment of the renames can leave a part
    /// of the group; each file of it is whole.
    ///
    /// - Parameters:
    ///   - files: paths and contents.
    ///   - replacing: whether files that stand there may be replaced; otherwise it is an error (`exists`).
    ///   - mode: their permissions, before the process's umask.
    public static func publish(
        _ files: [(path: String, bytes: [UInt8])], replacing: Bool = false, mode: UInt32 = 0o644
    ) throws(FileError) {
        var pending: [(file: PendingFile, name: String)] = []
        for (path, bytes) in files {
            let (directory, name) = try split(path)
            let file = try PendingFile(in: directory, mode: mode)
            try file.write(bytes)
            file.startWriting()
            pending.append((file, name))
        }
        // All are on their way to the disk by now: the first sync waits, the others find little left to do.
        for (file, _) in pending { try file.seal() }
        var placed: [String] = []
        do throws(FileError) {
            for (file, name) in pending {
                try file.place(as: name, replacing: replacing)
                placed.append(file.directory + "/" + name)
            }
            var synced: [String] = []
            for (file, _) in pending where !synced.contains(file.directory) {
                try Directory.sync(file.directory)
                synced.append(file.directory)
            }
        } catch {
            for path in placed { unsafe unlink(path) }
            throw error
        }
    }

    /// The contents of a regular file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - limit: how many bytes it may have; more are an error (`tooLong`).
    ///   - followingLinks: whether a symbolic link may stand there.
    public static func read(
        _ path: String, limit: Int = .max, followingLinks: Bool = false
    ) throws(FileError) -> [UInt8] {
        let file = try ReadableFile(path, followingLinks: followingLinks)
        guard file.count <= limit else {
            throw FileError(.tooLong, "read", path, "it has \(file.count) bytes, at most \(limit) were expected")
        }
        return try file.read(at: 0, count: file.count)
    }

    /// Appends bytes to a file with one write, and syncs it; makes the file if there is none.
    ///
    /// A write that is cut short, as by a full disk, is taken back as far as the system lets it.
    public static func append(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileError) {
        var status = stat()
        let isNew = unsafe lstat(path, &status) != 0
        let descriptor = unsafe creditreport_open_append(path, mode)
        guard descriptor >= 0 else { throw .system("open", path) }
        defer { close(descriptor) }
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system("examine", path) }
        var count: Int
        repeat {
            count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        guard count == bytes.count else {
            let number = count < 0 ? errno : ENOSPC
            if count > 0 { _ = ftruncate(descriptor, status.st_size) }
            throw .system("append to", path, number)
        }
        guard fsync(descriptor) == 0 else { throw .system("sync", path) }
        if isNew { try Directory.sync(Directory.parent(of: path)) }
    }

    /// Replaces all from `offset` on by other bytes and syncs the file: for the torn end of a log, under its lock.
    public static func replaceTail(of path: String, from offset: Int, with bytes: [UInt8]) throws(FileError) {
        let descriptor = unsafe creditreport_open_update(path, 0o644)
        guard descriptor >= 0 else { throw .system("open", path) }
        defer { close(descriptor) }
        // The new bytes go over the old ones before the rest is cut off: a kill in between leaves a torn end again.
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .system("position in", path) }
        try Descriptor.write(bytes.span, to: descriptor, path: path)
        guard ftruncate(descriptor, off_t(offset + bytes.count)) == 0 else { throw .system("shorten", path) }
        guard fsync(descriptor) == 0 else { throw .system("sync", path) }
    }

    /// Removes a file; one that is not there is no error.
    public static func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .system("remove", path) }
    }

    private static func split(_ path: String) throws(FileError) -> (directory: String, name: String) {
        let directory = Directory.parent(of: path)
        let name =
            path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
        guard !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
            throw FileError(.notRegular, "create", path, "the path names no file")
        }
        return (directory, name)
    }
}
