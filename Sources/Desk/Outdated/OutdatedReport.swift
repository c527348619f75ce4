// SPDX-License-Identifier: Apache-2.0

public import Registry

/// A report that was issued and whose finding is another by what has come since.
public struct OutdatedReport: Sendable {
    /// Something that the finding says otherwise now.
    public struct Change: Hashable, Sendable {
        /// What it is about.
        public enum Kind: String, Sendable, CaseIterable {
            /// A record.
            case record
            /// How many rows wait for a check (待核).
            case pending
            /// How many events wait, or can have no effect.
            case events
            /// What the register says of the subject.
            case registration
            /// Whether a subject belongs to the report as a branch or subsidiary (分支机构、子公司) of those asked for.
            case branch
            /// How many branches and subsidiaries cannot have a section.
            case unlisted
            /// Lines that the report rests on and that a law did not let the store keep (依法删除): nothing is left that
            /// could tell which of its records they were.
            case erased
        }

        /// The days for which the two findings are compared.
        public enum Day: String, Sendable, CaseIterable {
            /// The day on which the report speaks.
            case issue
            /// The day on which this is asked.
            case today
        }

        /// What it is about.
        public var kind: Kind
        /// Item and document number of a record; of anything else empty.
        public var title: String
        /// The identity of a record, the code of a branch; of anything else empty.
        public var identity: String
        /// The domain of a record by name; of anything else empty.
        public var domain: String
        /// How the report has it.
        public var before: String
        /// How it would be now.
        public var after: String
        /// The days for which that is so.
        public var days: [Day]
    }

    /// The report.
    public var entry: IssueEntry
    /// Which of its subjects this is about.
    public var subject: String
    /// What differs.
    public var changes: [Change]
    /// The imports since then that brought lines of the subject.
    public var imports: [Int]
}
