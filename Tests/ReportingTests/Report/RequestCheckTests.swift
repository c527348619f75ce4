// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import Testing

/// Rules 5: when no report may be issued.
@Suite struct RequestCheckTests {
    let request = ReportRequest(subject: World.subject, purpose: "投标")

    private func codes(
        _ request: ReportRequest, at issuedAt: Instant = World.issuedAt, cutoff: Instant? = World.cutoff
    ) -> [Refusal.Code] {
        RequestCheck(request, issuedAt: issuedAt, cutoff: cutoff, rulebook: World().rulebook).refusals.map(\.code)
    }

    private func codes(_ change: (inout ReportRequest) -> Void) -> [Refusal.Code] {
        var changed = request
        change(&changed)
        return codes(changed)
    }

    @Test func plainRequest() throws {
        let check = RequestCheck(request, issuedAt: World.issuedAt, cutoff: World.cutoff, rulebook: World().rulebook)
        #expect(check.refusals.isEmpty)
        let scope = try #require(check.scope)
        #expect(scope.from == World.date("2021-11-23"))
        #expect(scope.to == World.day)
    }

    @Test func subjectsCode() {
        let check = RequestCheck(
            ReportRequest(subject: "91350100M000100Y4A", purpose: "x"), issuedAt: World.issuedAt,
            cutoff: World.cutoff, rulebook: World().rulebook)
        #expect(check.refusals.map(\.code) == [.subjectCode])
        #expect(check.refusals[0].message.contains("3 was expected"))
        #expect(codes { $0.subject = " 91350100m000100y43\u{200B}" } == [])
        #expect(codes { $0.subject = "９１350100M000100Y43" } == [])
    }

    @Test func subjectAndName() {
        func codes(_ name: String?, _ registration: Registration?) -> [Refusal.Code] {
            var named = request
            named.name = name
            var check = RequestCheck(
                named, issuedAt: World.issuedAt, cutoff: World.cutoff, rulebook: World().rulebook)
            check.hold(against: History(registration: registration, records: []))
            return check.refusals.map(\.code)
        }
        let registration = Registration(name: "示例（甲）公司", formerNames: ["旧示例公司"])
        #expect(codes(nil, nil) == [.subjectUnknown])
        #expect(codes(nil, registration) == [])
        #expect(codes("示例（甲） 公司", registration) == [])
        #expect(codes("示例(甲)公司", registration) == [])
        #expect(codes("旧示例公司", registration) == [])
        #expect(codes("别的公司", registration) == [.subjectName])
    }

    @Test func instants() {
        let second = Instant(seconds: World.cutoff.seconds - 1)
        #expect(codes(request, at: World.cutoff) == [])
        #expect(codes(request, at: second) == [.beforeCutoff])
        #expect(codes(request, at: World.cutoff.adding(days: 7)) == [])
        #expect(codes(request, at: Instant(seconds: World.cutoff.adding(days: 7).seconds + 1)) == [.longAfterCutoff])
        #expect(codes(request, cutoff: nil) == [.storeEmpty])
    }

    @Test func periods() {
        #expect(codes { $0.from = "2026-02-30" } == [.periodUnreadable])
        #expect(codes { $0.from = "1949-09-30" } == [.periodUnreadable])
        #expect(codes { $0.to = "2026-11-24" } == [.periodInFuture])
        #expect(codes { $0.to = "2026-11-23" } == [])
        #expect(codes { ($0.from, $0.to) = ("2026-02-02", "2026-02-01") } == [.periodReversed])
        #expect(codes { ($0.from, $0.to) = ("2026-02-01", "2026-02-01") } == [])
        #expect(codes { ($0.from, $0.to) = ("2020-02-29", "2025-02-28") } == [])
        #expect(codes { ($0.from, $0.to) = ("2020-02-29", "2025-03-01") } == [.periodTooLong])
        #expect(codes { ($0.from, $0.to, $0.basis) = ("2015-01-01", "2025-03-01", "示例依据") } == [])
        #expect(codes { ($0.from, $0.to, $0.basis) = ("2015-01-01", "2025-03-01", " ") } == [.periodTooLong])
        // A basis excuses the length alone.
        #expect(codes { ($0.from, $0.to, $0.basis) = ("2015-01-01", "2027-01-01", "示例依据") } == [.periodInFuture])
    }

    @Test func defaultPeriodIsNeverTooLong() {
        for offset in 0..<1500 {
            let day = World.catalog.effective.adding(days: offset)
            let noon = Instant(seconds: Instant(startOf: day).seconds + 43_200)
            #expect(codes(request, at: noon, cutoff: noon) == [])
        }
    }

    @Test func domains() {
        #expect(codes { $0.domains = .named([]) } == [.domainMissing])
        #expect(codes { $0.domains = .named(["税务", "没有", "sw"]) } == [.domainUnknown])
        #expect(codes { $0.domains = .named(["其他"]) } == [])
        #expect(codes { $0.domains = .named(["qt", "ＺＳ"]) } == [])
        // "All" is asked for by the word alone, which is no name of a domain.
        #expect(codes { $0.domains = .named(["全部"]) } == [.domainUnknown])
    }

    @Test func aCatalogueThatIsNotInForceYetIsNotFollowed() {
        func refusals(_ effective: CivilDay) -> [Refusal.Code] {
            let catalog = Catalog(
                id: "T", version: "2", title: "示例", effective: effective, items: World.catalog.items, sha256: "")
            let rulebook = Rulebook(catalog: catalog, table: World.table, policy: World().policy)
            return RequestCheck(
                ReportRequest(subject: World.subject, purpose: "投标"), issuedAt: World.issuedAt, cutoff: World.cutoff,
                rulebook: rulebook
            ).refusals.map(\.code)
        }
        #expect(refusals(World.day) == [])
        #expect(refusals(World.day.adding(days: 1)) == [.catalog])
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-23", true), ("2026-11-24", nil, false), (nil, "2026-11-22", false), (nil, nil, true),
    ])
    func authorisations(_ from: String?, _ until: String?, _ isValid: Bool) throws {
        var given = request
        given.authorisation = .init(reference: "授权书1号", from: from, until: until)
        let check = RequestCheck(given, issuedAt: World.issuedAt, cutoff: World.cutoff, rulebook: World().rulebook)
        #expect(try #require(check.scope).isAuthorised == isValid)
        #expect(check.refusals.isEmpty)
    }

    @Test func texts() {
        #expect(codes { $0.purpose = " " } == [.text])
        #expect(codes { $0.matter = "一\n二" } == [.text])
        #expect(codes { $0.basis = String(repeating: "长", count: 501) } == [.text])
        #expect(codes { $0.authorisation = .init(reference: "") } == [.authorisation])
        #expect(codes { $0.authorisation = .init(reference: "x", from: "2026") } == [.authorisation])
        #expect(codes { $0.suites = ["p256", "sm2"] } == [])
        #expect(codes { $0.suites = ["rsa"] } == [.suite])
        #expect(codes { $0.suites = [] } == [.suite])
    }

    @Test func allReasonsAreListed() {
        let all = codes {
            $0 = ReportRequest(subject: "1", purpose: "", from: "x", to: "2030-01-01", domains: .named(["没有"]))
        }
        #expect(all == [.subjectCode, .periodUnreadable, .periodInFuture, .domainUnknown, .text])
    }

    @Test func noIdentityNumberReachesAMessage() {
        let number = "11010519491231002X"
        var check = RequestCheck(
            ReportRequest(subject: number, purpose: "x", from: number, domains: .named([number])),
            issuedAt: World.issuedAt, cutoff: World.cutoff, rulebook: World().rulebook)
        check.holdUnreadable("line of \(number)")
        #expect(check.refusals.count == 4)
        #expect(check.refusals.allSatisfy { !$0.message.contains(number) })
    }
}
