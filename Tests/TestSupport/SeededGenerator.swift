// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A repeatable source of random numbers (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What it was started with; a failing test names it.
    public let seed: UInt64
    private var state: UInt64

    /// A generator started with a seed of one's own.
    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// A generator with a fresh seed, or with the one in the environment variable `CREDITREPORT_TEST_SEED`; prints it.
    public static func fresh(for test: String) -> SeededGenerator {
        var seed = UInt64.random(in: .min ... .max)
        if let text = unsafe getenv("CREDITREPORT_TEST_SEED"), let given = UInt64(unsafe String(cString: text)) {
            seed = given
        }
        print("\(test): CREDITREPORT_TEST_SEED=\(seed)")
        return SeededGenerator(seed: seed)
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
