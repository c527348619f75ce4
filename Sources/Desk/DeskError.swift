// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Why the desk does not do what it was asked; nothing has been entered.
public struct DeskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, as a stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// The subject's code fails its check.
        case subject = "desk.subject"
        /// The catalogue in use has no kind of events, or its events lack a field that is needed.
        case catalog = "desk.catalog"
        /// The store has no such policy.
        case policy = "desk.policy"
        /// The store has no such record, and too little was said for an event that waits for it.
        case unknownRecord = "desk.unknown-record"
        /// Several records fit what was said.
        case severalRecords = "desk.several-records"
        /// The subject has no event of the number that is named.
        case unknownEvent = "desk.unknown-event"
        /// Something is missing, or does not go with the kind of event.
        case event = "desk.event"
        /// Another event of the subject has the number.
        case numberTaken = "desk.number-taken"
        /// The source is not responsible.
        case notResponsible = "desk.not-responsible"
    }

    /// What is wrong.
    public let code: Code
    /// What was found, and what was expected.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?

    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String, hint: String? = nil) {
        // Whatever a person types may be an identity number.
        let masking = Masking(first: 3, last: 2)
        self.code = code
        self.message = masking.text(message)
        self.hint = hint.map(masking.text)
    }
}
