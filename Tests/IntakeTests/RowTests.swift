// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import Testing

struct RowTests {
    private static let headings =
        "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_XDR_GSZC,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM,CF_NR_FK,CF_CXLB,CF_GSJZQ"

    private func take(
        _ row: String, to samples: SampleStore, on day: String = "2026-06-30"
    ) throws -> (outcome: ImportOutcome, line: Entry?) {
        let before = Set(try samples.lines())
        let outcome = try samples.take(Self.headings + "\n" + row + "\n", on: day)
        return (outcome, try samples.lines().first { !before.contains($0) })
    }

    /// The column of the code, the registration number, what becomes of the row, its key and its reason.
    @Test(arguments: [
        (Codes.plain, "", "accepted", Codes.plain, ""),
        ("９１１５０２０３ｙｙ0000036w ", "", "accepted", Codes.plain, ""),
        ("91150203YY0000036X", "", "pending", "name:甲公司", "code.check"),
        ("91150203YY0000O36W", "", "pending", "name:甲公司", "code.character"),
        ("91150203YY0000036", "", "pending", "name:甲公司", "code.length"),
        ("000000000000000000", "", "pending", "name:甲公司", "code.zeros"),
        ("00000000000000000X", "", "pending", "name:甲公司", "code.placeholder"),
        ("00000000000000000x", "150402900000140", "accepted", "reg:150402900000140", ""),
        ("", "", "pending", "name:甲公司", "code.missing"),
        ("150402900000140", "", "pending", "name:甲公司", "code.unregistered"),
        ("", "150402900000140", "pending", "name:甲公司", "code.unregistered"),
    ])
    func findsTheSubject(vector: (code: String, number: String, becomes: String, key: String, reason: String)) throws {
        let samples = try SampleStore()
        let (outcome, line) = try take(
            "甲 公司,法人及非法人组织,\(vector.code),\(vector.number),1号,2025-01-02,乙局,,,,", to: samples)
        #expect(outcome.counts.list == (vector.becomes == "accepted" ? [1, 0, 0, 0, 0] : [0, 0, 0, 1, 0]))
        #expect(line?.subject.text == vector.key)
        #expect(line?.kind == (vector.becomes == "accepted" ? .record : .pending))
        #expect(outcome.pending.map(\.reason) == (vector.reason.isEmpty ? [] : [vector.reason]))
        // Whatever becomes of it, the row is kept as it was delivered.
        #expect(line?.asDelivered.first { $0.code == "CF_XDR_MC" }?.value == "甲 公司")
    }

    @Test func findsSubjectsThroughTheRegister() throws {
        let samples = try SampleStore()
        try samples.take(
            "ZT_MC,ZT_DM,ZT_ZCH,ZT_LX,ZT_CLRQ,ZT_ZTM\n甲公司,\(Codes.plain),150203900000033,公司,2012-01-01,存续\n")
        let (outcome, line) = try take("甲公司,1,150203900000033,,1号,2025-01-02,乙局,,,,", to: samples)
        #expect(outcome.counts.list == [1, 0, 0, 0, 0])
        #expect(line?.subject.text == Codes.plain && line?.identity.hasSuffix(Codes.plain) == true)
        #expect(outcome.oddities.map(\.code) == [])
        // A number alone is no proof: under another name, or none, the row stands under the number.
        for name in ["丁公司", ""] {
            let (_, other) = try take("\(name),1,150203900000033,,9号,2025-01-02,乙局,,,,", to: samples)
            #expect(other?.subject == .registration("150203900000033"))
        }
        // Two subjects that state one number: neither is meant.
        try samples.take(
            "ZT_MC,ZT_DM,ZT_ZCH,ZT_LX,ZT_CLRQ,ZT_ZTM\n乙公司,\(Codes.clean),150203900000033,公司,2012-01-01,存续\n")
        let (second, _) = try take("甲公司,1,150203900000033,,2号,2025-01-02,乙局,,,,", to: samples)
        #expect(second.counts.pending == 1)
        // A name that is not the code's is kept and noted.
        let (third, _) = try take("丙公司,1,\(Codes.plain),,3号,2025-01-02,乙局,,,,", to: samples)
        #expect(third.counts.accepted == 1 && third.oddities.map(\.code) == ["name.differs"])
    }

    @Test func leavesOutPeople() throws {
        let samples = try SampleStore()
        let (outcome, line) = try take("测试人,自然人,,,1号,2025-01-02,乙局,,,,", to: samples)
        #expect(outcome.counts.list == [0, 0, 0, 0, 1] && line == nil)
        #expect(try take("测试人,2,,,2号,2025-01-02,乙局,,,,", to: samples).outcome.counts.outOfScope == 1)
        // A mask with other letters than X hides no identity number, and no person is called a company.
        let masked = try take("测试人,自然人,1501**********123X,,4号,2025-01-02,乙局,,,,", to: samples).outcome
        #expect(masked.counts.outOfScope == 1)
        for (name, code) in [("测试人", "9115****YY0000****"), ("甲有限公司", "无"), ("甲公司", "")] {
            let (doubtful, kept) = try take("\(name),自然人,\(code),,5号,2025-01-02,乙局,,,,", to: samples)
            #expect(doubtful.pending.map(\.reason) == ["kind.contradicts"] && kept?.subject.text == "name:" + name)
        }
        // A person with a credit code is a contradiction: dropping the row could hide a record.
        let (both, kept) = try take("甲公司,自然人,\(Codes.plain),,3号,2025-01-02,乙局,,,,", to: samples)
        #expect(both.pending.map(\.reason) == ["kind.contradicts"] && kept?.subject.text == Codes.plain)
    }

    @Test func keepsWhatItCannotRead() throws {
        let samples = try SampleStore()
        let row = "甲公司,合伙,\(Codes.plain),,1号,2026-07-01,乙局,11150000YY000117XX,两万,01,无处罚期限"
        let (outcome, line) = try take(row, to: samples)
        let entry = try #require(line)
        #expect(outcome.counts.accepted == 1)
        #expect(
            entry.faults.map { "\($0.field) \($0.reason)" } == [
                "CF_GSJZQ day.unreadable", "CF_JDRQ day.after-receipt", "CF_NR_FK money.unreadable",
            ])
        #expect(entry.value("CF_JDRQ") == "2026-07-01" && entry.readable("CF_JDRQ") == nil)
        #expect(entry.value("CF_GSJZQ") == "无处罚期限" && entry.value("CF_NR_FK") == "两万")
        #expect(entry.value("CF_CXLB") == "简易程序" && entry.value("CF_XDR_LB") == "合伙")
        #expect(
            Set(outcome.oddities.map(\.code)) == [
                "day.unreadable", "day.after-receipt", "money.unreadable", "choice.unknown", "code.fault",
                "subject.unregistered",
            ])
        // On the day itself it is readable; the row is the same row all the same.
        let (again, _) = try take(row, to: samples, on: "2026-07-01")
        #expect(again.counts.list == [0, 1, 0, 0, 0])
    }

    @Test func holdsSurplusValuesForPending() throws {
        let samples = try SampleStore()
        let (outcome, line) = try take("甲公司,1,\(Codes.plain),,1号,2025-01-02,乙局,,,,,多", to: samples)
        #expect(outcome.counts.pending == 1 && outcome.pending.first?.reason == "row.columns")
        #expect(line?.subject.text == Codes.plain && line?.value("+:12") == "多")
    }

    @Test func neverMergesBlankNumbers() throws {
        let samples = try SampleStore()
        let rows = ["", "无", "/", "-", "无文号", "0", "不详", "nan", "见附件", "1.5E+17"].map {
            "甲公司,1,\(Codes.plain),,\($0),2025-01-02,乙局,,\($0.utf8.count),,"
        }
        let outcome = try samples.take(Self.headings + "\n" + rows.joined(separator: "\n") + "\n")
        #expect(outcome.counts.list == [10, 0, 0, 0, 0])
        #expect(Set(try samples.lines().map(\.identity)).count == 10)
    }

    /// A time of update that has not come would keep a version the current one for ever.
    @Test func takesNoUpdateFromTheFuture() throws {
        let samples = try SampleStore()
        let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_GSJZQ,SJC\n"
        let row = "甲公司,\(Codes.plain),1号,2025-01-02,乙局,"
        let future = try samples.take(headings + row + "2026-09-01,2062-02-01\n")
        #expect(future.oddities.contains { $0.code == "instant.after-receipt" } && future.counts.accepted == 1)
        try samples.take(headings + row + "2028-09-01,2026-06-30 13:00:00\n")
        // What the later one says stays what is held against.
        #expect(try samples.take(headings + row + "2028-09-01,2026-06-30 13:00:00\n").counts.unchanged == 1)
        #expect(try samples.take(headings + row + "2026-09-01,2062-02-01\n").counts.updated == 1)
        #expect(try samples.lines().map { $0.readable("SJC") == nil } == [true, false, true])
    }

    @Test func refusesNamesThatMeanNothing() throws {
        let samples = try SampleStore()
        let register = "ZT_MC,ZT_DM,ZT_LX,ZT_CLRQ,ZT_ZTM\n"
        let lost = try samples.take(register + "示例\u{FFFD}公司,\(Codes.plain),公司,2012-01-01,1\n")
        #expect(lost.counts.pending == 1 && lost.pending.first?.reason == "name.text.lost-character")
        let ours = try samples.take(register + "示例\u{E123}公司,\(Codes.plain),公司,2012-01-01,1\n")
        #expect(ours.counts.pending == 1 && ours.pending.first?.reason == "name.text.private-use")
        let none = try samples.take(register + " ,\(Codes.plain),公司,2012-01-01,1\n")
        #expect(none.counts.pending == 1 && none.pending.first?.reason == "name.missing")
        #expect(try samples.lines().allSatisfy { $0.subject.text == Codes.plain })
        // A penalty is kept under its code, whatever its name looks like.
        let (penalty, _) = try take("示例\u{E123}公司,1,\(Codes.plain),,1号,2025-01-02,乙局,,,,", to: samples)
        #expect(penalty.counts.accepted == 1 && penalty.oddities.contains { $0.code == "text.private-use" })
    }

    @Test func masksWhatMayBeAnIdentityNumber() throws {
        let samples = try SampleStore()
        let (outcome, _) = try take("测试人,1,159999198506070778,,1号,2025-01-02,乙局,,,,", to: samples)
        #expect(outcome.pending.map(\.value) == ["159*************78"])
        #expect(!outcome.oddities.contains { $0.message.contains("19850607") })
    }

    @Test func filesAReplacementUnderBothSubjects() throws {
        let samples = try SampleStore()
        let text =
            "SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ,SJ_XWSH,SJ_XDM\n"
            + "E1,替换,\(Codes.plain),XZCF,\(Codes.authority),1号,2026-01-01,2号,\(Codes.clean)\n"
            + "E2,未知,\(Codes.plain),XZCF,\(Codes.authority),1号,2026-01-01,,\n"
        let outcome = try samples.take(text)
        #expect(outcome.counts.list == [1, 0, 0, 1, 0] && outcome.pending.first?.reason == "event.kind")
        let events = try samples.lines().filter { $0.kind == .event }
        #expect(events.map(\.subject.text) == [Codes.clean, Codes.plain] && events.allSatisfy { $0.row == 1 })
        #expect(events.allSatisfy { $0.value("SJ_LX") == "replace" })
        #expect(try samples.take(text).counts.list == [0, 2, 0, 0, 0])
        #expect(try samples.lines().count == 3)
    }
}
