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
