// SPDX-License-Identifier: Apache-2.0

import Bytes
import Documents
import Rendering
import Reporting

/// `template check`: whether a template compiles, and all that is wrong with it.
enum TemplateCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "template check", summary: "compile a template in each of its languages and say all that is wrong",
        operands: "NAME|DIR",
        options: TemplateOptions.libraries,
        example: "creditreport template check Templates/bidding")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let chosen = try TemplateOptions.chosen(arguments)
        var isSound = true
        for variant in chosen.variants {
            do {
                let template = try chosen.library.views(template: variant).template
                if arguments.has("--json") {
                    printLine(variant, sha256: template.sha256, findings: [])
                } else {
                    Console.print("\(variant)  \(template.sha256)")
                }
            } catch let error as TemplateError {
                isSound = false
                if arguments.has("--json") {
                    printLine(variant, sha256: nil, findings: error.findings)
                } else {
                    Console.note(Console.printable(variant + ":\n\(error)"))
                }
            }
        }
        return isSound ? .success : .badData
    }

    private static func printLine(_ variant: String, sha256: String?, findings: [TemplateError.Finding]) {
        let list = findings.map { finding in
            JSONValue.object([
                JSONMember("code", .string(finding.code)), JSONMember("file", .string(finding.file)),
                JSONMember("line", .integer(finding.line)), JSONMember("column", .integer(finding.column)),
                JSONMember("message", .string(finding.message)),
                JSONMember("hint", finding.hint.map { .string($0) } ?? .null),
            ])
        }
        Console.print(
            JSONValue.object([
                JSONMember("version", .integer(1)), JSONMember("template", .string(variant)),
                JSONMember("sha256", sha256.map { .string($0) } ?? .null), JSONMember("findings", .array(list)),
            ]).text)
    }
}

/// `template preview`: how a template shows a report.
enum TemplatePreviewCommand: Command {
    static let syntax = CommandSyntax(
        name: "template preview", summary: "show a template with fictitious reports, as HTML and PDF that say 测试",
        operands: "NAME|DIR",
        options: [
            .required("--out", "DIR", "where the files go"),
            .value("--report", "FILE", "a report's XML to show instead of the fictitious ones"),
        ] + TemplateOptions.libraries,
        example: "creditreport template preview Templates/bidding --out out/preview")

    /// The reports that are shown if none is named: on one subject, and on several.
    private static let samples = [("", "one-subject.xml"), ("-several", "several-subjects.xml")]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let chosen = try TemplateOptions.chosen(arguments)
        let reports: [(suffix: String, report: SignedReport)]
        if let path = arguments.value("--report") {
            reports = [("", try report(path))]
        } else {
            let samples = try Resources.home() + "/Templates/previews/"
            reports = try Self.samples.map { ($0, try report(samples + $1)) }
        }
        let directory = try arguments.required("--out")
        try Directory.createAll(directory)
        var files: [(path: String, bytes: [UInt8])] = []
        for variant in chosen.variants {
            for (suffix, report) in reports {
                let views = try chosen.library.views(template: variant).fitted(to: report)
                let preview = try views.preview(of: report)
                files.append((directory + "/\(variant)\(suffix).html", preview.html))
                files.append((directory + "/\(variant)\(suffix).pdf", preview.pdf))
            }
        }
        // A preview is drawn again and again while a template is made: it replaces the one before.
        for file in files {
            try DurableFile.publish(file.bytes, at: file.path, replacing: true)
        }
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("version", .integer(1)), JSONMember("files", .array(files.map { .string($0.path) })),
                ]).text)
        } else {
            for file in files { Console.print(file.path) }
        }
        return .success
    }

    private static func report(_ path: String) throws -> SignedReport {
        try SignedReport(try InputFile.read(path, limit: 64 << 20))
    }
}

/// `template fields`: the fields that templates may show.
enum TemplateFieldsCommand: Command {
    static let syntax = CommandSyntax(
        name: "template fields", summary: "list the fields that a template may show, with their Chinese labels",
        options: [], example: "creditreport template fields --json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        for entry in FieldCatalog.entries {
            let type = entry.type?.rawValue ?? "group"
            guard arguments.has("--json") else {
                let kind = (entry.isList ? "list of " : "") + type
                let obligatory = entry.isObligatory ? "  obligatory" : ""
                Console.print(
                    "\(entry.path)  \(entry.label)  \(kind)  \(entry.uses.joined(separator: " "))\(obligatory)")
                continue
            }
            Console.print(
                JSONValue.object([
                    JSONMember("version", .integer(1)), JSONMember("path", .string(entry.path)),
                    JSONMember("label", .string(entry.label)), JSONMember("type", .string(type)),
                    JSONMember("list", .bool(entry.isList)), JSONMember("obligatory", .bool(entry.isObligatory)),
                    JSONMember("uses", .array(entry.uses.map { .string($0) })),
                    JSONMember("formats", .array(entry.formats.map { .string($0) })),
                ]).text)
        }
        return .success
    }
}

/// What the commands on templates have in common.
enum TemplateOptions {
    static let libraries: [OptionSyntax] = [
        .value("--templates", "DIR", "a further directory of templates"),
        .value("--fonts", "DIR", "a further directory of fonts"),
    ]

    /// The template that a command line names, by its folder or by its name: the library that has it, and its variants.
    static func chosen(_ arguments: Arguments) throws -> (library: ViewLibrary, variants: [String]) {
        guard arguments.operands.count == 1, var operand = arguments.operands.first, !operand.isEmpty else {
            throw arguments.usage("one template is expected, by its name or its folder")
        }
        let fonts = try arguments.fontDirectories()
        while operand.count > 1 && operand.hasSuffix("/") { operand.removeLast() }
        if operand.contains("/") {
            let folder = try TemplateFolder(operand)
            return (ViewLibrary(templates: [Directory.parent(of: operand)], fonts: fonts), try folder.variants())
        }
        let library = ViewLibrary(templates: try arguments.templateDirectories(), fonts: fonts)
        return (library, operand.contains(".") ? [operand] : try library.folder(operand).variants())
    }
}
