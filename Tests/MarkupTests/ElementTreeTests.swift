// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

/// A tree holds what the element holds of which it was made, and what the file holds that it was scanned from.
@Suite struct ElementTreeTests {
    static let files = [
        "<a></a>", "<a>x</a>", "<a>中&amp;文</a>", "<a xmlns=\"urn:x\"><b c=\"1\">y</b>t<b></b><d>&lt;</d>u</a>",
        "<a xmlns=\"urn:x\"><b xmlns=\"urn:y\"><c>1</c></b><c>2</c></a>", "<a b=\"1\"><c><d><e>z</e></d></c></a>",
    ]

    @Test(arguments: files) func scannedAndMadeAreOne(file: String) throws {
        let bytes = Array(file.utf8)
        let element = try CanonicalXML.readAndCompare(bytes)
        let scanned = try CanonicalXML.tree(bytes).root
        let made = ElementTree(element).root
        for root in [scanned, made] {
            #expect(root.element == element)
            #expect(Self.isSame(root, element))
            #expect(root.source == 0..<bytes.count)
        }
    }

    private static func isSame(_ left: TreeElement, _ right: Element) -> Bool {
        left.name == right.name && left.attributes == right.attributes && left.text == right.text
            && left.holdsElementsAlone == (right.elements.count == right.children.count)
            && left.elements.count == right.elements.count
            && left.child("c")?.text == right.child("c")?.text
            && left.children("b").map(\.text) == right.children("b").map(\.text)
            && zip(left.elements, right.elements).allSatisfy(isSame)
    }

    /// Names that all fall on one place, or are more than any report has, are left to the whole reader.
    @Test func manyNamesAreRead() throws {
        let names = (0..<2000).map { "n\($0)" }
        let file = Array(("<a>" + names.map { "<\($0)></\($0)>" }.joined() + "</a>").utf8)
        #expect(try CanonicalXML.tree(file).root.elements.map(\.name.local) == names)
    }
}
