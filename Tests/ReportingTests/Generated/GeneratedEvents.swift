// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Events of generated cases.
extension HistoryGenerator {
    /// Events on records of the subject and of another, in the order of receipt.
    mutating func makeEvents(_ own: [RecordIdentity], _ elsewhere: [RecordIdentity]) -> [Event] {
        var moments: [Instant] = []
        for _ in 0..<pick([0, 0, 1, 2, 2, 3, 4, 5, 6]) { moments.append(instant()) }
        moments.sort()
        // Some cases are about one thing only, so that chains and circles of it come up.
        let kinds: [Event.Kind?] = pick([
            Event.Kind.allCases + [nil], [.repair, .delist, .undo], [.objectionOpen, .objectionClose],
            [.objectionOpen, .objectionClose, .undo, .replace], [.replace, .repair, .revoke], [.replace],
            [.repair, .undo, .undo, .undo], [.repair], [.delist, .revoke],
        ])
        var result: [Event] = []
        for (place, received) in moments.enumerated() {
            result.append(makeEvent(pick(kinds), place + 1, of: moments.count, received, own, elsewhere))
        }
        return result
    }

    private mutating func makeEvent(
        _ kind: Event.Kind?, _ place: Int, of count: Int, _ received: Instant, _ own: [RecordIdentity],
        _ elsewhere: [RecordIdentity]
    ) -> Event {
        // Mostly each has a number of its own; now and then two share one.
        let number = chance(80) ? "E\(place)" : pick(["", "E1", "E2"])
        var names: String?
        if kind == .undo || kind == .objectionClose {
            names = chance(75) ? "E\(Int.random(in: 1...count + 1, using: &random))" : nil
        }
        let target = makeTarget(own, elsewhere)
        let replacement = kind == .replace && chance(95) ? makeTarget(own, elsewhere) : nil
        return Event(
            number: number, kind: kind, target: target, day: delivered(missing: 3), received: received, names: names,
            replacement: replacement, isOwn: chance(90), source: pick(["", "PA", "PA", "QB"]),
            place: Event.Place(sequence: 100 + (chance(80) ? place : 1), row: place),
            label: EventLabel(document: "e\(place)"))
    }

    /// A record that is there, or one that need not be.
    private mutating func makeTarget(_ own: [RecordIdentity], _ elsewhere: [RecordIdentity]) -> Event.Target {
        let identity: RecordIdentity
        if !own.isEmpty && chance(85) {
            identity = pick(own)
        } else if !elsewhere.isEmpty && chance(60) {
            identity = pick(elsewhere)
        } else {
            identity = makeIdentity(of: Self.subject).identity
        }
        if let group = identity.groupWithoutNumber, chance(60) { return .withoutNumber(group) }
        return .record(identity)
    }
}
