// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Requests of generated cases: right and wrong codes and names, days on the limits, domains in all spellings.
extension HistoryGenerator {
    /// A request, and when a report on it would speak.
    mutating func makeRequest(cutoff: Instant, policy: Policy) -> (request: ReportRequest, issuedAt: Instant) {
        var request = ReportRequest(subject: spell(Self.subject.text), purpose: "测试")
        if chance(10) {
            let wrong: [String] = ["91150100MA0TEXT0X0", "91150100MA0TEXT0X", "", "9115O100MA0TEXT0XM"]
            request.subject = pick(wrong)
        }
        if chance(60) { request.name = spell(pick(["示例有限公司", "示例旧名A", "示例老名", "别家公司", " "])) }
        if chance(80) { request.from = requestDay() }
        if chance(80) { request.to = requestDay() }
        if chance(20) { request.basis = pick(["示例依据", "\u{3000} ", ""]) }
        if chance(70) {
            var names: [String] = []
            for _ in 0..<pick([0, 1, 1, 1, 2]) {
                if let domain = deliveredDomain(none: 0) { names.append(domain) }
            }
            request.domains = .named(names)
        }
        var issuedAt = instant()
        if chance(50) {
            let days = Int64(pick([0, 1, policy.longestLagDays])) * 86_400
            issuedAt = Instant(seconds: cutoff.seconds + days + pick([-1, 0, 1, 3600]))
        }
        return (request, issuedAt)
    }

    /// What the register says; nil if it does not know the subject.
    mutating func makeRegistration() -> Registration? {
        if chance(10) { return nil }
        return Registration(name: spell("示例有限公司"), formerNames: pick([[], ["示例老名"], ["示例老名", "示例旧名a"]]))
    }

    private mutating func requestDay() -> String {
        chance(10) ? pick(["2024-02-30", "1949-09-30", "1949-10-01", "2024-2-1", ""]) : day().description
    }
}
