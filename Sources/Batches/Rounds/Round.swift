// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records
public import Reporting

/// A bidding round (招标批次): for which bidders reports are wanted, and on what terms.
public struct Round: Sendable {
    /// A firm as the tendering office names it.
    public struct Firm: Hashable, Sendable {
        /// Its 统一社会信用代码, as written.
        public var code: String
        /// Its name; nil if none is given.
        public var name: String?
        /// The authorisation by which its data may be asked for; nil if none is named.
        public var authorisation: ReportRequest.Authorisation?

        /// What is wrong with a code of more than the 18 characters; nil if it has no more.
        ///
        /// Such a text is no mistyped code but something else, and is repeated nowhere: whatever it is, the one who
        /// wrote the round is not to be sent it.
        var overlength: String? { Self.overlength(of: code) }

        /// Whether the code has the form of one: 18 letters and digits, its check character apart.
        var hasFormOfCode: Bool {
            let normal = Spelling.normalize(code).utf8
            return normal.count == 18 && normal.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        }

        /// What is wrong with a text of more characters than a code has; nil if it has no more.
        static func overlength(of code: String) -> String? {
            let count = Spelling.normalize(code).count
            return count > 18 ? "found \(count) characters, expected the 18 of a 统一社会信用代码" : nil
        }
    }

    /// A bidder (投标人): one firm, or several that bid together (联合体).
    public struct Bidder: Sendable {
        /// The firm; of a consortium its leader (牵头人).
        public var firm: Firm
        /// The other members of the consortium (联合体成员); empty if the firm bids alone.
        public var members: [Firm]
        /// Where it stands in the round file or its list, for messages.
        public var place: String

        /// All its firms, the leader first.
        public var firms: [Firm] { [firm] + members }
    }

    /// The number of the round.
    public var id: String
    /// The project that is tendered.
    public var project: String?
    /// The lot (标段).
    public var lot: String?
    /// The tendering unit, in whose name reports are asked for.
    public var tenderingUnit: String
    /// What the reports are for.
    public var purpose: String
    /// The matter (事项).
    public var matter: String?
    /// The legal basis for a period longer than the policy's.
    public var basis: String?
    /// The first day of the period; nil for what the policy gives.
    public var from: CivilDay?
    /// The last day of the period; nil for the day of issue.
    public var to: CivilDay?
    /// The codes of the domains asked for; nil for all.
    public var domains: [String]?
    /// The policy to follow; nil for the store's first.
    public var policy: String?
    /// Until when bids are taken (投标截止时间).
    public var deadline: Instant?
    /// The moment at which the reports speak; nil for now.
    public var instant: Instant?
    /// The signature suites that the reports must bear, by name; nil for those of the policy. Not of the file.
    public var suites: [String]?
    /// The bidders in the order of the file.
    public var bidders: [Bidder]
    /// SHA-256 of the round file, and of the list of bidders behind it if there is one; lower-case hex.
    public var sha256: String

    /// The request that is made for a bidder.
    public func request(for bidder: Bidder) -> ReportRequest {
        ReportRequest(
            subjects: [ReportRequest.Subject(code: bidder.firm.code, name: bidder.firm.name)]
                + bidder.members.map { .init(code: $0.code, name: $0.name, authorisation: $0.authorisation) },
            requester: .thirdParty, requesterName: tenderingUnit, authorisation: bidder.firm.authorisation,
            purpose: purpose, matter: matter, basis: basis,
            round: ReportRequest.Round(id: id, project: project, lot: lot), from: from?.description,
            to: to?.description, domains: domains.map { .named($0) } ?? .all, suites: suites)
    }
}

/// All that is wrong with a round file or its list of bidders.
public struct RoundError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, each with the place, what was found and what was expected.
    public let faults: [String]

    /// The faults, a line each.
    public var description: String { faults.joined(separator: "\n") }
}
