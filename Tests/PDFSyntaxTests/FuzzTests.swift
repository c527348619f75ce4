// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import PDFSyntax
import TestSupport
import Testing

/// Damaged files: each is refused or read, and none brings the reader down.
struct FuzzTests {
    static let signed = AttackTests.signed

    /// Everything that the reader offers, on one file; true if all of it is accepted.
    @discardableResult
    private func readAll(_ bytes: [UInt8]) -> Bool {
        guard let file = try? PDFFile.read(bytes) else { return false }
        _ = try? SignedPDFShape.read(bytes)
        _ = try? file.embeddedFile()
        for reference in file.references {
            _ = try? file.value(reference)
            _ = try? file.streamBytes(reference, limit: 1 << 20)
        }
        return (try? file.checkObjectStreams()) != nil
    }

    @Test func aFileCutAnywhereIsRefused() throws {
        let lines = Self.signed.indices.filter { Self.signed[$0] == UInt8(ascii: "\n") }
        let places = Set(lines.flatMap { [$0, $0 + 1] } + Array(stride(from: 0, to: Self.signed.count, by: 13)))
        for count in places.sorted() where count < Self.signed.count {
            #expect(throws: PDFSyntaxError.self) { try PDFFile.read(Array(Self.signed[..<count])) }
        }
    }

    @Test func aFileThatLacksItsBeginningIsRefused() throws {
        for count in 1..<40 {
            #expect(throws: PDFSyntaxError.self) { try PDFFile.read(Array(Self.signed[count...])) }
        }
    }

    @Test func randomChangesNeverBringTheReaderDown() throws {
        var random = SeededGenerator.fresh(for: "random changes never bring the reader down")
        let structure = Array("0123456789/<>[]()#\\ \nRnulltruefalse-.obj".utf8)
        for _ in 0..<300 {
            var bytes = Self.signed
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[place] = structure.randomElement(using: &random) ?? 0
                case 2: bytes.remove(at: place)
                case 3: bytes.insert(structure.randomElement(using: &random) ?? 0, at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...64, using: &random)))
                }
            }
            readAll(bytes)
            // And with the offsets right again, so that the change gets further.
            if let again = try? PDFForgery.reassembled(bytes) { readAll(again) }
        }
    }

    /// The shape leaves nothing but the bytes of pages, metadata and the attachment to the digest.
    @Test func aZeroIsOverlookedOnlyInsideStreams() throws {
        let honest = try PDFFile.read(Self.signed)
        var isLeftToTheDigest = [Bool](repeating: false, count: Self.signed.count)
        for reference in honest.references where honest.isPlain(reference) {
            guard let range = try? honest.streamRange(reference) else { continue }
            let type = try honest.dictionary(reference)["Type"]
            if type != .name("ObjStm") && type != .name("XRef") {
                for place in range { isLeftToTheDigest[place] = true }
            }
        }
        for place in Self.signed.indices where Self.signed[place] != 0 {
            var bytes = Self.signed
            bytes[place] = 0
            let isAccepted = (try? SignedPDFShape.read(bytes).file.checkObjectStreams()) != nil
            #expect(isAccepted == isLeftToTheDigest[place], "at offset \(place)")
        }
    }

    /// Object streams with a damaged beginning, a damaged value, or not what the cross-reference stream says.
    @Test(arguments: [
        ("12 0 13 ", "12 0  13 "), ("12 0 13 ", "12 1 13 "), ("12 0 13 ", "13 0 12 "), ("12 0 13 ", "+12 0 13 "),
        ("12 0 13 ", "012 0 13 "), ("<<", "<< "), ("<<", ""), ("<<", "<</Encrypt 1/"), ("<<", "<</ByteRange[]"),
        ("/Type/StructElem", "/Type/Sig"), (">>\n", ">>\n\n"), (">>\n", ">>%\n"), (">>\n", ">> "),
    ])
    func damageInObjectStreamsIsFound(text: String, other: String) throws {
        var writer = PDFWriter()
        let root = writer.reserve()
        let numbers = writer.reserve(count: 13)
        writer.dictionary(root, .plain) { $0.name("Type", "Catalog") }
        for number in numbers.dropFirst(10) + numbers.prefix(10) {
            writer.dictionary(number) { $0.name("Type", "StructElem") }
        }
        let bytes = try writer.finish(root: root, identifier: SampleDocument.identifier)
        let honest = try PDFFile.read(bytes)
        #expect(throws: Never.self) { try honest.checkObjectStreams() }
        let range = try honest.streamRange(#require(honest.objectStreams.first))
        let plain = try Flate.decompress(Array(bytes[range]), limit: 1 << 20)
        let damaged = plain.replacing(text, with: other)
        try #require(damaged != plain)
        let compressed = Flate.compress(damaged, level: 6)
        let file = (Array(bytes[..<range.lowerBound]) + compressed + Array(bytes[range.upperBound...]))
            .replacing("/Length \(range.count)", with: "/Length \(compressed.count)")
        let read = try PDFFile.read(PDFForgery.reassembled(file))
        #expect(throws: PDFSyntaxError.self) { try read.checkObjectStreams() }
    }

    @Test func aBombIsRefusedBeforeItGoesOff() throws {
        var writer = PDFWriter()
        let root = writer.reserve()
        let bomb = writer.reserve()
        writer.dictionary(root) { $0.name("Type", "Catalog") }
        writer.stream(bomb, [UInt8](repeating: 32, count: 20 << 20), .flate)
        let bytes = try writer.finish(root: root, identifier: SampleDocument.identifier)
        let file = try PDFFile.read(bytes)
        let error = #expect(throws: PDFSyntaxError.self) { try file.streamBytes(bomb, limit: 1 << 20) }
        #expect(error?.code == .limit)

        let small = try PDFFile.read(bytes, limits: PDFLimits(objectStreamSize: 10))
        #expect(throws: PDFSyntaxError.self) { try small.value(root) }
        #expect(throws: PDFSyntaxError.self) { try small.checkObjectStreams() }
        for limits in [PDFLimits(fileSize: bytes.count - 1), PDFLimits(objects: 3)] {
            let error = #expect(throws: PDFSyntaxError.self) { try PDFFile.read(bytes, limits: limits) }
            #expect(error?.code == .limit)
        }
    }

    /// Values outside streams cost the most time, so all of them together are bounded, wherever the bound falls.
    @Test func valuesAreBoundedAltogether() throws {
        let file = try PDFFile.read(Self.signed)
        var bytes = 0
        var least = 0
        for limit in stride(from: 0, to: Self.signed.count, by: 1) {
            let error = (try? PDFFile.read(Self.signed, limits: PDFLimits(plainValues: limit))) == nil
            if error { least = limit + 1 }
        }
        for reference in file.references where file.isPlain(reference) {
            if let stream = try? file.streamRange(reference) { bytes += stream.count }
        }
        #expect(least > 100 && least < Self.signed.count - bytes, "streams do not count")
        for limit in [0, 1, least / 2, least - 1] {
            let error = #expect(throws: PDFSyntaxError.self) {
                try PDFFile.read(Self.signed, limits: PDFLimits(plainValues: limit))
            }
            #expect(error?.code == .limit, "\(limit): \(error?.description ?? "")")
        }
        #expect(throws: Never.self) { try PDFFile.read(Self.signed, limits: PDFLimits(plainValues: least)) }
    }

    /// Values that nest, or go on, for as long as the file does.
    @Test(arguments: ["[", "<</A", "(", "<00", "/A", "[1 ", "1", "-", "[/A#", "[1 0 R"])
    func endlessValuesAreRefused(text: String) throws {
        let header = Array(Self.signed[..<15])
        let endless = Array(String(repeating: text, count: 50_000).utf8)
        let error = #expect(throws: PDFSyntaxError.self) {
            try PDFFile.read(header + Array("1 0 obj\n".utf8) + endless)
        }
        #expect([.spelling, .limit, .object].contains(error?.code), "\(error?.description ?? "")")
    }
}
