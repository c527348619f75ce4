// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc
internal import Synchronization

/// A file that is being written under a temporary name and becomes visible by one rename.
///
/// Write, then `seal` (which makes the contents durable), then `place`; `Directory.sync` makes the name durable.
/// What is not placed is removed, whatever happens short of a kill; what a kill leaves behind has a name of its own
/// kind, which `Directory.sweep` knows.
public final class PendingFile {
    /// The directory in which it will stand.
    public let directory: String
    /// Where it is until it is placed.
    public let temporaryPath: String
    /// How many bytes were written.
    public private(set) var count = 0
    private var descriptor: Int32
    private var isPlaced = false

    private static let counter = Atomic<Int>(0)
    private static let prefix = ".creditreport-"
    private static let suffix = ".tmp"

    /// An empty file in a directory.
    ///
    /// - Parameters:
    ///   - directory: where the finished file will stand.
    ///   - mode: its permissions, before the process's umask.
    public init(in directory: String, mode: UInt32 = 0o644) throws(FileError) {
        while true {
            let number = Self.counter.add(1, ordering: .relaxed).newValue
            let path = "\(directory)/\(Self.prefix)\(getpid())-\(number)\(Self.suffix)"
            let descriptor = unsafe creditreport_open_new(path, mode)
            if descriptor >= 0 {
                self.directory = directory
                temporaryPath = path
                self.descriptor = descriptor
                return
            }
            // A process of the same number that was killed may have left this very name.
            guard errno == EEXIST else { throw .system("create a file in", directory) }
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isPlaced { unsafe unlink(temporaryPath) }
    }

    /// Writes bytes behind those already written.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        try write(bytes.span)
    }

    /// Writes the bytes of a span behind those already written.
    public func write(_ bytes: Span<UInt8>) throws(FileError) {
        precondition(descriptor >= 0, "the file is sealed")
        try Descriptor.write(bytes, to: descriptor, path: temporaryPath)
        count += bytes.count
    }

    /// Lets the system begin to bring to the disk what was written, without waiting for it: of many files that are
    /// sealed one after the other, each then waits for little.
    public func startWriting() {
        precondition(descriptor >= 0, "the file is sealed")
        creditreport_start_writeback(descriptor)
    }

    /// Makes the contents durable and ends the writing.
    public func seal() throws(FileError) {
        precondition(descriptor >= 0, "the file is sealed")
        let closing = descriptor
        descriptor = -1
        // Neither a failed sync nor a failed close is tried again: what they could not write is lost.
        let synced = fsync(closing) == 0 ? 0 : errno
        let closed = close(closing) == 0 ? 0 : errno
        guard synced == 0 else { throw .system("sync", temporaryPath, synced) }
        guard closed == 0 else { throw .system("close", temporaryPath, closed) }
    }

    /// Gives the sealed file its name in its directory.
    ///
    /// - Parameters:
    ///   - name: the name, without a directory.
    ///   - replacing: whether a file of that name may be replaced; otherwise it is an error (`exists`).
    public func place(as name: String, replacing: Bool) throws(FileError) {
        precondition(descriptor < 0 && !isPlaced, "only a sealed file is placed, and once")
        let path = directory + "/" + name
        let status =
            unsafe replacing
            ? rename(temporaryPath, path) : creditreport_rename_noreplace(temporaryPath, path)
        guard status == 0 else { throw .system("create", path) }
        isPlaced = true
    }

    /// The process that made a file of that name; nil if it is no name of a pending file.
    static func owner(ofName name: String) -> pid_t? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        let parts = name.dropFirst(prefix.count).dropLast(suffix.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, Int(parts[1]) != nil else { return nil }
        return pid_t(parts[0])
    }
}
