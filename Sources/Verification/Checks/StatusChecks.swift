// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Reporting

extension Verifier {
    /// Looks at time, register and expectations.
    func checkStatus(_ signed: SignedReport, _ builder: inout VerdictBuilder) {
        guard let facts = builder.facts else { return }
        checkTime(facts, &builder)
        checkRegister(facts, &builder)
        checkExpectations(facts, &builder)
    }

    private func checkTime(_ facts: ReportFacts, _ builder: inout VerdictBuilder) {
        guard let issuedAt = facts.issuedAt, let validUntil = facts.validUntil else {
            return refuse("status.time", "issuedAt or validUntil cannot be read", &builder)
        }
        if issuedAt > ground.now {
            builder.add(
                .status, "status.time", .invalid, "出具时间 \(issuedAt) 晚于核验时间", "it was issued at \(issuedAt), after now",
                forces: .outsideValidity)
        } else if ground.now.day > validUntil {
            builder.add(
                .status, "status.time", .invalid, "有效期至 \(validUntil)，已过期", "it was valid until \(validUntil)",
                forces: .outsideValidity)
        } else {
            builder.add(.status, "status.time", .valid, "在有效期内（至 \(validUntil)）", "it is valid until \(validUntil)")
        }
    }

    private func checkRegister(_ facts: ReportFacts, _ builder: inout VerdictBuilder) {
        guard let source = ground.status else {
            return builder.add(
                .status, "status.register", .unknown, "没有状态来源，无法得知是否被撤回或替代",
                "there is no source of status, so a withdrawal would not be known", forces: .statusUnknown)
        }
        guard let issuedAt = facts.issuedAt else { return }
        let name = source.name
        func told(_ reason: String, _ source: String) -> String {
            reason.isEmpty ? source : "\(reason) (\(source))"
        }
        switch source.status(number: facts.number, fingerprint: facts.fingerprint, issuedAt: issuedAt) {
        case .issued:
            builder.add(
                .status, "status.register", .valid, "\(name.chinese)中有此报告，未被撤回或替代",
                "it is registered and stands: \(name.english)")
        case .withdrawn(let reason):
            builder.add(
                .status, "status.register", .invalid, "已撤回：\(told(reason, name.chinese))",
                "it was withdrawn: \(told(reason, name.english))",
                forces: .notInForce)
        case .superseded(let other):
            builder.add(
                .status, "status.register", .invalid, "已被替代：\(told(other, name.chinese))",
                "it was superseded: \(told(other, name.english))",
                forces: .notInForce)
        case .unknown:
            builder.add(
                .status, "status.register", .invalid, "\(name.chinese)中没有此报告", "\(name.english) knows no such report",
                forces: .notInForce)
        case .stale(let reason):
            builder.add(
                .status, "status.register", .unknown, "\(name.chinese)已经过时：\(reason)",
                "\(name.english) is too old: \(reason)",
                forces: .statusUnknown)
        case .unreadable(let reason):
            builder.add(
                .status, "status.register", .error, "\(name.chinese)无法读取：\(reason)",
                "\(name.english) cannot be read: \(reason)",
                forces: .statusUnknown)
        }
    }

    private func checkExpectations(_ facts: ReportFacts, _ builder: inout VerdictBuilder) {
        let expected = ground.expectations
        func check(_ name: String, _ holds: Bool?, _ chinese: String, _ english: String) {
            guard let holds else { return }
            builder.add(
                .status, "expected." + name, holds ? .valid : .invalid, chinese, english, forces: .unexpected)
        }
        check(
            "subject", expected.subject.map { code in facts.subjects.contains { $0.code == code } },
            "要求的主体：\(expected.subject ?? "")", "expected subject: \(expected.subject ?? "")")
        check(
            "round", expected.round.map { $0 == facts.round }, "要求的批次：\(expected.round ?? "")",
            "expected round: \(expected.round ?? "")")
        check(
            "purpose", expected.purpose.map { $0 == facts.purpose }, "要求的用途：\(expected.purpose ?? "")",
            "expected purpose: \(expected.purpose ?? "")")
        check(
            "age",
            expected.maximumAge.map { days in facts.issuedAt.map { $0.adding(days: days) >= ground.now } ?? false },
            "要求出具不超过 \(expected.maximumAge ?? 0) 天", "expected to be no older than \(expected.maximumAge ?? 0) days")
    }
}
