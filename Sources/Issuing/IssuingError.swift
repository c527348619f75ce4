// SPDX-License-Identifier: Apache-2.0

/// Why a report was not issued.
public struct IssuingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is, as a name that stays the same over versions.
    public enum Code: String, Sendable, CaseIterable {
        /// The store has no policy of that name.
        case policy = "issue.policy"
        /// The key and the certificate are not what reports of this suite need.
        case signer = "issue.signer"
        /// The data make a report that its own schema does not allow, such as one with an overlong text.
        case invalidReport = "issue.invalid-report"
        /// A file of that name stands already where the report was to be put.
        case outputExists = "issue.output-exists"
        /// Another report is registered under the number.
        case numberTaken = "issue.number-taken"
        /// A file that was issued is not as it was.
        case changed = "issue.changed"
        /// A file that is to get a timestamp is no signed report.
        case notSigned = "timestamp.not-signed"
        /// A PDF was issued without room for the timestamp that it is to get.
        case noRoom = "timestamp.no-room"
        /// A store for real reports was asked to sign with a demonstration certificate.
        case demonstration = "signing.demonstration"

        /// The exit status of a command that fails for this reason (sysexits).
        public var exitStatus: Int32 {
            switch self {
            case .policy: 66
            case .signer, .invalidReport, .numberTaken, .changed, .notSigned, .noRoom, .demonstration: 65
            case .outputExists: 73
            }
        }
    }

    /// The stable name of the failure.
    public let code: Code
    /// What was found and what was expected.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// The message.
    public var description: String { message }

    /// A failure in words.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
