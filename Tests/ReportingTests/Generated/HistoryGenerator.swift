// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import TestSupport

/// Makes small nasty cases: few days, few names, so that whatever can collide does.
struct HistoryGenerator {
    var random: SeededGenerator
    /// The days of this case.
    private(set) var days: [CivilDay] = []
    /// The day on which this case speaks.
    private var today = CivilDay(ordinal: 0)
    /// The domain table of this case.
    private(set) var domains: [Domain] = []
    /// The number of the next delivery.
    private var sequence = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The case of this seed.
    mutating func makeCase() -> GeneratedCase {
        days = pick(Self.calendars)
        domains = makeDomains()
        let cutoff = instant()
        var day = cutoff.day
        if chance(60) {
            let later = self.day()
            day = later > day ? later : day.adding(days: pick([0, 1, 2]))
        }
        today = day
        let catalog = makeCatalog()
        let history = makeHistory()
        return GeneratedCase(
            history: history, scope: makeScope(day: day, cutoff: cutoff), catalog: catalog,
            table: DomainTable(id: "test", version: "1", region: "示例", domains: domains, sha256: ""),
            policy: makePolicy(catalog, day: day), statements: makeStatements())
    }

    private mutating func makeScope(day: CivilDay, cutoff: Instant) -> Scope {
        var asked = Scope.Domains.all
        if chance(65) {
            var places: Set<Int> = []
            for _ in 0..<pick([0, 1, 1, 1, 2]) { places.insert(below(domains.count)) }
            asked = .named(places, other: chance(25) || places.isEmpty)
        }
        let one = self.day()
        let other = chance(30) ? day : self.day()
        return Scope(
            from: min(one, other), to: max(one, other), domains: asked, requester: pick(Scope.Requester.allCases),
            isAuthorised: chance(25), day: day, cutoff: cutoff)
    }

    private mutating func makeHistory() -> History {
        var records: [RecordHistory] = []
        for _ in 0..<pick([0, 1, 1, 1, 2, 2, 3, 4]) {
            let record = makeRecord()
            if !records.contains(where: { $0.identity == record.identity }) { records.append(record) }
        }
        var elsewhere: [RecordIdentity] = []
        for _ in 0..<pick([0, 0, 0, 1, 2]) {
            let identity = makeIdentity(of: Self.otherSubject).identity
            if !elsewhere.contains(identity) { elsewhere.append(identity) }
        }
        let events = makeEvents(records.map(\.identity), elsewhere)
        return History(
            registration: Registration(name: "示例有限公司"), records: records, elsewhere: elsewhere, events: events,
            pending: pick([0, 0, 0, 1, 2]))
    }

    // MARK: The days

    /// Days that lie so that terms, periods and ends of publicity meet: leap days, ends of months and years.
    private static let calendars: [[CivilDay]] = [
        ["2024-01-29", "2024-01-30", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31"],
        ["2022-12-31", "2023-01-01", "2023-01-31", "2023-02-28", "2023-03-01", "2023-03-31", "2023-04-30"],
        ["2019-02-28", "2020-02-29", "2021-02-28", "2021-03-01", "2023-02-28", "2024-02-29"],
        ["2023-11-30", "2023-12-31", "2024-02-29", "2024-05-31", "2024-08-31"],
    ].map { $0.compactMap { CivilDay($0) } }

    /// A day of this case, or one beside it.
    mutating func day() -> CivilDay {
        pick(days).adding(days: pick([0, 0, 0, 0, 1, -1]))
    }

    /// A moment on a day of this case, often its first or last second.
    mutating func instant() -> Instant {
        Instant(seconds: Instant(startOf: day()).seconds + pick([0, 43_200, 86_399]))
    }

    /// A day as delivered: mostly one of this case.
    mutating func delivered(missing: Int) -> DeliveredDay {
        if chance(missing) { return .missing }
        if chance(6) { return DeliveredDay(text: pick(["2024-02-30", "不详", "20240231"]), day: nil) }
        if chance(6) {
            let odd = pick(["1900-01-01", "1949-09-30", "1949-10-01", "2099-12-31", "2204-03-01"])
            return DeliveredDay(text: odd, day: CivilDay(odd))
        }
        let day = chance(10) ? today : self.day()
        return chance(8) ? DeliveredDay(text: day.description + " ", day: day) : DeliveredDay(day)
    }

    /// The number of a delivery: each has its own, and later ones have greater ones.
    mutating func nextSequence() -> Int {
        sequence += 1
        return sequence
    }

    // MARK: Chance

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// A number from 0 to below `count`; written out, since most of the time of a debug build would go into the generic
    /// draw of the library.
    mutating func below(_ count: Int) -> Int {
        Int(truncatingIfNeeded: random.next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A text in one of the spellings that are the same.
    mutating func spell(_ text: String) -> String {
        switch pick([0, 0, 0, 1, 2, 3, 4]) {
        case 1: return text.lowercased()
        case 2: return Self.wide(text)
        case 3: return " " + text + "\u{200B}"
        case 4: return String(text.prefix(1)) + "\u{3000}" + text.dropFirst()
        default: return text
        }
    }

    /// A text with its ASCII in full width.
    static func wide(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isNarrow = (0x21...0x7E).contains(scalar.value)
            result.append(isNarrow ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
        }
        return String(result)
    }
}
