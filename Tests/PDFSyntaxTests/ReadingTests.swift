// SPDX-License-Identifier: Apache-2.0

import Bytes
import PDFSyntax
import TestSupport
import Testing

/// Our own files, read back.
struct ReadingTests {
    @Test(arguments: [true, false])
    func everyObjectIsReadBack(isSigned: Bool) throws {
        let file = try PDFFile.read(SampleDocument(isSigned: isSigned).bytes())
        try file.checkObjectStreams()
        #expect(file.identifier == SampleDocument.identifier)
        #expect((file.signature == nil) == !isSigned)
        let inStreams = try file.objectStreams.flatMap { try file.objects(inStream: $0) }
        let plain = file.references.filter { file.isPlain($0) }
        #expect(inStreams.count + plain.count == file.references.count)
        for (reference, value) in inStreams.prefix(20) { #expect(try file.value(reference) == value) }
        for reference in plain { #expect(throws: Never.self) { try file.value(reference) } }

        let information = try file.dictionary(#require(file.information))
        #expect(information["Title"]?.textValue == "专项信用报告（测试）")
        #expect(information["AllBytes"]?.stringValue == (0...255).map { UInt8($0) })
        #expect(information["Escapes"]?.textValue == #"a(b)\c(("#)
        #expect(information["Odd"]?.nameValue == "A#b/c(d)<e>[f]{g}%h")
        let numbers: [PDFValue] = [
            .number(thousandths: 1500), .number(thousandths: -250), .integer(3), .integer(0), .number(thousandths: 1),
            .integer(-2_147_483_647),
        ]
        #expect(information["Numbers"]?.arrayValue == numbers)
    }

    /// Random values, written in both places, read, and written again.
    @Test func valuesThatWereReadAreWrittenToTheSameBytes() throws {
        var random = SeededGenerator.fresh(for: "values that were read are written to the same bytes")
        let values = (0..<600).map { _ in Self.value(depth: 4, &random) }
        func file(_ values: [PDFValue]) throws -> [UInt8] {
            var writer = PDFWriter()
            let root = writer.reserve()
            let references = writer.reserve(count: values.count)
            writer.array(root) { array in for reference in references { array.reference(reference) } }
            for (index, reference) in references.enumerated() {
                writer.value(reference, values[index], index.isMultiple(of: 7) ? .plain : .compressed)
            }
            return try writer.finish(root: root, identifier: SampleDocument.identifier)
        }
        let bytes = try file(values)
        let read = try PDFFile.read(bytes)
        try read.checkObjectStreams()
        let again = try (read.value(read.root).arrayValue ?? []).map { try read.value(#require($0.referenceValue)) }
        #expect(again == values)
        #expect(try file(again) == bytes)
    }

    private static func value(depth: Int, _ random: inout SeededGenerator) -> PDFValue {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 8), using: &random) {
        case 0: return .null
        case 1: return .boolean(.random(using: &random))
        case 2: return .integer(.random(in: -0x7FFF_FFFF...0x7FFF_FFFF, using: &random))
        case 3:
            let thousandths = Int.random(in: -5_000_000...5_000_000, using: &random)
            return thousandths.isMultiple(of: 1000) ? .integer(thousandths / 1000) : .number(thousandths: thousandths)
        case 4:
            let characters = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                UInt8.random(in: 0x21...0x7E, using: &random)
            }
            return .name(PDFName(String(decoding: characters, as: UTF8.self)))
        case 5:
            return .string(
                (0..<Int.random(in: 0...20, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        case 6:
            return .string(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in .random(in: 32...126, using: &random) })
        case 7: return .reference(PDFReference(number: .random(in: 1...0x7FFF_FFFF, using: &random)))
        case 8:
            return .array((0..<Int.random(in: 0...6, using: &random)).map { _ in value(depth: depth - 1, &random) })
        default:
            let count = Int.random(in: 0...6, using: &random)
            return .dictionary(
                PDFDictionary((0..<count).map { .init(PDFName("K\($0)"), value(depth: depth - 1, &random)) }))
        }
    }

    @Test func theAttachmentIsFoundAsItIs() throws {
        let sample = SampleDocument()
        let bytes = try sample.bytes()
        let embedded = try PDFFile.read(bytes).embeddedFile()
        #expect(Array(bytes[embedded.range]) == sample.attachment)
        #expect(embedded.name == "report.xml" && embedded.mediaType == "text/xml")
        #expect(embedded.relationship == "Source" && embedded.description == "报告数据（测试）")
    }

    /// Changes of the same length, so that all offsets still hold.
    @Test(arguments: [
        ("/AF[6 0 R]", "/AF[7 0 R]"), ("/AF[6 0 R]", "/AG[6 0 R]"), ("/AF[6 0 R]", "/AF[9 0 R]"),
        ("/AF[6 0 R]", "/AF[8 0 R]"), ("/AF[6 0 R]", "/AF 6 0 R "),
        ("/Names[(report.xml)6", "/Names[(report.xmk)6"), ("/Names[(report.xml)6", "/Names[(report.xml)7"),
        ("/EF<</F 7 0 R/UF 7 0 R", "/EF<</F 7 0 R/UF 5 0 R"), ("/EF<</F 7 0 R/UF 7 0 R", "/EF<</F 5 0 R/UF 5 0 R"),
        ("/Params<</Size 66", "/Params<</Size 67"), ("/Params<<", "/Filter<<"),
        ("/Type/EmbeddedFile/Sub", "/Type/EmbeddedFilf/Sub"),
        ("/Type/Metadata/Subtype/", "/Type/EmbeddedFile/Sub/"), ("/UF(report.xml)", "/UF(report.xmk)"),
    ])
    func anAttachmentOfAnotherFormIsRefused(text: String, other: String) throws {
        let bytes = try SampleDocument(isSigned: false).unsigned()
        let changed = bytes.replacing(text, with: other)
        try #require(changed != bytes && changed.count == bytes.count)
        let error = #expect(throws: PDFSyntaxError.self) { try PDFFile.read(changed).embeddedFile() }
        let codes: [PDFSyntaxError.Code] = other.hasSuffix(" ") ? [.spelling] : [.attachment, .reference]
        #expect(error.map { codes.contains($0.code) } == true, "\(error?.description ?? "accepted")")
    }

    @Test func whatIsNotThereIsRefused() throws {
        let file = try PDFFile.read(SampleDocument(pages: 1, elementsOnPage: 1).bytes())
        for read in [
            { _ = try file.value(PDFReference(number: 9999)) }, { _ = try file.streamRange(file.root) },
            { _ = try file.streamRange(PDFReference(number: 2)) },
            { _ = try file.plainDictionary(PDFReference(number: 2)) },
            { _ = try file.objects(inStream: PDFReference(number: 7)) },
        ] as [() throws -> Void] {
            #expect(throws: PDFSyntaxError.self) { try read() }
        }
    }
}
