// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Why a delivery could not be read at all; nothing of it has been stored.
public struct IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, as a stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// The file cannot be opened or read.
        case file = "intake.file"
        /// The file is no text of an encoding that is read (UTF-8, GB 18030).
        case encoding = "intake.encoding"
        /// The file breaks the rules of its form (CSV, JSON Lines, XLSX, XML), so that values could be lost or shift.
        case format = "intake.format"
        /// A field, row or number of columns is over its limit.
        case limit = "intake.limit"
        /// The headings fit no item of the catalogue, or several.
        case headings = "intake.headings"
        /// A column without which the item cannot be read is not there.
        case missingColumn = "intake.missing-column"
        /// Two columns are headed alike or lead to one field.
        case duplicateColumn = "intake.duplicate-column"
        /// The catalogue has no item of the name given.
        case unknownItem = "intake.unknown-item"
        /// Nobody says which department delivered.
        case source = "intake.source"
        /// The operator and the delivery itself say different things about it.
        case contradiction = "intake.contradiction"
        /// The day of completeness is after the day of receipt.
        case through = "intake.through"
        /// A row that was to be accepted does not wait, or cannot be accepted.
        case pending = "intake.pending"
        /// The operator stopped the import.
        case interrupted = "intake.interrupted"
    }

    /// What went wrong.
    public let code: Code
    /// What, where, found, expected.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?
    /// What was wrong with the file that could not be read; nil for every other error.
    public let cause: FileError.Code?

    /// An error of those parts.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        cause = nil
    }

    /// A delivery that cannot be opened or read.
    init(_ error: FileError) {
        code = .file
        message = error.message
        hint = error.hint
        cause = error.code
    }

    /// The message.
    public var description: String { message }
}
