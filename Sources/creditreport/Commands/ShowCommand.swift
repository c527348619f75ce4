// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import Reporting

/// `show`: what the store holds about a subject.
enum ShowCommand: Command {
    static let syntax = CommandSyntax(
        name: "show", summary: "list what the store holds about a subject, with history and waiting events",
        options: [
            .required("--subject", "CODE", "the 统一社会信用代码 of the subject"),
            .value("--snapshot", "ID", "as the store was at an earlier point of its chain"),
        ],
        example: "creditreport show --subject 91150402YY0000052E")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let code = try arguments.creditCode("--subject") else { throw arguments.usage("--subject is missing") }
        let store = try RecordStore(opening: arguments.store)
        let snapshot = try arguments.value("--snapshot").map { try store.snapshot(id: $0) } ?? store.snapshot()
        let catalog = try Catalog.read(try snapshot.configuration().catalog.bytes)
        let printer = EntryPrinter(
            catalog: catalog, imports: snapshot.imports, language: try arguments.language(),
            isJSON: arguments.has("--json"))
        let entries = try snapshot.entries(for: .code(code))
        guard !entries.isEmpty else {
            throw Failure(
                "show.nothing", "the store holds nothing about \(code)",
                hint: "that is no clean report: the register does not know the code either", exit: .noInput)
        }
        for kind in [Entry.Kind.record, .event, .pending, .resolution, .erased] {
            let lines = entries.filter { $0.kind == kind }
            if !lines.isEmpty { printer.print(kind, lines) }
        }
        return .success
    }
}

/// Prints lines of the store, versions of one record together.
private struct EntryPrinter {
    let catalog: Catalog
    let imports: [ImportDescription]
    let language: Language
    let isJSON: Bool
    /// Fields of the level 个人信息 are not shown at all; in the others a number may stand all the same.
    private let masking = Masking.usual

    init(catalog: Catalog, imports: [ImportDescription], language: Language, isJSON: Bool) {
        self.catalog = catalog
        self.imports = imports
        self.language = language
        self.isJSON = isJSON
    }

    func print(_ kind: Entry.Kind, _ entries: [Entry]) {
        if !isJSON { Console.print("== " + title(kind) + " (\(entries.count))") }
        var previous = ""
        let order = entries.enumerated().sorted { left, right in
            (left.element.item, left.element.identity, left.offset) < (
                right.element.item, right.element.identity, right.offset
            )
        }
        for (_, entry) in order {
            if isJSON {
                Console.print(json(entry).text)
                continue
            }
            let item = catalog.item(entry.item)
            if entry.identity.isEmpty || entry.identity != previous {
                Console.print(
                    Console.printable("\(item?.name ?? masking.text(entry.item))  \(masking.text(entry.identity))"))
                previous = entry.identity
            }
            let received = imports[entry.sequence - 1].received
            Console.print(
                Console.printable(
                    "    " + language("第 \(entry.sequence) 批", "import \(entry.sequence)") + "  \(received)  "
                        + language("来源", "source") + " \(masking.text(entry.source))  " + language("行", "row")
                        + " \(entry.sequence):\(entry.row)"))
            if let tombstone = entry.tombstone {
                Console.print(
                    Console.printable("        " + language("依据", "by law") + ": \(masking.text(tombstone.basis))"))
            }
            let open = openFields(of: entry)
            for field in entry.fields {
                let definition = item?.field(code: field.code)
                let isHidden = !open.contains(field.code)
                let fault = entry.faults.first { $0.field == field.code }.map { " [\($0.reason)]" } ?? ""
                let value = isHidden ? language("（不显示）", "(not shown)") : masking.text(field.value)
                Console.print(
                    Console.printable("        \(definition?.name ?? masking.text(field.code)): \(value)\(fault)"))
            }
        }
    }

    /// The fields of a line whose values are shown: of the level 公开, and no trade secrets by the line's own mark.
    private func openFields(of entry: Entry) -> Set<String> {
        guard let item = catalog.item(entry.item) else { return [] }
        return Set(item.fields.filter { $0.security == .open }.map(\.code)).subtracting(item.tradeSecrets(of: entry))
    }

    private func title(_ kind: Entry.Kind) -> String {
        switch kind {
        case .record: language("记录及其版本", "records and their versions")
        case .event: language("事件", "events")
        case .pending: language("待核的行", "rows that wait for a check (待核)")
        case .resolution: language("待核办结", "rows that no longer wait, and what took their place")
        case .erased: language("已依法删除的行", "rows erased by law (依法删除)")
        }
    }

    private func json(_ entry: Entry) -> JSONValue {
        let open = openFields(of: entry)
        let shown = entry.fields.filter { open.contains($0.code) }
        return .object([
            JSONMember("kind", .string(entry.kind.rawValue)), JSONMember("item", .string(masking.text(entry.item))),
            JSONMember("identity", .string(masking.text(entry.identity))),
            JSONMember("import", .integer(entry.sequence)),
            JSONMember("received", .string(imports[entry.sequence - 1].received.description)),
            JSONMember("source", .string(masking.text(entry.source))), JSONMember("row", .integer(entry.row)),
            JSONMember("erasedBy", entry.tombstone.map { .string(masking.text($0.basis)) } ?? .null),
            JSONMember("fields", .object(shown.map { JSONMember($0.code, .string(masking.text($0.value))) })),
            JSONMember("faults", .object(entry.faults.map { JSONMember($0.field, .string($0.reason)) })),
        ])
    }
}
