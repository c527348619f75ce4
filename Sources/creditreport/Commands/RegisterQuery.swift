// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import Reporting
import Verification

/// The store's issue log as a source of status.
struct StoreStatus: StatusSource {
    private let log: IssueLog

    /// The store that a command line names; nil if it names none and there is none at the usual place.
    init?(_ arguments: Arguments) {
        guard Directory.exists(arguments.store + "/head") || arguments.has("--store") else { return nil }
        log = IssueLog(store: arguments.store)
    }

    func status(number: String, fingerprint: String) -> ReportStatus {
        do throws(RegistryError) {
            switch try log.status(number: number) {
            case .unknown: return .unknown
            case .issued(let entry): return entry.reportHash == fingerprint ? .issued : .unknown
            case .withdrawn(_, let change): return .withdrawn(reason: change.reason)
            case .superseded(_, let change): return .superseded(by: change.successor ?? "")
            }
        } catch {
            return .unreadable(error.message)
        }
    }
}

/// `verify --hash` and `verify --number --code`: what the issue log knows.
enum RegisterQuery {
    static func run(_ arguments: Arguments) throws -> ExitCode {
        let log = IssueLog(store: arguments.store)
        let status: IssueStatus
        if let hash = arguments.value("--hash") {
            guard let bytes = Hex.decode(hash.lowercased()), bytes.count == 32 else {
                throw arguments.usage("--hash is \"\(hash)\"", "a report hash (报告指纹) has 64 hexadecimal digits")
            }
            status = try log.status(hash: Hex.encode(bytes))
        } else {
            status = try byNumber(arguments, log)
        }
        return answer(status, arguments, try arguments.language(), now: try arguments.instant("--at") ?? .now)
    }

    private static func byNumber(_ arguments: Arguments, _ log: IssueLog) throws -> IssueStatus {
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
        let status = try log.status(number: number.text)
        // A number with another report's code names nothing.
        return status.entry.map { $0.code == code.text } ?? true ? status : .unknown
    }

    private static func answer(_ status: IssueStatus, _ arguments: Arguments, _ language: Language, now: Instant)
        -> ExitCode
    {
        let (outcome, words): (ExitCode, String) =
            switch status {
            case .unknown: (.notInForce, language("出具登记中没有此报告", "the issue log knows no such report"))
            case .issued(let entry):
                now.day > entry.validUntil
                    ? (
                        .outsideValidity,
                        language("已登记，有效期至 \(entry.validUntil)，已过期", "registered, valid until \(entry.validUntil)")
                    )
                    : (
                        .success,
                        language("已登记，有效期至 \(entry.validUntil)", "registered, valid until \(entry.validUntil)")
                    )
            case .withdrawn(_, let change): (.notInForce, language("已撤回：", "withdrawn: ") + change.reason)
            case .superseded(_, let change):
                (.notInForce, language("已被替代：", "superseded by ") + (change.successor ?? ""))
            }
        if arguments.has("--json") {
            var members = [JSONMember("exit", .integer(Int(outcome.rawValue))), JSONMember("words", .string(words))]
            if let entry = status.entry {
                members += [
                    JSONMember("number", .string(entry.number)), JSONMember("hash", .string(entry.reportHash)),
                    JSONMember("subject", .string(entry.subject)),
                    JSONMember("issuedAt", .string(entry.issuedAt.description)),
                    JSONMember("validUntil", .string(entry.validUntil.description)),
                ]
            }
            Console.print(JSONValue.object(members).text)
        } else {
            Console.print(Console.printable(words))
            if let entry = status.entry {
                Console.print(
                    Console.printable("\(entry.number)  \(entry.subject)  \(entry.issuedAt)  \(entry.reportHash)"))
            }
            Console.note(
                language(
                    "登记只说明曾经出具；手中的文件是否真实，请用 verify FILE 核验。",
                    "The log says that it was issued; whether a file is genuine, verify FILE says."))
        }
        return outcome
    }
}
