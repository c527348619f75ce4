// SPDX-License-Identifier: Apache-2.0

import Markup
import TestSupport
import Testing

@Suite("XML in pieces")
struct StreamTests {
    /// The events of a document fed in pieces of that many bytes.
    static func events(
        _ bytes: [UInt8], piece: Int, comments: XMLReader.Comments = .refused, limits: XMLLimits = XMLLimits(),
        labels: [String] = ["utf-8"]
    ) throws(MarkupError) -> [XMLEvent] {
        var stream = try XMLStream(comments: comments, limits: limits, labels: labels)
        var events: [XMLEvent] = []
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + piece)
            try stream.feed(Array(bytes[place..<end]))
            while let event = stream.take() { events.append(event) }
            place = end
        }
        try stream.finish()
        while let event = stream.take() { events.append(event) }
        return events
    }

    /// The events that a tree stands for.
    private func events(of element: Element) -> [XMLEvent] {
        var events = [
            XMLEvent.start(element.name, element.attributes, element.position ?? Position(line: 0, column: 0))
        ]
        for child in element.children {
            switch child {
            case .element(let element): events += self.events(of: element)
            case .text(let text): events.append(.text(text))
            }
        }
        return events + [.end(element.name)]
    }

    private let sample = """
        <?xml version="1.0" encoding="UTF-8"?>
        <a xmlns="urn:x" 名="值 &lt;&#38;&#x4E2D;">
          <!-- passed over --><b xmlns:p="urn:p" p:c='1'/>一二三<![CDATA[<&>]]>&amp;四
          <p:d xmlns:p="urn:p"></p:d>
        </a>

        """

    @Test("gives the events of the tree, whatever the pieces", arguments: [1, 2, 3, 7, 64, 100_000])
    func tree(piece: Int) throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(sample.utf8)
        let tree = try XMLReader(comments: .skipped).read(bytes)
        #expect(try Self.events(bytes, piece: piece, comments: .skipped) == events(of: tree))
    }

    @Test("gives the events of random trees")
    func random() throws {
        var random = SeededGenerator.fresh(for: "XML in pieces")
        var noise = RandomDocument(random: random)
        for _ in 0..<100 {
            let bytes = noise.make()
            let tree = try XMLReader(comments: .skipped).read(bytes)
            let piece = Int.random(in: 1...40, using: &random)
            let found = try Self.events(bytes, piece: piece, comments: .skipped)
            // Tags are longer than these pieces, so that their places are not exact.
            let isEqual = found.map(placeless) == events(of: tree).map(placeless)
            #expect(isEqual, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func placeless(_ event: XMLEvent) -> XMLEvent {
        if case .start(let name, let attributes, _) = event {
            .start(name, attributes, Position(line: 1, column: 1))
        } else {
            event
        }
    }

    @Test("knows the places of tags over the borders of pieces")
    func places() throws {
        let row = "<行 a='1'>\n  <b c='一二三'/>文字<d/>\n</行>\n"
        let bytes = Array(("<r>" + String(repeating: row, count: 500) + "</r>").utf8)
        let tree = try XMLReader().read(bytes)
        for piece in [100, 1000, 4099] { #expect(try Self.events(bytes, piece: piece) == events(of: tree)) }
    }

    @Test("refuses what the reader of whole documents refuses, with the same code", arguments: Hostile.documents)
    func hostile(document: Hostile) {
        for piece in [1, 1000, 1 << 20] where piece > 1 || document.bytes.count < 10_000 {
            #expect(throws: MarkupError.self) { try Self.events(document.bytes, piece: piece) }
            do throws(MarkupError) {
                _ = try Self.events(document.bytes, piece: piece)
            } catch {
                #expect(error.code == document.code, "\(document.name): \(error)")
            }
        }
    }

    @Test("refuses a document that ends early, at every byte")
    func truncated() {
        let bytes = Array("<a><b c='1'>文</b></a>".utf8)
        for count in 0..<bytes.count {
            #expect(throws: MarkupError.self) { try Self.events(Array(bytes[..<count]), piece: 5) }
        }
    }

    @Test("names the line, over the borders of pieces")
    func line() throws {
        let text = "<a>\n" + String(repeating: "<b>文</b>\n", count: 3_000) + "<c></a>"
        do throws(MarkupError) {
            _ = try Self.events(Array(text.utf8), piece: 777)
            Issue.record("the end tag does not fit")
        } catch {
            #expect(error.position?.line == 3_002)
        }
    }

    @Test("takes a text that was decoded before, under the label that it had")
    func labels() throws {
        let bytes = Array("<?xml version='1.0' encoding='GBK'?><a>中</a>".utf8)
        #expect(throws: MarkupError.self) { try Self.events(bytes, piece: 10) }
        #expect(try Self.events(bytes, piece: 10, labels: ["gb18030", "gbk"]).count == 3)
    }

    @Test(
        "holds to limits in documents that never end",
        arguments: [
            "<a>", "x", "<a b='", "<!-- ", "<![CDATA[", "<a ", "&#38;", "<a b='1' ",
        ])
    func endless(part: String) throws {
        var stream = try XMLStream(comments: .skipped)
        let piece = Array(String(repeating: part, count: (1 << 16) / part.utf8.count).utf8)
        try stream.feed(Array("<r>".utf8))
        var fed = 0
        #expect(throws: MarkupError.self) {
            while fed < 24 << 20 {
                try stream.feed(piece)
                fed += piece.count
                while stream.take() != nil {}
            }
        }
        #expect(fed < 12 << 20)
    }
}
