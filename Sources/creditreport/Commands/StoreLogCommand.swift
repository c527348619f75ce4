// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import Records
import Registry

/// `store log`: what changed the store, when and by whom, from its first day on.
enum StoreLogCommand: Command {
    static let syntax = CommandSyntax(
        name: "store log", summary: "list the links of the import chain: who, what, when, counts, hashes",
        options: [
            .flag(
                "--tip", "print only the tips of the chain and of the logs, to be kept elsewhere for store check --tip")
        ],
        example: "creditreport store log --json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let snapshot = try RecordStore(opening: arguments.store).snapshot()
        let isJSON = arguments.has("--json")
        guard !arguments.has("--tip") else {
            let logs = try RegistryLog.allCases.compactMap { try $0.tip(store: arguments.store) }
            let tips = JSONValue.object([
                JSONMember("links", .integer(snapshot.links.count)), JSONMember("tip", .string(snapshot.id)),
                JSONMember("logs", .array(logs.map { .string($0.description) })),
            ])
            Console.print(isJSON ? tips.text : ([snapshot.id] + logs.map(\.description)).joined(separator: "\n"))
            return .success
        }
        let printer = LinkPrinter(language: try arguments.language(), algorithm: snapshot.digestAlgorithm)
        for link in snapshot.links {
            Console.print(isJSON ? printer.json(link).text : Console.printable(printer.text(link)))
        }
        if !isJSON { Console.print(printer.language("末端 \(snapshot.id)", "tip \(snapshot.id)")) }
        return .success
    }
}

/// Puts links of the import chain into words.
private struct LinkPrinter {
    let language: Language
    /// The hash function of the store, after which hashes are named.
    let algorithm: DigestAlgorithm

    func text(_ link: ChainLink) -> String {
        let words =
            switch link.content {
            case .delivery(let item, _): text(item)
            case .configuration(let version):
                "\(version.installed?.description ?? "-")  "
                    + language("启用 ", "in use: ") + "\(version.kind.rawValue) \(version.id) \(version.version)"
            case .erasure(let erasure):
                "\(erasure.at)  "
                    + language("依法删除 \(erasure.lines.count) 行", "erased by law, lines: \(erasure.lines.count)")
                    + "  \(erasure.basis)  \(erasure.reason)  \(erasure.by)  "
                    + Set(erasure.lines.map { DeliveredRow(sequence: $0.sequence, row: $0.row) }).sorted()
                    .map(\.description).joined(separator: " ")
            }
        return "\(link.number)  \(words)  \(link.hash)"
    }

    private func text(_ item: ImportDescription) -> String {
        let counts = item.counts
        return "\(item.received)  " + language("第 \(item.sequence) 批", "import \(item.sequence)")
            + "  \(item.item)  \(item.source)  \(item.file)  "
            + language(
                "行 \(counts.rows)：收录 \(counts.accepted)，未变 \(counts.unchanged)，更新 \(counts.updated)，待核 \(counts.pending)，范围外 \(counts.outOfScope)",
                "rows \(counts.rows): accepted \(counts.accepted), unchanged \(counts.unchanged), "
                    + "updated \(counts.updated), pending \(counts.pending), out of scope \(counts.outOfScope)")
    }

    func json(_ link: ChainLink) -> JSONValue {
        let members: [JSONMember] =
            switch link.content {
            case .delivery(let item, let lines): json(item, lines: lines)
            case .configuration(let version):
                [
                    JSONMember("configuration", .string(version.kind.rawValue)), JSONMember("id", .string(version.id)),
                    JSONMember("version", .string(version.version)),
                    JSONMember(algorithm.member, .string(version.hash)),
                    JSONMember("installed", version.installed.map { .string($0.description) } ?? .null),
                ]
            case .erasure(let erasure):
                [
                    JSONMember("erased", .integer(erasure.lines.count)),
                    JSONMember("at", .string(erasure.at.description)), JSONMember("basis", .string(erasure.basis)),
                    JSONMember("reason", .string(erasure.reason)), JSONMember("by", .string(erasure.by)),
                    JSONMember("lines", .array(erasure.lines.map(json))),
                ]
            }
        return .object(
            [JSONMember("link", .integer(link.number))] + members + [
                JSONMember("previous", .string(link.previous)), JSONMember("snapshot", .string(link.hash)),
            ])
    }

    private func json(_ item: ImportDescription, lines: Int) -> [JSONMember] {
        let counts = item.counts
        return [
            JSONMember("import", .integer(item.sequence)), JSONMember("received", .string(item.received.description)),
            JSONMember("item", .string(item.item)), JSONMember("source", .string(item.source)),
            JSONMember("domains", .array(item.statedDomains.map { .string($0) })),
            JSONMember("through", item.through.map { .string($0.description) } ?? .null),
            JSONMember("file", .string(item.file)), JSONMember(algorithm.member(of: "file"), .string(item.fileHash)),
            JSONMember("rows", .integer(counts.rows)), JSONMember("accepted", .integer(counts.accepted)),
            JSONMember("unchanged", .integer(counts.unchanged)), JSONMember("updated", .integer(counts.updated)),
            JSONMember("pending", .integer(counts.pending)), JSONMember("outOfScope", .integer(counts.outOfScope)),
            JSONMember("lines", .integer(lines)), JSONMember(algorithm.member(of: "lines"), .string(item.linesHash)),
        ]
    }

    private func json(_ line: ErasedLine) -> JSONValue {
        .object([
            JSONMember("import", .integer(line.sequence)), JSONMember("row", .integer(line.row)),
            JSONMember("kind", .string(line.kind.rawValue)), JSONMember("item", .string(line.item)),
            JSONMember("source", .string(line.source)), JSONMember("subject", .string(line.subject)),
            JSONMember("digest", .string(line.digest)),
        ])
    }
}
