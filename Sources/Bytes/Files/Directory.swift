// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc

/// Directories: listed in order, and made so that they survive a loss of power.
public enum Directory {
    /// Whether anything stands at a path; a symbolic link is followed.
    public static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Whether a directory stands at a path; a symbolic link is followed.
    public static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a directory in the order of their bytes, without "." and "..".
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let directory = unsafe opendir(path) else { throw .system("list", path) }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(directory) else { break }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw .system("list", path) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes a directory and syncs its parent; one that is there already is left as it is.
    ///
    /// - Returns: whether it was made.
    @discardableResult
    public static func create(_ path: String, mode: UInt32 = 0o755) throws(FileError) -> Bool {
        guard unsafe mkdir(path, mode) == 0 else {
            let number = errno
            var status = stat()
            if number == EEXIST, unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return false }
            throw .system("make the directory", path, number)
        }
        try sync(parent(of: path))
        return true
    }

    /// Makes a directory and those above it that are missing, each durably.
    public static func createAll(_ path: String) throws(FileError) {
        guard !isDirectory(path) else { return }
        let above = parent(of: path)
        if above != path { try createAll(above) }
        try create(path)
    }

    /// Makes the names in a directory durable: until then a loss of power may undo a rename.
    public static func sync(_ path: String) throws(FileError) {
        let descriptor = unsafe creditreport_open_directory(path)
        guard descriptor >= 0 else { throw .system("open the directory", path) }
        // A failed sync is final: the system forgets what it could not write, and a second try would succeed falsely.
        let number = fsync(descriptor) == 0 ? 0 : errno
        close(descriptor)
        guard number == 0 else { throw .system("sync the directory", path, number) }
    }

    /// The directory that holds what a path names; "." for a bare name.
    public static func parent(of path: String) -> String {
        let trimmed = path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
        guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Removes the files that killed writers left unpublished in a directory.
    ///
    /// - Parameters:
    ///   - path: the directory.
    ///   - ofLivingProcesses: whether files of processes that still run go as well; only for one who holds the lock
    ///     under which all writing to the directory is done.
    /// - Returns: the names that were removed.
    @discardableResult
    public static func sweep(_ path: String, ofLivingProcesses: Bool) throws(FileError) -> [String] {
        var removed: [String] = []
        for name in try names(in: path) {
            guard let owner = PendingFile.owner(ofName: name) else { continue }
            guard ofLivingProcesses || kill(owner, 0) != 0 && errno == ESRCH else { continue }
            guard unsafe unlink(path + "/" + name) == 0 || errno == ENOENT else {
                throw .system("remove", path + "/" + name)
            }
            removed.append(name)
        }
        return removed
    }
}
