// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Why a file could not be read, written or locked.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no such file.
        case missing = "file.missing"
        /// The name is taken.
        case exists = "file.exists"
        /// A symbolic link stands where a file was expected.
        case link = "file.link"
        /// Something that is not a regular file stands there.
        case notRegular = "file.not-regular"
        /// The file system or its permissions forbid it.
        case notPermitted = "file.not-permitted"
        /// The disk or the quota is full.
        case noSpace = "file.no-space"
        /// The file is longer than allowed.
        case tooLong = "file.too-long"
        /// The file ends before what was to be read.
        case truncated = "file.truncated"
        /// Another process holds the lock.
        case locked = "file.locked"
        /// The device failed, or the system gave another reason.
        case inputOutput = "file.io"
    }

    /// The stable name of the failure.
    public let code: Code
    /// What was being done, such as "rename" or "sync".
    public let operation: String
    /// The file or directory.
    public let path: String
    /// The system's number for the reason (errno); 0 if the system was not the one to refuse.
    public let number: Int32
    /// What happened, to which file, and why.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// The message.
    public var description: String { message }

    /// A failure that the system did not report.
    init(_ code: Code, _ operation: String, _ path: String, _ reason: String, hint: String? = nil) {
        self.code = code
        self.operation = operation
        self.path = path
        number = 0
        message = "cannot \(operation) \(path): \(reason)"
        self.hint = hint
    }

    /// What the system refused just now, or with the number given.
    static func system(_ operation: String, _ path: String, _ number: Int32 = errno) -> FileError {
        FileError(operation, path, number)
    }

    private init(_ operation: String, _ path: String, _ number: Int32) {
        (code, hint) = Self.meaning(of: number)
        self.operation = operation
        self.path = path
        self.number = number
        message = "cannot \(operation) \(path): \(unsafe String(cString: strerror(number)))"
    }

    private static func meaning(of number: Int32) -> (Code, String?) {
        switch number {
        case ENOENT, ENOTDIR: (.missing, nil)
        case EEXIST, ENOTEMPTY: (.exists, nil)
        case ELOOP: (.link, "replace the symbolic link by the file itself")
        case EISDIR: (.notRegular, nil)
        case EACCES, EPERM, EROFS: (.notPermitted, "check the permissions of the file and its directory")
        case ENOSPC, EDQUOT: (.noSpace, "free some space, then run the command again")
        case EFBIG: (.tooLong, "raise the limit on the size of files (ulimit -f)")
        default: (.inputOutput, nil)
        }
    }
}
