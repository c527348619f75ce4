// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Issuing
internal import Records
internal import Registry
internal import Reporting

/// Bidders that are published together, in their order.
struct Group {
    /// What there is to publish of a bidder.
    private enum Content {
        case answer(GroupPublication.Answer)
        case refused(code: String, reason: String, isAsked: Bool)
    }

    private var members: [(bidder: Int, content: Content)] = []
    /// How many bytes its reports have.
    private(set) var bytes = 0

    /// How many bidders it has.
    var count: Int { members.count }

    /// Adds a bidder with its report.
    mutating func add(_ bidder: Int, _ answer: GroupPublication.Answer) {
        members.append((bidder, .answer(answer)))
        if case .issued(let issued) = answer { bytes += issued.artefacts.reduce(0) { $0 + $1.bytes.count } }
    }

    /// Adds a bidder without a report; of one that nothing was asked about the query log says nothing.
    mutating func add(_ bidder: Int, refused: (code: String, reason: String), isAsked: Bool) {
        members.append((bidder, .refused(code: refused.code, reason: refused.reason, isAsked: isAsked)))
    }

    /// Publishes all, and gives their rows.
    func publish(
        _ publication: inout GroupPublication, round: Round, at instant: Instant, warnings: [Int: [RoundFinding]],
        _ describe: (any Error) -> (code: String, reason: String)
    ) throws -> [RoundRow] {
        var answers: [(answer: GroupPublication.Answer, request: ReportRequest)] = []
        var places: [Int?] = []
        for (bidder, content) in members {
            let request = round.request(for: round.bidders[bidder - 1])
            switch content {
            case .answer(let answer):
                places.append(answers.count)
                answers.append((answer, request))
            case .refused(let code, _, let isAsked):
                places.append(nil)
                if isAsked { answers.append((.refused(reason: code, at: instant), request)) }
            }
        }
        let refusals = try publication.publish(answers)
        return zip(members, places).map { member, place in
            let bidder = round.bidders[member.bidder - 1]
            let warnings = (warnings[member.bidder] ?? []).map(\.message)
            switch member.content {
            case .answer(let answer):
                if let place, let error = refusals[place] {
                    let (code, reason) = describe(error)
                    return RoundRow(member.bidder, bidder, warnings, code: code, reason: reason)
                }
                return RoundRow(member.bidder, bidder, warnings, answer)
            case .refused(let code, let reason, _):
                return RoundRow(member.bidder, bidder, warnings, code: code, reason: reason)
            }
        }
    }
}

extension RoundRow {
    /// A bidder without a report.
    fileprivate init(_ number: Int, _ bidder: Round.Bidder, _ warnings: [String], code: String, reason: String) {
        self.init(
            entry: Manifest.Entry(
                bidder: number, subject: Self.subject(bidder),
                outcome: .notIssued(code: code, reason: Masking.usual.text(reason))),
            firms: bidder.firms.map { firm in
                Firm(code: Masking.usual.text(firm.code), name: Masking.usual.text(firm.name ?? ""), total: nil)
            }, warnings: warnings)
    }

    /// A bidder with a report.
    fileprivate init(
        _ number: Int, _ bidder: Round.Bidder, _ warnings: [String], _ answer: GroupPublication.Answer
    ) {
        let listed: Manifest.Report
        let firms: [Firm]
        switch answer {
        case .issued(let issued):
            listed = Manifest.Report(
                number: issued.number.text, hash: issued.fingerprint, code: issued.code.text,
                files: issued.artefacts.map {
                    IssueEntry.File(kind: $0.form.rawValue, hash: $0.hash, algorithm: issued.digestAlgorithm)
                })
            firms = issued.report.subjects.map { Firm($0) }
        case .standing(let report, let entry):
            listed = Manifest.Report(
                number: entry.number, hash: entry.reportHash, code: entry.code, files: entry.files)
            firms = report.subjects.map { Firm($0) }
        case .refused:
            preconditionFailure("a bidder without a report has another row")
        }
        self.init(
            entry: Manifest.Entry(bidder: number, subject: Self.subject(bidder), outcome: .issued(listed)),
            firms: firms, warnings: warnings)
    }

    private static func subject(_ bidder: Round.Bidder) -> String {
        bidder.firms.map { Masking.usual.text($0.code) }.joined(separator: ",")
    }
}
