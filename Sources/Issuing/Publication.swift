// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import RecordStore
internal import Records
public import Registry
public import Reporting

/// Puts reports where their receiver finds them and into the issue log, and every request into the query log.
///
/// First the files stand, all of a report or none; then the log has its line. A report whose line could not be written
/// is taken away again: nothing that verification would not find registered is left behind.
public struct Publication: Sendable {
    private let issues: IssueLog
    private let queries: QueryLog

    /// Publication for an opened store.
    public init(_ store: RecordStore) {
        issues = IssueLog(store: store.path, store.digestAlgorithm)
        queries = QueryLog(store: store.path, store.digestAlgorithm)
    }

    /// Publishes a report's files in a directory, registers it, and notes the request.
    ///
    /// - Returns: the paths of the files, in the order of the report's artefacts.
    /// - Throws: `IssuingError` with `outputExists` if one of the files is there already; `FileError`; `RegistryError`.
    @discardableResult
    public func publish(_ issued: IssuedReport, in directory: String, request: ReportRequest) throws -> [String] {
        try Directory.createAll(directory)
        let files = issued.artefacts.map { artefact in
            (path: directory + "/" + issued.fileName(artefact.form), bytes: artefact.bytes)
        }
        do throws(FileError) {
            try DurableFile.publish(files)
        } catch {
            guard error.code == .exists else { throw error }
            throw IssuingError(
                .outputExists, error.message,
                hint: "the report was issued before; name another --out, or remove it there")
        }
        do {
            try register([(issued, request)])
        } catch {
            for file in files { try? DurableFile.remove(file.path) }
            throw error
        }
        return files.map(\.path)
    }

    /// Writes reports that are published into the issue log and their requests into the query log.
    public func register(_ published: [(report: IssuedReport, request: ReportRequest)]) throws(RegistryError) {
        try issues.register(published.map { Self.entry($0.report, $0.request) })
        try queries.append(published.map { Self.answer($0.request, $0.report.report) })
    }

    /// Writes a refused request into the query log.
    public func noteRefusal(_ request: ReportRequest, at instant: Instant, reason: String) throws(RegistryError) {
        try queries.append([Self.refusal(request, at: instant, reason: reason)])
    }

    /// The line of the query log for a refused request.
    static func refusal(_ request: ReportRequest, at instant: Instant, reason: String) -> QueryEntry {
        var codes = request.subjects.map(\.code)
        if case .found(let branches, _) = request.branches { codes += branches.map(\.text) }
        return query(request, about: codes, at: instant, outcome: .refused(reason: reason))
    }

    /// The line of the query log for a request that was answered by a report.
    static func answer(_ request: ReportRequest, _ report: Report) -> QueryEntry {
        query(
            request, about: report.subjects.map(\.code), at: report.issuedAt,
            outcome: .issued(number: report.number.text))
    }

    /// The line of the issue log for a report.
    static func entry(_ issued: IssuedReport, _ request: ReportRequest) -> IssueEntry {
        let report = issued.report
        return IssueEntry(
            number: report.number.text, reportHash: issued.fingerprint, code: issued.code.text,
            subject: report.subjects.map(\.code).joined(separator: ","), snapshot: report.data.snapshot,
            issuedAt: report.issuedAt, validUntil: report.validUntil,
            policy: report.data.policy.id + " " + report.data.policy.version,
            files: issued.artefacts.map {
                IssueEntry.File(kind: $0.form.rawValue, hash: $0.hash, algorithm: issued.digestAlgorithm)
            },
            requester: report.request.requester.name ?? report.request.requester.kind.rawValue,
            purpose: report.request.purpose,
            request: IssueEntry.Request(
                requester: report.request.requester.kind.rawValue,
                isAuthorised: report.request.authorisation?.isValid ?? false, from: report.request.from,
                to: report.request.to, domains: report.request.domains?.map(\.code),
                branchesOf: request.branches == .none
                    ? nil : Set(request.subjects.map { Spelling.normalize($0.code) }).count,
                permitted: report.request.subjects?.permission.codes))
    }

    private static func query(
        _ request: ReportRequest, about codes: [String], at instant: Instant, outcome: QueryEntry.Outcome
    ) -> QueryEntry {
        // Whatever a person types may be an identity number: the log keeps it masked, as reports do.
        let masking = Masking.usual
        var subjects: [String] = []
        for code in codes {
            let text = (try? CreditCode(Spelling.normalize(code)))?.text ?? masking.text(code)
            if !subjects.contains(text) { subjects.append(text) }
        }
        let authorisations = [request.authorisation].compactMap(\.self) + request.subjects.compactMap(\.authorisation)
        return QueryEntry(
            at: instant, requester: masking.text(request.requesterName ?? ""),
            requesterKind: request.requester.rawValue, subject: subjects.joined(separator: ","),
            purpose: masking.text(request.purpose),
            authorisation: authorisations.map { masking.text($0.reference) }.joined(separator: "; "), outcome: outcome)
    }
}
