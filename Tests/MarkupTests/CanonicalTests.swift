// SPDX-License-Identifier: Apache-2.0

import Bytes
import Markup
import TestSupport
import Testing

@Suite("Canonical XML")
struct CanonicalTests {
    @Test("writes what libxml2 canonicalises, and its own output again unchanged")
    func againstLibrary() throws {
        var noise = RandomDocument(random: SeededGenerator.fresh(for: "canonical"))
        for _ in 0..<150 {
            let document = noise.make()
            let written = try CanonicalWriter.bytes(of: XMLReader(comments: .skipped).read(document))
            let judged = try CanonicalXML.exclusive(document)
            #expect(written == judged, "\(String(decoding: document, as: UTF8.self))")
            #expect(try CanonicalWriter.bytes(of: CanonicalXML.read(written)) == written)
        }
    }

    @Test("writes what xmllint --exc-c14n writes")
    func againstTool() throws {
        let directory = try TemporaryDirectory()
        var noise = RandomDocument(random: SeededGenerator.fresh(for: "xmllint"))
        noise.withComments = false
        noise.elementLimit = 400
        for index in 0..<6 {
            let document = noise.make()
            let path = try directory.write("\(index).xml", document)
            let result = try Tool.run("xmllint", ["--nonet", "--exc-c14n", path])
            #expect(result.status == 0, "\(result.errorText)")
            let written = try CanonicalWriter.bytes(of: XMLReader().read(document))
            #expect(written == result.output)
        }
    }

    @Test("sees in a damaged document what libxml2's own tree sees, or refuses it likewise")
    func damaged() throws {
        var noise = RandomDocument(random: SeededGenerator.fresh(for: "damaged"))
        noise.elementLimit = 6
        var read = 0
        for _ in 0..<600 {
            var document = noise.make()
            let pieces = [
                "&", "<", ">", "\"", "'", "=", ":", "/", "]]>", "&#", "xmlns", "<!--", "<![CDATA[", "\u{1}", "é",
            ]
            for _ in 0..<(1 + noise.random.next() % 3) {
                let index = Int(noise.random.next() % UInt64(document.count))
                switch noise.random.next() % 3 {
                case 0: document[index] ^= 1 << UInt8(noise.random.next() % 8)
                case 1: document.remove(at: index)
                default:
                    let piece = pieces[Int(noise.random.next() % UInt64(pieces.count))]
                    document.insert(contentsOf: piece.utf8, at: index)
                }
            }
            let ours = try? CanonicalWriter.bytes(of: XMLReader(comments: .skipped).read(document))
            let theirs = try? CanonicalXML.exclusive(document)
            #expect(ours == theirs, "\(String(decoding: document, as: UTF8.self))")
            if ours != nil { read += 1 }
        }
        #expect(read > 20)
        print("\(read) of 600 damaged documents are still well formed")
    }

    @Test("canonicalises one element as if it stood alone")
    func subtree() throws {
        let file = Array("<a xmlns='urn:1' xmlns:u='urn:2' xml:lang='zh'><b x='1'><c u:y='2'/>中</b></a>".utf8)
        let expected = "<b xmlns=\"urn:1\" x=\"1\"><c xmlns:u=\"urn:2\" u:y=\"2\"></c>中</b>"
        #expect(try CanonicalXML.exclusive(file, element: "b") == Array(expected.utf8))
        #expect(throws: MarkupError.self) { try CanonicalXML.exclusive(file, element: "d") }
    }

    @Test("streams the same bytes as it writes a tree")
    func streaming() throws {
        var writer = CanonicalWriter()
        writer.open(Name("r", namespace: "urn:r"))
        writer.open("a", [Attribute(.xml("id"), "x"), Attribute("n", "1")])
        writer.text("甲 & 乙 > 丙\r")
        writer.open(Name("s", namespace: "urn:s", prefix: "p"), [])
        writer.open("t")
        writer.close()
        writer.close()
        writer.close()
        writer.element("b", "")
        writer.open(Name("plain"))
        writer.close()
        writer.close()
        let bytes = try writer.finish()
        let expected =
            "<r xmlns=\"urn:r\"><a n=\"1\" xml:id=\"x\">甲 &amp; 乙 &gt; 丙&#xD;"
            + "<p:s xmlns:p=\"urn:s\"><p:t></p:t></p:s></a><b></b><plain xmlns=\"\"></plain></r>"
        #expect(bytes == Array(expected.utf8))
        #expect(try CanonicalWriter.bytes(of: XMLReader().read(bytes)) == bytes)
        #expect(try CanonicalXML.exclusive(bytes) == bytes)
    }

    @Test(
        "does not write characters that XML forbids",
        arguments: ["\u{0}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "中\u{FFFF}"])
    func forbidden(text: String) throws {
        var tape = ByteTape()
        let refused = Escaping.appendText("a" + text, to: &tape)
        #expect(refused == text.unicodeScalars.last)
        #expect(Escaping.attribute(text) == nil)
        let inText = Element(Name("a"), children: [.text(text)])
        let inValue = Element(Name("a"), attributes: [Attribute("b", text)])
        for element in [inText, inValue] {
            let error = #expect(throws: MarkupError.self) { try CanonicalWriter.bytes(of: element) }
            #expect(error?.code == .character)
        }
    }

    @Test("escapes by place")
    func escaping() {
        let text = "<&>\"'\t\n\r\u{FFFD}，\u{7F}"
        #expect(Escaping.text(text) == Array("&lt;&amp;&gt;\"'\t\n&#xD;\u{FFFD}，\u{7F}".utf8))
        #expect(Escaping.attribute(text) == Array("&lt;&amp;>&quot;'&#x9;&#xA;&#xD;\u{FFFD}，\u{7F}".utf8))
    }

    @Test("refuses elements that contradict themselves")
    func contradictions() {
        let twice = Element(Name("a"), attributes: [Attribute("b", "1"), Attribute("c", "2"), Attribute("b", "3")])
        let prefix = Element(
            Name("a", namespace: "urn:1", prefix: "p"),
            attributes: [Attribute(Name("b", namespace: "urn:2", prefix: "p"), "")])
        let xml = Element(Name("a", namespace: Name.xmlNamespace, prefix: "p"))
        let stolen = Element(Name("a", namespace: "urn:1", prefix: "xml"))
        for element in [twice, prefix, xml, stolen] {
            let error = #expect(throws: MarkupError.self) { try CanonicalWriter.bytes(of: element) }
            #expect(error?.code == .structure)
        }
    }

    @Test(
        "accepts a file in its one spelling only",
        arguments: [
            "<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d>\n</a>\n", "<a xmlns=\"urn:a\" c=\"2\" b=\"1\"><d></d>\n</a>",
            "<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d/>\n</a>", "<a xmlns=\"urn:a\" b='1' c=\"2\"><d></d>\n</a>",
            "<a  xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d>\n</a>", "<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d>\r\n</a>",
            "<a b=\"1\" c=\"2\" xmlns=\"urn:a\"><d></d>\n</a>", "<a xmlns=\"urn:a\" b=\"&#49;\" c=\"2\"><d></d>\n</a>",
            "<?xml version=\"1.0\"?><a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d>\n</a>",
            "<a xmlns=\"urn:a\" xmlns:x=\"urn:x\" b=\"1\" c=\"2\"><d></d>\n</a>",
            "<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d xmlns=\"urn:a\"></d>\n</a>",
            "<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d><![CDATA[\n]]></a>", "\u{FEFF}<a></a>", "<a></a >",
        ])
    func spelling(text: String) throws {
        let error = try #require(throws: MarkupError.self) { try CanonicalXML.read(Array(text.utf8)) }
        #expect(error.code == .notCanonical)
        #expect(error.position != nil)
        #expect(throws: Never.self) {
            try CanonicalXML.read(Array("<a xmlns=\"urn:a\" b=\"1\" c=\"2\"><d></d>\n</a>".utf8))
        }
    }

    @Test("gives an element its inherited namespace, and takes it away again")
    func standalone() throws {
        let file = Array("<f xmlns=\"urn:f\"><e xml:id=\"x\"><g></g></e><e>中</e><e></e></f>".utf8)
        let root = try CanonicalXML.read(file)
        for element in root.elements {
            let range = try #require(element.source?.bytes)
            let alone = try #require(CanonicalXML.standalone(file[range], in: "urn:f"))
            #expect(alone == (try CanonicalWriter.bytes(of: element)))
            #expect(CanonicalXML.embedded(alone, in: "urn:f") == Array(file[range]))
            #expect(CanonicalXML.embedded(alone, in: "urn:g") == nil)
            #expect(CanonicalXML.standalone(alone[...], in: "urn:f") == nil)
        }
        #expect(try CanonicalXML.exclusive(file, element: "e") == CanonicalWriter.bytes(of: root.elements[0]))
        for text in ["", "<", "e", "<p:e></p:e>", "< e>"] {
            #expect(CanonicalXML.standalone(Array(text.utf8)[...], in: "urn:f") == nil)
        }
    }
}
