// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Typesetting

@Suite struct CharacterTests {
    @Test(arguments: [("\u{10FFFD}", "U+10FFFD"), ("\u{1820}", "U+1820"), ("\u{202E}", "U+202E"), ("\u{0}", "U+0000")])
    func aCharacterWithoutAGlyphIsAnError(character: String, name: String) throws {
        var sheet = Sheet(width: 200, height: 200)
        let piece = sheet.text("甲\(character)乙", origin: "subjects/subject/name")
        let block = Block(style: sheet.style(), content: .paragraph([piece]))
        let error = #expect(throws: TypesettingError.self) { try sheet.pages([block]) }
        #expect(error?.code == .missingGlyph)
        #expect(error?.message.contains(name) == true)
        #expect(error?.message.hasPrefix("subjects/subject/name: ") == true)
    }

    @Test func anUnknownFamilyIsAnError() throws {
        let error = #expect(throws: TypesettingError.self) {
            try Sheet.lines("一", measure: 100) { $0.families = ["Nowhere Song"] }
        }
        #expect(error?.code == .unknownFamily)
    }

    @Test func variationSelectorsStayInTheText() throws {
        let lines = try Sheet.lines("葛\u{E0100}城", measure: 100)
        #expect(lines.map(\.text) == ["葛\u{E0100}城"])
        #expect(lines[0].right == 20_000)
    }

    @Test func aFamilyWithoutABoldFaceServesForBoth() throws {
        var sheet = Sheet(width: 100, height: 100)
        let block = sheet.paragraph("一") { $0.isBold = true }
        let pages = try sheet.pages([block])
        #expect(pages.fonts.faces[pages.galley.runs[0].face].family == "Creditreport Song SC")
    }
}
