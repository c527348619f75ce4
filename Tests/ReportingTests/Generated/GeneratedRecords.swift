// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// Records of generated cases: identities, deliveries and parts.
extension HistoryGenerator {
    static let subject = makeSubject("91150100MA0TEXT0X")
    static let otherSubject = makeSubject("91150100MA0TEXT1X")

    /// A subject whose code begins so.
    private static func makeSubject(_ beginning: String) -> SubjectKey {
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            if let code = try? CreditCode(beginning + String(check)) { return .code(code) }
        }
        return .nobody
    }

    /// An identity, and what it is made of.
    mutating func makeIdentity(
        of subject: SubjectKey
    ) -> (identity: RecordIdentity, item: String, authority: String, code: String?, name: String?) {
        let item = pick(["CF", "CF", "MD", "MD", "XK", "ZZ"])
        let department = pick(Self.departments + [Department(code: "XX", name: "丁局")])
        let code = chance(80) ? department.code : nil
        let name = code == nil || chance(60) ? department.name : nil
        let authority = RecordIdentity.authority(code: code, name: name)
        let number = chance(75) ? "示罚〔2024〕\(pick([1, 2, 3]))号" : "无"
        let identity =
            RecordIdentity(item: item, authority: authority, number: number, subject: subject)
            ?? RecordIdentity(
                item: item, authority: authority, subject: subject, day: pick([nil, day()]), digest: pick(["a1", "b2"]))
        return (identity, item, authority, code, name)
    }

    mutating func makeRecord() -> RecordHistory {
        let (identity, item, authority, code, name) = makeIdentity(of: Self.subject)
        var received: [Instant] = []
        for _ in 0..<pick([1, 1, 1, 2, 2, 3, 4, 5]) { received.append(instant()) }
        received.sort()
        let sources = [authority, pick(Self.departments).code, pick(["PA", "TE"])].filter { !$0.contains(":") }
        // Whether most sources give update times.
        let hasTimes = chance(50)
        var deliveries: [Version] = []
        for received in received {
            let source = pick(sources)
            var parts: [Part] = []
            let earlier = deliveries.filter { $0.source == source }
            let others = deliveries.filter { $0.source != source }
            if !earlier.isEmpty && chance(40) {
                parts = pick(earlier).parts.shuffled(using: &random)
            } else if !others.isEmpty && chance(40) {
                parts = pick(others).parts
                if chance(30), let delivered = parts[0].domain,
                    let domain = domains.first(where: { [$0.code, $0.name].contains(delivered) })
                {
                    parts[0] = placed(parts[0], in: domain)
                }
            } else {
                for _ in 0..<pick([1, 1, 1, 2, 3]) {
                    let part = makePart(authorityCode: code, authorityName: name)
                    if !parts.contains(where: { $0.content == part.content }) { parts.append(part) }
                }
            }
            for place in parts.indices {
                parts[place].updated = hasTimes ? chance(95) ? instant() : nil : chance(10) ? instant() : nil
            }
            deliveries.append(Version(source: source, received: received, sequence: nextSequence(), parts: parts))
        }
        return RecordHistory(identity: identity, item: item, authority: authority, deliveries: deliveries)
    }

    private mutating func makePart(authorityCode: String?, authorityName: String?) -> Part {
        var part = Part(content: [])
        part.decisionDay = delivered(missing: 6)
        part.publicityEnd = delivered(missing: 50)
        part.procedure = pick(Self.procedures)
        part.severity = pick(Self.severities)
        part.permission = pick(Self.permissions)
        part.status = pick([nil, nil, nil, "正常", DeliveredWord(text: "1", meaning: "撤销")])
        part.domain = deliveredDomain(none: 50)
        part.authorityCode = authorityCode.map { spell($0) }
        part.authorityName = authorityName.map { spell($0) }
        part.content = content(of: part)
        return part
    }

    /// A part that says of a domain that it is its own, by name or code.
    private mutating func placed(_ part: Part, in domain: Domain) -> Part {
        var result = part
        result.domain = pick([domain.code, domain.name])
        result.content = content(of: result)
        return result
    }

    private mutating func content(of part: Part) -> [UInt8] {
        var text = "\(part.decisionDay.text ?? "")|\(part.publicityEnd.text ?? "")|\(part.procedure?.text ?? "")"
        text += "|\(part.severity?.text ?? "")|\(part.permission?.text ?? "")|\(part.domain ?? "")"
        text += "|\(part.status?.text ?? "")|\(part.authorityCode ?? "")|\(part.authorityName ?? "")|\(pick([1, 1, 2]))"
        return Array(text.utf8)
    }

    private static let procedures: [DeliveredWord?] = [
        nil, "简易程序", "普通程序", "普通程序", "简易", "听证程序", " 普通程序", DeliveredWord(text: "1", meaning: "简易程序"),
    ]
    private static let severities: [DeliveredWord?] = [
        nil, "轻微", "一般", "一般", "严重", "特别严重", "\u{3000}轻微", DeliveredWord(text: "2", meaning: "一般"),
    ]
    private static let permissions: [DeliveredWord?] = [
        nil, nil, nil, "社会公开", "社会公开", "政务共享", "授权查询", "内部使用", DeliveredWord(text: "1", meaning: "社会公开"),
    ]
}
