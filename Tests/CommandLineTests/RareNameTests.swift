// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// A subject whose name has characters that the fonts of the template lack.
@Suite struct RareNameTests {
    private static let hanazono = "/usr/share/fonts/truetype/hanazono"
    /// Characters of the extensions B to F, and a variation sequence.
    private static let name = "赤峰示例\u{20BB7}\u{2A6A5}\u{2A717}\u{2B740}\u{2B8B8}\u{2CEB0}葛\u{E0100}石矿业有限公司"

    /// A store in which the sample subject has that name.
    private func store(in scratch: TemporaryDirectory) throws -> String {
        let path = try SampleStore.shared().copy(into: scratch)
        let register = String(
            decoding: try TestFile.read(Repository.path("Samples/register/2026-01-05-qiye.csv")), as: UTF8.self)
        let lines = register.split(separator: "\n")
        let row = try #require(lines.first { $0.contains(SampleStore.subject) })
        let changed = row.replacing("赤峰示例金石矿业有限公司", with: Self.name).replacing("2026-01-04", with: "2026-11-18")
        let file = try scratch.write("register.csv", Array("\(lines[0])\n\(changed)\n".utf8))
        let result = try Program.run(
            "import", file, "--source", "11150000YY000140XH", "--through", "2026-11-18", "--received",
            "2026-11-19T18:00:00+08:00", store: path)
        try #require(result.status == 0, "\(result.errorText)")
        return path
    }

    @Test func rareCharactersArePrintedFromAFurtherFont() throws {
        let samples = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = try store(in: scratch)
        let out = scratch.path("out")
        let issued = try Program.run(samples.request(out: out, "--fonts", Self.hanazono, "--json"), store: store)
        try #require(issued.status == 0, "\(issued.errorText)")
        let number = try #require(
            try JSONReader.read(issued.output.filter { $0 != 0x0A })["number"]?.string)

        let text = try Tool.run("pdftotext", ["-raw", "\(out)/\(number).pdf", "-"]).text
        #expect(text.contains(Self.name))
        let page = String(decoding: try TestFile.read("\(out)/\(number).html"), as: UTF8.self)
        #expect(page.contains(Self.name))
        let fonts = try Tool.run("pdffonts", ["\(out)/\(number).pdf"]).text
        #expect(fonts.contains("+HanaMinB "))

        func verify(_ more: String...) throws -> (Int32, String) {
            let result = try Program.run(
                ["verify", out, "--trust", samples.root, "--at", SampleStore.now] + more, store: store)
            return (result.status, result.text)
        }
        #expect(try verify("--fonts", Self.hanazono).0 == 0)
        // Without the font nobody can say that the page shows what its data say.
        let (status, words) = try verify()
        #expect(status == 14)
        #expect(words.contains("; fonts "))
    }

    @Test func aCharacterThatNoFontHasIsNamedWithItsPlace() throws {
        let scratch = try TemporaryDirectory()
        let result = try Program.run(
            SampleStore.shared().request(out: scratch.path("out")), store: try store(in: scratch))
        #expect(result.status == 65)
        #expect(
            result.errorText.contains(
                "/subjects/subject/name: no font has a glyph for the character U+2A6A5 '\u{2A6A5}' [typesetting.missing-glyph]"
            ),
            "\(result.errorText)")
    }

    @Test func fontsAreNamedByWhatDecidesTheirLayout() throws {
        let report = try SampleReport.shared()
        let page = String(decoding: try TestFile.read(report.html), as: UTF8.self)
        let named = try #require(page.firstRange(of: "; fonts "))
        let script = """
            import hashlib, struct, sys
            def identity(path):
                data = open(path, "rb").read()
                digest = hashlib.sha256()
                for record in range(struct.unpack_from(">H", data, 4)[0]):
                    tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * record)
                    digest.update(tag + struct.pack(">I", length))
                    if tag != b"glyf": digest.update(data[offset:offset + length])
                return digest.digest()
            print(hashlib.sha256(b"".join(map(identity, sys.argv[1:]))).hexdigest())
            """
        let fonts = ["CreditreportSong-Regular.ttf", "CreditreportHei-Bold.ttf"].map { Repository.path("Fonts/\($0)") }
        let result = try Tool.run("python3", ["-c", script] + fonts)
        #expect(page[named.upperBound...].prefix(65) == result.text.prefix(64) + ";")
    }
}
