// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Reporting

/// `verify --hash` and `verify --number --code`: what the issue log knows.
enum RegisterQuery {
    /// What is known of a report that was asked about.
    private struct Answer {
        var state: StatusList.State?
        var issuedAt: Instant?
        var validUntil: CivilDay?
        var detail = ""
        var members: [JSONMember] = []
    }

    /// Options that a register cannot answer: what they say of a report stands in its file.
    private static let ofFiles = ["--expect-subject", "--expect-round", "--expect-purpose", "--max-age"]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.isEmpty else {
            throw arguments.usage(
                "--hash and --number ask the register and look at no file",
                "verify FILE by itself looks at the file and asks the register for it")
        }
        if let option = ofFiles.first(where: arguments.has) {
            throw arguments.usage("\(option) is about a file; --hash and --number ask the register")
        }
        guard !(arguments.has("--hash") && arguments.has("--number")) else {
            throw arguments.usage("--hash and --number exclude each other")
        }
        let now = try arguments.instant("--at") ?? .now
        let trust = try arguments.value("--trust").map { try TrustOption.source(at: $0) }
        let answer: Answer
        switch try StatusSources.choice(arguments, trust) {
        case .list(let path):
            guard let trust else {
                throw arguments.usage(
                    "--status goes with --trust", "the list is signed; --trust says by whom it may be")
            }
            answer = try ask(try StatusSources.freshList(at: path, trust: trust.trust, now: now), arguments)
        case .log(let store): answer = try ask(IssueLog(store: store), arguments)
        case nil:
            throw arguments.usage(
                "nobody says which register to ask", "--store DIR or CREDITREPORT_STORE, or --trust with --status")
        }
        return tell(answer, arguments, try arguments.language(), now: now)
    }

    private static func ask(_ log: IssueLog, _ arguments: Arguments) throws -> Answer {
        let status: IssueStatus
        if let hash = try hash(arguments) {
            status = try log.status(hash: hash)
        } else {
            let (number, code) = try numberAndCode(arguments)
            let found = try log.status(number: number.text)
            // A number with another report's code names nothing.
            status = found.entry.map { $0.code == code.text } ?? true ? found : .unknown
        }
        guard let entry = status.entry else { return Answer() }
        var answer = Answer(
            issuedAt: entry.issuedAt, validUntil: entry.validUntil,
            members: [
                JSONMember("number", .string(entry.number)), JSONMember("hash", .string(entry.reportHash)),
                JSONMember("subject", .string(entry.subject)),
                JSONMember("subjects", .array(entry.subjects.map(JSONValue.string))),
                JSONMember("issuedAt", .string(entry.issuedAt.description)),
            ])
        switch status {
        case .unknown: break
        case .issued: answer.state = .issued
        case .withdrawn(_, let change): (answer.state, answer.detail) = (.withdrawn, change.reason)
        case .superseded(_, let change): (answer.state, answer.detail) = (.superseded, change.successor ?? "")
        }
        return answer
    }

    private static func ask(_ list: StatusList, _ arguments: Arguments) throws -> Answer {
        let entry: StatusList.Entry?
        if let hash = try hash(arguments) {
            entry = list.entry(hash: hash)
        } else {
            // The list names no numbers; but the code is computed from hash and number, so that it finds the hash.
            let (number, code) = try numberAndCode(arguments)
            // By which function it was made, the list does not say either.
            entry = list.entries.first { entry in
                guard let hash = Hex.decode(entry.hash) else { return false }
                return DigestAlgorithm.allCases.contains {
                    VerificationCode(hash: hash, number: number, algorithm: $0) == code
                }
            }
        }
        guard let entry else { return Answer() }
        return Answer(
            state: entry.state, validUntil: entry.validUntil, members: [JSONMember("hash", .string(entry.hash))])
    }

    private static func hash(_ arguments: Arguments) throws -> String? {
        guard let typed = arguments.value("--hash") else { return nil }
        let hash = typed.lowercased().filter { !$0.isWhitespace }
        guard let bytes = Hex.decode(hash), bytes.count == 32 else {
            throw arguments.usage("--hash is \"\(typed)\"", "a report hash (报告指纹) has 64 hexadecimal digits")
        }
        return hash
    }

    private static func numberAndCode(_ arguments: Arguments) throws -> (ReportNumber, VerificationCode) {
        let typed = try arguments.required("--number")
        guard let number = ReportNumber(typed: typed) else {
            throw arguments.usage(
                "\"\(typed)\" is no report number: its check character does not fit", "look for a typing error")
        }
        guard let typedCode = arguments.value("--code") else {
            throw arguments.usage("--number goes with --code", "the verification code (核验码) stands beside the number")
        }
        guard let code = VerificationCode(typed: typedCode) else {
            throw arguments.usage(
                "\"\(typedCode)\" is no verification code: its check character does not fit", "look for a typing error")
        }
        return (number, code)
    }

    private static func tell(_ answer: Answer, _ arguments: Arguments, _ language: Language, now: Instant) -> ExitCode {
        let outcome: ExitCode
        var words: String
        switch answer.state {
        case nil: (outcome, words) = (.notInForce, language("没有登记此报告", "no such report is registered"))
        case .issued where answer.issuedAt.map({ now < $0 }) ?? false:
            (outcome, words) = (
                .outsideValidity, language("已登记，但此时尚未出具", "registered, but not issued at that time yet")
            )
        case .issued where answer.validUntil.map({ now.day > $0 }) ?? true:
            (outcome, words) = (.outsideValidity, language("已登记，已过有效期", "registered, its time is over"))
        case .issued: (outcome, words) = (.success, language("已登记，在有效期内", "registered and in force"))
        case .withdrawn: (outcome, words) = (.notInForce, language("已撤回", "withdrawn"))
        case .superseded: (outcome, words) = (.notInForce, language("已被替代", "superseded"))
        }
        if !answer.detail.isEmpty { words += language("：", ": ") + answer.detail }
        if let day = answer.validUntil { words += language("（有效期至 \(day)）", " (valid until \(day))") }
        if arguments.has("--json") {
            let head = [JSONMember("exit", .integer(Int(outcome.rawValue))), JSONMember("words", .string(words))]
            Console.print(JSONValue.object(head + answer.members).text)
        } else {
            Console.print(Console.printable(words))
            let details = answer.members.compactMap(\.value.string).joined(separator: "  ")
            if !details.isEmpty { Console.print(Console.printable(details)) }
            Console.note(
                language(
                    "登记只说明曾经出具；手中的文件是否真实，请用 verify FILE 核验。",
                    "This says only that it was issued; whether a file is genuine, verify FILE says."))
        }
        return outcome
    }
}
