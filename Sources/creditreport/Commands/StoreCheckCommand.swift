// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Registry

/// `store check`: every checksum, order, index and link of the chains.
enum StoreCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "store check", summary: "check every file of the store and its logs, and say what damage may hide",
        options: [
            .value("--tip", "TIPS", "what store log --tip printed, noted elsewhere: all of it must still be there")
        ],
        example: "creditreport store check --tip \"$(cat tips-of-last-month)\"")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let path = arguments.store
        let (tip, noted) = try tips(arguments)
        do {
            _ = try RecordStore(opening: path)
        } catch let error where error.code == .notAStore && !Directory.isDirectory(path + "/chain") {
            throw error
        } catch {
            // What stops a store from being opened is among the faults.
        }
        let faults = RecordStore.check(at: path, tip: tip).map(Finding.init) + logFaults(path, noted)
        let language = try arguments.language()
        for fault in faults {
            if arguments.has("--json") {
                Console.print(
                    JSONValue.object([
                        JSONMember("code", .string(fault.code)), JSONMember("file", .string(fault.file)),
                        JSONMember("line", fault.line.map { .integer($0) } ?? .null),
                        JSONMember("fault", .string(fault.message)), JSONMember("hides", .string(fault.hides)),
                    ]).text)
            } else {
                Console.print(
                    Console.printable(
                        "\(fault.message) [\(fault.code)]\n    " + language("可能隐去：", "may hide ") + fault.hides))
            }
        }
        guard faults.isEmpty else { return .inputOutput }
        if !arguments.has("--json") { Console.print(language("库完好", "the store is sound")) }
        return .success
    }

    /// A fault of the records or of a log, as it is printed.
    private struct Finding {
        let code: String
        let file: String
        var line: Int?
        let message: String
        let hides: String

        init(_ fault: StoreFault) {
            (code, file, line) = (fault.code.rawValue, fault.file, fault.line)
            (message, hides) = (fault.message, fault.hides)
        }

        init(_ error: RegistryError, _ log: RegistryLog, store: String) {
            (code, file, message) = (error.code.rawValue, "\(store)/registry/\(log.rawValue).jsonl", error.message)
            hides =
                switch log {
                case .issues: "reports that were issued, withdrawn or superseded"
                case .queries: "who asked for reports"
                case .applications: "applications for repair"
                case .feedback: "what agencies did with reports"
                case .reconciliations: "what departments were asked and answered"
                }
        }
    }

    private static func logFaults(_ store: String, _ noted: [RegistryLog.Tip]) -> [Finding] {
        RegistryLog.allCases.flatMap { log in
            // One check for each end that was noted, and one where none was.
            let tips = noted.filter { $0.log == log }.map(Optional.some)
            return (tips.isEmpty ? [nil] : tips).compactMap { (tip) -> Finding? in
                do throws(RegistryError) {
                    try log.check(store: store, noted: tip)
                    return nil
                } catch {
                    return Finding(error, log, store: store)
                }
            }
        }
    }

    /// The tips of the import chain and of the logs, in any order.
    private static func tips(_ arguments: Arguments) throws -> (chain: String?, logs: [RegistryLog.Tip]) {
        var chain: String?
        var logs: [RegistryLog.Tip] = []
        for word in (arguments.value("--tip") ?? "").split(whereSeparator: \.isWhitespace).map(String.init) {
            if let tip = RegistryLog.Tip(word) {
                logs.append(tip)
            } else if word.utf8.count == 64, Hex.decode(word) != nil, word == word.lowercased(), chain == nil {
                chain = word
            } else {
                throw arguments.usage(
                    "--tip has \(word), expected 64 lower-case hexadecimal digits once, and words such as issues:12:HASH",
                    "give it what store log --tip printed")
            }
        }
        return (chain, logs)
    }
}
