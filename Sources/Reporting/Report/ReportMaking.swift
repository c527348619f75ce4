// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records

/// Makes reports from one snapshot under one rulebook: set up once, then used for each request.
public struct ReportMaking: Sendable {
    /// The catalogue, domain table and policy in use.
    public let rulebook: Rulebook
    /// The snapshot's hash, in lower-case hex.
    public let snapshot: String
    /// The instant of the snapshot's last import; nil if nothing was imported.
    public let cutoff: Instant?
    private let coverage: Coverage
    private let secret: [UInt8]
    private let digestAlgorithm: DigestAlgorithm
    private let gathering: Gathering
    private let masking: Masking
    private let policyStatement: Report.PolicyStatement

    /// Reports from a snapshot.
    ///
    /// - Parameters:
    ///   - rulebook: the catalogue, domain table and policy in use.
    ///   - snapshot: the snapshot's hash, in lower-case hex.
    ///   - cutoff: the instant of its last import; nil if nothing was imported.
    ///   - statements: what its deliveries cover.
    ///   - secret: the store's secret for report numbers, 32 bytes.
    ///   - digestAlgorithm: the hash function of the store.
    public init(
        rulebook: Rulebook, snapshot: String, cutoff: Instant?, statements: [CoverageStatement], secret: [UInt8],
        digestAlgorithm: DigestAlgorithm = .sha256
    ) {
        self.rulebook = rulebook
        self.snapshot = snapshot
        self.cutoff = cutoff
        self.secret = secret
        self.digestAlgorithm = digestAlgorithm
        coverage = Coverage(
            statements: statements, cutoff: cutoff ?? Instant(seconds: .min), rulebook: rulebook)
        gathering = Gathering(rulebook: rulebook)
        masking = Masking(first: rulebook.policy.mask.first, last: rulebook.policy.mask.last)
        policyStatement = Report.PolicyStatement(rulebook.policy, catalog: rulebook.catalog)
    }

    /// The report that answers a request.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - issuedAt: the instant at which the report speaks.
    ///   - received: when the import of a sequence number was received.
    ///   - lines: all lines of a key.
    /// - Throws: `ReportingError` with every reason for which it must be refused (rules, 5).
    public func report<Failure: Error>(
        _ request: ReportRequest, issuedAt: Instant, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(ReportingError) -> Report {
        let (expanded, found) = try answer(request, issuedAt: issuedAt, received: received, lines: lines)
        return report(expanded, found, issuedAt: issuedAt)
    }

    /// The request with its branches, if it wants them, and what is found of all its subjects.
    private func answer<Failure: Error>(
        _ request: ReportRequest, issuedAt: Instant, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(ReportingError) -> (request: ReportRequest, found: Found) {
        let expanded: ReportRequest
        do throws(ReportingError) {
            expanded = try withBranches(request, received: received, lines: lines)
        } catch {
            // What else stands against the request is said with it.
            var refusals = error.refusals
            do throws(ReportingError) {
                _ = try findings(request, issuedAt: issuedAt, received: received, lines: lines)
            } catch {
                refusals += error.refusals.filter { !refusals.contains($0) }
            }
            throw ReportingError(refusals: refusals)
        }
        return (expanded, try findings(expanded, issuedAt: issuedAt, received: received, lines: lines))
    }

    /// The request with the branches and subsidiaries that the register has, if it wants them; else as it is.
    ///
    /// - Throws: `ReportingError` if they cannot be known.
    public func withBranches<Failure: Error>(
        _ request: ReportRequest, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(ReportingError) -> ReportRequest {
        guard request.branches == .wanted else { return request }
        guard rulebook.catalog.items.contains(where: { $0.nature == .registration && $0.field(.parentCode) != nil })
        else {
            throw ReportingError(refusals: [
                Refusal(
                    .branches,
                    "catalogue \(rulebook.catalog.id) \(rulebook.catalog.version) does not say where the register has "
                        + "the parent of a branch or subsidiary",
                    hint: "give a field of the register the role parentCode, or name the subjects one by one")
            ])
        }
        let subjects = request.subjects.compactMap { try? CreditCode(Spelling.normalize($0.code)) }
        var expanded = request
        do throws(Failure) {
            let found = try gathering.branches(of: subjects, received: received, lines: lines)
            expanded.branches = .found(found.codes, unlisted: found.unlisted)
        } catch {
            throw ReportingError(refusals: [
                Refusal(
                    .storeUnreadable, "the store could not be read: \(masking.text(String(describing: error)))",
                    hint: "nothing is issued while it is not known which branches and subsidiaries there are")
            ])
        }
        return expanded
    }

    /// What a report states of one subject.
    typealias SubjectFinding = (subject: CreditCode, registration: Registration, scope: Scope, finding: Finding)
    /// What a request comes to: its question, what is found of each subject, and the signatures to bear.
    private typealias Found = (scope: Scope, subjects: [SubjectFinding], suites: [Suite])

    /// The findings that a report would state, subject by subject, with what decided each record.
    private func findings<Failure: Error>(
        _ request: ReportRequest, issuedAt: Instant, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(ReportingError) -> Found {
        var check = RequestCheck(
            request, issuedAt: issuedAt, cutoff: cutoff, rulebook: rulebook, digestAlgorithm: digestAlgorithm)
        var found: [SubjectFinding] = []
        for subject in check.subjects {
            do throws(Failure) {
                let history = try gathering.history(of: subject, received: received, lines: lines)
                check.hold(against: history, of: subject)
                guard check.refusals.isEmpty, let scope = check.scope(of: subject),
                    let registration = history.registration
                else { continue }
                let finding = Finding(on: history, scope: scope, rulebook: rulebook, coverage: coverage)
                found.append((subject, registration, scope, finding))
            } catch {
                check.holdUnreadable(String(describing: error), of: subject)
            }
        }
        guard check.refusals.isEmpty, let scope = check.scope, found.count == check.subjects.count else {
            throw ReportingError(refusals: check.refusals)
        }
        return (scope, found, check.suites)
    }

    /// Why each record of the subjects is or is not in the report that would answer a request: an explanation for each
    /// subject, in the order of the report.
    ///
    /// - Throws: `ReportingError` with every reason for which a report must be refused (rules, 5).
    public func explanations<Failure: Error>(
        _ request: ReportRequest, issuedAt: Instant, received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(ReportingError) -> [Explanation] {
        let (expanded, found) = try answer(request, issuedAt: issuedAt, received: received, lines: lines)
        let range = Explanation.Sentence(range: expanded.branches, count: found.subjects.count)
        return found.subjects.map { subject, registration, scope, finding in
            var explanation = Explanation(
                (subject, scope, registration, finding), rulebook: rulebook, masking: masking)
            if let range { explanation.question.append(range) }
            return explanation
        }
    }

    private func report(
        _ request: ReportRequest, _ found: Found, issuedAt: Instant
    ) -> Report {
        let policy = rulebook.policy
        let scope = found.scope
        let asked = statement(of: request, scope: scope, subjects: found.subjects)
        let data = Report.DataStatement(
            snapshot: snapshot, cutoff: scope.cutoff,
            catalog: Report.FileVersion(
                id: rulebook.catalog.id, version: rulebook.catalog.version, hash: rulebook.catalog.sha256),
            digestAlgorithm: digestAlgorithm,
            domainTable: Report.FileVersion(
                id: rulebook.table.id, version: rulebook.table.version, hash: rulebook.table.sha256),
            region: rulebook.table.region,
            policy: Report.FileVersion(id: policy.id, version: policy.version, hash: policy.sha256),
            measures: rulebook.measures.map {
                Report.FileVersion(id: $0.id, version: $0.version, hash: $0.sha256)
            })
        let number = ReportNumber(
            prefix: policy.numberPrefix, year: issuedAt.day.components.year, secret: secret,
            message: Self.canonical(
                request, asked, subjects: found.subjects.map(\.subject), suites: found.suites, data: data,
                issuedAt: issuedAt), algorithm: digestAlgorithm)
        let sections = found.subjects.enumerated().map { index, found in
            var section = SubjectSection(
                found.subject, registration: found.registration, finding: found.finding, from: scope.from,
                rulebook: rulebook, masking: masking)
            if asked.subjects != nil {
                section.sequence = index + 1
                section.overview.conclusions = SubjectSection.conclusions(of: found.finding, table: rulebook.table)
            }
            return section
        }
        return Report(
            title: policy.title, issuer: policy.issuer, number: number, issuedAt: issuedAt,
            validUntil: issuedAt.day.adding(days: policy.validityDays - 1),
            verificationAddress: policy.verificationAddress, suites: found.suites, request: asked, data: data,
            policy: policyStatement, subjects: sections,
            notices: Notices.texts(policy, subjects: asked.subjects))
    }

    private func statement(
        of request: ReportRequest, scope: Scope, subjects: [SubjectFinding]
    ) -> Report.Request {
        func text(_ text: String?) -> String? {
            guard let text, text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return nil }
            return masking.text(text)
        }
        let kindName =
            switch scope.requester {
            case .subject: "本主体自行申请"
            case .agency: "政务部门查询"
            case .thirdParty: scope.isAuthorised ? "经主体授权的第三方查询" : "第三方查询"
            }
        var domains: [Report.CodedName]?
        if case .named(let places, let other) = scope.domains {
            domains = places.sorted().map { SubjectSection.domain($0, rulebook.table) }
            if other { domains?.append(SubjectSection.domain(nil, rulebook.table)) }
        }
        return Report.Request(
            requester: (scope.requester, kindName, text(request.requesterName)),
            authorisation: request.authorisation.map { given in
                let printed = ReportRequest.Authorisation(
                    reference: masking.text(given.reference), scope: text(given.scope), from: given.from,
                    until: given.until)
                return (printed, scope.isAuthorised)
            },
            subjects: Report.SubjectRange(
                name: subjects.first?.registration.name ?? "", code: subjects.first?.subject.text ?? "",
                count: subjects.count, branches: request.branches, permission: permission(request, subjects)),
            purpose: masking.text(request.purpose), matter: text(request.matter), basis: text(request.basis),
            round: request.round.map {
                ReportRequest.Round(id: masking.text($0.id), project: text($0.project), lot: text($0.lot))
            },
            from: scope.from, to: scope.to, domains: domains)
    }

    /// Of which of several subjects the request may see what takes an authorisation, and on what ground.
    private func permission(
        _ request: ReportRequest, _ subjects: [SubjectFinding]
    ) -> Report.SubjectRange.Permission {
        let isAsked = request.requester == .subject || request.authorisation != nil
        let permitted = subjects.filter { $0.scope.permits(.authorised) }
        let grounds = permitted.enumerated().map { index, found in
            let name = found.registration.name
            if found.scope.requester == .subject { return name + "（本主体自行申请）" }
            let own = request.subjects.last {
                $0.authorisation != nil && Spelling.normalize($0.code) == found.subject.text
            }
            let given = own?.authorisation ?? request.authorisation
            return name + "（授权：\(masking.text(given?.reference ?? ""))）"
        }
        return .init(
            codes: permitted.map(\.subject.text), grounds: grounds,
            isLimited: permitted.count < subjects.count && (isAsked || !permitted.isEmpty))
    }

    /// What the report number is a keyed hash of: one JSON object, its names sorted, with all that the report answers.
    private static func canonical(
        _ request: ReportRequest, _ asked: Report.Request, subjects: [CreditCode], suites: [Suite],
        data: Report.DataStatement, issuedAt: Instant
    ) -> [UInt8] {
        var members: [JSONMember] = []
        func add(_ name: String, _ value: String?) {
            if let value { members.append(JSONMember(name, .string(value))) }
        }
        add("authorisationFrom", request.authorisation?.from)
        add("authorisationReference", request.authorisation?.reference)
        add("authorisationScope", request.authorisation?.scope)
        add("authorisationUntil", request.authorisation?.until)
        add("basis", request.basis)
        if request.branches != .none { members.append(JSONMember("branches", .bool(true))) }
        add("catalog", data.catalog.hash)
        add("domainTable", data.domainTable.hash)
        members.append(
            JSONMember("domains", asked.domains.map { .array($0.map { .string($0.code) }) } ?? .string("all")))
        add("from", asked.from.description)
        add("issuedAt", issuedAt.description)
        add("lot", request.round?.lot)
        add("matter", request.matter)
        add("measures", data.measures?.hash)
        add("policy", data.policy.hash)
        add("project", request.round?.project)
        add("purpose", request.purpose)
        add("requester", request.requester.rawValue)
        add("requesterName", request.requesterName)
        add("round", request.round?.id)
        add("snapshot", data.snapshot)
        if asked.subjects == nil, let subject = subjects.first {
            add("subject", subject.text)
        } else {
            members.append(JSONMember("subjects", .array(subjects.map { .string($0.text) })))
        }
        let own = request.subjects.compactMap { subject in
            subject.authorisation.map { given in
                let texts = [subject.code, given.reference, given.scope, given.from, given.until]
                return JSONValue.array(texts.map { $0.map { .string($0) } ?? .null })
            }
        }
        if !own.isEmpty { members.append(JSONMember("subjectAuthorisations", .array(own))) }
        members.append(JSONMember("suites", .array(suites.map { .string($0.rawValue) })))
        add("to", asked.to.description)
        var writer = ByteWriter(capacity: 1024)
        writer.append("creditreport-number-1")
        writer.append(json: .object(members))
        return writer.bytes
    }
}

extension Report.PolicyStatement {
    fileprivate init(_ policy: Policy, catalog: Catalog) {
        basis = policy.legalBasis
        let items = catalog.items.filter { $0.nature == .record }
        countedItems = items.filter { policy.counts(item: $0.code) }.map { .init(code: $0.code, name: $0.name) }
        uncountedItems = items.filter { !policy.counts(item: $0.code) }.map { .init(code: $0.code, name: $0.name) }
        procedures = policy.procedures
        narrowScopeBasis = policy.narrowScopeBasis
        repaired = policy.repaired
        expired = policy.expired
        publicity = policy.publicityMonths
        freshnessDays = policy.freshnessDays
        longestPeriodYears = policy.longestPeriodYears
        longestLagDays = policy.longestLagDays
        validityDays = policy.validityDays
    }
}
