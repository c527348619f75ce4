// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Issuing
internal import Records
public import Registry
internal import Reporting

/// What a round will do, known before anything is issued: who gets a report, who does not, and why.
///
/// Every request is answered from the snapshot without being signed or drawn, so what the plan says is what the round
/// will find.
public struct RoundPlan: Sendable {
    /// What is to be done about a bidder.
    public enum Step: Sendable {
        /// A report is to be issued.
        case issue
        /// The request is refused, for a reason by name and in words.
        case refuse(code: String, reason: String)
        /// Nothing is asked about the bidder, for a reason by name and in words.
        case passOver(code: String, reason: String)
    }

    /// A bidder of the plan.
    public struct Item: Sendable {
        /// Its place in the round, from 1 on.
        public let bidder: Int
        /// What is to be done.
        public let step: Step
    }

    /// The bidders that are looked after, in their order.
    public private(set) var items: [Item] = []
    /// What was found, in the order of the bidders; what concerns the round comes first.
    public private(set) var findings: [RoundFinding] = []

    /// A plan for a round.
    ///
    /// - Parameters:
    ///   - round: the round.
    ///   - shard: the share of it that is looked after; nil for all.
    ///   - inquiry: the snapshot and the policy.
    ///   - instant: the moment at which the reports speak.
    ///   - jobs: how many threads look requests through.
    ///   - describe: the stable name and the words of an error that is no refusal.
    public init(
        _ round: Round, shard: Shard? = nil, inquiry: Inquiry, at instant: Instant, jobs: Int,
        describe: @escaping @Sendable (any Error) -> (code: String, reason: String)
    ) {
        if let deadline = round.deadline, instant > deadline {
            findings.append(
                RoundFinding(
                    nil, isRefusal: false, RoundFinding.Code.deadline.rawValue,
                    "the reports would speak at \(instant), after the deadline \(deadline)"))
        }
        let bids = Bids(round)
        let places = round.bidders.indices.filter { index in
            shard.map { $0.holds(Spelling.normalize(round.bidders[index].firm.code)) } ?? true
        }
        OrderedWork(count: places.count, jobs: jobs).run(
            worker: {},
            work: { _, piece in
                Self.look(at: places[piece], of: round, bids, inquiry: inquiry, at: instant, describe: describe)
            },
            deliver: { _, looked in
                items.append(looked.item)
                findings += looked.findings
            })
    }

    /// The plan for all bidders but those at some places.
    func without(_ done: Set<Int>) -> RoundPlan {
        var plan = self
        plan.items.removeAll { done.contains($0.bidder) }
        plan.findings.removeAll { finding in finding.bidder.map(done.contains) ?? false }
        return plan
    }

    /// How many bidders get a report.
    public var reports: Int {
        items.count { if case .issue = $0.step { true } else { false } }
    }

    private static func look(
        at index: Int, of round: Round, _ bids: Bids, inquiry: Inquiry, at instant: Instant,
        describe: (any Error) -> (code: String, reason: String)
    ) -> (item: Item, findings: [RoundFinding]) {
        let bidder = round.bidders[index]
        let number = index + 1
        var findings: [RoundFinding] = []
        // A row that is refused itself, for another firm's name, takes no report from a later one that is right.
        let first = bids.earlier(of: index).first { earlier in
            (try? inquiry.report(for: round.request(for: round.bidders[earlier]), at: instant)) != nil
        }
        if let first {
            let reason = "\(Masking.usual.text(bidder.firm.code)) is bidder \(first + 1) already (\(bidder.place))"
            let code = RoundFinding.Code.duplicate.rawValue
            findings.append(RoundFinding(number, isRefusal: true, code, reason, hint: "take one of the two out"))
            return (Item(bidder: number, step: .passOver(code: code, reason: reason)), findings)
        }
        for (firm, others) in bids.others(of: bidder, at: index) {
            let list = others.map { String($0 + 1) }.joined(separator: ", ")
            findings.append(
                RoundFinding(
                    number, isRefusal: false, RoundFinding.Code.twoBids.rawValue,
                    "\(Masking.usual.text(firm)) belongs to bidder \(list) as well",
                    hint: "who bids in a consortium may bid neither alone nor in another for the same lot"))
        }
        findings += authorisationFindings(of: bidder, number: number, on: instant.day)
        do {
            _ = try inquiry.report(for: round.request(for: bidder), at: instant)
            return (Item(bidder: number, step: .issue), findings)
        } catch let error as ReportingError {
            findings += error.refusals.map { refusal in
                RoundFinding(
                    number, isRefusal: true, refusal.code.rawValue, Masking.usual.text(refusal.message),
                    hint: refusal.hint)
            }
            let (code, reason) = describe(error)
            return (Item(bidder: number, step: .refuse(code: code, reason: reason)), findings)
        } catch {
            let (code, reason) = describe(error)
            findings.append(RoundFinding(number, isRefusal: true, code, Masking.usual.text(reason)))
            return (Item(bidder: number, step: .refuse(code: code, reason: reason)), findings)
        }
    }

    /// What there is to say of an authorisation that is not in force; one that cannot be read is a refusal.
    private static func authorisationFindings(
        of bidder: Round.Bidder, number: Int, on day: CivilDay
    ) -> [RoundFinding] {
        bidder.firms.compactMap(\.authorisation).compactMap { given in
            let from = given.from.flatMap { CivilDay($0) }
            let until = given.until.flatMap { CivilDay($0) }
            guard from.map({ $0 > day }) ?? false || until.map({ $0 < day }) ?? false else { return nil }
            let term = "\(from?.description ?? "…") to \(until?.description ?? "…")"
            return RoundFinding(
                number, isRefusal: false, RoundFinding.Code.authorisation.rawValue,
                "the authorisation \(Masking.usual.text(given.reference)) is in force from \(term), not on \(day)",
                hint: "the report will show only what needs no authorisation")
        }
    }
}

/// Which firms bid where.
private struct Bids: Sendable {
    /// For each firm, by its code in one spelling, the places of the bids that it takes part in, in their order.
    private var places: [String: [Int]] = [:]
    private let leaders: [String]

    init(_ round: Round) {
        leaders = round.bidders.map { Spelling.normalize($0.firm.code) }
        for (index, bidder) in round.bidders.enumerated() {
            for code in Self.codes(of: bidder) { places[code, default: []].append(index) }
        }
    }

    /// The earlier bids that the same firm makes or leads.
    func earlier(of index: Int) -> [Int] {
        let code = leaders[index]
        return places[code]?.filter { $0 < index && leaders[$0] == code } ?? []
    }

    /// The firms of a bid that take part in others, with these; a bid that is passed over counts for none.
    func others(of bidder: Round.Bidder, at index: Int) -> [(firm: String, bids: [Int])] {
        Self.codes(of: bidder).compactMap { code in
            let others = (places[code] ?? []).filter { $0 != index && !(leaders[$0] == leaders[index]) }
            return others.isEmpty ? nil : (code, others)
        }
    }

    private static func codes(of bidder: Round.Bidder) -> [String] {
        var codes: [String] = []
        for firm in bidder.firms {
            let code = Spelling.normalize(firm.code)
            if !codes.contains(code) { codes.append(code) }
        }
        return codes
    }
}
