// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Issuing
internal import Registry
internal import Rendering
internal import Reporting

/// Issues a report for every bidder of a round, and goes on after a failure.
///
/// The reports stand in the directory under their numbers; `summary.csv` says for each bidder what was found, and
/// `manifest.jsonl` names each report's hash and files. Both are written when the round is done.
public struct RoundRunner {
    /// What became of a bidder.
    public enum Result: Sendable {
        /// A report was issued.
        case issued(RoundEntry)
        /// None could be issued: the stable name of the reason, and the reason in words.
        case failed(code: String, reason: String)
    }

    private let round: Round
    private let suites: [String]?
    private let issuer: ReportIssuer
    private let publication: Publication
    private let instant: Instant
    private let renderer = PDFRenderer()
    private let describe: (any Error) -> (code: String, reason: String)

    /// A round to be run.
    ///
    /// - Parameters:
    ///   - round: the round.
    ///   - suites: the signature suites that the reports must bear, by name; nil for those of the policy.
    ///   - issuer: issues from one snapshot for the whole round.
    ///   - publication: puts reports and requests into the store's logs.
    ///   - instant: the moment at which all reports speak.
    ///   - describe: the stable name and the words of an error, for the bidder's row.
    public init(
        _ round: Round, suites: [String]? = nil, issuer: ReportIssuer, publication: Publication, at instant: Instant,
        describe: @escaping (any Error) -> (code: String, reason: String)
    ) {
        self.round = round
        self.suites = suites
        self.issuer = issuer
        self.publication = publication
        self.instant = instant
        self.describe = describe
    }

    /// Runs the round.
    ///
    /// - Parameters:
    ///   - directory: where everything goes; it must not hold a summary or a manifest yet.
    ///   - progress: told of each bidder when it is done.
    /// - Returns: what became of each bidder, in the order of the round.
    /// - Throws: what concerns the round as a whole, such as a directory that cannot be written.
    public func run(
        in directory: String, progress: (Int, Round.Bidder, Result) -> Void
    ) throws -> [Result] {
        try Directory.createAll(directory)
        for name in [RoundSummary.fileName, RoundManifest.fileName] where Directory.exists(directory + "/" + name) {
            throw IssuingError(
                .outputExists, "\(directory)/\(name) exists",
                hint: "the round was run there before; name another --out for this run")
        }
        var results: [Result] = []
        for (index, bidder) in round.bidders.enumerated() {
            let result = try result(for: bidder, in: directory)
            results.append(result)
            progress(index, bidder, result)
        }
        try DurableFile.publish([
            (
                directory + "/" + RoundSummary.fileName,
                RoundSummary.csv(round, results, domains: RoundSummary.domains(of: results))
            ),
            (directory + "/" + RoundManifest.fileName, RoundManifest.bytes(round, results, at: instant)),
        ])
        return results
    }

    private func result(for bidder: Round.Bidder, in directory: String) throws -> Result {
        let request = request(for: bidder)
        do {
            let issued = try issuer.issue(request, at: instant, with: renderer)
            try publication.publish(issued, in: directory, request: request)
            return .issued(RoundEntry(issued))
        } catch {
            let (code, reason) = describe(error)
            // Where the log itself can't be written, the row says so.
            if !(error is RegistryError) { try publication.noteRefusal(request, at: instant, reason: code) }
            return .failed(code: code, reason: reason)
        }
    }

    private func request(for bidder: Round.Bidder) -> ReportRequest {
        ReportRequest(
            subject: bidder.code, name: bidder.name, requester: .thirdParty, requesterName: round.tenderingUnit,
            authorisation: bidder.authorisation.map { ReportRequest.Authorisation(reference: $0) },
            purpose: round.purpose,
            round: ReportRequest.Round(id: round.id, project: round.project, lot: round.lot),
            from: round.from?.description, to: round.to?.description,
            domains: round.domains.map { .named($0) } ?? .all, suites: suites)
    }
}

/// What a round keeps of an issued report: enough for summary and manifest, none of its bytes.
public struct RoundEntry: Sendable {
    /// The 报告编号.
    public let number: String
    /// The 报告指纹, lower-case hex.
    public let fingerprint: String
    /// The 核验码.
    public let code: String
    /// The name of the subject in the register.
    public let name: String
    /// How many records the report counts.
    public let total: Int
    /// The lines that say what the report does not show.
    public let notes: [String]
    /// The measures that the report prints beside entries of lists, by code and name, each once.
    public let consequences: [String]
    /// The conclusion for each domain, in the order of the report.
    public let conclusions: [(domain: String, conclusion: String)]
    /// The files by name, each with its SHA-256 in lower-case hex.
    public let files: [(name: String, sha256: String)]

    init(_ issued: IssuedReport) {
        number = issued.number.text
        fingerprint = issued.fingerprint
        code = issued.code.text
        let subject = issued.report.subjects.first
        name = subject?.name ?? ""
        total = subject?.overview.total ?? 0
        notes = subject?.overview.notes ?? []
        var consequences: [String] = []
        for record in (subject?.sections ?? []).flatMap(\.records) {
            for consequence in record.consequences.map({ "\($0.name)（\($0.code)）" })
            where !consequences.contains(consequence) { consequences.append(consequence) }
        }
        self.consequences = consequences
        conclusions = (subject?.domains ?? []).map { ($0.domain.name, $0.conclusion) }
        files = issued.artefacts.map { (issued.fileName($0.form), $0.sha256) }
    }
}
