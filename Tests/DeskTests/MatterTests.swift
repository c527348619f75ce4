// SPDX-License-Identifier: Apache-2.0

import Bytes
import Desk
import RecordStore
import Records
import Registry
import Reporting
import TestSupport
import Testing

/// Objections and applications for repair with their terms in working days.
@Suite struct MatterTests {
    @Test func anObjectionIsOpenUntilItIsClosed() throws {
        let desk = try DeskFixture()
        // Tuesday 2026-06-16; 端午节 is 19 to 21 June, so the seventh working day is 26 June.
        let open = try desk.enter(
            .objectionOpen, by: DeskFixture.platform, document: DeskFixture.penalty(1), on: "2026-06-16",
            received: "2026-06-16")
        let expected: [(day: String, left: Int, overdue: Bool)] = [
            ("2026-06-16", 7, false), ("2026-06-22", 4, false), ("2026-06-26", 0, false), ("2026-06-27", 0, true),
            ("2026-06-30", -2, true),
        ]
        for (day, left, overdue) in expected {
            let matter = try #require(desk.matters(at: day).first)
            let deadline = try #require(matter.deadlines.first)
            #expect(deadline.end == CivilDay("2026-06-26") && deadline.kind == .objection)
            #expect(deadline.daysLeft == left && deadline.isOverdue == overdue && matter.isOverdue == overdue, "\(day)")
        }
        try desk.enter(
            .objectionClose, by: DeskFixture.authority, on: "2026-06-24", names: open.number, received: "2026-06-24")
        let matters = try desk.matters(at: "2026-06-30")
        #expect(matters.map(\.state) == ["closed", "in-force"] && !matters.contains(where: \.isOpen))
    }

    /// An objection of 2026-06-16 has a term to 06-26; whether it was kept shows when it is settled, and stays.
    @Test(arguments: [
        ("2026-06-16", Deadline.Standing.settledInTime), ("2026-06-26", .settledInTime), ("2026-06-27", .settledLate),
        ("2026-07-20", .settledLate),
    ])
    func aSettledObjectionIsHeldAgainstItsTerm(_ day: String, _ standing: Deadline.Standing) throws {
        let desk = try DeskFixture()
        let open = try desk.enter(
            .objectionOpen, by: DeskFixture.platform, document: DeskFixture.penalty(1), on: "2026-06-16",
            received: "2026-06-16")
        try desk.enter(.objectionClose, by: DeskFixture.authority, on: day, names: open.number, received: day)
        // Who closes it once more does not make it later.
        try desk.enter(
            .objectionClose, by: DeskFixture.authority, on: "2026-08-03", names: open.number, number: "2",
            received: "2026-08-03")
        let matter = try #require(desk.matters(at: "2026-08-04").first)
        let deadline = try #require(matter.deadlines.first)
        #expect(deadline.standing == standing && deadline.settled == CivilDay(day) && deadline.daysLeft == nil)
        #expect(!matter.isOverdue && deadline.party == DeskFixture.platform)
    }

    @Test func aTermIntoAYearThatTheTableDoesNotHaveIsNoGuess() throws {
        let desk = try DeskFixture()
        try desk.enter(
            .objectionOpen, by: DeskFixture.platform, document: DeskFixture.penalty(1), on: "2026-12-28",
            received: "2026-12-28")
        let deadline = try #require(desk.matters(at: "2026-12-29").first?.deadlines.first)
        #expect(deadline.end == nil && deadline.daysLeft == nil && !deadline.isOverdue)
        #expect(deadline.problem == "the table of holidays has no year 2027")
        let without = try DeskFixture(holidays: false)
        try without.enter(.objectionOpen, by: DeskFixture.platform, document: DeskFixture.penalty(1))
        #expect(try without.matters(at: "2026-06-02").first?.deadlines.first?.problem?.contains("no table") == true)
    }

    @Test func anApplicationHasTwoTermsAndEndsWithTheRepair() throws {
        let desk = try DeskFixture()
        let repairs = RepairDesk(store: desk.store)
        func apply(_ source: String, _ document: String) throws -> (application: RepairApplication, isNew: Bool) {
            try repairs.apply(
                subject: DeskFixture.subject, item: nil, authority: nil, document: document, source: source,
                day: try DeskFixture.day("2026-06-01"), at: try DeskFixture.instant("2026-06-02"))
        }
        #expect(desk.refusal { _ = try apply(DeskFixture.stranger, DeskFixture.penalty(2)) } == .notResponsible)
        #expect(desk.refusal { _ = try apply(DeskFixture.platform, "没有的文号1") } == .unknownRecord)
        let snapshot = try desk.store.snapshot().id
        let (application, isNew) = try apply(DeskFixture.platform, DeskFixture.penalty(2))
        let again = try apply(DeskFixture.platform, DeskFixture.penalty(2))
        #expect(isNew && !again.isNew && application == again.application)
        // An application changes no record.
        #expect(try desk.store.snapshot().id == snapshot)

        #expect(
            try repairs.note(
                .forwarded, on: application.number, source: DeskFixture.authority,
                day: try DeskFixture.day("2026-06-03"), document: "", at: try DeskFixture.instant("2026-06-03")))
        var matter = try #require(desk.matters(at: "2026-06-05").first)
        #expect(matter.isOpen && matter.state == "open")
        #expect(matter.deadlines.map(\.end) == [CivilDay("2026-06-15"), CivilDay("2026-06-08")])
        #expect(matter.deadlines.map(\.kind) == [.repairFeedback, .repairDecision])

        let repair = try desk.enter(
            .repair, by: DeskFixture.authority, document: DeskFixture.penalty(2), received: "2026-06-08")
        matter = try #require(desk.matters(at: "2026-06-09").last)
        #expect(matter.state == "granted" && !matter.isOpen && !matter.isOverdue)
        // Received on 06-08: the platform had until 06-15, the department, which decided on 06-01, until 06-08.
        #expect(matter.deadlines.map(\.settled) == [CivilDay("2026-06-08"), CivilDay("2026-06-01")])
        #expect(matter.deadlines.map(\.standing) == [.settledInTime, .settledInTime])
        #expect(matter.deadlines.map(\.party) == [DeskFixture.platform, DeskFixture.authority])
        // A repair that is taken back leaves the application unanswered.
        try desk.enter(.undo, by: DeskFixture.authority, names: repair.number, received: "2026-06-10")
        #expect(try desk.matters(at: "2026-06-10").last?.state == "open")
    }

    @Test func aRefusalSettlesAnApplication() throws {
        let desk = try DeskFixture()
        let repairs = RepairDesk(store: desk.store)
        let application = try repairs.apply(
            subject: DeskFixture.subject, item: nil, authority: nil, document: DeskFixture.penalty(2),
            source: DeskFixture.platform, day: try DeskFixture.day("2026-06-01"),
            at: try DeskFixture.instant("2026-06-01")
        ).application
        func refuse(_ source: String, _ document: String, _ day: String = "2026-06-04") throws {
            _ = try repairs.note(
                .refused, on: application.number, source: source, day: try DeskFixture.day(day), document: document,
                at: try DeskFixture.instant("2026-06-04"))
        }
        #expect(desk.refusal { try refuse(DeskFixture.stranger, "示例决定3号") } == .notResponsible)
        #expect(desk.refusal { try refuse(DeskFixture.authority, "") } == .event)
        #expect(desk.refusal { try refuse(DeskFixture.authority, "示例决定3号", "2026-05-30") } == .event)
        try refuse(DeskFixture.authority, "示例决定3号")
        #expect(try desk.matters(at: "2026-06-05").map(\.state) == ["refuse"])
        #expect(try desk.matters(at: "2026-06-05").first?.deadlines.map(\.standing) == [.settledInTime])
        // What was booked later is not seen earlier.
        #expect(
            try MatterList(store: desk.store).matters(
                of: nil, at: try #require(Instant("2026-06-04T09:59:59+08:00"))
            ).map(\.state) == ["open"])
        let error = #expect(throws: RegistryError.self) { try refuse(DeskFixture.authority, "示例决定4号") }
        #expect(error?.code == .applicationSettled)
    }
}
