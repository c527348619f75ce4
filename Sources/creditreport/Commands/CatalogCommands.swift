// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import Stewardship

/// `catalog check`: what an operator should look at before a catalogue is taken into use.
enum CatalogCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "catalog check", summary: "say all that is wrong or doubtful in a catalogue file", operands: "FILE",
        options: [.value("--after", "FILE", "the version that it is to follow")],
        example: "creditreport catalog check catalog-2027.json --after Samples/catalog.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("one file is expected") }
        let catalog = try Catalog.read(try InputFile.read(arguments.operands[0], limit: 16 << 20))
        let previous = try arguments.value("--after").map {
            try Catalog.read(try InputFile.read($0, limit: 16 << 20))
        }
        let findings = CatalogInspection(catalog, following: previous).findings
        if arguments.has("--json") {
            let list = findings.map { finding in
                JSONValue.object([
                    JSONMember("kind", .string(finding.kind.rawValue)), JSONMember("place", .string(finding.place)),
                    JSONMember("message", .string(finding.message)),
                ])
            }
            Console.print(
                JSONValue.object([
                    JSONMember("catalog", .string(catalog.id)), JSONMember("version", .string(catalog.version)),
                    JSONMember("items", .integer(catalog.items.count)), JSONMember("findings", .array(list)),
                ]).text)
        } else {
            let name = "\(catalog.id) \(catalog.version)"
            Console.print(
                try arguments.language()(
                    "\(name)：\(catalog.items.count) 项，\(catalog.effective) 起施行，\(findings.count) 处需要核对",
                    "\(name): \(catalog.items.count) items, in force from \(catalog.effective), \(findings.count) to look at"
                ))
            for finding in findings {
                Console.note(
                    Console.printable(
                        "    " + (finding.place.isEmpty ? "" : finding.place + ": ") + finding.message
                            + " [\(finding.kind.rawValue)]"))
            }
        }
        return findings.isEmpty ? .success : .badData
    }
}

/// `catalog diff`: what a new version of a catalogue changes.
enum CatalogDiffCommand: Command {
    static let syntax = CommandSyntax(
        name: "catalog diff",
        summary: "show what a new version of the catalogue changes, and what it means for departments",
        operands: "OLD NEW",
        options: [
            .value("--out", "DIR", "write the comparison there as JSON, XLSX, HTML and PDF"),
            .value("--issuer", "NAME", "in whose name"),
            .value("--at", "INSTANT", "the moment that the document bears (default: the day of effect of NEW)"),
            .value("--templates", "DIR", "a directory of house styles beside the shipped one: DIR/circular/style.css"),
            .value("--fonts", "DIR", "a directory of fonts beside the shipped ones"),
        ],
        example: "creditreport catalog diff Samples/catalog.json catalog-2027.json --out out/catalog")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.operands.count == 2 else { throw arguments.usage("two files are expected") }
        let old = try Catalog.read(try InputFile.read(arguments.operands[0], limit: 16 << 20))
        let new = try Catalog.read(try InputFile.read(arguments.operands[1], limit: 16 << 20))
        let circular = Circular.catalogDifference(
            from: old, to: new, issuer: arguments.value("--issuer") ?? "",
            at: try arguments.instant("--at") ?? Instant(startOf: new.effective))
        try CircularOutput.publish(circular, name: "catalog-diff", arguments)
        return .success
    }
}

/// `catalog publish`: the yearly catalogue as a document.
enum CatalogPublishCommand: Command {
    static let syntax = CommandSyntax(
        name: "catalog publish",
        summary: "the catalogue in force as a document and a workbook of its thirteen elements",
        options: [.value("--on", "DAY", "the version in force on that day (default: the day of the last import)")]
            + CircularDesk.options,
        example: "creditreport catalog publish --on 2026-11-20 --out out/catalog")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let desk = try CircularDesk(arguments)
        let timeline = try CatalogTimeline(desk.snapshot)
        let day = try arguments.day("--on") ?? desk.snapshot.cutoff?.day
        guard let day = day ?? timeline.versions.last?.catalog.effective else {
            throw arguments.usage("--on is missing")
        }
        let instant = desk.snapshot.cutoff ?? Instant(startOf: day)
        let circular = try Circular.catalog(
            timeline, on: day, issuer: try desk.issuer(), at: instant, snapshot: desk.snapshot.id)
        try desk.publish(circular, name: "catalog")
        return .success
    }
}

/// `catalog duties`: who must deliver what, and whether they do.
enum CatalogDutiesCommand: Command {
    static let syntax = CommandSyntax(
        name: "catalog duties",
        summary: "the list of responsibilities (共享责任清单): what each department must deliver, and does",
        options: [.value("--on", "DAY", "as of that day (default: the day of the last import)")] + CircularDesk.options,
        example: "creditreport catalog duties --on 2026-11-20 --out out/catalog")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let desk = try CircularDesk(arguments)
        guard let day = try arguments.day("--on") ?? desk.snapshot.cutoff?.day else {
            throw arguments.usage("--on is missing")
        }
        let list = try ResponsibilityList(desk.snapshot, on: day)
        try desk.publish(
            list.circular(issuer: try desk.issuer(), at: desk.instant, snapshot: desk.snapshot.id),
            name: "responsibilities")
        return .success
    }
}
