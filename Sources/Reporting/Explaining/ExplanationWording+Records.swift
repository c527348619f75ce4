// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Versions, sources, state and conclusion of a record (rules, 1 to 3) in words.
extension ExplanationWording {
    /// What became of a record, and why.
    func entry(_ examination: RecordExamination) -> Explanation.RecordEntry {
        let record = examination.record
        let numbers = examination.versions.flatMap(\.version.parts).compactMap(\.documentNumber)
        let number = numbers.first { !RecordIdentity.isBlank(number: $0) }
        let item = rulebook.itemName(record.item)
        let own = examination.versions.first?.parts.first?.place
        return Explanation.RecordEntry(
            title: number.map { item + " " + $0 } ?? item, identity: masking.text(record.identity.text),
            domain: SubjectSection.domain(examination.decisive == nil ? own : examination.place, rulebook.table),
            inclusion: examination.inclusion.name, marks: examination.marks, conclusion: conclusion(examination),
            lines: versions(examination) + sources(examination)
                + examination.events.acting.map(line) + state(examination) + consequences(examination),
            versions: examination.versions.enumerated().map { index, version in
                Explanation.VersionEntry(
                    source: department(version.version), received: version.version.received,
                    isDecisive: index == examination.decisive,
                    parts: zip(version.parts, version.version.parts).map { lines($0, of: $1, record: record) })
            })
    }

    /// Rules, 1.3: which deliveries make versions, and which versions have parts.
    private func versions(_ examination: RecordExamination) -> [Line] {
        var lines: [Line] = []
        let count = examination.record.deliveries.count { $0.received <= scope.cutoff }
        if count > examination.versions.count {
            let times = examination.versions.map(\.version.received.description)
            lines.append(
                Line(
                    rule: "1.3",
                    text: Sentence(
                        "共收到 \(count) 次，现行版本收到于 \(times.joined(separator: "、"))",
                        "delivered \(count) times; current is what was received at \(times.joined(separator: ", "))")))
        }
        for version in examination.versions where version.parts.count > 1 {
            let source = department(version.version).name
            lines.append(
                Line(
                    rule: "1.3",
                    text: Sentence(
                        "\(source)的一次报送有 \(version.parts.count) 行，为一条信息的分项，计一条",
                        "\(source) delivered \(version.parts.count) rows, which are parts of one record and count as one"
                    )))
        }
        return lines
    }

    /// Rules, 1.4: which source's version is shown, and whether they differ.
    private func sources(_ examination: RecordExamination) -> [Line] {
        guard examination.versions.count > 1 else { return [] }
        var lines: [Line] = []
        if let decisive = examination.decisive {
            let version = examination.versions[decisive].version
            let source = department(version).name
            lines.append(
                Line(
                    rule: "1.4",
                    text: version.source == examination.record.authority
                        ? Sentence(
                            "有 \(examination.versions.count) 个来源，以决定机关\(source)自己报送的为准",
                            "\(examination.versions.count) sources; that of the deciding authority itself, \(source), stands"
                        )
                        : Sentence(
                            "有 \(examination.versions.count) 个来源，以最后收到的\(source)的为准",
                            "\(examination.versions.count) sources; the latest received of those that are in, of \(source), stands"
                        )
                ))
        }
        if examination.sourcesDiffer {
            lines.append(
                Line(
                    rule: "1.4",
                    text: Sentence("各来源所报不同：来源不一致", "the sources differ on what decides: 来源不一致"),
                    change: Sentence("各来源报送一致的内容", "the sources deliver the same")))
        }
        return lines
    }

    /// Rules, 2: the state of what decided.
    private func state(_ examination: RecordExamination) -> [Line] {
        guard let decisive = examination.decisive else { return [] }
        if case .replaced = examination.inclusion { return [] }
        var lines: [Line] = []
        let isBoth = examination.events.isRepaired && examination.versions[decisive].isPast
        lines.append(
            Line(
                rule: "2",
                text: Sentence("状态：", "the state is ") + Self.name(examination.state)
                    + (isBoth && examination.state != .revoked
                        ? Sentence("（既已修复又公示期满，取较宽的处理）", ", both repaired and expired: the more lenient treatment")
                        : Sentence("", ""))))
        if examination.isCalledRevoked {
            lines.append(
                Line(
                    rule: "2",
                    text: Sentence(
                        "来源在当前状态中称已撤销，但没有撤销事件：列示时注明，不改变列示",
                        "a source's word for its state is revoked, and no event says so: a report remarks on it, and nothing else changes"
                    ),
                    change: Sentence("来源报送撤销事件", "the source delivers the revocation as an event")))
        }
        if examination.events.isDisputed {
            lines.append(
                Line(
                    rule: "2",
                    text: Sentence(
                        "异议尚未办结：标注异议处理中，不改变列示", "an objection is open: marked 异议处理中, and nothing else changes")))
        }
        return lines
    }

    private static func name(_ state: RecordState) -> Sentence {
        switch state {
        case .active: Sentence("有效", "active")
        case .repaired: Sentence("已修复", "repaired (已修复)")
        case .expired: Sentence("公示期满", "expired (公示期满)")
        case .revoked: Sentence("已撤销", "revoked (已撤销)")
        }
    }

    /// Rules, 3: what became of a record, and what would change that.
    private func conclusion(_ examination: RecordExamination) -> Line {
        let state = Self.name(examination.state)
        switch examination.inclusion {
        case .shown:
            return Line(
                rule: "3", holds: true,
                text: examination.state == .active
                    ? Sentence("列示", "shown")
                    : Sentence("加注后列示：状态是", "shown with a mark, as the policy says of what is ") + state,
                change: future(examination))
        case .counted:
            return Line(
                rule: "3", holds: true,
                text: Sentence("只计数、不列示：出具规则对此状态如此规定，", "counted and not shown, as the policy says of what is ")
                    + state, change: otherwise(examination.state))
        case .omitted:
            return Line(
                rule: "3", holds: false,
                text: Sentence("不列示、不计数：出具规则对此状态如此规定，", "neither shown nor counted, as the policy says of what is ")
                    + state, change: otherwise(examination.state))
        case .revoked:
            return Line(
                rule: "2", holds: false, text: Sentence("不列示、不计数：已撤销", "neither shown nor counted: it was revoked"),
                change: Sentence("撤销被取消", "the revocation is undone"))
        case .replaced(let identity):
            let successor = masking.text(identity.text)
            return Line(
                rule: "1.5", holds: false,
                text: Sentence("不列示：已更正为 \(successor)", "not shown: it was replaced by \(successor)"),
                change: Sentence("更正被取消", "the replacement is undone"))
        case .withheld(let permission):
            return Line(
                rule: "3.5", holds: false,
                text: Sentence(
                    "不列示，计入“另有 n 条须授权查询”：\(permission.rawValue)",
                    "not shown, counted in 另有 n 条须授权查询 as \(permission.rawValue)"),
                change: inclusion(of: examination).change)
        case .unplaced:
            return Line(
                rule: "3.3", holds: false,
                text: Sentence("不列示，计入“另有 n 条领域不明”", "not shown, counted in 另有 n 条领域不明"),
                change: inclusion(of: examination).change)
        case .outside:
            let (rules, change) = inclusion(of: examination)
            return Line(
                rule: rules.first ?? "3", holds: false,
                text: Sentence(
                    "不列示、不计数：不符合规则 \(rules.joined(separator: "、"))",
                    "neither shown nor counted, by rule \(rules.joined(separator: ", "))"), change: change)
        }
    }

    /// The rules that leave a record out, by the part of it that fails the fewest, and what would bring that part in.
    private func inclusion(of examination: RecordExamination) -> (rules: [String], change: Sentence?) {
        var nearest: (failing: [Line], version: VersionExamination)?
        let candidates = examination.decisive.map { [examination.versions[$0]] } ?? examination.versions
        for version in candidates {
            for (part, delivered) in zip(version.parts, version.version.parts) {
                let failing = lines(part, of: delivered, record: examination.record).filter { $0.holds == false }
                if !failing.isEmpty, failing.count < nearest?.failing.count ?? .max { nearest = (failing, version) }
            }
        }
        guard let nearest else { return ([], nil) }
        let changes = nearest.failing.compactMap(\.change)
        var change = Sentence(
            changes.map(\.chinese).joined(separator: "，并且"), changes.map(\.english).joined(separator: ", and "))
        // The rules of section 3 are not all: what is brought in may still be repaired, expired or revoked.
        let (state, treatment) = RecordState.of(nearest.version, events: examination.events, policy: policy)
        if treatment != .show {
            change =
                change + Sentence("；即使如此，因其状态为", "; even then, being ") + Self.name(state) + Sentence("，", ", it is ")
                + Self.effect(of: treatment)
        }
        return (nearest.failing.map(\.rule), change)
    }

    /// What will or may happen to a record that is shown.
    private func future(_ examination: RecordExamination) -> Sentence {
        let revocation = Sentence("被撤销后不再列示", "a revocation takes it out")
        guard examination.state == .active else { return revocation }
        let repair =
            Sentence("信用修复或者移出后", "after a repair or delisting it is ") + Self.effect(of: policy.repaired)
            + Sentence("；", "; ")
        let parts = examination.decisive.map { examination.versions[$0].parts } ?? []
        let ends = parts.compactMap(\.publicityEnd)
        guard ends.count == parts.count, let end = ends.max() else { return repair + revocation }
        return repair
            + Sentence("公示截止期 \(end) 过后", "after \(end), when its publicity ends, it is ")
            + Self.effect(of: policy.expired) + Sentence("；", "; ") + revocation
    }

    /// What would bring a repaired or expired record back.
    private func otherwise(_ state: RecordState) -> Sentence {
        state == .expired
            ? Sentence("采用列示公示期满信息的出具规则", "a policy that shows expired records")
            : Sentence(
                "采用列示已修复信息的出具规则；或者修复、移出被取消",
                "a policy that shows repaired records; or the repair or delisting is undone")
    }
}

extension Inclusion {
    /// The stable name of what became of a record: shown, counted, omitted, revoked, replaced, withheld, unplaced or outside.
    public var name: String {
        switch self {
        case .shown: "shown"
        case .counted: "counted"
        case .omitted: "omitted"
        case .revoked: "revoked"
        case .replaced: "replaced"
        case .withheld: "withheld"
        case .unplaced: "unplaced"
        case .outside: "outside"
        }
    }
}
