// SPDX-License-Identifier: Apache-2.0

import Bytes
import Synchronization
import Testing

@Suite struct OrderedStreamTests {
    @Test(arguments: [1, 2, 3, 8]) func resultsComeInTheOrderOfThePieces(jobs: Int) {
        let stream = OrderedStream<Int, Int>(jobs: jobs) { { $0 * $0 } }
        var results: [Int] = []
        for piece in 0..<1000 {
            while stream.isFull, let result = stream.take() { results.append(result) }
            stream.put(piece)
        }
        while let result = stream.take() { results.append(result) }
        #expect(results == (0..<1000).map { $0 * $0 })
        #expect(stream.take() == nil)
    }

    @Test func eachThreadKeepsWhatItWorksWith() {
        let made = Atomic(0)
        let stream = OrderedStream<Int, Int>(jobs: 4) {
            made.add(1, ordering: .relaxed)
            var count = 0
            return { _ in
                count += 1
                return count
            }
        }
        var highest = 0
        for piece in 0..<400 {
            while stream.isFull, let count = stream.take() { highest = max(highest, count) }
            stream.put(piece)
        }
        while let count = stream.take() { highest = max(highest, count) }
        #expect((1...4).contains(made.load(ordering: .relaxed)))
        #expect(highest >= 100, "400 pieces by 4 threads")
    }

    /// Heavy pieces are on their way in small number, light ones in a number that the threads tell.
    @Test(arguments: [(1, 12), (10, 10), (50, 2), (1000, 1)]) func whatIsOnItsWayIsBounded(weight: Int, most: Int) {
        let stream = OrderedStream<Int, Int>(jobs: 4, mostWeight: 100) { { $0 } }
        var count = 0
        while !stream.isFull {
            stream.put(count, weight: weight)
            count += 1
        }
        #expect(count == most)
        #expect(stream.take() == 0)
        #expect(!stream.isFull)
    }

    /// A stream that goes does not wait for pieces that nobody has begun, and leaves no thread behind.
    @Test func aStreamMayGoWithItsPieces() {
        let done = Atomic(0)
        do {
            let stream = OrderedStream<Int, Int>(jobs: 2) { { done.add($0, ordering: .relaxed).newValue } }
            while !stream.isFull { stream.put(1) }
        }
        let before = done.load(ordering: .relaxed)
        #expect(before <= 6)
        #expect(done.load(ordering: .relaxed) == before)
    }
}
