// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A reader that is fed with anything at all.
///
/// It may refuse what it is fed, by an error; it may not crash, take long or take much memory. What it accepts must
/// have the properties that are checked behind it, by `require`.
struct Target: Sendable {
    /// Its name, and that of its folder of seeds.
    let name: String
    /// Feeds it once.
    let feed: @Sendable ([UInt8]) -> Void

    /// The one that this run feeds; set once, before the first input.
    nonisolated(unsafe) static var chosen: Target?

    /// All of them.
    static let all: [Target] = texts + configurations + markup + files + signatures + documents

    init(_ name: String, _ feed: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.feed = feed
    }

    /// A target that is known to refuse most of what it is fed.
    init(_ name: String, throwing feed: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.init(name) { bytes in try? feed(bytes) }
    }

    /// Ends the run, as a crash does, unless a property holds.
    static func require(_ holds: @autoclosure () -> Bool, _ otherwise: String) {
        if !holds() { unmet(otherwise) }
    }

    /// Ends the run, as a crash does.
    static func unmet(_ reason: String) -> Never {
        // A precondition's message is lost in an optimised build.
        print("unmet:", reason)
        fflush(nil)
        abort()
    }
}
