// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore

/// `store check`: every checksum, order, index and link of the chain.
enum StoreCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "store check", summary: "check every file of the store, and say what damage may hide",
        options: [
            .value("--tip", "HASH", "a tip of the chain that was noted elsewhere, and must still be in it")
        ],
        example: "creditreport store check --tip \"$(cat tip-of-last-month)\"")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let path = arguments.store
        let tip = arguments.value("--tip")
        if let tip, tip.utf8.count != 64 || Hex.decode(tip) == nil || tip != tip.lowercased() {
            throw arguments.usage("--tip is \(tip), expected 64 lower-case hexadecimal digits")
        }
        do {
            _ = try RecordStore(opening: path)
        } catch let error where error.code == .notAStore && !Directory.isDirectory(path + "/chain") {
            throw error
        } catch {
            // What stops a store from being opened is among the faults.
        }
        let faults = RecordStore.check(at: path, tip: tip)
        let language = try arguments.language()
        for fault in faults {
            if arguments.has("--json") {
                Console.print(
                    JSONValue.object([
                        JSONMember("code", .string(fault.code.rawValue)), JSONMember("file", .string(fault.file)),
                        JSONMember("line", fault.line.map { .integer($0) } ?? .null),
                        JSONMember("fault", .string(fault.message)), JSONMember("hides", .string(fault.hides)),
                    ]).text)
            } else {
                Console.print(
                    Console.printable(
                        "\(fault.message) [\(fault.code.rawValue)]\n    "
                            + language("可能隐去：", "may hide ") + fault.hides))
            }
        }
        guard faults.isEmpty else { return .inputOutput }
        if !arguments.has("--json") { Console.print(language("库完好", "the store is sound")) }
        return .success
    }
}
