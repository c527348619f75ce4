// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

struct ExternalSorterTests {
    /// Whatever goes to files, the records come back in the order of key, number and arrival; no file stays behind.
    @Test(arguments: [64, 500, 4000, 1 << 20])
    func sorts(budget: Int) throws {
        var random = SeededGenerator.fresh(for: "ExternalSorterTests.sorts")
        let directory = try TemporaryDirectory()
        var sorter = ExternalSorter(directory: directory.path, budget: budget)
        var block = RecordBlock()
        var expected: [(key: [UInt8], number: Int, payload: [UInt8])] = []
        for index in 0..<700 {
            let key = (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...2, using: &random) }
            let payload = Array("\(index)".utf8) + [UInt8](repeating: 7, count: Int.random(in: 0...40, using: &random))
            let number = Int.random(in: 0...3, using: &random)
            expected.append((key, number, payload))
            // Half of them one by one, half in blocks.
            if index / 50 % 2 == 0 {
                try sorter.append(key: key.span, number: number, payload: payload.span)
            } else {
                block.append(key: key.span, number: number) { $0.append(payload) }
            }
            if index % 50 == 49 {
                try sorter.append(block)
                block.reset()
            }
        }
        let order = expected.indices.sorted {
            let (left, right) = (expected[$0], expected[$1])
            if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
            return (left.number, $0) < (right.number, $1)
        }
        #expect(try Directory.names(in: directory.path).isEmpty)
        var records = try sorter.finish()
        for place in order {
            try #require(try records.next(), "seed \(random.seed)")
            #expect(Array(records.key) == expected[place].key, "seed \(random.seed)")
            #expect(records.number == expected[place].number, "seed \(random.seed)")
            #expect(Array(records.payload) == expected[place].payload, "seed \(random.seed)")
        }
        #expect(try !records.next())
        #expect(try Directory.names(in: directory.path).isEmpty)
    }

    /// A record whose payload could not be written is not there, and disturbs no other.
    @Test func leavesOutWhatFails() throws {
        struct Fault: Error {}
        let directory = try TemporaryDirectory()
        var block = RecordBlock()
        block.append(key: [2].span, number: 1) { $0.append("b") }
        #expect(throws: Fault.self) {
            try block.append(key: [1].span, number: 2) { writer throws(Fault) in
                writer.append("half")
                throw Fault()
            }
        }
        block.append(key: [1].span, number: 3) { $0.append("a") }
        var sorter = ExternalSorter(directory: directory.path, budget: 1 << 10)
        try sorter.append(block)
        var records = try sorter.finish()
        #expect(try records.next() && records.number == 3 && Array(records.payload) == Array("a".utf8))
        #expect(try records.next() && records.number == 1 && Array(records.payload) == Array("b".utf8))
        #expect(try !records.next())
    }

    @Test func sortsNothing() throws {
        let directory = try TemporaryDirectory()
        var records = try ExternalSorter(directory: directory.path, budget: 1).finish()
        #expect(try !records.next())
    }
}
