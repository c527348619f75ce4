// SPDX-License-Identifier: Apache-2.0

/// Why a figure or a document of the loop cannot be made.
public struct StewardshipError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// The store has no table of holidays, or not one of a year that a term runs into.
        case holidays = "stewardship.holidays"
        /// A file that was handed in is not of the form that is read.
        case file = "stewardship.file"
        /// Nothing was imported by then, so there is nothing to compute.
        case empty = "stewardship.empty"
        /// No department that the store knows has the code.
        case unknownSource = "stewardship.unknown-source"
    }

    /// The stable name of the failure.
    public let code: Code
    /// What was found, where, and what was expected.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?

    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
