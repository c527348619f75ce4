// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 1.5 and 2: events, their undoing, and replacement.
@Suite struct EventTests {
    let world = World()

    @Test func effectiveDayIsInclusive() {
        #expect(world.inclusion(record(), event(.repair, day: "2026-11-23")) == .omitted)
        #expect(world.inclusion(record(), event(.repair, day: "2026-11-24")) == .shown)
    }

    @Test func receiptAfterTheCutoffIsTooLate() {
        #expect(world.inclusion(record(), event(.repair, received: "2026-11-23")) == .shown)
        #expect(world.inclusion(record(), event(.repair, received: "2026-11-22")) == .omitted)
    }

    @Test func revokeComesBeforeRepair() {
        #expect(world.inclusion(record(), event(.repair), event(.revoke)) == .revoked)
        #expect(world.inclusion(record(), event(.delist)) == .omitted)
    }

    @Test(arguments: [nil, "1900-01-01", "2024-02-30"])
    func unreadableDayHasNoEffectAndIsAFault(_ day: String?) {
        let finding = world.find([record()], [event(.revoke, day: day)])
        #expect(finding.shown.count == 1)
        #expect(finding.faults.map(\.fault) == [.day])
        #expect(finding.waiting.isEmpty)
    }

    @Test func unknownKindIsAFault() {
        #expect(world.find([record()], [event(nil)]).faults.map(\.fault) == [.kind])
        #expect(world.find([record()], [event(.undo)]).faults.map(\.fault) == [.names])
        #expect(world.find([record()], [event(.replace)]).faults.map(\.fault) == [.replacement])
    }

    @Test func eventBeforeItsRecordWaits() {
        let early = event(.repair, on: identity("2号"))
        #expect(world.find([record()], [early]).waiting.count == 1)
        let finding = world.find([record("2号")], [early])
        #expect(finding.waiting.isEmpty)
        #expect(finding.shown.isEmpty)
    }

    @Test func undoTakesBack() {
        let repair = event(.repair, number: "R1")
        #expect(world.inclusion(record(), repair, event(.undo, names: "R1")) == .shown)
        // The undo acts by what it names, whatever identity it carries, and from its own day on.
        #expect(world.inclusion(record(), repair, event(.undo, on: identity("9号"), names: "R1")) == .shown)
        #expect(world.inclusion(record(), repair, event(.undo, day: "2026-11-23", names: "R1")) == .shown)
        #expect(world.inclusion(record(), repair, event(.undo, day: "2026-11-24", names: "R1")) == .omitted)
    }

    @Test func undoOfAnUndo() {
        let repair = event(.repair, number: "R1")
        let undo = event(.undo, number: "U1", names: "R1")
        #expect(world.inclusion(record(), repair, undo, event(.undo, number: "U2", names: "U1")) == .omitted)
        #expect(
            world.inclusion(
                record(), repair, undo, event(.undo, number: "U2", names: "U1"), event(.undo, names: "U2")) == .shown)
    }

    @Test func undoesInACircleHaveNoEffect() {
        let revoke = event(.revoke, number: "R1")
        // Two events bear the number U1: one in the circle names U2, the other takes the revocation back.
        #expect(world.inclusion(record(), revoke, event(.undo, number: "R1", names: "R1")) == .revoked)
        let circle = [event(.undo, number: "U1", names: "U2"), event(.undo, number: "U2", names: "U1")]
        #expect(world.find([record()], circle).shown.count == 1)
        #expect(world.find([record()], circle + [revoke, event(.undo, number: "U1", names: "R1")]).shown.count == 1)
    }

    @Test func undoStillToComeClosesNoCircle() {
        // U2 takes back both events numbered U1; the one that would take U2 back begins tomorrow.
        let later = event(.undo, day: "2026-11-24", number: "U1", names: "U2")
        let undo = event(.undo, number: "U2", names: "U1")
        #expect(world.inclusion(record(), event(.repair, number: "U1"), later, undo) == .shown)
    }

    @Test func replacementWaitsForTheNewRecord() {
        let replace = event(.replace, replacement: identity("2号"))
        #expect(world.find([record("1号")], [replace]).waiting.count == 1)
        #expect(world.find([record("2号")], [replace]).waiting.count == 1)
        #expect(world.find([record("1号"), record("2号")], [replace]).waiting.isEmpty)
    }

    @Test func undoOfAnUnknownEventWaits() {
        #expect(world.find([record()], [event(.undo, names: "R9")]).waiting.count == 1)
    }

    @Test func objections() throws {
        func isDisputed(_ events: Event...) throws -> Bool {
            try #require(world.find([record()], events).records.first).events.isDisputed
        }
        let open = event(.objectionOpen, day: "2026-07-01", number: "O1")
        #expect(try isDisputed(open))
        #expect(try isDisputed(event(.objectionOpen, day: "2026-11-23")))
        #expect(try !isDisputed(event(.objectionOpen, day: "2026-11-24")))
        #expect(try !isDisputed(open, event(.objectionClose, day: "2026-07-01")))
        #expect(try isDisputed(open, event(.objectionClose, day: "2026-06-30")))
        #expect(try isDisputed(open, event(.objectionClose, day: "2026-11-24")))
        // A close that names the objection closes it even where its day is before the opening.
        #expect(try !isDisputed(open, event(.objectionClose, day: "2026-06-30", names: "O1")))
        #expect(try isDisputed(open, event(.objectionClose, day: "2026-07-02", names: "O2")))
        #expect(try isDisputed(open, event(.objectionClose, day: "2026-11-24", names: "O1")))
        // Of several closes that name none, any that is late enough closes.
        let early = event(.objectionClose, day: "2026-06-30")
        #expect(try !isDisputed(open, early, event(.objectionClose, day: "2026-07-02")))
        #expect(try isDisputed(open, event(.objectionClose, on: identity("9号"), day: "2026-07-02")))
        #expect(
            try isDisputed(
                open, event(.objectionClose, day: "2026-07-02", number: "C1"), event(.undo, names: "C1")))
        #expect(try #require(world.find([record()], [open]).shown.first).marks == ["异议处理中"])
    }

    @Test func replacementHidesTheOldOnceTheNewIsThere() {
        let replace = event(.replace, replacement: identity("2号"))
        #expect(world.inclusion(record("1号"), replace) == .shown)
        let finding = world.find([record("1号"), record("2号")], [replace])
        #expect(finding.records.map(\.inclusion) == [.replaced(by: identity("2号")), .shown])
        #expect(world.find([record("1号")], [replace], elsewhere: [identity("2号")]).shown.isEmpty)
    }

    @Test func replacementActsFromItsReceiptUntilUndone() {
        let records = [record("1号"), record("2号")]
        let early = event(.replace, day: "2030-01-01", number: "E1", replacement: identity("2号"))
        #expect(world.find(records, [early]).shown.count == 1)
        #expect(world.find(records, [early, event(.undo, names: "E1")]).shown.count == 2)
        let unreadable = event(.replace, day: "1900-01-01", replacement: identity("2号"))
        #expect(world.find(records, [unreadable]).shown.count == 2)
    }

    @Test func eventsFollowReplacementsToTheEnd() {
        let chain = [
            event(.replace, replacement: identity("2号")),
            event(.replace, on: identity("2号"), replacement: identity("3号")),
        ]
        let records = [record("1号"), record("2号"), record("3号")]
        #expect(world.find(records, chain).shown.count == 1)
        #expect(world.find(records, chain + [event(.repair)]).shown.isEmpty)
        // The new record's events do not act on the old one.
        let undone = [event(.replace, replacement: identity("2号")), event(.repair, on: identity("2号"))]
        #expect(world.find([record("1号")], undone).shown.count == 1)
    }

    @Test func replacementsThatLeadBackHideNothing() {
        let circle = [
            event(.replace, replacement: identity("2号")),
            event(.replace, on: identity("2号"), replacement: identity("1号")),
        ]
        #expect(world.find([record("1号"), record("2号")], circle).shown.count == 2)
        #expect(world.inclusion(record(), event(.replace, replacement: identity("1号"))) == .shown)
    }

    @Test(arguments: [Event.Kind.repair, .revoke, .delist])
    func nothingIsRepairedBeforeItWasDecided(_ kind: Event.Kind) throws {
        #expect(world.inclusion(record(), event(kind, day: "2026-05-01")) != .shown)
        let early = event(kind, day: "2026-04-30")
        let finding = world.find([record()], [early])
        #expect(finding.shown.count == 1)
        #expect(finding.faults.map(\.fault) == [.early])
        #expect(finding.waiting.isEmpty)
        #expect(try #require(finding.records.first).events.acting.map(\.standing) == [.early])
        let history = History(registration: nil, records: [record()], events: [early])
        let standings = EventStanding.all(in: history, on: World.day, cutoff: World.cutoff)
        #expect(standings.map(\.standing) == [.fault])
        #expect(standings.map(\.fault) == [.early])
        // One that was taken back is no matter any more.
        let undone = [event(kind, day: "2026-04-30", number: "R1"), event(.undo, names: "R1")]
        #expect(world.find([record()], undone).faults.isEmpty)
        // Before its record has come, nobody knows.
        #expect(world.find([], [early]).waiting.count == 1)
        // A record without a readable day may have been decided on any.
        #expect(world.inclusion(record(of: part(nil)), early) != .shown)
    }

    @Test func theDecidingAuthoritySaysWhenItDecided() {
        let repair = event(.repair, day: "2026-05-03")
        let own = version("A1", part("2026-05-01"))
        let other = version("C1", on: "2026-06-02", sequence: 2, part("2026-05-05"))
        #expect(world.inclusion(record("1号", own, other), repair) == .omitted)
        #expect(world.inclusion(record("1号", version("C2", part("2026-05-01")), other), repair) == .shown)
        // What is current decides.
        let corrected = version("C1", on: "2026-06-03", sequence: 3, part("2026-05-02"))
        #expect(world.inclusion(record("1号", other, corrected), repair) == .omitted)
    }

    @Test func eventActsOnTheReplacementThatWasNotDecidedLater() {
        let events = [event(.replace, replacement: identity("2号")), event(.repair, day: "2026-05-03")]
        let records = [record("1号"), record("2号", of: part("2026-05-04"))]
        let finding = world.find(records, events)
        #expect(finding.shown.map(\.record.identity) == [identity("2号")])
        // It acts on the old record, which is hidden.
        #expect(finding.faults.isEmpty)
        #expect(world.find([records[1]], events).faults.map(\.fault) == [.early])
    }

    private func unnumbered(
        _ digest: String, decided day: String = "2026-05-01", received: String = "2026-06-01"
    ) throws -> RecordHistory {
        let identity = RecordIdentity(
            item: "XZCF", authority: "A1", subject: .code(try CreditCode(World.subject)), day: World.date(day),
            digest: digest)
        return RecordHistory(
            identity: identity, item: "XZCF", authority: "A1", deliveries: [version(on: received, part(day))])
    }

    private func unnumbered(_ kind: Event.Kind, day: String, received: String = "2026-07-02") throws -> Event {
        var event = event(kind, day: day, received: received)
        event.target = .withoutNumber(
            RecordIdentity.withoutNumber(
                item: "XZCF", authority: "A1", subject: .code(try CreditCode(World.subject))))
        return event
    }

    private func numbered(
        _ kind: Event.Kind = .repair, on number: String, source: String = "A1", sequence: Int,
        day: String? = "2026-07-01"
    ) -> Event {
        var event = event(kind, on: identity(number), day: day, number: "XF1", received: "2026-07-0\(sequence)")
        event.source = source
        event.place = Event.Place(sequence: sequence, row: 1)
        return event
    }

    @Test func eventThatItsSourcePutRightHasNoEffect() throws {
        let records = [record("1号"), record("2号")]
        func shown(_ events: Event...) -> [String] {
            world.find(records, events).shown.map(\.record.identity.text).map { String($0.split(separator: " ")[2]) }
        }
        let wrong = numbered(on: "1号", sequence: 1)
        #expect(shown(wrong) == ["2号"])
        #expect(shown(wrong, numbered(on: "2号", sequence: 2)) == ["1号"])
        #expect(shown(numbered(on: "2号", sequence: 2), wrong) == ["1号"])
        // Another source's number, another kind's, and none, is another's.
        #expect(shown(wrong, numbered(on: "2号", source: "A2", sequence: 2)) == [])
        #expect(shown(wrong, numbered(.delist, on: "2号", sequence: 2)) == [])
        var (one, other) = (wrong, numbered(on: "2号", sequence: 2))
        (one.number, other.number) = ("", "")
        #expect(shown(one, other) == [])
        // One that can have no effect takes no other's place, nor does one that came after the cutoff.
        #expect(shown(wrong, numbered(on: "2号", sequence: 2, day: "1900-01-01")) == ["2号"])
        other = numbered(on: "2号", sequence: 2)
        other.received = World.instant("2026-11-23T12:00:00+08:00")
        #expect(shown(wrong, other) == ["2号"])
        // One document for several records, delivered at once: its number names none of the events.
        #expect(shown(wrong, numbered(on: "2号", sequence: 1)) == [])
        #expect(shown(wrong, numbered(on: "2号", sequence: 1), numbered(on: "3号", sequence: 2)) == [])

        let finding = world.find(records, [wrong, numbered(on: "3号", sequence: 2)])
        #expect(finding.waiting.map(\.place.sequence) == [2])
        let first = try #require(finding.records.first { $0.record.identity == identity("1号") })
        #expect(first.events.acting.map(\.standing) == [.corrected])
        let history = History(
            registration: nil, records: records, events: [wrong, numbered(on: "2号", sequence: 2)])
        let standings = EventStanding.all(in: history, on: World.day, cutoff: World.cutoff)
        #expect(standings.map(\.standing) == [.corrected, .inForce])
        // An undo takes back what stands, by its number.
        #expect(
            shown(wrong, numbered(on: "2号", sequence: 2), event(.undo, names: "XF1", received: "2026-07-05"))
                == ["1号", "2号"])
    }

    /// Two undoes under the number of their document: both take back what they name.
    @Test func undoOfSomethingElseIsAnotherUndo() {
        func undo(_ name: String, sequence: Int, day: String = "2026-07-03") -> Event {
            var undo = event(.undo, day: day, number: "U1", names: name, received: "2026-07-0\(sequence)")
            undo.source = "A1"
            undo.place = Event.Place(sequence: sequence, row: 1)
            return undo
        }
        let repair = event(.repair, number: "R1")
        #expect(world.inclusion(record(), repair, undo("R1", sequence: 3), undo("R2", sequence: 4)) == .shown)
        // The same undo once more, put right: it begins later.
        let later = undo("R1", sequence: 4, day: "2026-11-24")
        #expect(world.inclusion(record(), repair, undo("R1", sequence: 3), later) == .omitted)
    }

    @Test func recordThatComesLaterTakesNoEventAway() throws {
        let first = try unnumbered("aa")
        let later = try unnumbered("bb", decided: "2026-04-01", received: "2026-07-03")
        let repair = try unnumbered(.repair, day: "2026-07-01")
        let finding = world.find([first, later], [repair])
        #expect(finding.shown.map(\.record.identity) == [later.identity])
        #expect(finding.waiting.isEmpty)
        // What came at the same instant was there.
        let same = try unnumbered("cc", received: "2026-07-02")
        #expect(world.find([first, same], [repair]).waiting.count == 1)
        // If nothing was there, it is meant that comes first; of two nobody knows which.
        #expect(world.find([later], [repair]).shown.isEmpty)
        #expect(world.find([later, try unnumbered("dd", received: "2026-07-04")], [repair]).waiting.count == 1)
    }

    @Test func eventWithoutANumberMeansNothingThatWasDecidedLater() throws {
        let early = try unnumbered("aa", decided: "2026-05-01")
        let late = try unnumbered("bb", decided: "2026-05-10")
        let repair = try unnumbered(.repair, day: "2026-05-09")
        let finding = world.find([early, late], [repair])
        #expect(finding.shown.map(\.record.identity) == [late.identity])
        #expect(finding.waiting.isEmpty)
        // The one that it means may still come.
        #expect(world.find([late], [repair]).waiting.count == 1)
        #expect(world.find([late], [repair]).shown.count == 1)
        // An objection has no such limit.
        #expect(world.find([late], [try unnumbered(.objectionOpen, day: "2026-05-09")]).waiting.isEmpty)
    }

    @Test func newRecordWithoutANumberMustBeTheOnlyOne() throws {
        var replace = event(.replace)
        replace.replacement = try unnumbered(.repair, day: "2026-07-01").target
        let old = try unnumbered("aa")
        let new = try unnumbered("bb", received: "2026-07-03")
        #expect(world.find([record(), new], [replace]).shown.count == 1)
        #expect(world.find([record(), old, new], [replace]).shown.count == 3)
    }

    @Test func eventWithoutANumberActsOnTheOnlyRecordWithoutOne() throws {
        let subject = SubjectKey.code(try CreditCode(World.subject))
        func unnumbered(_ digest: String) -> RecordHistory {
            let identity = RecordIdentity(
                item: "XZCF", authority: "A1", subject: subject, day: World.date("2026-05-01"), digest: digest)
            return RecordHistory(identity: identity, item: "XZCF", authority: "A1", deliveries: [version()])
        }
        var repair = event(.repair)
        repair.target = .withoutNumber(RecordIdentity.withoutNumber(item: "XZCF", authority: "A1", subject: subject))
        #expect(world.find([unnumbered("aa"), record()], [repair]).shown.count == 1)
        let two = world.find([unnumbered("aa"), unnumbered("bb")], [repair])
        #expect(two.shown.count == 2)
        #expect(two.waiting.count == 1)
    }
}
