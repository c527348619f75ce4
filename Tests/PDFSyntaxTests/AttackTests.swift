// SPDX-License-Identifier: Apache-2.0

import Bytes
import PDFSyntax
import TestSupport
import Testing

/// A way to change a signed file, and why it must be refused.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let code: PDFSyntaxError.Code
    let forge: @Sendable ([UInt8]) throws -> [UInt8]

    init(_ name: String, _ code: PDFSyntaxError.Code, _ forge: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.name = name
        self.code = code
        self.forge = forge
    }

    /// A change of text, after which everything is made to fit again.
    static func text(
        _ name: String, _ code: PDFSyntaxError.Code, _ text: String, _ other: String
    ) -> Attack {
        Attack(name, code) { try PDFForgery.reassembled($0.replacing(text, with: other)) }
    }

    /// Bytes put behind the end.
    static func appending(_ name: String, _ bytes: [UInt8]) -> Attack {
        Attack(name, .ending) { $0 + bytes }
    }

    /// Another text in the place of the byte range with its key; everything else is made to fit.
    static func byteRange(
        _ name: String, _ code: PDFSyntaxError.Code, _ change: @escaping @Sendable (String) -> String
    ) -> Attack {
        Attack(name, code) { bytes in
            let (start, end) = (PDFForgery.byteRange(in: bytes), PDFForgery.contents(in: bytes) - 10)
            let new = change(String(decoding: bytes[start..<end], as: UTF8.self))
            return try PDFForgery.reassembled(
                Array(bytes[..<start]) + Array(new.utf8) + Array(bytes[end...]), keepsByteRange: true)
        }
    }

    /// Other numbers in the field of the byte range, which keeps its width.
    static func numbers(_ name: String, _ text: String) -> Attack {
        Attack(name, .byteRange) { PDFForgery.withByteRange($0, text) }
    }

    /// Another text in the place of the contents with their key; everything else is made to fit.
    static func contents(
        _ name: String, _ code: PDFSyntaxError.Code, _ change: @escaping @Sendable (String) -> String
    ) -> Attack {
        Attack(name, code) { bytes in
            let start = PDFForgery.contents(in: bytes)
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? start
            let new = change(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
            return try PDFForgery.reassembled(
                Array(bytes[..<(start - 10)]) + Array(new.utf8) + Array(bytes[(end + 1)...]))
        }
    }

    var testDescription: String { name }
}

/// Changed files, each with its reason (security anchors: universal forgery, incremental saving, wrapping, and others).
struct AttackTests {
    static let signed: [UInt8] = {
        let sample = SampleDocument(pages: 1, elementsOnPage: 3, capacity: 300)
        return (try? sample.prepared().completed(with: shapedSignature)) ?? []
    }()

    @Test func theHonestFileAndItsReassemblyAreAccepted() throws {
        #expect(try SignedPDFShape.read(Self.signed).cms == shapedSignature)
        #expect(try PDFForgery.reassembled(Self.signed) == Self.signed)
    }

    @Test(arguments: universalForgeries + incrementalSavings + wrappings + contentsForms + structures + frames)
    func isRefused(attack: Attack) throws {
        let forged = try attack.forge(Self.signed)
        try #require(forged != Self.signed, "the attack changed nothing")
        let error = #expect(throws: PDFSyntaxError.self) { try SignedPDFShape.read(forged) }
        #expect(error?.code == attack.code, "\(error?.description ?? "accepted")")
    }

    static let universalForgeries: [Attack] = [
        .byteRange("USF: byte range removed", .signature) { _ in "" },
        .byteRange("USF: byte range without a value", .byteRange) { _ in "/ByteRange " },
        .byteRange("USF: byte range null", .byteRange) { _ in "/ByteRange null" },
        .byteRange("USF: byte range empty", .byteRange) { _ in "/ByteRange []" },
        .numbers("USF: byte range of zeros", "[0 0 0 0]"),
        .numbers("USF: byte range with two numbers", "[0 100]"),
        .numbers("USF: byte range negative", "[0 -1 100 -5]"),
        .numbers("USF: byte range too large", "[0 9999999999 9999999999 9999999999]"),
        .numbers("USF: byte range beyond 64 bits", "[0 18446744073709551617 1 1]"),
        .numbers("byte range of nothing but the beginning", "[0 100 100 0]"),
        .contents("USF: contents removed", .byteRange) { _ in "" },
        .contents("USF: contents without a value", .byteRange) { _ in "/Contents" },
        .contents("USF: contents null", .byteRange) { _ in "/Contents null" },
        .contents("USF: contents empty", .contents) { _ in "/Contents <>" },
        .contents("USF: contents of zeros", .contents) {
            "/Contents <\(String(repeating: "0", count: $0.utf8.count))>"
        },
        .contents("USF: contents of one zero byte", .contents) { _ in "/Contents <00>" },
    ]

    static let incrementalSavings: [Attack] = [
        Attack("ISA: objects, cross-reference table and trailer", .ending) { bytes in
            let object = "9999 0 obj\n<</Type/Page>>\nendobj\n"
            let start = bytes.count + object.utf8.count
            return bytes + Array(object.utf8)
                + Array(
                    "xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 5/Prev 10>>\nstartxref\n\(start)\n%%EOF\n".utf8)
        },
        .appending("ISA: objects only", Array("5 0 obj\n<</Type/Metadata>>\nendobj\n".utf8)),
        .appending("ISA: objects and a trailer", Array("5 0 obj\n1\nendobj\ntrailer\n<</Size 9>>\n%%EOF\n".utf8)),
        Attack("ISA: objects and a copy of the signature", .ending) { bytes in
            let start = bytes.offset(of: "11 0 obj") ?? 0
            let end = bytes.offset(of: "endobj\n", from: start) ?? 0
            return bytes + Array("5 0 obj\n1\nendobj\n".utf8) + Array(bytes[start..<(end + 7)])
        },
        .appending("a line end behind the end", [0x0A]),
        .appending("a comment behind the end", Array("%x\n".utf8)),
        .appending("a zero behind the end", [0]),
        .appending("a second end", Array("%%EOF\n".utf8)),
        .appending("the end record of a ZIP file", [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)),
        Attack("the whole file twice", .ending) { $0 + $0 },
    ]

    static let wrappings: [Attack] = [
        Attack("SWA: the tail moved behind what is put in", .object) { bytes in
            let end = bytes.offset(of: ">/Filter/Adobe") ?? 0
            return Array(bytes[...end]) + Array("/Pages 5 0 R>>\nendobj\n5 0 obj\n".utf8) + Array(bytes[(end + 1)...])
        },
        .contents("SWA: a key between contents and tail, covered by nothing", .byteRange) { digits in
            "/Contents <\(digits)>/Location(x)"
        }.then { bytes in
            // The byte range skips the new key.
            let start = PDFForgery.contents(in: bytes)
            let end = (bytes.offset(of: "/Location(x)") ?? 0) + 12
            return PDFForgery.withByteRange(bytes, "[0 \(start) \(end) \(bytes.count - end)]")
        },
        .byteRange("SWA: two byte ranges", .byteRange) { $0 + $0 },
        .text(
            "SWA: a second byte range behind the contents", .byteRange, ">/Filter/Adobe",
            ">/ByteRange[0 1 2 3]/Filter/Adobe"),
        .text("SWA: second contents", .signature, "/Reason<", "/Contents<3000>/Reason<"),
        .text("SWA: a byte range in another dictionary", .byteRange, "/SigFlags 3", "/SigFlags 3/ByteRange[0 1 2 3]"),
        .byteRange("the first part begins late", .byteRange) { "/ByteRange [1" + $0.dropFirst(13) },
        .byteRange("byte range with a leading zero", .byteRange) { "/ByteRange [0 0" + $0.dropFirst(14).dropLast() },
        .byteRange("byte range filled up before its bracket", .byteRange) { field in
            String(field.dropLast().map { $0 == "]" ? " " : $0 }) + "]"
        },
        .byteRange("byte range filled up in front", .byteRange) { field in
            "/ByteRange  " + field.dropFirst(11).dropLast()
        },
        .byteRange("byte range in a field of another width", .byteRange) { $0 + " " },
    ]

    static let contentsForms: [Attack] = [
        .contents("a byte other than zero behind the signature", .contents) { "/Contents <\($0.dropLast())1>" },
        .contents("upper-case digits", .contents) { "/Contents <\($0.uppercased())>" },
        .contents("white space between the digits", .contents) { "/Contents <\($0.prefix(8)) \($0.dropFirst(8))>" },
        .contents("an odd number of digits", .contents) { "/Contents <\($0)0>" },
        .contents("a signature cut short", .contents) { "/Contents <\($0.prefix(40))>" },
        .contents("a signature of indefinite length", .contents) { "/Contents <3080\($0.dropFirst(4))>" },
        .contents("a length in more bytes than it needs", .contents) { "/Contents <308300\($0.dropFirst(4))>" },
        .contents("a signature that is no sequence", .contents) { "/Contents <31\($0.dropFirst(2))>" },
        .contents("contents as a literal string", .byteRange) { "/Contents (\($0))" },
        .contents("contents longer than a string may be", .contents) {
            "/Contents <\($0 + String(repeating: "0", count: 66_000))>"
        },
        .contents("a space before the contents is missing", .byteRange) { "/Contents<\($0)>" },
    ]

    static let structures: [Attack] = [
        .text("a permission to fill in forms", .signature, "/P 1/V/1.2", "/P 2/V/1.2"),
        .text("another sub-filter", .signature, "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"),
        .text("no reference to a permission", .signature, "/Reference[", "/Referenza["),
        .text("a second field", .signature, "/Fields[10 0 R]", "/Fields[10 0 R 10 0 R]"),
        .text("no field", .signature, "/Fields[10 0 R]", "/Fields[]"),
        .text("a field of another kind", .signature, "/FT/Sig", "/FT/Btn"),
        .text("a field with another value", .signature, "/V 11 0 R", "/V 10 0 R"),
        .text("a field with children", .signature, "/T(signature)", "/T(signature)/Kids[]"),
        .text("no certification", .signature, "/Perms<</DocMDP 11 0 R>>", ""),
        .text("usage rights beside the certification", .signature, "/DocMDP 11 0 R", "/DocMDP 11 0 R/UR3 11 0 R"),
        .text(
            "a second signature", .signature, "\n10 0 obj\n", "\n12 0 obj\n<</Type/Sig/Filter/X>>\nendobj\n10 0 obj\n"),
        .text("a document time-stamp", .signature, "/SigFlags 3", "/SigFlags 3/X<</Type/DocTimeStamp>>"),
        .text("encryption named in a plain object", .encrypted, "/SigFlags 3", "/SigFlags 3/Encrypt 4 0 R"),
        Attack("encryption named in the trailer", .encrypted) {
            try PDFForgery.reassembled($0) { $0.replacing("/W[", with: "/Encrypt 4 0 R/W[") }
        },
        Attack("a previous revision named in the trailer", .crossReference) {
            try PDFForgery.reassembled($0) { $0.replacing("/W[", with: "/Prev 15/W[") }
        },
        Attack("identifiers that differ", .crossReference) {
            try PDFForgery.reassembled($0) { $0.replacing("<000f", with: "<010f") }
        },
        Attack("the catalog in another place", .crossReference) {
            try PDFForgery.reassembled($0) { $0.replacing("/Root 1 0 R", with: "/Root null") }
        },
        .text("a catalog of another type", .reference, "/Type/Catalog", "/Type/Catalogue"),
    ]

    static let frames: [Attack] = [
        Attack("bytes before the header", .header) { Array("x\n".utf8) + $0 },
        Attack("a byte order mark", .header) { [0xEF, 0xBB, 0xBF] + $0 },
        .text("another version", .header, "%PDF-1.7", "%PDF-2.0"),
        .text("line ends of two characters", .header, "%PDF-1.7\n", "%PDF-1.7\r\n"),
        Attack("an empty file", .header) { _ in [] },
        Attack("the last line end missing", .ending) { Array($0.dropLast()) },
        Attack("the ending missing", .ending) {
            Array($0[..<($0.offset(of: "startxref\n", from: $0.count - 40) ?? 0)])
        },
        Attack("another place of the cross-reference stream", .ending) { bytes in
            let start = bytes.offset(of: "startxref\n", from: bytes.count - 40) ?? 0
            return Array(bytes[..<start]) + Array("startxref\n15\n%%EOF\n".utf8)
        }.fitting(),
        Attack("the cross-reference stream missing", .ending) { bytes in
            Array(bytes[..<(bytes.offset(of: "\nendobj\n", from: bytes.offset(of: "ObjStm") ?? 0) ?? 0)])
                + Array("\nendobj\n".utf8)
        }.fitting(),
        .text("a comment between objects", .object, "\n10 0 obj\n", "\n%x\n10 0 obj\n"),
        .text("an empty line between objects", .object, "\n10 0 obj\n", "\n\n10 0 obj\n"),
        .text("a comment in a dictionary", .spelling, "/SigFlags 3", "/SigFlags 3%x\n"),
        .text("a space too many", .spelling, "/SigFlags 3", "/SigFlags  3"),
        .text("a key twice", .spelling, "/SigFlags 3", "/SigFlags 3/SigFlags 3"),
        .text("a name with a needless escape", .spelling, "/SigFlags 3", "/SigF#6cags 3"),
        .text("a number with a sign", .spelling, "/SigFlags 3", "/SigFlags +3"),
        .text("a number with leading zeros", .spelling, "/SigFlags 3", "/SigFlags 03"),
        .text("a string in hexadecimal that should be literal", .spelling, "/T(signature)", "/T<616263>"),
        .text("a generation other than zero", .object, "\n10 0 obj\n", "\n10 1 obj\n"),
        .text("an object number with leading zeros", .object, "\n10 0 obj\n", "\n010 0 obj\n"),
        .text(
            "an object that the cross-reference stream does not know", .crossReference, "\n10 0 obj\n",
            "\n99 0 obj\n1\nendobj\n10 0 obj\n"),
        .text("an object twice", .crossReference, "\n10 0 obj\n", "\n9 0 obj\n1\nendobj\n10 0 obj\n"),
        Attack("a cross-reference stream with a wrong offset", .crossReference) { bytes in
            PDFForgery.withByteRange(
                bytes.replacing("\n10 0 obj\n", with: "\n9 0 obj\n").replacing("\n9 0 obj\n", with: "\n10 0 obj\n"))
        },
        .text("a stream shorter than its length", .object, "/Length 1", "/Length 2"),
        .text("a stream with a negative length", .object, "/Length 1", "/Length -1"),
        .text("a stream longer than the file", .object, "/Length 1", "/Length 99991"),
        .text("no length", .object, "/Length 1", "/Lengthen 1"),
    ]

    private static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: count)
    }
}

extension Attack {
    /// The attack, and another change after it.
    func then(_ more: @escaping @Sendable ([UInt8]) throws -> [UInt8]) -> Attack {
        Attack(name, code) { try more(forge($0)) }
    }

    /// The attack, with a byte range that fits the file it gives.
    func fitting() -> Attack {
        then { PDFForgery.withByteRange($0) }
    }
}

extension String {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        String(decoding: Array(utf8).replacing(text, with: other), as: UTF8.self)
    }
}
