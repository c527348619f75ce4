// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting
import TestSupport
import Testing

/// Two readings of rules 5 refuse the same requests, for the same reasons.
@Suite struct RefusalComparisonTests {
    @Test func bothReadingsRefuseAlike() {
        var seeds = SeededGenerator.fresh(for: "comparison of the two readings of the reasons for refusal")
        var seen: [Refusal.Code: Int] = [:]
        for _ in 0..<5000 {
            let seed = seeds.next()
            var generator = HistoryGenerator(seed: seed)
            let generated = generator.makeCase()
            let cutoff = generated.scope.cutoff
            let (request, issuedAt) = generator.makeRequest(cutoff: cutoff, policy: generated.policy)
            var history = generated.history
            history.registration = generator.makeRegistration()

            var check = RequestCheck(
                request, issuedAt: issuedAt, cutoff: cutoff,
                rulebook: Rulebook(catalog: generated.catalog, table: generated.table, policy: generated.policy))
            check.hold(against: history)
            let found = Set(check.refusals.map(\.code))
            let naive = NaiveRefusals.reasons(
                request, issuedAt: issuedAt, cutoff: cutoff, policy: generated.policy, domains: generated.table.domains,
                registration: history.registration)
            for reason in naive { seen[reason, default: 0] += 1 }
            guard found != naive else { continue }
            Issue.record(
                """
                history \(seed): \(found.map(\.rawValue).sorted()) against \(naive.map(\.rawValue).sorted())
                \(request) issued at \(issuedAt), cutoff \(cutoff), \(generated.policy.longestPeriodYears) years, \
                \(generated.policy.longestLagDays) days
                """)
            return
        }
        let compared: [Refusal.Code] = [
            .subjectCode, .subjectUnknown, .subjectName, .beforeCutoff, .longAfterCutoff, .periodUnreadable,
            .periodInFuture, .periodReversed, .periodTooLong, .domainMissing, .domainUnknown,
        ]
        for reason in compared { #expect(seen[reason, default: 0] >= 50, "\(reason) came up too seldom") }
    }
}
