// SPDX-License-Identifier: Apache-2.0

import Batches
import Bytes
import Compression
import Cryptography
import Desk
import Documents
import Intake
import Issuing
import Markup
import OpenType
import PDFSyntax
import RecordStore
import Records
import Registry
import Rendering
import Reporting
import Stewardship
import Typesetting

/// Why a command ends without having done what it was asked for.
struct Failure: Error {
    /// The stable name of the error, listed in docs/errors.md.
    var code: String
    /// What is wrong, where, and what was expected.
    var message: String
    /// What to do about it.
    var hint: String?
    /// What the process ends with.
    var exit: ExitCode

    init(_ code: String, _ message: String, hint: String? = nil, exit: ExitCode) {
        self.code = code
        self.message = message
        self.hint = hint
        self.exit = exit
    }

    /// The failure that an error of a module means for a command.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as FileError:
            self.init(
                error.code.rawValue, error.message, hint: error.hint ?? Self.hint(of: error.code),
                exit: Self.exit(of: error.code))
        case let error as StoreError:
            self.init(
                error.code.rawValue, error.message, hint: error.hint,
                exit: ExitCode(rawValue: error.code.exitStatus) ?? .inputOutput)
        case let error as RegistryError:
            let typing = "look for a typing error; issued --subject CODE lists what was issued about a subject"
            self.init(
                error.code.rawValue, error.message, hint: error.hint ?? (error.code == .unknownNumber ? typing : nil),
                exit: ExitCode(rawValue: error.code.exitStatus) ?? .inputOutput)
        case let error as RecordsError:
            // A hint stands below all faults, so it must be the hint of each.
            let hints = Set(error.faults.map(\.hint))
            self.init(
                "records.bad-file", error.description, hint: hints.count == 1 ? error.faults[0].hint : nil,
                exit: .badData)
        case let error as TemplateError:
            self.init("template.errors", "the template does not compile:\n\(error)", exit: .badData)
        case let error as CryptographyError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as MarkupError:
            self.init(error.code.rawValue, error.description, hint: error.hint, exit: .badData)
        case let error as FontError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as TypesettingError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as RenderingError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as StewardshipError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as CompressionError:
            self.init(error.code.rawValue, error.message, exit: .badData)
        case let error as DeskError:
            self.init(error.code.rawValue, error.message, hint: error.hint, exit: .badData)
        case let error as IntakeError:
            let exit = error.cause.map(Self.exit) ?? (error.code == .interrupted ? .interrupted : .badData)
            self.init(error.code.rawValue, error.description, hint: error.hint, exit: exit)
        case let error as IssuingError:
            self.init(
                error.code.rawValue, error.message, hint: error.hint,
                exit: ExitCode(rawValue: error.code.exitStatus) ?? .badData)
        case let error as ReportingError: self.init(refused: error.refusals)
        case let error as RoundError:
            self.init("batch.round", error.description, hint: "correct the round file", exit: .badData)
        case let error as JSONError:
            self.init("json.syntax", error.description, exit: .badData)
        default:
            self.init(
                "internal", "unexpected: \(error)", hint: "please report this as a fault of the program",
                exit: .internal)
        }
    }

    /// The failure of a request that must be refused; the first reason gives the name, all are told.
    private init(refused refusals: [Refusal]) {
        let isUnreadable = refusals.contains { $0.code == .storeUnreadable }
        var lines: [String] = []
        for (index, refusal) in refusals.enumerated() {
            lines.append(refusal.message)
            if let hint = refusal.hint, index + 1 < refusals.count { lines.append("  (\(hint))") }
        }
        self.init(
            refusals.first?.code.rawValue ?? "refusal", lines.joined(separator: "\n"),
            hint: refusals.last.flatMap { $0.hint ?? Self.hint(of: $0.code) },
            exit: isUnreadable ? .inputOutput : .badData)
    }

    private static func hint(of code: Refusal.Code) -> String? {
        switch code {
        case .subjectCode:
            CreditCodeFault.hint
        case .beforeCutoff: "leave --at out, or name an earlier point of the store with --snapshot"
        default: nil
        }
    }

    private static func hint(of code: FileError.Code) -> String? {
        switch code {
        case .missing: "check the path, and the name letter by letter"
        case .exists: "name another path, or take away what stands there"
        case .notRegular: "name a file; this is a folder or a device"
        default: nil
        }
    }

    private static func exit(of code: FileError.Code) -> ExitCode {
        switch code {
        case .missing, .link, .notRegular: .noInput
        case .exists: .cannotCreate
        case .notPermitted, .noSpace, .inputOutput, .truncated: .inputOutput
        case .tooLong: .overLimit
        case .locked: .locked
        }
    }
}
