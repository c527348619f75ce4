// SPDX-License-Identifier: Apache-2.0

import Bytes
import Synchronization
import Testing

@Suite struct OrderedWorkTests {
    private struct Enough: Error {}

    @Test(arguments: [1, 2, 3, 8, 64]) func resultsComeInTheirOrder(jobs: Int) {
        var results: [Int] = []
        OrderedWork(count: 1000, jobs: jobs).run(
            worker: {}, work: { _, piece in piece * piece }, deliver: { results.append($0 + $1) })
        #expect(results == (0..<1000).map { $0 + $0 * $0 })
    }

    @Test func noPieceIsNothingToDo() {
        OrderedWork(count: 0, jobs: 4).run(
            worker: {}, work: { _, piece in piece }, deliver: { _, _ in Issue.record("delivered") })
    }

    @Test func eachThreadHasItsOwnWorker() {
        final class Count { var value = 0 }
        let made = Atomic(0)
        var highest = 0
        OrderedWork(count: 400, jobs: 4).run(
            worker: {
                made.add(1, ordering: .relaxed)
                return Count()
            },
            work: { count, _ in
                count.value += 1
                return count.value
            }, deliver: { highest = max(highest, $1) })
        #expect((1...4).contains(made.load(ordering: .relaxed)))
        #expect(highest >= 100, "400 pieces by 4 workers")
    }

    /// A piece that takes long must not let the results behind it pile up.
    @Test func workDoesNotRunFarAhead() {
        let begun = Atomic(0)
        var furthest = 0
        OrderedWork(count: 300, jobs: 4).run(
            worker: {}, work: { _, _ in _ = begun.add(1, ordering: .relaxed) },
            deliver: { piece, _ in furthest = max(furthest, begun.load(ordering: .relaxed) - piece) })
        #expect(furthest <= 17, "\(furthest)")
    }

    @Test(arguments: [1, 4]) func aFailureEndsTheWork(jobs: Int) {
        let begun = Atomic(0)
        var delivered = 0
        #expect(throws: Enough.self) {
            try OrderedWork(count: 10_000, jobs: jobs).run(
                worker: {}, work: { _, _ in _ = begun.add(1, ordering: .relaxed) },
                deliver: { (piece, _) throws(Enough) in
                    if piece == 10 { throw Enough() }
                    delivered += 1
                })
        }
        #expect(delivered == 10)
        #expect(begun.load(ordering: .relaxed) < 100)
    }

    @Test func thereIsAProcessor() {
        #expect(Processors.count >= 1)
    }
}
