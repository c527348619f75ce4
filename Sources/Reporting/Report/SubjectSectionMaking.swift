// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

extension SubjectSection {
    /// The section on a subject that its finding gives.
    ///
    /// - Parameter from: the first day of the period.
    init(
        _ code: CreditCode, registration: Registration, finding: Finding, from: CivilDay, rulebook: Rulebook,
        masking: Masking
    ) {
        let table = rulebook.table
        name = registration.name
        self.code = code.text
        formerNames = registration.formerNames
        status = registration.status
        self.registration = registration.fields
        domains = finding.domains.map { line in
            DomainLine(
                domain: Self.domain(line.place, table), level: line.place.map(table.level) ?? 0, counts: line.counts,
                coveredThrough: line.coveredThrough, isStale: line.isStale, conclusion: line.text)
        }
        waiting = finding.waiting.map { EventLine($0, fault: nil, masking: masking) }
        faults = finding.faults.map { EventLine($0.event, fault: $0.fault, masking: masking) }
        sections = []
        for (index, record) in finding.shown.enumerated() {
            let line = RecordLine(record, sequence: index + 1, rulebook: rulebook, masking: masking)
            let domain = Self.domain(record.place, table)
            if sections.last?.domain != domain { sections.append(DomainSection(domain: domain, records: [])) }
            sections[sections.count - 1].records.append(line)
        }
        let remarks = [
            registration.status.flatMap(Self.statusText),
            registration.established.flatMap { $0 > from ? "成立于 \($0)，在报告期的第一日之后" : nil },
            Self.revocationText(
                zip(finding.shown, sections.flatMap(\.records)).filter(\.0.isCalledRevoked).map(\.1.title)),
        ].compactMap(\.self)
        statusText = remarks.isEmpty ? nil : remarks.joined(separator: "；")
        overview = Overview(finding)
    }

    /// The conclusions of a finding in short, for the table of a report on several subjects: domain by domain what was
    /// found or withheld, then the domains whose data are not up to date, then how many there are without anything.
    ///
    /// A domain whose parent has a line itself is within that line.
    static func conclusions(of finding: Finding, table: DomainTable) -> [String] {
        let asked = Set(finding.domains.compactMap(\.place))
        let lines = finding.domains.filter { line in
            line.place.flatMap(table.parent).map { !asked.contains($0) } ?? true
        }
        let telling = lines.filter { $0.counts.count + $0.counts.withheld > 0 }
        let stale = lines.filter { $0.counts.count + $0.counts.withheld == 0 && $0.isStale }
        let rest = lines.filter { $0.counts.count + $0.counts.withheld == 0 && !$0.isStale && $0.place != nil }
        var conclusions = telling.map { Self.domain($0.place, table).name + "：" + $0.text }
        if !stale.isEmpty { conclusions.append(names(stale, table) + "：" + stale[0].text) }
        if !rest.isEmpty {
            let isRest = rest.count < lines.filter({ $0.place != nil }).count
            let range =
                rest.count > 6
                ? (isRest ? "其余" : "所查") + " \(rest.count) 个领域" : names(rest, table)
            conclusions.append(range + "：" + rest[0].text)
        }
        return conclusions
    }

    private static func names(_ lines: [DomainConclusion], _ table: DomainTable) -> String {
        let names = lines.prefix(6).map { Self.domain($0.place, table).name }.joined(separator: "、")
        return lines.count > 6 ? names + " 等 \(lines.count) 个领域" : names
    }

    static func domain(_ place: Int?, _ table: DomainTable) -> Report.CodedName {
        place.map { Report.CodedName(code: table.domains[$0].code, name: table.domains[$0].name) }
            ?? Report.CodedName(code: DomainTable.otherCode, name: DomainTable.otherName)
    }

    private static func statusText(_ status: String) -> String? {
        for word in ["注销", "吊销", "撤销", "迁出"] where status.contains(word) {
            return "登记机关登记的状态为“\(status)”，本报告仍按报告期列示和计数"
        }
        return nil
    }
}

extension SubjectSection {
    /// The remark on records that their sources call revoked (rules, 2); nil if there are none.
    private static func revocationText(_ titles: [String]) -> String? {
        guard !titles.isEmpty else { return nil }
        let names = titles.prefix(6).joined(separator: "、") + (titles.count > 6 ? " 等" : "")
        return "所列信息中有 \(titles.count) 条来源称已撤销，但没有报送撤销事件（\(names)），请向来源单位核实"
    }
}

extension SubjectSection.Overview {
    fileprivate init(_ finding: Finding) {
        var counts = DomainCounts()
        for record in finding.records { counts.add(record.inclusion) }
        total = counts.count
        shown = counts.shown
        counted = counts.counted
        withheldGovernment = counts.withheldGovernment
        withheldAuthorised = counts.withheldAuthorised
        pending = finding.pending
        unknownDomain = finding.unknownDomain
        waiting = finding.waiting.count
        stale = finding.domains.count(where: \.isStale)
        notes = []
        if counts.withheld > 0 {
            let kinds = [(counts.withheldGovernment, "政务共享"), (counts.withheldAuthorised, "授权查询")]
                .filter { $0.0 > 0 }.map { "\($0.1) \($0.0) 条" }
            notes.append("另有 \(counts.withheld) 条须授权查询（其中\(kinds.joined(separator: "，"))）")
        }
        if pending > 0 { notes.append("另有 \(pending) 条待核") }
        for erased in finding.erased { notes.append("另有 \(erased.count) 条已依法删除（\(erased.basis)）") }
        if unknownDomain > 0 { notes.append("另有 \(unknownDomain) 条领域不明") }
        if waiting > 0 { notes.append("另有 \(waiting) 件事件所涉信息尚未归集") }
        if !finding.faults.isEmpty { notes.append("另有 \(finding.faults.count) 件事件无法采用") }
    }
}

extension SubjectSection.RecordLine {
    fileprivate init(_ record: RecordExamination, sequence: Int, rulebook: Rulebook, masking: Masking) {
        self.sequence = sequence
        let itemName = rulebook.itemName(record.record.item)
        item = Report.CodedName(code: masking.text(record.record.item), name: itemName)
        state = record.state
        marks = record.marks
        decisionDay = record.day
        domain = SubjectSection.domain(record.place, rulebook.table).name
        events = record.events.causes
            .filter { record.state == .repaired || ![.repair, .delist].contains($0.kind) }
            .map { SubjectSection.EventLine($0, fault: nil, masking: masking) }
        sources = record.versions.map { examination in
            let code = examination.version.source
            let delivered = examination.version.parts.compactMap(\.sourceName).first
            let name = delivered ?? rulebook.table.departmentName(code: code) ?? code
            return Report.CodedName(code: masking.text(code), name: name)
        }
        let decisive = record.decisive.map { record.versions[$0] }
        let visible = decisive.map { zip($0.version.parts, $0.parts).filter(\.1.isPermitted).map(\.0) } ?? []
        withheldParts = (decisive?.parts.count ?? 0) - visible.count
        parts = visible.map(\.fields)
        consequences = rulebook.printedConsequences(beside: record)
        if record.bearsConsequences, rulebook.item(record.record.item)?.isList == true {
            var names: [String] = []
            for name in visible.compactMap(\.listName).map(masking.text) where !names.contains(name) {
                names.append(name)
            }
            lists = names
        }
        // A blank in the number's place (／, 无) stays where it was delivered, among the fields.
        documentNumber = visible.compactMap(\.documentNumber).first { !RecordIdentity.isBlank(number: $0) }
        authority = visible.compactMap(\.authorityName).first
        title = documentNumber.map { itemName + " " + $0 } ?? itemName
    }
}

extension SubjectSection.EventLine {
    fileprivate init(_ event: Event, fault: EventFault?, masking: Masking) {
        number = event.label.number.map(masking.text)
        kind = event.kind
        kindName = event.kind?.name ?? event.label.kind.map(masking.text)
        item = event.label.item
        documentNumber = event.label.documentNumber.map(masking.text)
        day = event.day.readable
        document = event.label.document.map(masking.text)
        authority = event.label.authority.map(masking.text)
        reason = fault?.text
        received = event.received
    }
}
