// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Intake
import RecordStore
import Records
import TestSupport
import Testing

struct ImportTests {
    private static let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM,CF_NR_FK,SJC,LY"

    private func text(_ rows: [String]) -> String {
        ([Self.headings] + rows).joined(separator: "\n") + "\n"
    }

    private func row(_ number: String, _ amount: String, updated: String = "", domain: String = "") -> String {
        "甲公司,\(Codes.plain),\(number),2025-01-02,乙局,\(Codes.authority),\(amount),\(updated),\(domain)"
    }

    @Test func eventsOfOneNumberAreStoredTogether() throws {
        let samples = try SampleStore()
        func take(_ numbers: String..., event: String = "XF1") throws -> [Int] {
            let headings = "SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ"
            let rows = numbers.map { "\(event),信用修复,\(Codes.plain),XZCF,\(Codes.authority),\($0),2026-05-01" }
            return try samples.take(([headings] + rows).joined(separator: "\n") + "\n", item: "XYSJ").counts.list
        }
        #expect(try take("1号") == [1, 0, 0, 0, 0])
        #expect(try take("1号") == [0, 1, 0, 0, 0])
        // Put right, and put back: what it says last stands.
        #expect(try take("2号") == [1, 0, 0, 0, 0])
        #expect(try take("2号", "2号") == [0, 2, 0, 0, 0])
        #expect(try take("1号") == [1, 0, 0, 0, 0])
        // One document for several records: none of its events puts the others right.
        #expect(try take("1号", "3号") == [2, 0, 0, 0, 0])
        #expect(try take("3号", "1号", "3号") == [0, 3, 0, 0, 0])
        // Without a number each stands for itself.
        #expect(try take("1号", event: "") == [1, 0, 0, 0, 0])
        #expect(try take("1号", "4号", event: "") == [1, 1, 0, 0, 0])
        #expect(try samples.lines().map(\.sequence) == [1, 3, 5, 6, 6, 8, 9])
    }

    @Test func notesAnEventThatStandsForOneOnAnotherRecord() throws {
        let samples = try SampleStore()
        func take(_ row: String) throws -> [Bool] {
            let headings = "SJ_BH,SJ_LX,SJ_DM,SJ_ML,SJ_JGDM,SJ_WSH,SJ_SXRQ,SJ_SZ"
            let outcome = try samples.take(headings + "\n" + row + "\n", item: "XYSJ")
            return [outcome.counts.accepted == 1, outcome.oddities.map(\.code).contains("event.number")]
        }
        let record = "\(Codes.plain),XZCF,\(Codes.authority)"
        #expect(try take("XF1,信用修复,\(record),1号,2026-05-01,") == [true, false])
        #expect(try take("XF1,信用修复,\(record),1号,2026-05-02,") == [true, false])
        #expect(try take("XF1,信用修复,\(record),2号,2026-05-02,") == [true, true])
        #expect(try take("XF1,信用修复,\(record),2号,2026-05-02,") == [false, false])
        // An undo of another event is another undo.
        #expect(try take("QX1,取消事件,\(record),1号,2026-05-03,XF1") == [true, false])
        #expect(try take("QX1,取消事件,\(record),2号,2026-05-03,XF2") == [true, false])
        #expect(try take("QX1,取消事件,\(record),1号,2026-05-03,XF1") == [false, false])
    }

    @Test func changesNothingTheSecondTime() throws {
        let samples = try SampleStore()
        let rows = text([row("1号", "1"), row("2号", "2"), "丙公司,X,3号,2025-01-02,乙局,,,,"])
        #expect(try samples.take(rows).counts.list == [2, 0, 0, 1, 0])
        let again = try samples.take(rows)
        #expect(again.counts.list == [0, 3, 0, 0, 0])
        // The row still waits, and is still reported.
        #expect(again.pending.map(\.line) == [4])
        #expect(try samples.lines().count == 3)
        // Another column, another spelling of a blank, the update time: what was delivered is equal.
        #expect(try samples.take(text([row("1号", "1", updated: "2026-01-01")])).counts.list == [0, 1, 0, 0, 0])
    }

    @Test func makesNewVersions() throws {
        let samples = try SampleStore()
        try samples.take(text([row("1号", "1")]))
        #expect(try samples.take(text([row("1号", "2")])).counts.list == [0, 0, 1, 0, 0])
        // The number in other brackets is the same record, and another version: it was delivered otherwise.
        #expect(try samples.take(text([row(" 1号", "2")])).counts.list == [0, 0, 1, 0, 0])
        // Back to what an older version said: the current one says something else.
        #expect(try samples.take(text([row("1号", "1")])).counts.list == [0, 0, 1, 0, 0])
        #expect(Set(try samples.lines().map(\.identity)).count == 1)
        // Another source's own version is new, whatever it says.
        #expect(try samples.take(text([row("1号", "1")]), source: "11150000YY0001004D").counts.list == [1, 0, 0, 0, 0])
    }

    /// With update times the latest of them is the current version, whenever it was received (rules, 1.3).
    @Test func goesByTheSourcesOwnTime() throws {
        let samples = try SampleStore()
        let newer = text([row("1号", "2", updated: "2026-03-01")])
        let older = text([row("1号", "1", updated: "2026-02-01")])
        try samples.take(newer)
        #expect(try samples.take(older).counts.list == [0, 0, 1, 0, 0])
        #expect(try samples.take(older).counts.list == [0, 1, 0, 0, 0])
        #expect(try samples.take(newer).counts.list == [0, 1, 0, 0, 0])
        // The old contents at a newer time are a new version.
        #expect(try samples.take(text([row("1号", "1", updated: "2026-04-01")])).counts.list == [0, 0, 1, 0, 0])
        #expect(try samples.lines().count == 3)
    }

    @Test func takesPartsAsOneVersion() throws {
        let samples = try SampleStore()
        let parts = [row("1号", "1"), row("1号", "2")]
        #expect(try samples.take(text(parts)).counts.list == [2, 0, 0, 0, 0])
        #expect(try samples.take(text(parts.reversed())).counts.list == [0, 2, 0, 0, 0])
        // An equal row is no further part.
        #expect(try samples.take(text(parts + [parts[0]])).counts.list == [0, 3, 0, 0, 0])
        // A part that is left out or added makes a new version of all.
        #expect(try samples.take(text([parts[0]])).counts.list == [0, 0, 1, 0, 0])
        #expect(try samples.take(text(parts + [row("1号", "3"), parts[1]])).counts.list == [0, 1, 3, 0, 0])
    }

    @Test func readsBothEncodingsAlike() throws {
        let text = text([row("蒙示〔2025〕1号", "1"), row("2号", "２．５"), "丙䶮公司,X,3号,2025-01-02,乙局,,,,"])
        let directory = try TemporaryDirectory()
        let path = try directory.write("text", Array(text.utf8))
        let encoded = try Tool.run("iconv", ["-f", "UTF-8", "-t", "GB18030", path]).output
        let first = try SampleStore()
        let second = try SampleStore()
        #expect(try first.take(text).encoding == .utf8)
        #expect(try second.take(encoded).encoding == .gb18030)
        #expect(try first.lines() == second.lines())
        #expect(try first.take(encoded).counts.list == [0, 3, 0, 0, 0])
    }

    @Test func saysWhoDelivered() throws {
        let samples = try SampleStore()
        let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_SJLYDM\n"
        let mine = "甲公司,\(Codes.plain),1号,2025-01-02,乙局,11150000YY0001004D\n"
        let yours = "甲公司,\(Codes.plain),2号,2025-01-02,乙局,\(Codes.authority.lowercased())\n"
        let nobody = "甲公司,\(Codes.plain),3号,2025-01-02,乙局,\n"
        #expect(try samples.take(headings + mine, source: nil).description.source == "11150000YY0001004D")
        for rows in [mine + yours, nobody, mine + nobody, ""] {
            let error = try #require(throws: IntakeError.self) { try samples.take(headings + rows, source: nil) }
            #expect(error.code == .source && error.hint?.contains("--source") == true)
        }
        let both = try samples.take(headings + mine + yours + nobody, source: Codes.authority)
        #expect(both.description.source == Codes.authority && both.counts.list == [2, 1, 0, 0, 0])
        #expect(both.oddities.contains { $0.code == "source.other" && $0.count == 1 })
        let sources = Set(try samples.lines().map { "\($0.value("CF_WSH") ?? "") \($0.source)" })
        #expect(sources == ["1号 11150000YY0001004D", "2号 \(Codes.authority)", "3号 \(Codes.authority)"])
    }

    @Test func statesWhatItCovers() throws {
        let samples = try SampleStore()
        let rows = [
            row("1号", "1", domain: "sthj"), row("2号", "1"), row("3号", "1"), "丙公司,X,4号,2025-01-02,丁局,,,,税务",
        ]
        let outcome = try samples.take(text(rows), through: "2026-06-29")
        #expect(outcome.description.through == CivilDay("2026-06-29"))
        #expect(outcome.description.placements.map(\.domain) == ["", "sthj"])
        #expect(
            outcome.description.placements.allSatisfy {
                $0.authorityCode == Codes.authority && $0.authorityName == "乙局"
            })
        // What changes nothing covers all the same.
        #expect(try samples.take(text(rows)).description.placements == outcome.description.placements)
        // A file with nothing but headings is a 零报送: it is for the domains of its source.
        let whole = DomainPlacement(domain: "", authorityCode: "", authorityName: "")
        #expect(try samples.take(text([])).description.placements == [whole])
        let options = ImportOptions(
            received: try #require(Instant("2026-07-01T00:00:00+08:00")), item: "行政处罚", source: Codes.authority,
            through: CivilDay("2026-06-30"), domains: ["STHJ"])
        let none = try samples.intake.importNil(options).description
        #expect(none.placements == [whole] && none.statedDomains == ["STHJ"] && none.counts.rows == 0)
        #expect(none.file.isEmpty && none.fileHash == Hex.encode(Digest.of([UInt8]())))
        // Registrations and events are in no domain.
        let register = "ZT_MC,ZT_DM,ZT_LX,ZT_CLRQ,ZT_ZTM\n甲公司,\(Codes.plain),公司,2012-01-01,1\n"
        #expect(try samples.take(register, on: "2026-07-02").description.placements.isEmpty)
    }

    @Test func notesDomainsThatTheTableLacks() throws {
        let samples = try SampleStore()
        let rows = text([row("1号", "1", domain: "税务"), row("2号", "1", domain: "无此领域"), row("3号", "1")])
        let known = try samples.take(rows)
        #expect(
            known.oddities.filter { $0.code.hasPrefix("domain") }.map { "\($0.code) \($0.line) \($0.count)" } == [
                "domain.unknown 3 1"
            ])
        let stranger = rows.replacing(Codes.authority, with: Codes.clean)
        let placed = try samples.take(stranger, source: Codes.plain)
        #expect(placed.oddities.first { $0.code == "domain.none" }?.count == 2)
    }

    @Test func refusesADayThatHasNotCome() throws {
        let samples = try SampleStore()
        let error = try #require(throws: IntakeError.self) {
            try samples.take(text([row("1号", "1")]), on: "2026-06-30", through: "2026-07-01")
        }
        #expect(error.code == .through)
        #expect(throws: IntakeError.self) {
            try samples.intake.importNil(ImportOptions(received: Instant(seconds: 0), item: "XZCF"))
        }
    }

    @Test func storesNothingOfABadFile() throws {
        let samples = try SampleStore()
        let before = try samples.store.snapshot().id
        let bad = text([row("1号", "1"), "\"丙公司,X"])
        #expect(throws: IntakeError.self) { try samples.take(bad) }
        #expect(throws: IntakeError.self) { try samples.take(Array(text([row("1号", "1")]).utf8) + [0xFF]) }
        #expect(throws: IntakeError.self) {
            try samples.intake.importFile(
                at: samples.directory.path("none.csv"), ImportOptions(received: Instant(seconds: 0)))
        }
        #expect(try samples.store.snapshot().id == before)
    }

    /// The report of pending rows opens in a spreadsheet without computing anything, and comes back corrected.
    @Test func bringsPendingRowsBack() throws {
        let samples = try SampleStore()
        let rows = [
            #""=1+1,公司",91150203YY0000036X,@1号,2025-01-02,+乙局,,-1,,"#,
            "\"a\"\"b\",123456789012345670,'2号,2025-01-02,\"行\n二\",,3,,",
        ]
        let path = samples.directory.path("report.csv")
        let outcome = try samples.take(Array(text(rows).utf8), report: path)
        #expect(outcome.counts.list == [0, 0, 0, 2, 0])
        let report = try TestFile.read(path)
        #expect(report.starts(with: [0xEF, 0xBB, 0xBF]))
        let table = try DeliveryText.rows(report, piece: 1 << 16).map(\.values)
        try #require(table.count == 3)
        #expect(table[0].suffix(6) == ["待核行号", "待核字段", "待核值", "待核原因", "待核应为", "待核编号"])
        #expect(table[1].prefix(3) == ["'=1+1,公司", "91150203YY0000036X", "'@1号"])
        #expect(table[2].prefix(3) == ["a\"b", "'123456789012345670", "''2号"])
        #expect(table[1].last == "1-1/name:=1+1,公司")
        #expect(table[1].suffix(6).prefix(2) == ["2", "行政相对人代码_1(统一社会信用代码)"])
        for value in table.dropFirst().joined() {
            #expect(!["=", "+", "-", "@", "\t", "\r"].contains { value.hasPrefix($0) }, "\(value)")
        }
        // As it is, it is what waits already; with the codes put right, each row is accepted as it was delivered.
        #expect(try samples.take(report).counts.list == [0, 2, 0, 0, 0])
        var corrected = String(decoding: report, as: UTF8.self)
        for wrong in ["91150203YY0000036X", "'123456789012345670"] {
            corrected = corrected.replacing(wrong, with: Codes.plain)
        }
        let fixed = try samples.take(corrected)
        #expect(fixed.counts.list == [2, 0, 0, 0, 0] && fixed.unknownHeadings.isEmpty)
        let lines = try samples.lines().filter { $0.kind == .record }
        #expect(Set(lines.compactMap { $0.value("CF_WSH") }) == ["@1号", "'2号"])
        #expect(lines.compactMap { $0.value("CF_XDR_MC") } == ["=1+1,公司", "a\"b"])
        #expect(lines.contains { $0.value("CF_NR_FK") == "-1" && $0.faults.map(\.reason) == ["money.unreadable"] })
    }

    /// Whatever is delivered, each row is counted once; what is delivered again changes nothing; all lines come back.
    @Test func countsAlwaysAddUp() throws {
        var random = SeededGenerator.fresh(for: "ImportTests.countsAlwaysAddUp")
        let samples = try SampleStore()
        let codes = [Codes.plain, Codes.clean, "", "X", "00000000000000000X", "000000000000000000", "150402900000140"]
        func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
        var (stored, resolved) = (0, 0)
        for round in 0..<24 {
            let rows = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                [
                    pick(["甲公司", "乙公司", ""]), pick(["", "自然人", "法人及非法人组织", "3"]), pick(codes),
                    pick(["", "150402900000140"]),
                    pick(["1号", "2号", "", "无"]), pick(["2025-01-02", "20250102", "", "无", "2204-01-01"]),
                    pick(["乙局", ""]), pick(["", Codes.authority]), pick(["1", "2", "x"]),
                    pick(["", "2026-01-01", "2026-02-01"]),
                ].joined(separator: ",")
            }
            let headings = "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_XDR_GSZC,CF_WSH,CF_JDRQ,CF_CFJG,CF_SJLYDM,CF_NR_FK,SJC"
            let text = ([headings] + rows).joined(separator: "\n") + "\n"
            let outcome = try samples.take(text)
            #expect(outcome.counts.rows == rows.count, "seed \(random.seed), round \(round)")
            #expect(outcome.pending.count >= outcome.counts.pending, "seed \(random.seed), round \(round)")
            let lines = try samples.lines()
            let added = outcome.counts.accepted + outcome.counts.updated + outcome.counts.pending
            let resolutions = lines.count { $0.kind == .resolution }
            #expect(lines.count - resolutions == stored + added, "seed \(random.seed), round \(round)")
            stored = lines.count - resolutions
            // What ends the waiting of a row ends that of its copies too, each under its own key.
            resolved += outcome.resolved
            #expect(resolutions >= resolved, "seed \(random.seed), round \(round)")
            let again = try samples.take(text)
            let counts = again.counts
            #expect(
                counts.unchanged + counts.outOfScope == rows.count,
                "seed \(random.seed), round \(round): \(counts.list)")
            #expect(counts.outOfScope == outcome.counts.outOfScope)
        }
        #expect(samples.store.check().isEmpty)
    }
}
