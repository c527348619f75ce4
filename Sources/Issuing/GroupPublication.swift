// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import Registry
public import Reporting

/// Puts the answers to many requests into one directory and into the store's logs, group by group.
///
/// Of a group first all files stand, synced, then the issue log has its lines, then the query log. Whatever point a
/// process was broken off at, doing the same group again brings files and logs to where they would have been: a file of
/// a report that no log knows is replaced, a registered report whose files stand is left alone, and what the query log
/// has already is not noted again. Nobody else may write to the directory at the same time.
public struct GroupPublication: Sendable {
    /// What became of a request.
    public enum Answer: Sendable {
        /// A report was made.
        case issued(IssuedReport)
        /// The report was issued earlier: it is registered, and its files stand.
        case standing(Report, IssueEntry)
        /// It was refused for a reason, by its stable name, at a moment.
        case refused(reason: String, at: Instant)
    }

    private let issues: IssueLog
    private let queries: QueryLog
    private let directory: String
    private let isResumed: Bool
    private var noted: [QueryEntry: Int]

    /// Publication of what a store answers in a directory, which must be there.
    ///
    /// - Parameters:
    ///   - path: the store.
    ///   - directory: where the files go.
    ///   - isResumed: whether files that nobody registered are those of a process that was broken off, and are replaced.
    ///   - noted: what that process noted in the query log.
    public init(store path: String, in directory: String, isResumed: Bool, noted: [QueryEntry: Int] = [:]) {
        issues = IssueLog(store: path)
        queries = QueryLog(store: path)
        self.directory = directory
        self.isResumed = isResumed
        self.noted = noted
    }

    /// What the issue log has of a report, if all files that it names stand in the directory as they were published.
    ///
    /// - Parameter remade: the report's files as a list of our own has them, if they were made again after it was
    ///   registered: signatures are other ones then.
    public func standing(_ report: Report, remade: [IssueEntry.File]? = nil) throws -> IssueEntry? {
        guard case .issued(var entry) = try issues.status(number: report.number.text),
            entry.reportHash == (try report.fingerprint)
        else { return nil }
        if stands(entry) { return entry }
        guard let remade else { return nil }
        entry.files = remade
        return stands(entry) ? entry : nil
    }

    /// Publishes a group.
    ///
    /// - Returns: for each answer why it could not be published all the same; nil where it was.
    /// - Throws: `FileError` or `RegistryError` that concern the directory or a log as a whole; the group is to be done
    ///   again then.
    public mutating func publish(
        _ group: [(answer: Answer, request: ReportRequest)]
    ) throws -> [(any Error)?] {
        var refusals = [(any Error)?](repeating: nil, count: group.count)
        var files: [(path: String, bytes: [UInt8])] = []
        var entries: [IssueEntry] = []
        var lines: [QueryEntry] = []
        for (index, (answer, request)) in group.enumerated() {
            switch answer {
            case .issued(let issued):
                if let refusal = try refusal(of: issued) {
                    refusals[index] = refusal.error
                    lines.append(Publication.refusal(request, at: issued.report.issuedAt, reason: refusal.code))
                    continue
                }
                files += issued.artefacts.map { (directory + "/" + issued.fileName($0.form), $0.bytes) }
                entries.append(Publication.entry(issued, request))
                lines.append(Publication.answer(request, issued.report))
            case .standing(let report, _): lines.append(Publication.answer(request, report))
            case .refused(let reason, let instant):
                lines.append(Publication.refusal(request, at: instant, reason: reason))
            }
        }
        try DurableFile.publish(files, replacing: isResumed)
        try issues.register(entries)
        try queries.append(lines.filter { isNew($0) })
        return refusals
    }

    /// Looks whether a report that was issued earlier is still in force.
    ///
    /// - Throws: `RegistryError` with `notInForce` if it was withdrawn or superseded.
    public func checkForce(of report: Report) throws(RegistryError) {
        if let refusal = try issues.status(number: report.number.text).refusal { throw refusal }
    }

    /// What keeps a report from being published: another under its number, that it was withdrawn, or a file in its place.
    private func refusal(of issued: IssuedReport) throws -> (error: any Error, code: String)? {
        let status = try issues.status(number: issued.number.text)
        switch status {
        case .unknown: break
        case .issued(let entry), .withdrawn(let entry, _), .superseded(let entry, _):
            guard entry.reportHash == issued.fingerprint else {
                let error = IssuingError(
                    .numberTaken,
                    "number \(entry.number) belongs to the report \(entry.reportHash), not \(issued.fingerprint)",
                    hint: "another version of the program issued it; ask again at another instant")
                return (error, error.code.rawValue)
            }
        }
        if let refusal = status.refusal { return (refusal, refusal.code.rawValue) }
        guard !isResumed,
            let form = issued.artefacts.map(\.form).first(where: {
                Directory.exists(directory + "/" + issued.fileName($0))
            })
        else { return nil }
        let error = IssuingError(
            .outputExists, "\(directory)/\(issued.fileName(form)) exists",
            hint: "the report was issued before; name another --out, or remove it there")
        return (error, error.code.rawValue)
    }

    private func stands(_ entry: IssueEntry) -> Bool {
        entry.files.allSatisfy { file in
            guard let bytes = try? DurableFile.read("\(directory)/\(entry.number).\(file.kind)") else { return false }
            return file.matches(bytes)
        }
    }

    /// Whether a line is not in the query log yet.
    private mutating func isNew(_ line: QueryEntry) -> Bool {
        guard let count = noted[line], count > 0 else { return true }
        noted[line] = count - 1
        return false
    }
}

extension Report {
    /// Its 报告指纹, lower-case hex.
    fileprivate var fingerprint: String {
        get throws {
            Hex.encode(Digest.of(try canonicalXML(), Suite.digestAlgorithm(ofReportRequiring: suites)))
        }
    }
}
