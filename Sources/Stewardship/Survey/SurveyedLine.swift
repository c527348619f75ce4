// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// A line of the store as figures count it.
public struct SurveyedLine: Sendable {
    /// What the line is.
    public enum Kind: Sendable {
        /// A record, or a part of one, that its source delivered for the first time (新报).
        case new
        /// Another version of what the source had delivered before (更正).
        case updated
        /// An event.
        case event
        /// A row that could not be accepted (待核).
        case pending
    }

    /// How its receipt stands to its decision.
    public enum Timeliness: Sendable {
        /// Within the term.
        case onTime
        /// After it (迟报).
        case late
        /// Its delivery was declared a backfill (补报) for its decision day.
        case backfill
        /// It has no readable decision day, or one after its receipt.
        case undated
        /// No table of holidays says when the term ends.
        case uncomputed
        /// It has no term: it is no record, or not new.
        case none
    }

    /// The line.
    public let entry: Entry
    /// The import that brought it.
    public let delivery: ImportDescription
    /// What it is.
    public let kind: Kind
    /// Of a pending line, whether it still waits.
    public let isOpen: Bool
    /// How its receipt stands to its decision.
    public let timeliness: Timeliness
    /// Its decision day, if it has a readable one.
    public let decisionDay: CivilDay?
    /// Its required fields: those with a readable value, of all. None for lines that are no records.
    public let required: Ratio
    /// All its fields in the same way.
    public let fields: Ratio
    /// Whether the catalogue in force on its decision day knows its item.
    public let isInCatalogue: Bool
    /// The code of who decided, or else of who delivered.
    public let authority: String
}
