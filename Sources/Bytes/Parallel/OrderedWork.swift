// SPDX-License-Identifier: Apache-2.0

/// Work of many like pieces, done by several threads and delivered in the order of the pieces.
///
/// What is delivered does not depend on the number of threads, as long as a piece's result depends on the piece alone.
public struct OrderedWork: Sendable {
    /// How many results may wait for an earlier one, for each thread.
    private static let slack = 4

    /// How many pieces there are.
    public let count: Int
    /// How many threads work at most; 1 is the caller's own.
    public let jobs: Int

    /// Work of so many pieces, numbered from 0.
    ///
    /// - Parameters:
    ///   - count: how many pieces there are.
    ///   - jobs: how many threads work at most, from 1 on.
    public init(count: Int, jobs: Int) {
        precondition(count >= 0 && jobs >= 1)
        self.count = count
        self.jobs = min(jobs, max(1, count))
    }

    private struct State<Result> {
        /// The next piece that nobody has begun.
        var next = 0
        /// How many results have been delivered.
        var delivered = 0
        /// Results that wait, by the number of their piece.
        var ready: [Int: Result] = [:]
        /// Nothing more is wanted.
        var isStopped = false
    }

    /// Does the work.
    ///
    /// - Parameters:
    ///   - worker: makes what one thread works with; called once in each thread, and never shared.
    ///   - work: does one piece. At most four pieces a thread are begun ahead of the one to be delivered next, which bounds memory.
    ///   - deliver: takes the results in order, in the caller's thread. If it throws, no further piece is begun.
    public func run<Worker, Result: Sendable, Failure>(
        worker: @escaping @Sendable () -> Worker, work: @escaping @Sendable (Worker, Int) -> Result,
        deliver: (Int, Result) throws(Failure) -> Void
    ) throws(Failure) {
        guard jobs > 1 else { return try runAlone(worker: worker, work: work, deliver: deliver) }
        let monitor = Monitor(State<Result>())
        let window = jobs * Self.slack
        let count = count
        let threads = Threads(jobs) {
            let own = worker()
            while true {
                let piece: Int? = monitor.wait { state -> Int?? in
                    if state.isStopped || state.next == count { return .some(nil) }
                    guard state.next < state.delivered + window else { return nil }
                    defer { state.next += 1 }
                    return state.next
                }
                guard let piece else { return }
                let result = work(own, piece)
                monitor.wait { $0.ready[piece] = result }
            }
        }
        guard threads.count > 0 else { return try runAlone(worker: worker, work: work, deliver: deliver) }
        do throws(Failure) {
            for piece in 0..<count {
                try deliver(
                    piece,
                    monitor.wait { state in
                        guard let result = state.ready.removeValue(forKey: piece) else { return nil }
                        state.delivered += 1
                        return result
                    })
            }
        } catch {
            monitor.wait { $0.isStopped = true }
            threads.join()
            throw error
        }
        threads.join()
    }

    private func runAlone<Worker, Result, Failure>(
        worker: () -> Worker, work: (Worker, Int) -> Result, deliver: (Int, Result) throws(Failure) -> Void
    ) throws(Failure) {
        let own = worker()
        for piece in 0..<count { try deliver(piece, work(own, piece)) }
    }
}
