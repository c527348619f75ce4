// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records

/// `store check`: every checksum, order, index and link of the chain.
enum StoreCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "store check", summary: "check every file of the store, and say what damage may hide", options: [],
        example: "creditreport store check")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let store = try RecordStore(opening: arguments.store)
        let faults = store.check()
        let language = try arguments.language()
        for fault in faults {
            if arguments.has("--json") {
                Console.print(
                    JSONValue.object([
                        JSONMember("file", .string(fault.file)), JSONMember("fault", .string(fault.message)),
                        JSONMember("hides", .string(fault.hides)),
                    ]).text)
            } else {
                Console.print(Console.printable("\(fault.file): \(fault.message); \(fault.hides)"))
            }
        }
        guard faults.isEmpty else { return .inputOutput }
        if !arguments.has("--json") { Console.print(language("库完好", "the store is sound")) }
        return .success
    }
}

/// `store log`: what was imported, when, from whom.
enum StoreLogCommand: Command {
    static let syntax = CommandSyntax(
        name: "store log", summary: "list the imports: who, what, when, counts, hashes", options: [],
        example: "creditreport store log --json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let snapshot = try RecordStore(opening: arguments.store).snapshot()
        let language = try arguments.language()
        for link in snapshot.links {
            guard case .delivery(let item, _) = link.content else { continue }
            let counts = item.counts
            if arguments.has("--json") {
                Console.print(
                    JSONValue.object([
                        JSONMember("import", .integer(item.sequence)),
                        JSONMember("received", .string(item.received.description)),
                        JSONMember("item", .string(item.item)), JSONMember("source", .string(item.source)),
                        JSONMember("through", item.through.map { .string($0.description) } ?? .null),
                        JSONMember("file", .string(item.file)), JSONMember("fileSHA256", .string(item.fileSHA256)),
                        JSONMember("rows", .integer(counts.rows)), JSONMember("accepted", .integer(counts.accepted)),
                        JSONMember("unchanged", .integer(counts.unchanged)),
                        JSONMember("updated", .integer(counts.updated)),
                        JSONMember("pending", .integer(counts.pending)),
                        JSONMember("outOfScope", .integer(counts.outOfScope)),
                        JSONMember("snapshot", .string(link.hash)),
                    ]).text)
            } else {
                Console.print(
                    Console.printable(
                        "\(item.sequence)  \(item.received)  \(item.item)  \(item.source)  \(item.file)  "
                            + language(
                                "行 \(counts.rows)：收录 \(counts.accepted)，未变 \(counts.unchanged)，更新 \(counts.updated)，待核 \(counts.pending)，范围外 \(counts.outOfScope)",
                                "rows \(counts.rows): accepted \(counts.accepted), unchanged \(counts.unchanged), updated \(counts.updated), pending \(counts.pending), out of scope \(counts.outOfScope)"
                            ) + language("  快照 ", "  snapshot ") + link.hash))
            }
        }
        if !arguments.has("--json") { Console.print(language("快照 \(snapshot.id)", "snapshot \(snapshot.id)")) }
        return .success
    }
}
