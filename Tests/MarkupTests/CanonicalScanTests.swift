// SPDX-License-Identifier: Apache-2.0

import Markup
import TestSupport
import Testing

/// The fast way through a canonical file gives what libxml2 and the writer give, or nothing.
@Suite struct CanonicalScanTests {
    /// Both ways end alike: the same tree at the same places, or the same error.
    private static func agree(_ file: [UInt8], limits: XMLLimits = XMLLimits()) -> Bool {
        let fast = Result { () throws(MarkupError) in try CanonicalXML.read(file, limits: limits) }
        let slow = Result { () throws(MarkupError) in try CanonicalXML.readAndCompare(file, limits: limits) }
        switch (fast, slow) {
        case (.success(let left), .success(let right)): return left == right && sameSources(left, right)
        case (.failure(let left), .failure(let right)): return left == right
        default: return false
        }
    }

    private static func sameSources(_ left: Element, _ right: Element) -> Bool {
        left.source == right.source && zip(left.elements, right.elements).allSatisfy(sameSources)
    }

    static let texts = [
        "<a></a>", "<a>x</a>", "<a xmlns=\"urn:x\"><b c=\"1\" xml:id=\"q\">中\n\t文&amp;&lt;&gt;&#xD;</b>t<d></d></a>",
        "<a b=\"&amp;&lt;&quot;&#x9;&#xA;&#xD;>'\"></a>", "<a xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></a>",
        "<a>\u{FFFD}\u{F000}\u{FEFF}\u{10FFFF}</a>", "<a xmlns=\"urn:x\"><b xmlns=\"urn:y\"><c></c></b><d></d></a>",
        // Not canonical, or not plain: the fast way must leave them alone.
        "", "a", "<", "<a", "<a>", "<a></b>", "<a/>", "<a ></a>", "<a></a >", "<a></a>\n", "\u{FEFF}<a></a>",
        "<a>></a>",
        "<a>]]></a>", "<a>&#13;</a>", "<a>&apos;</a>", "<a>&quot;</a>", "<a>&amp</a>", "<a>&x;</a>", "<a>\r</a>",
        "<a>\u{0}</a>", "<a>\u{1}</a>", "<a>\u{FFFE}</a>", "<a>\u{FFFF}</a>", "<a>\u{7F}</a>", "<a><!-- --></a>",
        "<a><?x?></a>", "<a><![CDATA[x]]></a>", "<!DOCTYPE a><a></a>", "<?xml version=\"1.0\"?><a></a>",
        "<a b=\"1\" b=\"1\"></a>", "<a c=\"1\" b=\"1\"></a>", "<a b='1'></a>", "<a b=\"\t\"></a>", "<a b=\"\n\"></a>",
        "<a b=\"&gt;\"></a>", "<a b=\"<\"></a>", "<a b=\"1\"c=\"1\"></a>", "<a  b=\"1\"></a>", "<a b =\"1\"></a>",
        "<a xml:id=\"1\" b=\"1\"></a>", "<a xml:id=\"1\" xml:id=\"1\"></a>", "<a xml:lang=\"!\"></a>",
        "<a xml:id=\"q\"><b xml:id=\"q\"></b></a>", "<a xml:id=\"p\"><b xml:id=\"q\"></b></a>",
        "<a xml:space=\"x\"></a>", "<a xmlns=\"\"></a>", "<a xmlns=\"urn:x\"><b xmlns=\"urn:x\"></b></a>",
        "<a xmlns=\"urn:x\"><b xmlns=\"\"></b></a>", "<a xmlns=\"x\"></a>", "<a xmlns=\"urn:\"></a>",
        "<a xmlns=\"urn:%\"></a>", "<a xmlns=\"http://\"></a>", "<a xmlns=\"http:///\"></a>",
        "<a xmlns=\"urn:a&amp;b\"></a>",
        "<a b=\"1\" xmlns=\"urn:x\"></a>", "<a xmlns:b=\"urn:x\"></a>", "<b:a xmlns:b=\"urn:x\"></b:a>", "<b:a></b:a>",
        "<a xmlns=\"http://www.w3.org/XML/1998/namespace\"></a>", "<a xmlns=\"http://www.w3.org/2000/xmlns/\"></a>",
        "<a:b></a:b>", "<1></1>", "<-a></-a>", "<.a></.a>", "<数></数>", "<a b></a>", "<a xml=\"1\"></a>",
        "<xml></xml>", "<a></a><b></b>", "<a></a>x", "x<a></a>", "<a b=\"1\">&lt;</a><", "<a><b></a></b>",
        "<a x\u{0}=\"1\"></a>", "<a b=\"\u{FFFF}\"></a>", "<a xmlns=\"urn:x#\"></a>", "<a xmlns=\"http://a:b/\"></a>",
    ]

    @Test(arguments: texts) func bothWaysAgree(text: String) {
        #expect(Self.agree(Array(text.utf8)), "\(text)")
    }

    @Test func bytesThatAreNotUTF8AreLeftAlone() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0xBC], [0xED, 0xA0, 0x80], [0xEF, 0xBF], [0xF5, 0x80, 0x80, 0x80]] {
            #expect(Self.agree(Array("<a>".utf8) + bytes + Array("</a>".utf8)))
            #expect(Self.agree(Array("<a>".utf8) + bytes))
        }
    }

    @Test func limitsAreTheSame() {
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        let attributes = (1...4).map { " a\($0)=\"123\"" }.joined()
        let files = [
            nested(3), nested(4), nested(5), "<a>1234</a>", "<a>12345</a>", "<a>123&amp;</a>", "<a>&#xD;&#xD;</a>",
            "<a\(attributes)></a>", "<a xmlns=\"urn:x\"\(attributes)></a>", "<a b=\"1234\"></a>", "<a b=\"12345\"></a>",
            "<a b=\"&amp;\"></a>", "<a b=\"&lt;&lt;\"></a>", "<a>" + String(repeating: "<b></b>", count: 7) + "</a>",
            "<a>" + String(repeating: "<b></b>", count: 8) + "</a>",
            "<a>" + String(repeating: "x", count: 100) + "</a>",
        ]
        let limits = XMLLimits(bytes: 80, elements: 8, depth: 4, attributes: 4, attributeBytes: 4, textBytes: 4)
        for file in files { #expect(Self.agree(Array(file.utf8), limits: limits), "\(file)") }
    }

    /// A byte of a canonical file changed, taken out or put in.
    @Test func bothWaysAgreeOnWhatIsAlmostCanonical() throws {
        var random = SeededGenerator.fresh(for: "bothWaysAgreeOnWhatIsAlmostCanonical")
        let plain = Array(
            "<a xmlns=\"urn:x:1\"><b c=\"1\" d=\"&quot;\" xml:id=\"q\">中文&amp;</b>t&#xD;<d xmlns=\"http://e.t/n#\"></d></a>"
                .utf8)
        let marks = Array("<>/&;\"= :#xa1\n\t".utf8) + [0x00, 0x0D, 0xEF, 0xBF, 0xBE, 0x80]
        var accepted = 0
        for _ in 0..<4000 {
            var file = plain
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: file.indices, using: &random)
                let mark = marks[Int.random(in: marks.indices, using: &random)]
                switch Int.random(in: 0..<3, using: &random) {
                case 0: file[place] = mark
                case 1: file.insert(mark, at: place)
                default: file.remove(at: place)
                }
            }
            #expect(Self.agree(file), "\(String(decoding: file, as: UTF8.self))")
            if (try? CanonicalXML.read(file)) != nil { accepted += 1 }
        }
        #expect(accepted > 20)
    }

    @Test func bothWaysAgreeOnRandomDocuments() throws {
        for _ in 0..<300 {
            var maker = RandomDocument(random: SeededGenerator.fresh(for: "bothWaysAgreeOnRandomDocuments"))
            maker.withComments = false
            let document = maker.make()
            #expect(Self.agree(document))
            if let canonical = try? CanonicalWriter.bytes(of: XMLReader().read(document)) {
                #expect(Self.agree(canonical), "\(String(decoding: canonical, as: UTF8.self))")
            }
        }
    }
}
