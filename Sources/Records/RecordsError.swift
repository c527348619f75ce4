// SPDX-License-Identifier: Apache-2.0

/// What keeps a catalogue, a domain table, a list of measures or a policy from loading: every fault of the file, not the first alone.
public struct RecordsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One fault of the file.
    public struct Fault: Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, as a stable code such as "policy.unknown-key".
        public let code: String
        /// Where in the file, as a path of names and places such as "items[2].counts"; empty for the file itself.
        public let path: String
        /// What was found and what was expected.
        public let message: String
        /// What to do about it; nil if the message says it.
        public let hint: String?

        /// A fault of those parts.
        public init(code: String, path: String, message: String, hint: String? = nil) {
            self.code = code
            self.path = path
            self.message = message
            self.hint = hint
        }

        /// "path: message".
        public var description: String { path.isEmpty ? message : path + ": " + message }
    }

    /// The faults in the order of the file; never empty.
    public let faults: [Fault]

    /// An error of those faults.
    public init(faults: [Fault]) {
        self.faults = faults
    }

    /// The faults, one a line.
    public var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
