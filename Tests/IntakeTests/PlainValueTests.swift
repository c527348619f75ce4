// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import Records
import TestSupport
import Testing

/// Plain values are read from their bytes, others as texts: both ways must say the same.
struct PlainValueTests {
    @Test func agreesWithTheLongWay() throws {
        var random = SeededGenerator.fresh(for: "PlainValueTests.agreesWithTheLongWay")
        let samples = try SampleStore()
        func pick(_ pool: [String], _ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &random)).map { _ in pool.randomElement(using: &random) ?? "" }
                .joined()
        }
        let texts = ["a", " ", "内", "〔", "\u{3000}", "Ｑ", "é", "e\u{301}", "\u{FFFD}", "\u{7F}", "\\", "\u{200B}", "𪚥"]
        let days = ["2024", "-", "02", "29", "30", "/", "1949-10-01", "1949-09-30", "20240131", "年", "2026-07-01"]
        let amounts = ["0", "1", ".", "5", "00", ",", "１", "123456789012"]
        var rows: [[String]] = []
        for number in 1...400 {
            // A row is told apart by its number, which a spreadsheet's quotes keep whole.
            rows.append(["\(number)号", pick(texts, 4), pick(days, 3), pick(amounts, 4), pick(days, 5)])
        }
        let lines = rows.map { row in
            "甲公司,\(Codes.plain),乙局," + row.map { "\"" + $0 + "\"" }.joined(separator: ",")
        }
        let headings = "CF_XDR_MC,CF_XDR_SHXYM,CF_CFJG,CF_WSH,CF_SY,CF_YXQ,CF_NR_FK,CF_JDRQ"
        let outcome = try samples.take(([headings] + lines).joined(separator: "\n") + "\n")
        #expect(outcome.counts.accepted == rows.count, "seed \(random.seed): \(outcome.counts.list)")
        let stored = try samples.lines()
        let first = try #require(CivilDay("1949-10-01"))
        let receipt = try #require(CivilDay("2026-06-30"))
        for (index, row) in rows.enumerated() {
            let line = try #require(stored.first { $0.row == index + 1 })
            let comment: Comment = "seed \(random.seed): \(row)"
            #expect(line.identity.contains(" \(row[0]) "), comment)
            #expect(Array((line.value("CF_SY") ?? "").utf8) == Array(CleanText(row[1]).text.utf8), comment)
            for (code, text, last) in [("CF_YXQ", row[2], nil), ("CF_JDRQ", row[4], receipt)] {
                let clean = CleanText(text).text
                let day = DeliveredTime(clean)?.day
                let isReadable = day.map { $0 >= first && $0 <= last ?? $0 } ?? false
                #expect(line.readable(code) == (isReadable ? day?.description : nil), comment)
                #expect(line.value(code) == (isReadable ? day?.description : clean.isEmpty ? nil : clean), comment)
            }
            let money = DeliveredMoney.read(CleanText(row[3]).text)?.description
            #expect(line.readable("CF_NR_FK") == money, comment)
            for (code, value) in zip(["CF_SY", "CF_YXQ", "CF_NR_FK", "CF_JDRQ"], row.dropFirst())
            where line.value(code) != nil {
                let delivered = line.asDelivered.first { $0.code == code }?.value ?? ""
                #expect(Array(delivered.utf8) == Array(value.utf8), comment)
            }
        }
    }

    /// The check on bytes says of each code what the code itself says.
    @Test func checksCodesAlike() throws {
        var random = SeededGenerator.fresh(for: "PlainValueTests.checksCodesAlike")
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZa")
        let sound = try CreditCode(Codes.plain)
        #expect(sound.hasValidOrganizationCode)
        for _ in 0..<3000 {
            var characters = Array(Codes.plain)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                characters[Int.random(in: 0..<18, using: &random)] = alphabet.randomElement(using: &random) ?? "0"
            }
            // With the right check character now and then, so that sound codes are among them.
            for check in alphabet.prefix(31) where Int.random(in: 0..<2, using: &random) == 0 {
                if (try? CreditCode(String(characters.dropLast()) + String(check))) != nil { characters[17] = check }
            }
            let text = String(characters)
            let code = try? CreditCode(text)
            let row = "甲公司,\(text),1号,2025-01-02,乙局\n"
            #expect(CreditCodeBytes.isCode(text) == (code != nil), "seed \(random.seed): \(row)")
            #expect(
                CreditCodeBytes.hasValidOrganizationCode(text) == (code?.hasValidOrganizationCode ?? false),
                "seed \(random.seed): \(row)")
        }
    }
}

/// The check on bytes, for a text.
private enum CreditCodeBytes {
    static func isCode(_ text: String) -> Bool { CreditCode.check(Array(text.utf8).span).isCode }
    static func hasValidOrganizationCode(_ text: String) -> Bool {
        CreditCode.check(Array(text.utf8).span).hasValidOrganizationCode
    }
}
