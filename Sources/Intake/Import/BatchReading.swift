// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Reads batches of rows, in a thread of its own: nothing that a row becomes depends on the batches before.
struct BatchReading {
    private var reader: RowReader
    private var lines: RowLines
    private let restoresFormulas: Bool
    private var restored = DeliveryRow()

    /// A reading of batches.
    ///
    /// - Parameter restoresFormulas: whether the file is our own report of pending rows, which guards formulas.
    init(_ reader: RowReader, _ lines: RowLines, restoresFormulas: Bool) {
        self.reader = reader
        self.lines = lines
        self.restoresFormulas = restoresFormulas
    }

    /// Reads the rows of a batch up to the first that the delivery fails with.
    mutating func read(_ batch: RowBatch) {
        if let columns = batch.columns { reader.values.columns = columns }
        do {
            for index in 0..<batch.count { try read(batch[index], number: batch.first + index, into: batch) }
        } catch {
            batch.failure = error
        }
        batch.oddities = reader.values.oddities
        reader.values.oddities = OddityList()
    }

    private mutating func read(_ delivered: DeliveryRow, number: Int, into batch: RowBatch) throws {
        guard restoresFormulas else { return try readRestored(delivered, number: number, into: batch) }
        var row = restored
        row.begin(like: delivered)
        for value in delivered.values { try row.add(PendingReport.unguarded(value)) }
        restored = row
        try readRestored(row, number: number, into: batch)
    }

    private mutating func readRestored(_ row: DeliveryRow, number: Int, into batch: RowBatch) throws {
        switch try reader.read(row, number: number) {
        case .line:
            batch.sources.note(reader.rowSource, row: number)
            try lines.take(&reader, row, number: number, into: batch)
        case .numbered(let entry):
            batch.sources.note(entry.source, row: number)
            batch.numbered.append((entry, row.line, reader.reference))
        case .outOfScope: batch.outOfScope += 1
        case .pending(let entry, let fault):
            batch.sources.note(entry.source, row: number)
            try lines.takePending(entry, fault, line: row.line, into: batch)
        }
    }
}
