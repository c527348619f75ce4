// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The rows of a delivery that wait, in the order of the file once all are known.
struct PendingRows: ~Copyable {
    /// The first of them.
    private(set) var first: [PendingRow] = []
    /// How many there are.
    private(set) var count = 0
    private var sorter: ExternalSorter?
    private let codes: [String]
    private let sheets: [String]
    private let wording: @Sendable (String) -> String
    /// What was worded already: few different things are wrong with many rows.
    private var worded: [String: String] = [:]

    /// How many rows are kept for those who list them.
    private static let most = 1000
    private static let memory = 1 << 24
    private static let mostWorded = 1 << 12

    /// No rows yet.
    ///
    /// - Parameters:
    ///   - columns: for each column of the delivery, the code under which its values are kept.
    ///   - sheets: the names of the sheets that rows stand in.
    ///   - wording: how the report says what is wrong.
    ///   - scratch: where what memory can't hold is put; nil if nobody wants a report.
    init(columns: [String], sheets: [String], wording: (@Sendable (String) -> String)?, scratch: String?) {
        codes = columns
        self.sheets = sheets
        self.wording = wording ?? { $0 }
        sorter = scratch.map { ExternalSorter(directory: $0, budget: Self.memory) }
    }

    /// Takes in a row.
    ///
    /// - Parameters:
    ///   - entry: its line.
    ///   - line: where it came from and what is wrong with it.
    ///   - stored: the line of the store that it is.
    mutating func append(_ entry: Entry, _ line: SortedLine, at stored: KnownWait) throws(FileError) {
        let fault = SortedLine.parts(line.note)
        guard fault.count == 4 else { return }
        let reference = PendingReference(sequence: stored.sequence, row: stored.row, subject: entry.subject)
        let row = PendingRow(
            line: line.line, field: fault[0], value: fault[1], reason: fault[2], expected: fault[3],
            reference: reference)
        count += 1
        if first.count < Self.most { first.append(row) }
        guard sorter != nil else { return }
        let delivered = entry.asDelivered
        let values = codes.map { code in delivered.first { $0.code == code }?.value ?? "" }
        var key = ByteWriter(capacity: 8)
        key.append(bigEndian: UInt64(line.line))
        let payload = SortedLine.note(values + row.ours(sheets) { said($0) })
        try sorter?.append(key: key.bytes.span, number: line.row, payload: payload.span)
    }

    private mutating func said(_ english: String) -> String {
        if let known = worded[english] { return known }
        let words = wording(english)
        if worded.count < Self.mostWorded { worded[english] = words }
        return words
    }

    /// The rows as a report; nil if nobody wants one or none waits.
    consuming func report(headings: [String], in directory: String) throws(FileError) -> PendingFile? {
        guard count > 0, let records = try sorter.take()?.finish() else { return nil }
        return try PendingReport.write(records, headings: headings, in: directory)
    }
}
