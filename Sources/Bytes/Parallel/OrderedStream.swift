// SPDX-License-Identifier: Apache-2.0

/// Work of pieces that come one after the other, done by several threads and given back in the order in which they came.
///
/// One thread owns the stream: it puts pieces in and takes results out. `OrderedWork` does the same for pieces whose
/// number is known before. Results that nobody took are dropped with the stream, and pieces that nobody began.
public final class OrderedStream<Piece: Sendable, Result: Sendable> {
    /// How many pieces may be on their way, for each thread.
    private static var slack: Int { 3 }

    private struct State {
        /// Pieces that nobody has begun, with their numbers.
        var waiting: [(number: Int, piece: Piece)] = []
        /// Results that have not been taken, by the number of their piece.
        var ready: [Int: Result] = [:]
        /// Nothing more is wanted.
        var isEnded = false
    }

    private let monitor = Monitor(State())
    private var threads: Threads?
    private let alone: ((Piece) -> Result)?
    private let window: Int
    private let mostWeight: Int
    private var weights: [Int] = []
    private var begun = 0
    private var taken = 0

    /// A stream without pieces.
    ///
    /// - Parameters:
    ///   - jobs: how many threads work; 1 is the caller's own, which then does each piece as it is put in.
    ///   - mostWeight: what all pieces on their way may weigh together, unless it is a single one.
    ///   - worker: makes what does a piece; called once in each thread, and the function never leaves it.
    public init(jobs: Int, mostWeight: Int = .max, worker: @escaping @Sendable () -> (Piece) -> Result) {
        precondition(jobs >= 1)
        self.mostWeight = mostWeight
        window = jobs == 1 ? 1 : jobs * Self.slack
        guard jobs > 1 else {
            alone = worker()
            return
        }
        let monitor = monitor
        let threads = Threads(jobs) {
            let work = worker()
            while true {
                let next = monitor.wait { state -> (number: Int, piece: Piece)?? in
                    if state.isEnded { return .some(nil) }
                    return state.waiting.isEmpty ? nil : .some(state.waiting.removeFirst())
                }
                guard let next else { return }
                let result = work(next.piece)
                monitor.wait { $0.ready[next.number] = result }
            }
        }
        alone = threads.count > 0 ? nil : worker()
        self.threads = consume threads
    }

    deinit {
        monitor.wait { $0.isEnded = true }
        threads.take()?.join()
    }

    /// Whether a result must be taken before the next piece is put in.
    public var isFull: Bool {
        begun - taken >= window || (begun > taken && weights.reduce(0, +) >= mostWeight)
    }

    /// Puts in a piece.
    ///
    /// - Precondition: the stream is not full.
    public func put(_ piece: Piece, weight: Int = 0) {
        precondition(!isFull)
        let number = begun
        begun += 1
        weights.append(weight)
        if let alone {
            let result = alone(piece)
            monitor.wait { $0.ready[number] = result }
        } else {
            monitor.wait { $0.waiting.append((number, piece)) }
        }
    }

    /// Takes the result of the earliest piece whose result was not taken, waiting for it; nil if there is none.
    public func take() -> Result? {
        guard taken < begun else { return nil }
        let number = taken
        taken += 1
        weights.removeFirst()
        return monitor.wait { $0.ready.removeValue(forKey: number) }
    }
}
