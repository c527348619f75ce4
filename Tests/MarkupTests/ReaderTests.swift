// SPDX-License-Identifier: Apache-2.0

import Markup
import TestSupport
import Testing

@Suite("XML reader")
struct ReaderTests {
    @Test("gives names, attributes, texts and places")
    func tree() throws {
        let text = """
            <page xmlns="urn:a" xmlns:c="urn:c" lang='zh'>
              <p c:each="处罚">企业<b>甲</b>乙</p>
            </page>
            """
        let root = try XMLReader().read(Array(text.utf8))
        #expect(root.name == Name("page", namespace: "urn:a"))
        #expect(root.attribute("lang") == "zh")
        let paragraph = try #require(root.child("p"))
        #expect(paragraph.attributes == [Attribute(Name("each", namespace: "urn:c", prefix: "c"), "处罚")])
        #expect(paragraph.attribute("each", namespace: "urn:c") == "处罚")
        #expect(paragraph.text == "企业乙")
        #expect(paragraph.position == Position(line: 2, column: 3))
        #expect(paragraph.source?.content == Position(line: 2, column: 18))
        // The bold element stands after eleven characters more, of which three take three bytes each.
        #expect(paragraph.child("b")?.position == Position(line: 2, column: 20))
        #expect(paragraph.child("i") == nil)
        #expect(root.children("p").count == 1)
    }

    @Test("resolves references and CDATA into characters")
    func references() throws {
        let text =
            "<a b=\"&amp;&#38;&lt;&gt;&quot;&apos;&#x9;&#10;&#x4E2D;&amp;lt;\tx\ny\">&amp;&lt;&#38;lt;<![CDATA[<&]]>&#13;</a>"
        let root = try XMLReader().read(Array(text.utf8))
        // Literal white space in a value becomes a space (XML 1.0, 3.3.3); references to it stay what they are.
        #expect(root.attribute("b") == "&&<>\"'\t\n中&lt; x y")
        #expect(root.children == [.text("&<&lt;<&\r")])
    }

    @Test("passes over comments where it is told to, and joins the text around them")
    func comments() throws {
        let bytes = Array("<!-- 一 --><a>1<!-- 二 -->00<b/><!-- < --></a><!-- 三 -->".utf8)
        let root = try XMLReader(comments: .skipped).read(bytes)
        #expect(root.text == "100")
        #expect(root.children.count == 2)
        let error = #expect(throws: MarkupError.self) { try XMLReader().read(bytes) }
        #expect(error?.code == .comment)
    }

    @Test("accepts a byte order mark and a declaration of UTF-8")
    func declaration() throws {
        let plain = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='yes'?>\n<a/>"
        let marked = try XMLReader().read([0xEF, 0xBB, 0xBF] + Array(plain.utf8))
        #expect(try XMLReader().read(Array(plain.utf8)) == marked)
        #expect(marked.position == Position(line: 2, column: 1))
        #expect(try XMLReader().read([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8)).position == Position(line: 1, column: 1))
    }

    @Test("names the version of libxml2 as xmllint does")
    func version() throws {
        let said = try Tool.run("xmllint", ["--version"]).errorText
        #expect(UInt(XMLReader.libraryVersion) != nil)
        #expect(said.contains("libxml version \(XMLReader.libraryVersion)"), "\(said)")
    }

    @Test("equality passes over the source")
    func equality() throws {
        let read = try XMLReader().read(Array("\n<a x='1'>t</a>".utf8))
        let made = Element(Name("a"), attributes: [Attribute("x", "1")], children: [.text("t")])
        #expect(read == made)
        #expect(Set([read, made]).count == 1)
    }

    @Test("finds line, column and bytes of every element of a long document")
    func places() throws {
        var random = SeededGenerator.fresh(for: "places")
        var noise = RandomDocument(random: random)
        noise.elementLimit = 3000
        let bytes = noise.make()
        random = noise.random
        #expect(bytes.count > 1 << 16)
        let root = try XMLReader(comments: .skipped, limits: XMLLimits(depth: 64)).read(bytes)
        var starts: [Int: Position] = [:]
        var line = 1
        var column = 1
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "<") { starts[index] = Position(line: line, column: column) }
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        var seen = 0
        func check(_ element: Element, within: Range<Int>) throws {
            let source = try #require(element.source)
            seen += 1
            #expect(source.position == starts[source.bytes.lowerBound])
            #expect(bytes[source.bytes].starts(with: "<\(element.name)".utf8))
            #expect(bytes[source.bytes.upperBound - 1] == UInt8(ascii: ">"))
            #expect(within.lowerBound <= source.bytes.lowerBound && source.bytes.upperBound <= within.upperBound)
            for child in element.elements { try check(child, within: source.bytes) }
        }
        try check(root, within: bytes.indices)
        #expect(seen > 1000)
    }

    @Test(
        "names the line and column of a fault",
        arguments: [
            ("<a>\n  <中文>\n</a>", 3, "tag mismatch"),
            ("<a>\n<b x='1' x='2'/></a>", 2, "redefined"),
            ("<a>", 1, "premature end"),
            ("", 1, "empty"),
        ])
    func faults(text: String, line: Int, part: String) throws {
        let error = try #require(throws: MarkupError.self) { try XMLReader().read(Array(text.utf8)) }
        #expect(error.code == .notWellFormed)
        #expect(error.position?.line == line)
        #expect(error.message.lowercased().contains(part), "\(error)")
        #expect(!error.message.contains("\n") && !error.message.hasSuffix("."))
    }

    @Test("reads on many threads at once")
    func threads() async throws {
        var noise = RandomDocument(random: SeededGenerator.fresh(for: "threads"))
        noise.elementLimit = 60
        let bytes = noise.make()
        let expected = try XMLReader(comments: .skipped).read(bytes)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    for _ in 0..<10 {
                        guard try XMLReader(comments: .skipped).read(bytes) == expected,
                            (try? XMLReader().read(Array("<a>".utf8))) == nil
                        else { return false }
                    }
                    return true
                }
            }
            for try await same in group { #expect(same) }
        }
    }
}
