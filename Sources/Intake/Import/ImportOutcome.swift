// SPDX-License-Identifier: Apache-2.0

public import Records

/// What came of an import.
public struct ImportOutcome: Sendable {
    /// The link that it made in the store's import chain.
    public let description: ImportDescription
    /// The kind of information that the rows were taken for.
    public let item: CatalogItem
    /// The encoding of the file; nil for a 零报送 without one.
    public let encoding: TextEncoding?
    /// The headings that the catalogue does not know; their values are kept and never printed in reports.
    public let unknownHeadings: [String]
    /// What was odd in rows that were accepted all the same.
    public let oddities: [Oddity]
    /// Every row that could not be accepted, also those that were waiting already and count as unchanged.
    public let pending: [PendingRow]
    let headings: [String]
    let sheets: [String]

    /// What became of the rows; the five numbers add up to the rows read.
    public var counts: ImportCounts { description.counts }

    /// The pending rows as a CSV file for the department, with what is wrong behind each row's own columns.
    ///
    /// It holds the rows as they were delivered, personal data included. A spreadsheet opens it, and the corrected file
    /// can be imported as it is.
    public func pendingReport() -> [UInt8] {
        PendingReport.bytes(pending, headings: headings, sheets: sheets)
    }

    /// A row's place in words of spreadsheets: its line, or its sheet and row ("处罚!12").
    ///
    /// - Parameter line: the line of an oddity, or of a row that waits.
    public func place(_ line: Int) -> String {
        DeliveryPlace(packed: line).text(sheets)
    }
}
