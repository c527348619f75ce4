// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Testing

@Suite struct RecordIdentityTests {
    let subject: SubjectKey

    init() throws {
        subject = .code(try CreditCode("91350100M000100Y43"))
    }

    @Test func readsAsItsParts() throws {
        let identity = try #require(
            RecordIdentity(item: "xzcf", authority: "11150000MB0001", number: "内市监罚(2026)1 号", subject: subject))
        #expect(identity.authority == "11150000MB0001")
        #expect(identity.number == "内市监罚〔2026〕1号")
        #expect(identity.text == "XZCF 11150000MB0001 内市监罚〔2026〕1号 91350100M000100Y43")
    }

    @Test func spellingsOfOneNumberAreOneRecord() {
        let numbers = ["内市监罚〔2026〕1-2号", "内市监罚［2026］1－2号", "内市监罚【２０２６】1—2号\u{200B}"]
        let identities = Set(
            numbers.map { RecordIdentity(item: "XZCF", authority: "A", number: $0, subject: subject) })
        #expect(identities.count == 1)
    }

    @Test(arguments: [
        "", " ", "　", "-", "/", "——", "无", "N/A", "null", "〔〕", "0", "00", "不详", "nan", "NaT",
        "未编号", "见附件", "空白", "零", "〇", "1.50105E+17", "1e+17",
    ])
    func blanksAreNoNumber(_ number: String) {
        #expect(RecordIdentity(item: "XZCF", authority: "A", number: number, subject: subject) == nil)
    }

    @Test(arguments: ["〔2026〕1号", "第一号", "１号", "Ⅲ", "A-7", "15010520260000100", "1E17", "2026E+", "0.1"])
    func numeralsAreNumbers(_ number: String) {
        #expect(RecordIdentity(item: "XZCF", authority: "A", number: number, subject: subject) != nil)
    }

    @Test func blanksNeverMerge() {
        let day = CivilDay("2026-01-02")
        let first = RecordIdentity(item: "XZCF", authority: "A", subject: subject, day: day, digest: "aa")
        let second = RecordIdentity(item: "XZCF", authority: "A", subject: subject, day: day, digest: "bb")
        let undated = RecordIdentity(item: "XZCF", authority: "A", subject: subject, day: nil, digest: "aa")
        #expect(first.text == "XZCF A  91350100M000100Y43 2026-01-02 aa")
        #expect(first.number == nil)
        #expect(first.authority == "A")
        #expect(Set([first, second, undated]).count == 3)
        let prefix = RecordIdentity.withoutNumber(item: "xzcf", authority: "A", subject: subject)
        #expect([first, second, undated].allSatisfy { $0.text.hasPrefix(prefix) })
    }

    @Test func authoritiesWithoutACodeStayApart() {
        #expect(RecordIdentity.authority(code: " 1a ", name: "甲局") == "1A")
        #expect(RecordIdentity.authority(code: "", name: "甲 局") == "name:甲局")
        #expect(RecordIdentity.authority(code: nil, name: "甲局") != RecordIdentity.authority(code: nil, name: "乙局"))
        #expect(RecordIdentity.authority(code: nil, name: nil).isEmpty)
    }

    @Test func contentLeavesTheUpdateTimeAside() {
        let row = [FieldValue("B", "2 "), FieldValue("A", "\"1\""), FieldValue("T", "2026")]
        #expect(
            RecordIdentity.content(of: row, except: "T") == RecordIdentity.content(of: row.dropLast(), except: nil))
        #expect(
            String(decoding: RecordIdentity.content(of: row, except: "T"), as: UTF8.self) == #"{"A":"\"1\"","B":"2 "}"#)
    }

    @Test func ordersByCodePoints() {
        // U+FF21 comes before U+20000 by code points, after it by UTF-16 units.
        #expect(RecordIdentity(text: "\u{FF21}") < RecordIdentity(text: "\u{20000}"))
        #expect(RecordIdentity(text: "A B") < RecordIdentity(text: "AA"))
    }
}
