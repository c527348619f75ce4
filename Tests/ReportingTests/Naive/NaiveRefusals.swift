// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// When no report may be issued (rules, 5 and 7), as far as request and register decide it.
enum NaiveRefusals {
    static func reasons(
        _ request: ReportRequest, issuedAt: Instant, cutoff: Instant, policy: Policy, domains: [Domain],
        registration: Registration?
    ) -> Set<Refusal.Code> {
        var reasons: Set<Refusal.Code> = []
        if !isCreditCode(NaiveSpelling.code(request.subject)) {
            reasons.insert(.subjectCode)
        } else if let registration {
            if let name = request.name, !NaiveSpelling.code(name).isEmpty {
                var isKnown = NaiveSpelling.code(name) == NaiveSpelling.code(registration.name)
                for former in registration.formerNames where NaiveSpelling.code(name) == NaiveSpelling.code(former) {
                    isKnown = true
                }
                if !isKnown { reasons.insert(.subjectName) }
            }
        } else {
            reasons.insert(.subjectUnknown)
        }

        if issuedAt.seconds < cutoff.seconds { reasons.insert(.beforeCutoff) }
        if issuedAt.seconds - cutoff.seconds > Int64(policy.longestLagDays) * 24 * 60 * 60 {
            reasons.insert(.longAfterCutoff)
        }
        reasons.formUnion(againstPeriod(request, day: issuedAt.day, policy: policy))
        reasons.formUnion(againstDomains(request.domains, domains))
        return reasons
    }

    private static func againstPeriod(_ request: ReportRequest, day: CivilDay, policy: Policy) -> Set<Refusal.Code> {
        var reasons: Set<Refusal.Code> = []
        let from = request.from.flatMap { NaiveDays.readable(DeliveredDay(text: $0, day: CivilDay($0))) }
        let to =
            request.to == nil
            ? day : request.to.flatMap { NaiveDays.readable(DeliveredDay(text: $0, day: CivilDay($0))) }
        if request.from != nil && from == nil { reasons.insert(.periodUnreadable) }
        if to == nil { reasons.insert(.periodUnreadable) }
        if let to, to > day { reasons.insert(.periodInFuture) }
        if let from, let to, from > to { reasons.insert(.periodReversed) }
        if let from, let to, to > NaiveDays.plus(from, months: 12 * policy.longestPeriodYears) {
            var isExcused = false
            for scalar in (request.basis ?? "").unicodeScalars where !scalar.properties.isWhitespace {
                isExcused = true
            }
            if !isExcused { reasons.insert(.periodTooLong) }
        }
        return reasons
    }

    private static func againstDomains(
        _ asked: ReportRequest.Domains, _ domains: [Domain]
    ) -> Set<Refusal.Code> {
        guard case .named(let names) = asked else { return [] }
        var reasons: Set<Refusal.Code> = []
        if names.count == 0 { reasons.insert(.domainMissing) }
        for name in names {
            var isKnown = ["其他", "QT"].contains(NaiveSpelling.code(name))
            for domain in domains {
                if NaiveSpelling.code(domain.code) == NaiveSpelling.code(name) { isKnown = true }
                if NaiveSpelling.code(domain.name) == NaiveSpelling.code(name) { isKnown = true }
            }
            if !isKnown { reasons.insert(.domainUnknown) }
        }
        return reasons
    }

    /// GB 32100-2015: 18 of 31 characters whose values, weighted by powers of 3, add up to a multiple of 31.
    private static func isCreditCode(_ text: String) -> Bool {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var sum = 0
        var weight = 1
        for (place, character) in text.enumerated() {
            guard let value = alphabet.firstIndex(of: character) else { return false }
            sum += place < 17 ? value * weight : value
            weight = weight * 3 % 31
        }
        return text.count == 18 && sum % 31 == 0
    }
}
