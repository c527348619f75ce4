// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Records
import Reporting
import TestSupport
import Testing

/// Events entered one by one: who may, what they do, and that what is said twice is one.
@Suite struct EventDeskTests {
    /// For each kind, which of authority, platform and a stranger may enter it.
    @Test(arguments: [
        (Event.Kind.repair, [true, true, false]), (.revoke, [true, false, false]),
        (.objectionOpen, [true, true, false]), (.replace, [true, false, false]),
    ])
    func onlyWhoIsResponsibleMayEnter(kind: Event.Kind, expected: [Bool]) throws {
        let sources = [DeskFixture.authority, DeskFixture.platform, DeskFixture.stranger]
        for (source, may) in zip(sources, expected) {
            let desk = try DeskFixture()
            let new = EventDraft.Replacement(item: nil, authority: nil, document: "蒙环罚示〔2025〕99号", subject: nil)
            let refusal = desk.refusal {
                try desk.enter(
                    kind, by: source, document: DeskFixture.penalty(2), new: kind == .replace ? new : nil)
            }
            #expect(refusal == (may ? nil : .notResponsible), "\(kind) by \(source)")
            #expect(try desk.store.snapshot().imports.count == (may ? 4 : 3))
        }
    }

    @Test func aDelistingIsForWhoListed() throws {
        let desk = try DeskFixture()
        #expect(
            desk.refusal { try desk.enter(.delist, by: DeskFixture.platform, document: DeskFixture.listing) }
                == .notResponsible)
        // A penalty is no list, whoever says so.
        #expect(
            desk.refusal { try desk.enter(.delist, by: DeskFixture.authority, document: DeskFixture.penalty(1)) }
                == .event)
        let entered = try desk.enter(.delist, by: DeskFixture.lister, document: DeskFixture.listing)
        #expect(entered.effects.map(\.after.marks) == [["已修复"]])
    }

    @Test func itSaysWhatItDoes() throws {
        let desk = try DeskFixture()
        let entered = try desk.enter(.repair, by: DeskFixture.authority, document: "蒙环罚示(2025)2号")
        #expect(entered.isNew && entered.standing?.standing == .inForce)
        let effect = try #require(entered.effects.first)
        #expect(entered.effects.count == 1)
        #expect(effect.before?.inclusion == "shown" && effect.after.inclusion == "omitted")
        #expect(effect.after.title.contains(DeskFixture.penalty(2)))
        // One whose day is still to come changes no state, but says so.
        let later = try desk.enter(
            .repair, by: DeskFixture.authority, document: DeskFixture.penalty(1), on: "2026-07-01")
        #expect(later.standing?.standing == .notYet)
        #expect(later.effects.map(\.after.inclusion) == ["shown"])
    }

    @Test func theSameIsEnteredOnce() throws {
        let desk = try DeskFixture()
        let first = try desk.enter(.repair, by: DeskFixture.authority, document: DeskFixture.penalty(2))
        let snapshot = try desk.store.snapshot().id
        let again = try desk.enter(
            .repair, by: DeskFixture.authority, document: " 蒙环罚示［2025］2号", received: "2026-06-03")
        #expect(!again.isNew && again.number == first.number && again.sequence == first.sequence)
        #expect(try desk.store.snapshot().id == snapshot)
        // Another event under its number would be taken back with it.
        #expect(
            desk.refusal {
                try desk.enter(
                    .repair, by: DeskFixture.authority, document: DeskFixture.penalty(1), number: first.number)
            } == .numberTaken)
        let link = try #require(desk.store.snapshot().imports.last)
        #expect(link.file == "event add" && link.counts.accepted == 1 && link.source == DeskFixture.authority)
    }

    @Test func anUndoTakesBackAndCanBeTakenBack() throws {
        let desk = try DeskFixture()
        let repair = try desk.enter(.repair, by: DeskFixture.platform, document: DeskFixture.penalty(2))
        #expect(desk.refusal { try desk.enter(.undo, by: DeskFixture.authority) } == .event)
        #expect(desk.refusal { try desk.enter(.undo, by: DeskFixture.authority, names: "没有") } == .unknownEvent)
        #expect(
            desk.refusal { try desk.enter(.undo, by: DeskFixture.stranger, names: repair.number) } == .notResponsible)
        let undo = try desk.enter(.undo, by: DeskFixture.authority, names: repair.number)
        #expect(undo.effects.map(\.after.inclusion) == ["shown"])
        let undone = try desk.enter(.undo, by: DeskFixture.authority, names: undo.number, decision: "示例决定2号")
        #expect(undone.effects.map(\.after.inclusion) == ["omitted"])
    }

    @Test func anObjectionIsClosedByWhoAnswersOrTakenBackByWhoRaisedIt() throws {
        let desk = try DeskFixture()
        #expect(
            desk.refusal {
                try desk.enter(.objectionClose, by: DeskFixture.authority, document: DeskFixture.penalty(1))
            } == .event)
        let open = try desk.enter(
            .objectionOpen, by: DeskFixture.platform, document: DeskFixture.penalty(1), decision: nil)
        #expect(open.effects.map(\.after.marks) == [["异议处理中"]])
        // Whom it is about can't make it unsaid, only settle it.
        #expect(
            desk.refusal { try desk.enter(.undo, by: DeskFixture.authority, names: open.number) } == .notResponsible)
        #expect(
            desk.refusal { try desk.enter(.objectionClose, by: DeskFixture.stranger, names: open.number) }
                == .notResponsible)
        let close = try desk.enter(.objectionClose, by: DeskFixture.authority, names: open.number)
        #expect(close.effects.map(\.after.marks) == [[]])
    }

    @Test func anEventMayWaitForItsRecord() throws {
        let desk = try DeskFixture()
        #expect(
            desk.refusal { try desk.enter(.revoke, by: DeskFixture.authority, document: "蒙环罚示〔2026〕999号") }
                == .unknownRecord)
        let entered = try desk.enter(
            .revoke, by: DeskFixture.authority, document: "蒙环罚示〔2026〕999号", item: "行政处罚",
            authority: DeskFixture.authority)
        #expect(entered.standing?.standing == .waiting && entered.effects.isEmpty)
        #expect(try desk.matters(at: "2026-06-02").filter(\.isOpen).map(\.state) == ["waiting"])
    }

    @Test func whatIsMissingIsAskedFor() throws {
        let desk = try DeskFixture()
        let penalty = DeskFixture.penalty(1)
        #expect(
            desk.refusal { try desk.enter(.repair, by: DeskFixture.authority, document: penalty, decision: nil) }
                == .event)
        // Who runs the platform does not decide on repairs.
        #expect(
            desk.refusal { try desk.enter(.repair, by: DeskFixture.platform, document: penalty, decidedBy: nil) }
                == .event)
        #expect(desk.refusal { try desk.enter(.replace, by: DeskFixture.authority, document: penalty) } == .event)
        #expect(desk.refusal { try desk.enter(.revoke, by: DeskFixture.authority) } == .unknownRecord)
        #expect(try desk.store.snapshot().imports.count == 3)
    }

    @Test func aReplacementShowsBothRecords() throws {
        let desk = try DeskFixture()
        let entered = try desk.enter(
            .replace, by: DeskFixture.authority, document: DeskFixture.penalty(1),
            new: EventDraft.Replacement(item: nil, authority: nil, document: DeskFixture.penalty(2), subject: nil))
        #expect(entered.effects.contains { $0.before?.inclusion == "shown" && $0.after.inclusion == "replaced" })
    }
}
