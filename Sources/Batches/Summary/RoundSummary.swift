// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records
internal import Registry

/// The table of a round (汇总表): a row for each firm of each bidder, a column for each domain; as workbook, CSV and page.
///
/// It is drawn from the journal, which is read row by row.
enum RoundSummary {
    /// The names of its files.
    static let fileNames = Manifest.Summary.names

    /// Writes the three files, replacing what a run that was broken off left.
    ///
    /// - Parameters:
    ///   - rows: the digests of the rows to be taken, by bidder.
    ///   - entry: takes the manifest's line of each bidder, in their order.
    static func publish(
        _ journal: RoundJournal, _ rows: [Int: [UInt8]], _ round: Round, in directory: String,
        entry: (Manifest.Entry) -> Void
    ) throws {
        var domains: [String] = []
        var known: Set<String> = []
        // A bidder whose files were gone was issued anew: its later line counts. The order is that of the round.
        var last: [Int: Int] = [:]
        var lines = 0
        var counts: [Int: SummaryCounts] = [:]
        try journal.forEach(of: rows) { row in
            last[row.bidder] = lines
            lines += 1
            counts[row.bidder] = SummaryCounts(SummaryRow.rows(of: row))
            for conclusion in row.firms.flatMap(\.domains) where known.insert(conclusion.domain).inserted {
                domains.append(conclusion.domain)
            }
        }
        let title = Masking.usual.text([round.id, round.project, round.lot].compactMap(\.self).joined(separator: "  "))
        let headings = SummaryRow.columns + domains
        var csv = try SummaryCSV(in: directory, headings: headings)
        var page = try SummaryPage(
            in: directory, title: title, counts: counts.values.reduce(SummaryCounts()) { $0 + $1 }, domains: domains)
        var workbook: SummaryWorkbook? = try SummaryWorkbook(headings: headings)
        var line = 0
        var waiting: [Int: RoundRow] = [:]
        var numbers = rows.keys.sorted()[...]
        func write(_ row: RoundRow) throws {
            entry(row.entry)
            for row in SummaryRow.rows(of: row) {
                let cells = row.cells(domains: domains)
                try csv.append(cells)
                try page.append(row)
                try workbook?.append(cells)
            }
        }
        try journal.forEach(of: rows) { row in
            defer { line += 1 }
            guard last[row.bidder] == line else { return }
            waiting[row.bidder] = row
            while let next = numbers.first, let row = waiting.removeValue(forKey: next) {
                try write(row)
                numbers.removeFirst()
            }
        }
        guard numbers.isEmpty else {
            throw RoundError(faults: ["\(directory)/\(RoundJournal.fileName): it was written to by somebody else"])
        }
        try csv.finish(as: fileNames[1])
        try page.finish(as: fileNames[2])
        if let workbook = workbook.take() {
            try DurableFile.publish(try workbook.finish(), at: directory + "/" + fileNames[0], replacing: true)
        }
    }
}
