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
        var expected: [(key: [UInt8], number: Int, payload: [UInt8])] = []
        for index in 0..<700 {
            let key = (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...2, using: &random) }
            let payload = Array("\(index)".utf8) + [UInt8](repeating: 7, count: Int.random(in: 0...40, using: &random))
            let number = Int.random(in: 0...3, using: &random)
            expected.append((key, number, payload))
            try sorter.append(key: key.span, number: number, payload: payload.span)
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

    @Test func sortsNothing() throws {
        let directory = try TemporaryDirectory()
        var records = try ExternalSorter(directory: directory.path, budget: 1).finish()
        #expect(try !records.next())
    }
}
