// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Why a store could not be opened, read or written.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// Another process is writing to the store.
        case locked = "store.locked"
        /// A file of the store is missing, changed or not readable as what it should be.
        case damaged = "store.damaged"
        /// There is no store at that path.
        case notAStore = "store.not-a-store"
        /// Something stands already where a store was to be made.
        case exists = "store.exists"
        /// The store was written in a format that this program does not know.
        case version = "store.version"
        /// No point of the import chain has the identifier asked for.
        case unknownSnapshot = "store.unknown-snapshot"
        /// A delivery was received before the one that was stored last.
        case receivedEarlier = "store.received-earlier"
        /// A line that cannot be stored.
        case badEntry = "store.bad-entry"
        /// A configuration file without name or version, or of another name or with other contents than before.
        case badConfiguration = "store.bad-configuration"
        /// The store has no line of a row that is to be erased.
        case unknownRow = "store.unknown-row"
        /// An erasure without a basis, a reason or a name.
        case badErasure = "store.bad-erasure"
        /// The system refused to read or write.
        case inputOutput = "store.io"

        /// The exit status of a command that fails for this reason (sysexits).
        public var exitStatus: Int32 {
            switch self {
            case .receivedEarlier, .badEntry, .badConfiguration, .badErasure, .version: 65
            case .notAStore, .unknownSnapshot, .unknownRow: 66
            case .exists: 73
            case .damaged, .inputOutput: 74
            case .locked: 75
            }
        }
    }

    /// The stable name of the failure.
    public let code: Code
    /// What happened, in which file, what was found and what was expected.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// What a failure of the file system means for the store.
    init(_ error: FileError) {
        switch error.code {
        case .locked: code = .locked
        case .truncated, .link, .notRegular: code = .damaged
        default: code = .inputOutput
        }
        message = error.message
        hint = error.hint
    }

    /// A file that is not what the head or an index says it is.
    static func damaged(_ file: String, _ message: String) -> StoreError {
        StoreError(
            .damaged, "\(file): \(message)",
            hint: "run store check to see what is affected, then restore the file from a copy")
    }

    /// Runs what reads a file that the store names: if it is missing, that is damage.
    static func named<Result>(_ path: String, _ body: () throws(FileError) -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            throw error.code == .missing ? .damaged(path, "it is missing") : StoreError(error)
        }
    }

    /// Runs what may fail in the file system.
    static func files<Result>(_ body: () throws(FileError) -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            throw StoreError(error)
        }
    }
}
