// SPDX-License-Identifier: Apache-2.0

import Rendering
import TestSupport
import Testing

/// A view that names its fonts by their hashes is drawn with these, whatever their files are called.
@Suite struct FontFindingTests {
    private static let song = "CreditreportSong-Regular.ttf"
    private static let hei = "CreditreportHei-Bold.ttf"

    /// A library over a folder with fonts under names of our own choice, and what it finds for a view drawn with the
    /// shipped ones.
    private static func found(_ fonts: [(name: String, font: String)]) throws -> Bool {
        let templates = Repository.path("Templates")
        let shipped = try ViewLibrary(templates: [templates], fonts: [Repository.path("Fonts")])
            .views(template: "standard")
        let folder = try TemporaryDirectory()
        for (name, font) in fonts {
            _ = try folder.write(name, try TestFile.read(Repository.path("Fonts/" + font)))
        }
        let library = ViewLibrary(templates: [templates], fonts: [folder.path("")])
        guard let views = library.views(description: shipped.description) else { return false }
        #expect(views.description == shipped.description)
        return true
    }

    @Test func namesDoNotMatter() throws {
        #expect(try Self.found([(Self.song, Self.song), (Self.hei, Self.hei)]))
        #expect(try Self.found([("a.ttf", Self.hei), ("b.ttf", Self.song)]))
        #expect(try Self.found([("x.ttf", Self.song), (Self.hei, Self.hei)]))
    }

    @Test func aWrongFontUnderTheRightNameIsPassedOver() throws {
        #expect(try Self.found([(Self.song, Self.hei), (Self.hei, Self.song)]))
        #expect(try Self.found([(Self.song, Self.hei), (Self.hei, Self.hei), ("a.ttf", Self.song)]))
        #expect(try !Self.found([(Self.song, Self.hei), (Self.hei, Self.hei)]))
        #expect(try !Self.found([(Self.song, Self.song)]))
        #expect(try !Self.found([]))
    }
}
