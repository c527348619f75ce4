// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import TestSupport
import Testing

/// A row that is doubtful waits under every key that it gives, so that whoever it may be about is not shown as clean.
struct WaitingKeyTests {
    private static let headings = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_XDR_GSZC,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM"
    private static let wrong = "91150203YY0000036X"
    private static let number = "150203900000033"

    private func text(_ rows: String...) -> String {
        ([Self.headings] + rows).joined(separator: "\n") + "\n"
    }

    private func row(_ code: String, _ number: String = "", kind: String = "1", name: String = "甲公司") -> String {
        "\(name),\(kind),\(code),\(number),1号,2025-01-02,乙局,\(Codes.authority)"
    }

    /// Kind, code and number of a row that waits, the reason, and its keys.
    @Test(arguments: [
        ("1", wrong, number, "code.check", ["name:甲公司", "[reg:\(number)]"]),
        ("1", "", number, "code.unregistered", ["name:甲公司", "[reg:\(number)]"]),
        ("1", number, "", "code.unregistered", ["name:甲公司", "[reg:\(number)]"]),
        ("1", wrong, "", "code.check", ["name:甲公司"]), ("1", wrong, "无", "code.check", ["name:甲公司"]),
        ("1", wrong, "1.50204E+14", "code.check", ["name:甲公司"]),
        ("2", Codes.plain, number, "kind.contradicts", [Codes.plain, "[name:甲公司]", "[reg:\(number)]"]),
        ("2", wrong, "", "kind.contradicts", ["name:甲公司"]),
        ("自然人", "", number, "kind.contradicts", ["[name:甲公司]", "reg:\(number)"]),
        ("自然人", number, "", "kind.contradicts", ["[name:甲公司]", "reg:\(number)"]),
    ])
    func waits(vector: (kind: String, code: String, number: String, reason: String, keys: [String])) throws {
        let samples = try SampleStore()
        let text = text(row(vector.code, vector.number, kind: vector.kind))
        let outcome = try samples.take(text)
        #expect(outcome.counts.list == [0, 0, 0, 1, 0] && outcome.pending.map(\.reason) == [vector.reason])
        #expect(try samples.waitingKeys() == vector.keys)
        // Once more, nothing is added.
        #expect(try samples.take(text).counts.list == [0, 1, 0, 0, 0])
        #expect(try samples.waitingKeys() == vector.keys && samples.store.check().isEmpty)
    }

    @Test(arguments: ["", "159999198506070777", "15********0777", "无", "00000000000000000X"])
    func leavesOutPeople(code: String) throws {
        let samples = try SampleStore()
        #expect(try samples.take(text(row(code, kind: "自然人", name: "测试人"))).counts.list == [0, 0, 0, 0, 1])
        #expect(try samples.lines().isEmpty)
    }

    /// A code or number that nobody is registered by may be a wrong one of whoever bears the name.
    @Test(arguments: [(Codes.clean, Codes.clean), ("00000000000000000X", "reg:\(number)")])
    func waitsUnderTheNameWhileNobodyHasTheCode(vector: (code: String, key: String)) throws {
        let samples = try SampleStore()
        try samples.register("甲公司", Codes.plain)
        let number = vector.code == Codes.clean ? "" : Self.number
        let text = text(row(vector.code, number), row(vector.code, number))
        let first = try samples.take(text)
        #expect(first.counts.list == [1, 1, 0, 0, 0] && first.pendingCount == 0)
        let record = try #require(try samples.lines().last { $0.item == "XZCF" && $0.kind == .record })
        #expect(record.subject.text == vector.key)
        #expect(try samples.waitingKeys() == ["[name:甲公司]"])
        let copy = try #require(try samples.store.snapshot().entries(for: .name("甲公司")).first)
        #expect(copy.copied == record.subject && copy.sequence == record.sequence && copy.row == record.row)
        #expect(copy.faults.map(\.reason) == ["code.unregistered"] && copy.asDelivered == record.asDelivered)
        #expect(try samples.take(text).counts.list == [0, 2, 0, 0, 0])
        #expect(try samples.waitingKeys() == ["[name:甲公司]"])
        // The row as it should have been ends the waiting, and counts as what it is.
        let corrected = try samples.take(self.text(row(Codes.plain, number)))
        #expect(corrected.counts.list == [1, 0, 0, 0, 0] && corrected.resolved == 0)
        #expect(try samples.waitingKeys() == [] && samples.store.check().isEmpty)
    }

    /// Rows that came before any register wait under their name all the same: when the register comes, they are not read
    /// again, and whoever it has under that name is not shown as clean.
    @Test func waitsUnderTheNameBeforeThereIsARegister() throws {
        let samples = try SampleStore()
        #expect(try samples.take(text(row(Codes.clean))).counts.list == [1, 0, 0, 0, 0])
        #expect(try samples.waitingKeys() == ["[name:甲公司]"])
        try samples.register("甲公司", Codes.plain)
        #expect(try samples.waitingKeys() == ["[name:甲公司]"])
        #expect(try samples.take(text(row(Codes.clean))).counts.list == [0, 1, 0, 0, 0])
        #expect(try samples.waitingKeys() == ["[name:甲公司]"] && samples.store.check().isEmpty)
    }

    @Test func waitsNotWhereTheRegisterHasTheCode() throws {
        let samples = try SampleStore()
        try samples.register("乙公司", Codes.clean)
        #expect(try samples.take(text(row(Codes.clean))).oddities.map(\.code) == ["name.differs"])
        #expect(try samples.waitingKeys() == [])
    }

    @Test func mayBeAcceptedByAnyOfItsKeys() throws {
        let samples = try SampleStore()
        try samples.take(text(row(Self.wrong, Self.number)))
        let acceptance = PendingAcceptance(store: samples.store, catalog: samples.catalog)
        let at = try #require(Instant("2026-07-01T10:00:00+08:00"))
        let copy = PendingReference(sequence: 1, row: 1, subject: .registration(Self.number))
        let outcome = try acceptance.accept(copy, as: try CreditCode(Codes.plain), reason: "电话核实", at: at)
        #expect(outcome.counts.list == [1, 0, 0, 0, 0])
        #expect(try samples.waitingKeys() == [] && samples.store.check().isEmpty)
    }

    /// Rows of many subjects, of which some keys are no codes, still come in the order that the store asks for.
    @Test func keepsTheOrderOfKeys() throws {
        let samples = try SampleStore()
        let rows = (0..<200).map { index in
            index.isMultiple(of: 3)
                ? row("00000000000000000X", "15020390000\(1000 + index)", name: "第\(index)公司")
                : row(index.isMultiple(of: 2) ? Codes.clean : Self.wrong, name: "第\(index)公司")
        }
        let outcome = try samples.take(([Self.headings] + rows).joined(separator: "\n"))
        #expect(outcome.counts.rows == 200 && samples.store.check().isEmpty)
        #expect(try samples.waitingKeys().count == 200)
    }
}
