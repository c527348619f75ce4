// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Issuing
internal import Records
internal import Registry
internal import Rendering
internal import Reporting

/// Answers requests line by line: one JSON object in, one out, in order.
///
/// What engines such as Spark or xargs feed a program with. A request that was answered before at the same instant,
/// whose files stand, is given the same answer again: an engine may repeat a part that failed.
public struct RequestStream {
    private let store: String
    private let issuer: ReportIssuer
    private let directory: String
    private let instant: Instant
    private let suites: [String]?
    private let jobs: Int
    private let describe: @Sendable (any Error) -> (code: String, reason: String)
    private var lines = 0

    /// How many answers are made durable and given together at most.
    private static let groupCount = 32
    /// How long to wait for another process that publishes in the same directory, in milliseconds.
    private static let patience = 600_000

    /// A stream of requests.
    ///
    /// - Parameters:
    ///   - store: the store's directory, for its logs.
    ///   - issuer: issues from one snapshot.
    ///   - directory: where the files go; several processes may use one.
    ///   - instant: the moment at which reports speak whose request names none.
    ///   - suites: the signature suites that the reports must bear, by name; nil for those of the policy.
    ///   - jobs: how many threads work.
    ///   - describe: the stable name and the words of an error.
    public init(
        store: String, issuer: ReportIssuer, directory: String, instant: Instant, suites: [String]?,
        jobs: Int,
        describe: @escaping @Sendable (any Error) -> (code: String, reason: String)
    ) throws {
        try Directory.createAll(directory)
        self.store = store
        self.issuer = issuer
        self.directory = directory
        self.instant = instant
        self.suites = suites
        self.jobs = jobs
        self.describe = describe
    }

    /// Answers some lines; blank ones have no answer.
    ///
    /// - Parameter give: takes the answers, one after the other, when what they tell of is durable.
    /// - Throws: what concerns the directory or a log as a whole.
    public mutating func answer(_ more: [[UInt8]], give: (JSONValue) -> Void) throws {
        var rest: ArraySlice<(number: Int, line: [UInt8])> = []
        for line in more {
            lines += 1
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if !isBlank { rest.append((lines, line)) }
        }
        while !rest.isEmpty {
            try answerGroup(Array(rest.prefix(Self.groupCount)), give)
            rest = rest.dropFirst(Self.groupCount)
        }
    }

    /// What became of a line before anything is published.
    private enum Made: Sendable {
        case issued(IssuedReport, RequestLine)
        case refused(code: String, reason: String, RequestLine?)
    }

    private func answerGroup(_ group: [(number: Int, line: [UInt8])], _ give: (JSONValue) -> Void) throws {
        let (issuer, instant, suites, describe) = (issuer, instant, suites, describe)
        var made: [Made] = []
        OrderedWork(count: group.count, jobs: jobs).run(
            worker: { PDFRenderer() },
            work: { renderer, piece in
                var line: RequestLine?
                do {
                    line = try RequestLine(group[piece].line)
                    guard var line else { return .refused(code: "", reason: "", nil) }
                    line.request.suites = suites
                    line.request = try issuer.withBranches(line.request)
                    let report = try issuer.report(for: line.request, at: line.instant ?? instant)
                    return Made.issued(try issuer.issue(report, with: renderer), line)
                } catch {
                    let (code, reason) = describe(error)
                    return .refused(code: code, reason: reason, line)
                }
            }, deliver: { made.append($1) })
        var answered = 0
        for part in Self.parts(of: made) {
            for value in try publish(part) {
                give(.object([JSONMember("line", .integer(group[answered].number))] + value))
                answered += 1
            }
        }
    }

    /// Parts in none of which a report is there twice: the second finds the first standing.
    private static func parts(of made: [Made]) -> [[Made]] {
        var parts: [[Made]] = [[]]
        var numbers: Set<ReportNumber> = []
        for item in made {
            if case .issued(let issued, _) = item, !numbers.insert(issued.number).inserted {
                parts.append([])
                numbers = [issued.number]
            }
            parts[parts.count - 1].append(item)
        }
        return parts
    }

    /// Publishes what was made, under the directory's lock, and gives the members of the answers.
    private func publish(_ made: [Made]) throws -> [[JSONMember]] {
        let lock = try FileLock(directory + "/round.lock", waiting: Self.patience)
        defer { _ = lock.path }
        var publication = GroupPublication(store: store, in: directory, isResumed: true)
        var answers: [(answer: GroupPublication.Answer, request: ReportRequest)] = []
        var places: [Int: Int] = [:]
        var given: [[JSONMember]] = []
        for (index, made) in made.enumerated() {
            switch made {
            case .issued(let issued, let line):
                let id = line.id.map { [JSONMember("id", $0)] } ?? []
                if let entry = try publication.standing(issued.report) {
                    answers.append((.standing(issued.report, entry), line.request))
                    given.append(id + Self.members(issued, files: entry.files.map { ($0.kind, $0.hash) }))
                } else {
                    answers.append((.issued(issued), line.request))
                    given.append(
                        id + Self.members(issued, files: issued.artefacts.map { ($0.form.rawValue, $0.hash) }))
                }
                places[index] = answers.count - 1
            case .refused(let code, let reason, let line):
                if let line {
                    answers.append((.refused(reason: code, at: line.instant ?? instant), line.request))
                }
                given.append((line?.id.map { [JSONMember("id", $0)] } ?? []) + Self.members(code, reason))
            }
        }
        let refusals = try publication.publish(answers)
        for (index, place) in places {
            guard let error = refusals[place] else { continue }
            let (code, reason) = describe(error)
            given[index] = given[index].filter { $0.name == "id" } + Self.members(code, reason)
        }
        return given
    }

    private static func members(
        _ issued: IssuedReport, files: [(kind: String, hash: String)]
    ) -> [JSONMember] {
        [
            JSONMember("subject", .string(issued.report.subjects.map(\.code).joined(separator: ","))),
            JSONMember("number", .string(issued.number.text)), JSONMember("hash", .string(issued.fingerprint)),
            JSONMember("code", .string(issued.code.text)),
            JSONMember("total", .integer(issued.report.subjects.reduce(0) { $0 + $1.overview.total })),
            JSONMember(
                "files", .object(files.map { JSONMember(issued.number.text + "." + $0.kind, .string($0.hash)) })),
        ]
    }

    private static func members(_ code: String, _ reason: String) -> [JSONMember] {
        [JSONMember("error", .string(code)), JSONMember("reason", .string(Masking.usual.text(reason)))]
    }
}
