// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import PDFSyntax
import TestSupport
import Testing

/// What outside readers say about files that `PDFWriter` wrote.
struct WritingTests {
    @Test(arguments: [true, false])
    func qpdfFindsNothingWrong(isSigned: Bool) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("sample.pdf", SampleDocument(isSigned: isSigned).bytes())
        let result = try Tool.run("qpdf", ["--check", path])
        #expect(result.status == 0, "\(result.text) \(result.errorText)")
        #expect(result.text.contains("PDF Version: 1.7"))
        #expect(!result.text.contains("WARNING"))
    }

    @Test func qpdfReadsTheSameStrings() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("sample.pdf", SampleDocument().bytes())
        let json = try Tool.run("qpdf", ["--json=2", "--json-key=qpdf", path]).text
        #expect(json.contains(#""/Title": "u:专项信用报告（测试）""#))
        #expect(json.contains(#""/CreationDate": "u:D:20240318000000+08'00'""#))
        #expect(json.contains(#""/Escapes": "u:a(b)\\c((""#))
        #expect(json.contains(#""/Odd": "/A#b/c(d)<e>[f]{g}%h""#))
        #expect(json.contains(#""/AllBytes": "b:\#(Hex.encode((0...255).map { UInt8($0) }))""#))
        let numbers = json.split(separator: "/Numbers").dropFirst().first ?? ""
        let list = numbers.split(separator: "]").first?.filter { !$0.isWhitespace } ?? ""
        #expect(list == #"":[1.5,-0.25,3,0,0.001,-2147483647"#)
    }

    @Test func mupdfReadsObjectsAndStreams() throws {
        let directory = try TemporaryDirectory()
        let sample = SampleDocument()
        let path = try directory.write("sample.pdf", sample.bytes())
        let root = try Tool.run("mutool", ["show", path, "trailer/Root/MarkInfo/Marked"])
        #expect(root.text.contains("true"), "\(root.errorText)")
        #expect(try Tool.run("mutool", ["show", path, "trailer/Root/StructTreeRoot/K/K/600/K"]).text == "299\n")
        let attached = try Tool.run("mutool", ["show", "-b", path, "trailer/Root/AF/1/EF/F"])
        #expect(attached.output == sample.attachment)
        #expect(attached.errors.isEmpty, "\(attached.errorText)")
        let content = try Tool.run("mutool", ["show", "-b", path, "pages/2/Contents"])
        #expect(content.text.hasPrefix("/P<</MCID 0>>BDC\nq\n0.42 g\n50 780 18 35.125 re\nf\nQ\nEMC\n"))
    }

    @Test func structureElementsTakeFewBytes() throws {
        let few = try SampleDocument(pages: 1, elementsOnPage: 10).bytes().count
        let many = try SampleDocument(pages: 1, elementsOnPage: 5010).bytes().count
        // Plain, an element would take some 90 bytes and 20 in the table.
        #expect((many - few) / 5000 < 25)
    }

    @Test func sameCallsGiveTheSameBytes() throws {
        #expect(try SampleDocument().bytes() == SampleDocument().bytes())
    }

    @Test func streamsThatAreCompressedAlreadyAreTakenAsTheyAre() throws {
        let data = Array(repeating: UInt8(ascii: "x"), count: 5000)
        func file(_ bytes: [UInt8], _ encoding: StreamEncoding) throws -> [UInt8] {
            var writer = PDFWriter()
            let root = writer.reserve()
            let stream = writer.reserve()
            writer.dictionary(root, .plain) { $0.reference("S", stream) }
            writer.stream(stream, bytes, encoding)
            return try writer.finish(root: root, identifier: SampleDocument.identifier)
        }
        let compressed = try file(data, .flate)
        var encoder = StreamEncoder()
        #expect(try file(encoder.compress(data), .deflated) == compressed)
        let read = try PDFFile.read(compressed)
        #expect(try read.streamBytes(PDFReference(number: 2), limit: 5000) == data)
        #expect(throws: PDFSyntaxError.self) { try read.streamBytes(PDFReference(number: 2), limit: 4999) }
        let stored = try PDFFile.read(file(data, .stored))
        #expect(try stored.streamBytes(PDFReference(number: 2), limit: 0) == data)
    }

    /// Other streams of the same bytes are taken over from a model; of other bytes, or longer than need be, none.
    @Test func streamsAreSpelledAsInAModel() throws {
        let data = Array(repeating: UInt8(ascii: "x"), count: 50)
        func file(_ bytes: [UInt8], _ encoding: StreamEncoding, model: [UInt8]? = nil) throws -> [UInt8] {
            var writer = PDFWriter(spelledAs: try model.map { bytes throws(PDFSyntaxError) in try PDFFile.read(bytes) })
            let root = writer.reserve()
            let stream = writer.reserve()
            writer.dictionary(root, .plain) { $0.reference("S", stream) }
            writer.stream(stream, bytes, encoding)
            return try writer.finish(root: root, identifier: SampleDocument.identifier)
        }
        let own = try file(data, .flate)
        let stored = Flate.compress(data, level: 0)
        let other = try file(stored, .deflated)
        try #require(other != own)
        #expect(try file(data, .flate, model: other) == other)
        #expect(try file(data.dropLast() + [0], .flate, model: other) == file(data.dropLast() + [0], .flate))
        #expect(try file(data + [0], .flate, model: other) == file(data + [0], .flate))
        // Empty stored blocks (RFC 1951, 3.2.4) hold nothing: a place to hide bytes in.
        let padding = (0..<40).flatMap { _ in [0, 0, 0, 0xFF, 0xFF] as [UInt8] }
        let padded = Array(stored[..<2]) + padding + stored[2...]
        #expect(try Flate.decompress(padded, limit: 50) == data)
        #expect(try file(data, .flate, model: file(padded, .deflated)) == own)
    }

    @Test func aStringThatPDFAForbidsStopsTheFile() throws {
        #expect(throws: PDFSyntaxError.self) {
            try SampleDocument(title: String(repeating: "测", count: 16_383)).bytes()
        }
        #expect(throws: Never.self) { try SampleDocument(title: String(repeating: "测", count: 16_382)).bytes() }
    }
}
