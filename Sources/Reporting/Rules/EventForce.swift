// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Which events have effect on a day (rules, 2).
struct EventForce {
    private let events: [Event]
    private let day: CivilDay
    private let isEffective: [Bool]
    private let isUndone: [Bool]
    private let isCorrected: [Bool]

    init(events: [Event], day: CivilDay, cutoff: Instant) {
        self.events = events
        self.day = day
        // An event without a readable day or of no known kind has no effect; one received after the cutoff is not there.
        let isSound = events.map { $0.received <= cutoff && EventFault.of($0) == nil }
        let isCorrected = Self.corrected(events, isSound)
        self.isCorrected = isCorrected
        isEffective = isSound.indices.map { isSound[$0] && !isCorrected[$0] }
        isUndone = Self.undone(events, isEffective, day)
    }

    /// Whether the event at an index is in force: its day has come, and no undo of it is in force.
    func isInForce(_ index: Int) -> Bool {
        guard isEffective[index], !isUndone[index], let effective = events[index].day.readable else { return false }
        return effective <= day
    }

    /// Whether the replacement at an index acts: from its receipt, whatever its day, until undone (rules, 7).
    func replaces(_ index: Int) -> Bool {
        isEffective[index] && !isUndone[index] && events[index].kind == .replace
    }

    /// Whether its source has put the event at an index right since, under the same number.
    func isCorrected(_ index: Int) -> Bool { isCorrected[index] }

    /// How the event at an index, which has no fault, stands on the day.
    func standing(of index: Int) -> RecordEvents.Acting.Standing {
        if isCorrected[index] { return .corrected }
        if isUndone[index] { return .undone }
        return isInForce(index) || replaces(index) ? .inForce : .notYet
    }

    /// For each event, whether a later one of its source has its number and kind, and stands in its place.
    ///
    /// A number that one delivery gives to several events names none of them: it is that of their document. An undo that
    /// names another event is another undo: were the first not to act any more, what it took back would hide a record again.
    private static func corrected(_ events: [Event], _ isSound: [Bool]) -> [Bool] {
        var named: [[String]: [Int]] = [:]
        for index in events.indices where isSound[index] {
            let event = events[index]
            guard !event.number.isEmpty, !event.source.isEmpty, let kind = event.kind else { continue }
            let undone = kind == .undo ? event.names ?? "" : ""
            named[[event.source, kind.rawValue, event.number, undone], default: []].append(index)
        }
        var isCorrected = [Bool](repeating: false, count: events.count)
        for indices in named.values where indices.count > 1 {
            guard Set(indices.map { events[$0].place.sequence }).count == indices.count else { continue }
            let latest = indices.max {
                (events[$0].received, events[$0].place.sequence) < (events[$1].received, events[$1].place.sequence)
            }
            for index in indices where index != latest { isCorrected[index] = true }
        }
        return isCorrected
    }

    /// For each event, whether an undo that names it is in force.
    private static func undone(_ events: [Event], _ isEffective: [Bool], _ day: CivilDay) -> [Bool] {
        var byNumber: [String: [Int]] = [:]
        for index in events.indices where isEffective[index] && !events[index].number.isEmpty {
            byNumber[events[index].number, default: []].append(index)
        }
        // An undo whose day is still to come takes nothing back on this day, nor does it close a circle.
        let undos = events.indices.filter { index in
            isEffective[index] && events[index].kind == .undo && events[index].day.readable.map { $0 <= day } ?? false
        }
        var targets: [Int: [Int]] = [:]
        for undo in undos { targets[undo] = events[undo].names.flatMap { byNumber[$0] } ?? [] }

        // Undoes in a circle have no effect (rules, 7): those that take back themselves by way of others.
        func liesOnCircle(_ undo: Int) -> Bool {
            var seen: Set<Int> = []
            var open = targets[undo] ?? []
            while let next = open.popLast() {
                if next == undo { return true }
                if seen.insert(next).inserted { open += targets[next] ?? [] }
            }
            return false
        }
        let effective = undos.filter { !liesOnCircle($0) }

        // Without circles there is always an undo whose own undoes are all settled.
        var unsettled: [Int: Int] = [:]
        for undo in effective { for target in targets[undo] ?? [] { unsettled[target, default: 0] += 1 } }
        var isUndone = [Bool](repeating: false, count: events.count)
        var ready = effective.filter { unsettled[$0, default: 0] == 0 }
        while let undo = ready.popLast() {
            let acts = !isUndone[undo]
            for target in targets[undo] ?? [] {
                if acts { isUndone[target] = true }
                unsettled[target, default: 0] -= 1
                if unsettled[target] == 0, targets[target] != nil, !liesOnCircle(target) { ready.append(target) }
            }
        }
        return isUndone
    }
}

/// Why an event has no effect at all.
public enum EventFault: String, Sendable, CaseIterable {
    /// Its day is missing or unreadable.
    case day
    /// Its kind is none of those of rules, 2.
    case kind
    /// It is an undo that names no event.
    case names
    /// It is a replacement that names no new identity.
    case replacement
    /// It is a repair, revocation or delisting with effect before the record that it names was decided.
    case early

    /// The reason in words, as reports print it.
    public var text: String {
        switch self {
        case .day: "生效日期缺失或者无法识别"
        case .kind: "事件类型无法识别"
        case .names: "没有指明所取消的事件"
        case .replacement: "没有指明更正后的信息"
        case .early: "生效日期早于所涉信息的决定日期"
        }
    }

    /// The first fault that an event has by itself; nil if it has none.
    static func of(_ event: Event) -> EventFault? {
        if event.kind == nil { return .kind }
        if event.day.readable == nil { return .day }
        if event.kind == .undo && event.names == nil { return .names }
        if event.kind == .replace && event.replacement == nil { return .replacement }
        return nil
    }
}
