// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore

/// Why the registry could not be read or written.
public struct RegistryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// Another process writes to the registry and did not let go in time.
        case locked = "registry.locked"
        /// A log or its index is not as it was written.
        case damaged = "registry.damaged"
        /// Another report is registered under the number.
        case numberTaken = "registry.number-taken"
        /// No report is registered under the number.
        case unknownNumber = "registry.unknown-number"
        /// The report has been withdrawn or superseded already.
        case notInForce = "registry.not-in-force"
        /// Nobody applied for repair under the number.
        case unknownApplication = "registry.unknown-application"
        /// The application for repair is settled.
        case applicationSettled = "registry.application-settled"
        /// No reconciliation sheet was sent under the number.
        case unknownSheet = "registry.unknown-sheet"
        /// The reconciliation sheet is acknowledged already.
        case sheetAcknowledged = "registry.sheet-acknowledged"
        /// A status list is damaged, not signed, or of another form.
        case statusList = "registry.status-list"
        /// The manifest of a round is damaged, not signed, or of another form, or shards do not make up one round.
        case manifest = "registry.manifest"
        /// The system refused to read or write.
        case inputOutput = "registry.io"

        /// Whether a log said no, rather than could not be read or written.
        public var isRefusal: Bool { exitStatus < 70 }

        /// The exit status of a command that fails for this reason (sysexits).
        public var exitStatus: Int32 {
            switch self {
            case .numberTaken, .notInForce, .applicationSettled, .sheetAcknowledged, .statusList, .manifest: 65
            case .unknownNumber, .unknownApplication, .unknownSheet: 66
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

    /// A status list that cannot be used.
    static func badStatusList(_ reason: String) -> RegistryError {
        RegistryError(.statusList, "the status list cannot be used: \(reason)", hint: "ask its issuer for a new one")
    }

    /// A manifest that cannot be used.
    static func badManifest(_ reason: String) -> RegistryError {
        RegistryError(.manifest, "the manifest cannot be used: \(reason)")
    }

    /// What a failure of the file system means for the registry.
    init(_ error: FileError) {
        switch error.code {
        case .locked: code = .locked
        case .truncated, .link, .notRegular: code = .damaged
        default: code = .inputOutput
        }
        message = error.message
        hint = error.hint
    }

    /// A file that is not what it should be.
    static func damaged(_ file: String, _ message: String) -> RegistryError {
        RegistryError(
            .damaged, "\(file): \(message)",
            hint: "restore the file from a copy")
    }

    /// Runs what may fail in the file system.
    static func files<Result>(_ body: () throws(FileError) -> Result) throws(RegistryError) -> Result {
        do {
            return try body()
        } catch {
            throw RegistryError(error)
        }
    }

    /// Runs what reads a checksummed table.
    static func tables<Result>(_ body: () throws(StoreError) -> Result) throws(RegistryError) -> Result {
        do {
            return try body()
        } catch {
            throw RegistryError(
                error.code == .damaged ? .damaged : .inputOutput, error.message,
                hint: "restore the file from a copy")
        }
    }
}
