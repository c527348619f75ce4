// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records

/// A request held against the rules for refusing one (rules, 5): either every reason against it, or what it asks.
public struct RequestCheck: Sendable {
    /// The subjects whose codes are sound, each once, in the order of the request; then their branches.
    public private(set) var subjects: [CreditCode] = []
    /// The reasons against the request, in the order of rules, 5.
    public private(set) var refusals: [Refusal] = []
    /// What the request asks of the main subject; nil if period, domains or cutoff leave that open.
    public private(set) var scope: Scope?

    /// The signatures that the report must bear, in the order of the suites.
    public private(set) var suites: [Suite] = []

    private let masking: Masking
    /// The names that the request gives to subjects.
    private var names: [CreditCode: [String]] = [:]
    /// The subjects whose own authorisation is named and valid.
    private var authorised: Set<CreditCode> = []
    /// Whether a reason must say which of several subjects it is about.
    private let isAboutSeveral: Bool

    /// Checks all of a request that does not need the subject's history.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - issuedAt: the instant at which the report speaks.
    ///   - cutoff: the instant of the last import in the snapshot; nil if there is none.
    ///   - rulebook: the catalogue, domain table and policy in use.
    ///   - digestAlgorithm: the hash function of the store.
    public init(
        _ request: ReportRequest, issuedAt: Instant, cutoff: Instant?, rulebook: Rulebook,
        digestAlgorithm: DigestAlgorithm = .sha256
    ) {
        let policy = rulebook.policy
        masking = Masking(first: policy.mask.first, last: policy.mask.last)
        isAboutSeveral = request.subjects.count > 1 || request.branches != .none
        checkSubjects(request)
        checkInstant(issuedAt, cutoff: cutoff, longestLagDays: policy.longestLagDays)
        let period = checkPeriod(request, day: issuedAt.day, policy: policy)
        let domains = checkDomains(request.domains, table: rulebook.table)
        let isAuthorised = checkAuthorisations(request, day: issuedAt.day)
        checkTexts(request)
        checkSuites(request.suites, policy: policy, digestAlgorithm)
        checkMeasures(rulebook, day: issuedAt.day)
        checkCatalog(rulebook.catalog, day: issuedAt.day)
        guard let period, let domains, let cutoff else { return }
        scope = Scope(
            from: period.from, to: period.to, domains: domains, requester: request.requester,
            isAuthorised: isAuthorised, day: issuedAt.day, cutoff: cutoff)
    }

    /// What the request asks of one of its subjects: who asks about itself, or has the authorisation of one subject, is
    /// a third party to every other (rules, 3.5 and 9).
    public func scope(of subject: CreditCode) -> Scope? {
        guard var scope, subject != subjects.first else { return scope }
        if scope.requester == .subject { scope.requester = .thirdParty }
        scope.isAuthorised = authorised.contains(subject)
        return scope
    }

    /// Adds what the register has against the request: an unknown subject, or a name that is not the subject's.
    ///
    /// - Parameters:
    ///   - history: the subject's history.
    ///   - subject: which of the subjects; nil for the first.
    public mutating func hold(against history: History, of subject: CreditCode? = nil) {
        guard let subject = subject ?? subjects.first else { return }
        guard let registration = history.registration else {
            refusals.append(
                Refusal(
                    .subjectUnknown, "the register does not know \(subject)",
                    hint: "an unknown code is never a clean report; import the register (登记信息) first"))
            return
        }
        let known = [registration.name] + registration.formerNames
        for name in names[subject] ?? [] {
            let wanted = Spelling.normalize(masking.text(name))
            if known.contains(where: { Spelling.normalize($0) == wanted }) { continue }
            refusals.append(
                Refusal(
                    .subjectName,
                    "\(masking.text(name)) is neither the current nor a former name of \(subject)",
                    hint: "the register has \(known.joined(separator: ", "))"))
        }
    }

    /// Adds that a part of the store could not be read, while it was asked about a subject.
    public mutating func holdUnreadable(_ reason: String, of subject: CreditCode? = nil) {
        let about = isAboutSeveral ? subject.map { " for \($0)" } ?? "" : ""
        refusals.append(
            Refusal(
                .storeUnreadable, "the store could not be read\(about): \(masking.text(reason))",
                hint: "nothing is issued until every part that could hold a record of the subject can be read"))
    }

    private mutating func checkSubjects(_ request: ReportRequest) {
        if request.subjects.isEmpty {
            refusals.append(Refusal(.subjectCode, "no subject is named", hint: "name the code of at least one"))
        }
        func add(_ code: CreditCode) { if !subjects.contains(code) { subjects.append(code) } }
        for named in request.subjects {
            do throws(CreditCodeFault) {
                let code = try CreditCode(Spelling.normalize(named.code))
                add(code)
                if let name = named.name, !Spelling.normalize(name).isEmpty { names[code, default: []].append(name) }
            } catch {
                refusals.append(
                    Refusal(.subjectCode, "the subject's code \(masking.text(named.code)) is not valid: \(error)"))
            }
        }
        if case .found(let codes, _) = request.branches { codes.forEach(add) }
    }

    /// A policy that prints consequences loads with a list of measures that is in force, or not at all.
    private mutating func checkMeasures(_ rulebook: Rulebook, day: CivilDay) {
        let policy = rulebook.policy
        guard !policy.consequences.isEmpty else { return }
        guard let list = rulebook.measures else {
            refusals.append(
                Refusal(
                    .measures,
                    "policy \(policy.id) prints consequences, and the store has no list of measures (失信惩戒措施清单)",
                    hint: "creditreport measures update FILE takes one into use"))
            return
        }
        guard !list.isInForce(on: day) else { return }
        let until = list.expires.map { " to \($0)" } ?? " on"
        refusals.append(
            Refusal(
                .measures,
                "list of measures \(list.id) \(list.version), which policy \(policy.id) cites, is in force from "
                    + "\(list.effective)\(until), not on \(day)",
                hint: "take the version in force into use, or follow a policy that prints no consequences"))
    }

    /// A catalogue says from which day what is public, a list, or counted: before it, nothing may follow it.
    private mutating func checkCatalog(_ catalog: Catalog, day: CivilDay) {
        guard catalog.effective > day else { return }
        refusals.append(
            Refusal(
                .catalog,
                "catalogue \(catalog.id) \(catalog.version) is in force from \(catalog.effective), not on \(day)",
                hint: "take the version in force into use again; a new one when its day has come"))
    }

    private mutating func checkInstant(_ issuedAt: Instant, cutoff: Instant?, longestLagDays: Int) {
        guard let cutoff else {
            refusals.append(
                Refusal(.storeEmpty, "nothing was imported yet", hint: "import the departments' deliveries"))
            return
        }
        if issuedAt < cutoff {
            refusals.append(
                Refusal(
                    .beforeCutoff, "the report would speak at \(issuedAt), before the cutoff of the data at \(cutoff)"))
        } else if issuedAt > cutoff.adding(days: longestLagDays) {
            refusals.append(
                Refusal(
                    .longAfterCutoff,
                    "the data end at \(cutoff), more than \(longestLagDays) days before the report at \(issuedAt)",
                    hint: "import what the departments delivered since then"))
        }
    }

    private mutating func checkPeriod(
        _ request: ReportRequest, day: CivilDay, policy: Policy
    ) -> (from: CivilDay, to: CivilDay)? {
        func readable(_ text: String?) -> CivilDay? {
            text.flatMap { DeliveredDay(text: $0, day: CivilDay($0)).readable }
        }
        for (word, text) in [("first", request.from), ("last", request.to)] {
            guard let text, readable(text) == nil else { continue }
            refusals.append(
                Refusal(
                    .periodUnreadable, "the \(word) day of the period is \"\(masking.text(text))\"",
                    hint: "write a real day from 1949-10-01 on as YYYY-MM-DD"))
        }
        let to = request.to == nil ? day : readable(request.to)
        let from = request.from == nil ? to.map { Self.earliest(to: $0, policy: policy) } : readable(request.from)
        if let to, to > day {
            refusals.append(Refusal(.periodInFuture, "the period ends on \(to), after the day of issue \(day)"))
        }
        guard let from, let to else { return nil }
        if from > to {
            refusals.append(Refusal(.periodReversed, "the period begins on \(from), after it ends on \(to)"))
        } else if to > from.adding(years: policy.longestPeriodYears), Self.isBlank(request.basis) {
            refusals.append(
                Refusal(
                    .periodTooLong,
                    "the period from \(from) to \(to) is longer than \(policy.longestPeriodYears) years",
                    hint: "state the legal basis for a longer period; it is printed"))
        }
        return (from, to)
    }

    /// The first day of the longest period that ends on a day: after 29 February the same-numbered day may be missing.
    private static func earliest(to day: CivilDay, policy: Policy) -> CivilDay {
        let years = policy.longestPeriodYears
        let from = day.adding(years: -years)
        return max(day > from.adding(years: years) ? from.adding(days: 1) : from, DeliveredDay.first)
    }

    private mutating func checkDomains(_ domains: ReportRequest.Domains, table: DomainTable) -> Scope.Domains? {
        guard case .named(let names) = domains else { return .all }
        var places: Set<Int> = []
        var other = false
        var unknown: [String] = []
        for name in names {
            let normal = Spelling.normalize(name)
            if [DomainTable.otherCode, DomainTable.otherName].contains(normal) {
                other = true
            } else if let place = table.index(named: name) {
                places.insert(place)
            } else {
                unknown.append(masking.text(name))
            }
        }
        if names.isEmpty {
            refusals.append(Refusal(.domainMissing, "no domain is asked for", hint: "name domains, or say all"))
        }
        for name in unknown {
            refusals.append(
                Refusal(.domainUnknown, "domain table \(table.id) \(table.version) has no domain \"\(name)\""))
        }
        return names.isEmpty || !unknown.isEmpty ? nil : .named(places, other: other)
    }

    /// Whether the main subject's authorisation is named and valid on the day; notes whose else is.
    private mutating func checkAuthorisations(_ request: ReportRequest, day: CivilDay) -> Bool {
        var isAuthorised = checkAuthorisation(request.authorisation, day: day)
        for named in request.subjects where named.authorisation != nil {
            guard checkAuthorisation(named.authorisation, day: day),
                let code = try? CreditCode(Spelling.normalize(named.code))
            else { continue }
            authorised.insert(code)
            if code == subjects.first { isAuthorised = true }
        }
        return isAuthorised
    }

    /// Whether an authorisation is named and valid on the day (rules, 3.5).
    private mutating func checkAuthorisation(_ authorisation: ReportRequest.Authorisation?, day: CivilDay) -> Bool {
        guard let authorisation else { return false }
        var isValid = !Self.isBlank(authorisation.reference)
        if !isValid {
            refusals.append(Refusal(.authorisation, "an authorisation is named without a reference"))
        }
        for (word, text) in [("first", authorisation.from), ("last", authorisation.until)] {
            guard let text else { continue }
            guard let limit = CivilDay(text) else {
                isValid = false
                refusals.append(
                    Refusal(
                        .authorisation, "the \(word) day of the authorisation is \"\(masking.text(text))\"",
                        hint: "write it as YYYY-MM-DD"))
                continue
            }
            isValid = isValid && (word == "first" ? limit <= day : limit >= day)
        }
        return isValid
    }

    private mutating func checkTexts(_ request: ReportRequest) {
        if Self.isBlank(request.purpose) {
            refusals.append(Refusal(.text, "no purpose is stated", hint: "say what the report is for"))
        }
        for (name, text, limit) in request.texts {
            guard let text else { continue }
            if text.unicodeScalars.count > limit {
                refusals.append(Refusal(.text, "the \(name) has more than \(limit) characters"))
            }
            if text.unicodeScalars.contains(where: Self.isControl) {
                refusals.append(Refusal(.text, "the \(name) holds a control character"))
            }
        }
        if let round = request.round, Self.isBlank(round.id) {
            refusals.append(Refusal(.text, "the round has no number"))
        }
    }

    /// Whether a character is set by no view: it breaks lines, or turns the direction of what follows it.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }

    /// The signatures that the report must bear: those asked for, all that the policy requires among them; a store that
    /// is set to SM2 and SM3 alone gives out nothing that rests on another algorithm.
    private mutating func checkSuites(_ names: [String]?, policy: Policy, _ digestAlgorithm: DigestAlgorithm) {
        let own: Suite = digestAlgorithm == .sm3 ? .sm2 : .p256
        let required = (policy.suites ?? []).compactMap { Suite(rawValue: $0) }
        let wanted = names?.map { Suite(rawValue: $0) } ?? (required.isEmpty ? [own] : required)
        guard !wanted.isEmpty, !wanted.contains(nil), Set(wanted).count == wanted.count else {
            refusals.append(Refusal(.suite, "the signature suites must be p256, sm2 or both, each once"))
            return
        }
        suites = Suite.allCases.filter(wanted.contains)
        let spelled = suites.map(\.rawValue).joined(separator: ", ")
        if let missing = required.first(where: { !suites.contains($0) }) {
            refusals.append(
                Refusal(
                    .suite,
                    "policy \(policy.id) requires a signature of the suite \(missing.rawValue), asked for is \(spelled)"
                ))
        }
        if digestAlgorithm == .sm3, suites != [.sm2] {
            refusals.append(
                Refusal(
                    .suite, "the store is set to SM2 and SM3 alone, asked for is \(spelled)",
                    hint: "ask for the suite sm2; a store with other suites is made without init --suite sm2"))
        }
    }

    private static func isBlank(_ text: String?) -> Bool {
        text.map { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) } ?? true
    }
}

extension ReportRequest {
    /// The free texts of a request that are printed, with the longest that the schema takes.
    fileprivate var texts: [(name: String, text: String?, limit: Int)] {
        [
            ("requester's name", requesterName, 200), ("purpose", purpose, 200), ("matter", matter, 200),
            ("basis", basis, 500), ("authorisation's reference", authorisation?.reference, 200),
            ("authorisation's scope", authorisation?.scope, 200), ("round's number", round?.id, 64),
            ("round's project", round?.project, 200), ("round's lot", round?.lot, 200),
        ]
            + subjects.compactMap(\.authorisation).flatMap { own in
                [("authorisation's reference", own.reference, 200), ("authorisation's scope", own.scope, 200)]
            }
    }
}
