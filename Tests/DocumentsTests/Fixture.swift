// SPDX-License-Identifier: Apache-2.0

import Documents
import Markup
import TestSupport
import Testing

/// Templates and reports for tests.
enum Fixture {
    static let view = ViewData(
        fingerprint: String(repeating: "0123456789abcdef", count: 4), verificationCode: "7K3M-Q9ZT-4WXYZ",
        checkingAddress: "https://credit.example/verify?n=NM-2026&c=7K3MQ9ZT4WXYZ", template: "standard",
        templateSHA256: String(repeating: "a", count: 64), fontsSHA256: String(repeating: "b", count: 64),
        rendering: "1")

    static func standard() throws -> Template {
        try Template(
            name: "standard", markup: TestFile.read(Repository.path("Templates/standard/report.xhtml")),
            styleSheet: TestFile.read(Repository.path("Templates/standard/style.css")))
    }

    /// A report with every element that the format has.
    static func report() throws -> Element {
        try XMLReader().read(TestFile.read(Repository.path("Tests/DocumentsTests/Resources/report.xml")))
    }

    /// A report with other text in place of some.
    static func report(_ replacements: (old: String, new: String)...) throws -> Element {
        var text = String(
            decoding: try TestFile.read(Repository.path("Tests/DocumentsTests/Resources/report.xml")), as: UTF8.self)
        for (old, new) in replacements {
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            try #require(parts.count > 1, "\(old) is not in the report")
            text = parts.joined(separator: new)
        }
        return try XMLReader().read(Array(text.utf8))
    }

    /// What is wrong with a template, made of a body in which everything obligatory is placed, and rules.
    static func findings(body: String = "", rules: String = "", page: String? = nil) -> [TemplateError.Finding] {
        do throws(TemplateError) {
            _ = try template(body: body, rules: rules, page: page)
            return []
        } catch {
            return error.findings
        }
    }

    /// A template with some body of its own before everything obligatory, and rules of its own.
    static func template(body: String = "", rules: String = "", page: String? = nil) throws(TemplateError) -> Template {
        try Template(
            name: "test", markup: Array(markup(body: body + "\n" + obligatory).utf8),
            styleSheet: Array(sheet(rules: rules, page: page).utf8))
    }

    /// A template of exactly that body.
    static func findings(wholeBody: String) -> [TemplateError.Finding] {
        do throws(TemplateError) {
            _ = try Template(
                name: "test", markup: Array(markup(body: wholeBody).utf8),
                styleSheet: Array(sheet(rules: "", page: nil).utf8))
            return []
        } catch {
            return error.findings
        }
    }

    /// The first lines of every markup; what a test puts in begins in line 3.
    static func markup(body: String) -> String {
        """
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:c="urn:creditreport:template:1" lang="zh-CN">
        <head><title>报告</title></head><body>
        \(body)
        </body></html>
        """
    }

    /// The first lines of every sheet; the rules that a test puts in begin in line 1.
    static func sheet(rules: String, page: String?) -> String {
        let usual = """
            @page { size: A4; margin: 25mm; @top-left { content: field(number) field(view/fingerprint); }
              @bottom-right { content: counter(page) "/" counter(pages); } }
            """
        return """
            \(rules)
            @font-face { font-family: "Song"; src: url("../Fonts/Song.ttf"); }
            body { font-family: Song, serif; }
            \(page ?? usual)
            """
    }

    /// A place for every obligatory field.
    static let obligatory = place(FieldCatalog.entries.filter(\.isObligatory).map(\.path), leavingOut: nil)

    /// A body that places every obligatory field but one, under no condition but the lists that it lies in.
    static func place(_ paths: [String], leavingOut left: String?) -> String {
        let lists = Set(FieldCatalog.entries.filter(\.isList).map(\.path))
        return paths.filter { $0 != left }.map { path in
            var open = ""
            var close = ""
            var here = ""
            var rest = ""
            for step in path.split(separator: "/") {
                here += "/" + step
                rest += (rest.isEmpty ? "" : "/") + step
                guard lists.contains(here) else { continue }
                open += "<div c:each=\"\(rest)\">"
                close += "</div>"
                rest = ""
            }
            return open + "<p c:text=\"\(rest.isEmpty ? "." : rest)\">x</p>" + close
        }.joined(separator: "\n")
    }
}

extension Document {
    /// All text in reading order, a line for each block.
    var lines: [String] { blocks.flatMap(\.lines) }
}

extension Block {
    var lines: [String] {
        switch content {
        case .section(let blocks): blocks.flatMap(\.lines)
        case .heading(_, let text), .paragraph(let text): [text.words]
        case .list(_, let items): items.flatMap { $0.blocks.flatMap(\.lines) }
        case .table(let table):
            (table.caption.map { [$0.text.words] } ?? [])
                + (table.head + table.body).flatMap { $0.cells.flatMap { $0.blocks.flatMap(\.lines) } }
        case .figure: []
        }
    }
}

extension [Inline] {
    var words: String {
        reduce(into: "") { words, inline in
            switch inline {
            case .text(let text, _, _, _): words += text
            case .lineBreak: words += "\n"
            }
        }
    }
}
