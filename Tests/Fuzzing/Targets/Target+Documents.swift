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

    /// What a designer brings: templates, style sheets, fonts.
    static let documents = [
        Target("template", throwing: { _ = try Template(name: "fuzz", markup: $0, styleSheet: styleSheet) }),
        Target("style", throwing: { _ = try Template(name: "fuzz", markup: markupOfTemplate, styleSheet: $0) }),
        Target("font", throwing: font),
    ]

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
        if let shared = try? font.sharedGlyphs(mapped) { _ = try font.subset(all, sharing: shared) }
    }

    private static func check(_ subset: Subset) {
        require(subset.glyphs.first == 0, "a subset without .notdef")
        for (id, glyph) in subset.glyphs.enumerated() {
            require(subset.characterID(of: glyph).map(Int.init) == id, "a glyph has another number")
        }
    }
}
