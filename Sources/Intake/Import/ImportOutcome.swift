// SPDX-License-Identifier: Apache-2.0

public import Records

/// What came of an import.
public struct ImportOutcome: Sendable {
    /// The link that it made in the store's import chain.
    public let description: ImportDescription
    /// The kind of information that the rows were taken for.
    public let item: CatalogItem
    /// The encoding of the file; nil for one that has none of its own, and for a 零报送 without a file.
    public internal(set) var encoding: TextEncoding?
    /// The headings that the catalogue does not know; their values are kept and never printed in reports.
    public internal(set) var unknownHeadings: [String] = []
    /// What was odd in rows that were accepted all the same.
    public internal(set) var oddities: [Oddity] = []
    /// The first rows that could not be accepted, also those that were waiting already and count as unchanged.
    public internal(set) var pending: [PendingRow] = []
    /// How many of those there are.
    public internal(set) var pendingCount = 0
    /// How many rows that were waiting do so no longer, because this delivery corrects them.
    public internal(set) var resolved = 0
    /// The first events whose record is not in the store.
    public internal(set) var waitingEvents: [WaitingEvent] = []
    /// How many of those there are.
    public internal(set) var waitingEventCount = 0

    var sheets: [String] = []

    /// What became of the rows; the five numbers add up to the rows read.
    public var counts: ImportCounts { description.counts }

    /// A row's place in words of spreadsheets: its line, or its sheet and row ("处罚!12").
    ///
    /// - Parameter line: the line of an oddity, of an event, or of a row that waits.
    public func place(_ line: Int) -> String {
        DeliveryPlace(packed: line).text(sheets)
    }
}
