// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Some rows of a delivery that follow each other, and what reading makes of them.
///
/// Whoever has it from the stream of batches is alone with it, so it may go from thread to thread; its memory is used
/// again for later rows.
final class RowBatch: @unchecked Sendable {
    /// A row whose subject is named by a registration number, which the register must be asked for.
    typealias Numbered = (entry: Entry, line: Int, reference: String)

    private var memory: [DeliveryRow] = []
    /// How many rows there are.
    private(set) var count = 0
    /// How many bytes of text they have.
    private(set) var size = 0
    /// The number of the first row.
    private(set) var first = 1
    /// Where the values of each row lead.
    var columns: ColumnPlans?

    /// The lines that the rows have become, for the sorter.
    var records = RecordBlock()
    /// The rows that wait for an answer of the register.
    var numbered: [Numbered] = []
    /// How many rows were about natural persons.
    var outOfScope = 0
    /// Who delivered.
    var sources = DeliverySource()
    /// What places the records.
    var placing = Placing()
    /// What was odd.
    var oddities = OddityList()
    /// What ends the reading of the delivery with the row after those that were read.
    var failure: (any Error)?

    /// How many rows and bytes a batch takes in.
    private static let mostRows = 512
    private static let mostBytes = 1 << 18

    /// Becomes empty, before a row of that number.
    func reset(first: Int) {
        // A long row must not go on taking its memory.
        if size > Self.mostBytes * 4 {
            memory = []
            records = RecordBlock()
        }
        self.first = first
        count = 0
        size = 0
        records.reset()
        numbered.removeAll(keepingCapacity: true)
        outOfScope = 0
        sources = DeliverySource()
        placing = Placing()
        oddities = OddityList()
        failure = nil
    }

    /// Whether no further row is taken in.
    var isFull: Bool { count == Self.mostRows || size >= Self.mostBytes }

    /// Takes in the next row of a delivery; false if there is none.
    func append(from rows: any RowSource) throws(IntakeError) -> Bool {
        if count == memory.count { memory.append(DeliveryRow()) }
        guard try rows.read(&memory[count]) else { return false }
        size += memory[count].text.count
        count += 1
        return true
    }

    /// A row, counted from 0.
    subscript(index: Int) -> DeliveryRow { memory[index] }
}
