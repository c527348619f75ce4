// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Documents

/// A document that the platform's operator sends out or keeps: a circular (通报), a reconciliation sheet (对账单), a catalogue, a list.
///
/// It is one value from which the four forms are made: JSON and XLSX hold its tables, HTML and PDF show them.
public struct Circular: Sendable {
    /// What kind it is, as JSON and the names of its files say, such as "scorecard".
    public var kind: String
    /// Its title.
    public var title: String
    /// Who sends it out.
    public var issuer: String
    /// Of what moment it speaks.
    public var instant: Instant
    /// What it is about, in order: the period, the snapshot, versions of what it was computed by.
    public var facts: [Fact]
    /// Its parts in order.
    public var sections: [Section]

    /// A document of those parts.
    public init(
        kind: String, title: String, issuer: String, instant: Instant, facts: [Fact], sections: [Section] = []
    ) {
        self.kind = kind
        self.title = title
        self.issuer = issuer
        self.instant = instant
        self.facts = facts
        self.sections = sections
    }

    /// Something stated once.
    public struct Fact: Sendable {
        /// Its name in JSON.
        public var id: String
        /// Its name in the document.
        public var label: String
        /// What is stated.
        public var value: String

        /// A statement of that name.
        public init(_ id: String, _ label: String, _ value: String) {
            self.id = id
            self.label = label
            self.value = value
        }
    }

    /// A part under a heading of its own.
    public struct Section: Sendable {
        /// Its name in JSON.
        public var id: String
        /// Its heading.
        public var heading: String
        /// The article of the seed document that it serves; empty for none.
        public var article: String
        /// What it says before its tables.
        public var notes: [Note]
        /// A chart, what it shows, and the same for a reader who cannot see it.
        public var trend: (chart: Chart, text: String)?
        /// Its tables.
        public var tables: [Sheet]
        /// How its figures are computed, printed under the tables: the name of a figure and its formula.
        public var formulas: [(name: String, text: String)]

        /// A part of those tables.
        public init(
            _ id: String, _ heading: String, article: String = "", notes: [Note] = [],
            trend: (chart: Chart, text: String)? = nil, tables: [Sheet] = [],
            formulas: [(name: String, text: String)] = []
        ) {
            self.id = id
            self.heading = heading
            self.article = article
            self.notes = notes
            self.trend = trend
            self.tables = tables
            self.formulas = formulas
        }
    }

    /// A paragraph.
    public struct Note: Sendable {
        /// What it says.
        public var text: String
        /// Whether it names what must be corrected.
        public var isMarked: Bool

        /// A paragraph of that text.
        public init(_ text: String, isMarked: Bool = false) {
            self.text = text
            self.isMarked = isMarked
        }
    }
}
