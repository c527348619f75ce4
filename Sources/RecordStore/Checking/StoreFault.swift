// SPDX-License-Identifier: Apache-2.0

/// Something in a store that is not as it was written.
public struct StoreFault: Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// The head is missing, changed or of another format.
        case head = "store.fault.head"
        /// The secret is missing, changed or open to others.
        case secret = "store.fault.secret"
        /// A link of the import chain is missing or changed.
        case chain = "store.fault.chain"
        /// A configuration file is missing or changed.
        case configuration = "store.fault.configuration"
        /// Lines are missing or changed.
        case lines = "store.fault.lines"
        /// An index is missing or changed; it can be made again from the lines.
        case index = "store.fault.index"
        /// The lines of an import are not those that it brought.
        case delivery = "store.fault.import"
        /// The chain has no point that it had when its tip was noted elsewhere.
        case tip = "store.fault.tip"
    }

    /// The stable name of the kind.
    public let code: Code
    /// The file.
    public let file: String
    /// The line of the file, from 1 on, where the fault is in a line or the first of several; nil elsewhere.
    public var line: Int?
    /// What was found and what was expected.
    public let message: String
    /// What the fault may hide: what cannot be answered while it lasts.
    public let hides: String

    /// The message, and what the fault may hide.
    public var description: String { "\(message); it may hide \(hides)" }
}
