// SPDX-License-Identifier: Apache-2.0

import Bytes
import Documents
import Markup
import OpenType
import Records

extension Target {
    /// What operators write: catalogue, domains, policies.
    static let configurations = [
        Target("catalog", throwing: { _ = try Catalog.read($0, sha256: "") }),
        Target("domains", throwing: { _ = try DomainTable.read($0, sha256: "") }),
        Target("policy", throwing: { _ = try Policy.read($0, sha256: "") }),
    ]

    /// What a designer brings: templates, style sheets, labels, descriptions of seals, fonts.
    static let documents = [
        Target("template", throwing: { _ = try Template(name: "fuzz", markup: $0, styleSheet: styleSheet) }),
        Target("style", throwing: { _ = try Template(name: "fuzz", markup: markupOfTemplate, styleSheet: $0) }),
        Target("labels", throwing: labels),
        Target("seal", throwing: seal),
        Target("font", throwing: font),
    ]

    /// The least template that shows a label, beside the standard one.
    private static let markupWithLabel = insert("<p c:label=\"a\">x</p><p><span c:label=\"b\">x</span></p>")
    /// A template whose seal takes its words from `seal.json`.
    private static let markupWithSeal = insert(
        "<figure class=\"seal\" c:figure=\"seal\" aria-label=\"x\">x</figure>",
        replacing: [" c:legend=\"测试样章\""])

    /// The standard template with more at the end of its body.
    private static func insert(_ more: String, replacing words: [String] = []) -> [UInt8] {
        var text = String(decoding: markupOfTemplate, as: UTF8.self).replacing("</body>", with: more + "</body>")
        for word in words { text = text.replacing(word, with: "") }
        return Array(text.utf8)
    }

    /// Labels that are taken leave the template a hash of their own.
    private static func labels(_ bytes: [UInt8]) throws {
        let template = try Template(
            name: "fuzz", markup: markupWithLabel, styleSheet: styleSheet,
            labels: TemplateFile(name: "labels.zh.json", bytes: bytes))
        require(
            template.sha256 != Template.sha256(markup: markupWithLabel, styleSheet: styleSheet),
            "labels that do not count in the hash")
    }

    /// A seal that is taken draws the name that the issuer has.
    private static func seal(_ bytes: [UInt8]) throws {
        let template = try Template(
            name: "fuzz", markup: markupWithSeal, styleSheet: styleSheet,
            seal: TemplateFile(name: "seal.json", bytes: bytes))
        let report = try XMLReader().read(file("Tests/DocumentsTests/Resources/report.xml"))
        let view = ViewData(
            fingerprint: "", verificationCode: "", checkingAddress: "x", template: "", templateSHA256: "",
            fontsSHA256: "", rendering: "1", isDemonstration: true)
        let drawn = seals(template.document(for: report, view: view).blocks)
        require(!drawn.isEmpty, "a seal was lost")
        for case .seal(_, let legend, _) in drawn { require(legend.contains("测试"), "a seal that does not say 测试") }
    }

    private static func seals(_ blocks: [Block]) -> [Figure.Subject] {
        blocks.flatMap { block -> [Figure.Subject] in
            switch block.content {
            case .figure(let figure):
                if case .seal = figure.subject { [figure.subject] } else { [] }
            case .section(let inner): seals(inner)
            case .table(let table): table.body.flatMap(\.cells).flatMap { seals($0.blocks) }
            default: []
            }
        }
    }

    private static let styleSheet = file("Templates/standard/style.css")
    private static let markupOfTemplate = file("Templates/standard/report.xhtml")

    private static func file(_ path: String) -> [UInt8] {
        guard let bytes = try? DurableFile.read(path) else { unmet("\(path) cannot be read") }
        return bytes
    }

    /// A font that opens gives glyphs or errors, and a subset of it is a font again.
    private static func font(_ bytes: [UInt8]) throws {
        let font = try Font(bytes: bytes)
        try? font.verifyChecksums()
        var mapped: [GlyphID] = []
        for value in UInt32(0x20)...0x7F {
            if let glyph = Unicode.Scalar(value).flatMap({ font.glyph(for: $0) }) { mapped.append(glyph) }
        }
        for glyph in mapped { require(Int(glyph) < font.glyphCount, "a character leads to no glyph") }
        let all = (0..<GlyphID(clamping: min(font.glyphCount, 64)))
        for glyph in all {
            _ = font.thousandths(font.advance(of: glyph))
            _ = try? font.outline(of: glyph)
        }
        if let subset = try? font.subset(mapped) { check(subset) }
        if let subset = try? font.subset(all) { check(subset) }
    }

    private static func check(_ subset: Subset) {
        require(subset.glyphs.first == 0, "a subset without .notdef")
        require((try? subset.fontProgram.count) == subset.programCount, "a subset of another length")
        for (id, glyph) in subset.glyphs.enumerated() {
            require(subset.characterID(of: glyph).map(Int.init) == id, "a glyph has another number")
        }
    }
}
