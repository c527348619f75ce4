// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records
internal import Registry

/// A list of handled matters as it is held against the query log: which subjects their agencies had looked up (逢报必查).
struct Questions {
    private struct Key: Hashable {
        var agency: String
        var subject: String
    }

    private let handled: HandledMatters?
    private let window: Int
    private var places: [Key: [Int]] = [:]
    private var covered: Set<Int> = []

    init(_ handled: HandledMatters?, window: Int) {
        self.handled = handled
        self.window = window
        for (index, matter) in (handled?.matters ?? []).enumerated() {
            places[Key(agency: matter.agency, subject: matter.subject), default: []].append(index)
        }
    }

    /// Takes in a query: one that brought a report answers for the matters about its subjects in the days after it.
    mutating func answer(_ entry: QueryEntry) {
        guard let handled, case .issued = entry.outcome else { return }
        let day = entry.at.day
        for subject in entry.subjects {
            for index in places[Key(agency: entry.requester, subject: Spelling.normalize(subject))] ?? [] {
                let last = handled.matters[index].day
                if day <= last, day > last.adding(days: -window) { covered.insert(index) }
            }
        }
    }

    /// Matters by agency, queried of all, and those that were not queried; nil if no list was given.
    var coverage: ([(agency: String, ratio: Ratio)]?, [UseStatistics.Uncovered]) {
        guard let handled else { return (nil, []) }
        var ratios: [(agency: String, ratio: Ratio)] = []
        var agencies: [String: Int] = [:]
        var uncovered: [UseStatistics.Uncovered] = []
        for (index, matter) in handled.matters.enumerated() {
            let isCovered = covered.contains(index)
            let place = agencies[matter.agency] ?? ratios.count
            if place == ratios.count {
                agencies[matter.agency] = place
                ratios.append((matter.agency, Ratio()))
            }
            ratios[place].ratio = ratios[place].ratio + Ratio(isCovered ? 1 : 0, of: 1)
            if !isCovered {
                uncovered.append(
                    UseStatistics.Uncovered(
                        agency: matter.agency, matter: matter.matter, subject: matter.subject, day: matter.day))
            }
        }
        return (ratios, uncovered)
    }
}
