// SPDX-License-Identifier: Apache-2.0

import Intake
import TestSupport
import Testing

struct TextTests {
    private func decode(_ bytes: [UInt8], piece: Int = 1 << 16) throws(IntakeError) -> (String, TextEncoding) {
        let (text, encoding) = try DeliveryText.decode(bytes, piece: piece)
        return (String(decoding: text, as: UTF8.self), encoding)
    }

    /// Every character of the basic plane and of Extensions B to H, as glibc's iconv encodes it.
    @Test func readsWhatIconvWrites() throws {
        var text = ""
        for value in Array(0x80..<0x10000) + Array(0x20000..<0x323B0) {
            guard let scalar = Unicode.Scalar(UInt32(value)), !(0xE000...0xF8FF).contains(value) else { continue }
            text.unicodeScalars.append(scalar)
            text.unicodeScalars.append("\n")
        }
        let directory = try TemporaryDirectory()
        let path = try directory.write("text", Array(text.utf8))
        let result = try Tool.run("iconv", ["-f", "UTF-8", "-t", "GB18030", path])
        #expect(result.status == 0, "\(result.errorText)")
        let (decoded, encoding) = try decode(result.output)
        #expect(encoding == .gb18030)
        #expect(decoded.utf8.elementsEqual(text.utf8))
    }

    /// Every two-byte code, as glibc's iconv decodes it, private use included.
    @Test func readsEachTwoByteCodeAsIconvDoes() throws {
        var bytes: [UInt8] = []
        for lead in 0x81...0xFE {
            for trail in 0x40...0xFE where trail != 0x7F { bytes += [UInt8(lead), UInt8(trail), 0x0A] }
        }
        let directory = try TemporaryDirectory()
        let path = try directory.write("bytes", bytes)
        let result = try Tool.run("iconv", ["-f", "GB18030", "-t", "UTF-8", path])
        #expect(result.status == 0, "\(result.errorText)")
        #expect(try DeliveryText.decode(bytes, piece: 4096).text == result.output)
    }

    /// The codes that changed between 2000 and 2022 mean the same character in both of their forms.
    @Test(
        arguments: [
            ([0xFE, 0x59], "\u{9FB4}"), ([0x82, 0x35, 0x90, 0x37], "\u{9FB4}"), ([0xA6, 0xD9], "\u{FE10}"),
            ([0xA8, 0xBC], "\u{1E3F}"), ([0x81, 0x35, 0xF4, 0x37], "\u{1E3F}"), ([0xFE, 0x51], "\u{20087}"),
            ([0x90, 0x30, 0x81, 0x30], "\u{10000}"), ([0xE3, 0x32, 0x9A, 0x35], "\u{10FFFF}"), ([0xC4, 0xDA], "内"),
            ([0x81, 0x39, 0xEE, 0x39], "\u{3400}"), ([0xAA, 0xA1], "\u{E000}"),
        ] as [([UInt8], String)])
    func mapsByTheEditionOf2022(vector: (bytes: [UInt8], text: String)) throws {
        // A lone lead byte before keeps the text from being UTF-8.
        let (text, _) = try decode([0xC4, 0xDA] + vector.bytes)
        #expect(text == "内" + vector.text)
    }

    @Test func readsInPiecesOfAnySize() throws {
        let text = "行政处罚,䶮㛃堃𪚥\r\n\"引\n号\",ABC\n"
        let directory = try TemporaryDirectory()
        let path = try directory.write("text", Array(text.utf8))
        let encoded = try Tool.run("iconv", ["-f", "UTF-8", "-t", "GB18030", path]).output
        for piece in 1...9 {
            #expect(try decode(encoded, piece: piece).0 == text)
            #expect(try decode(Array(text.utf8), piece: piece).0 == text)
            let rows = try DeliveryText.rows(encoded, piece: piece)
            #expect(rows.map(\.values) == [["行政处罚", "䶮㛃堃𪚥"], ["引\n号", "ABC"]])
        }
    }

    @Test func tellsTheEncoding() throws {
        #expect(try decode(Array("abc".utf8)).1 == .utf8)
        #expect(try decode(Array("内蒙古".utf8)).1 == .utf8)
        let marked = try decode([0xEF, 0xBB, 0xBF] + Array("内".utf8))
        #expect(marked.0 == "内" && marked.1 == .utf8)
        #expect(try decode([0xC4, 0xDA, 0xC3, 0xC9]).1 == .gb18030)
    }

    /// Bytes that are no text of either encoding, with the place that the message names.
    @Test(
        arguments: [
            ([0x61, 0xC4, 0xDA, 0x81], "byte 3"), ([0xC4, 0xDA, 0x81, 0x30, 0x81], "byte 2"),
            ([0xC4, 0xDA, 0xFF], "byte 2"),
            ([0xC4, 0xDA, 0x80], "byte 2"), ([0xC4, 0xDA, 0x81, 0x20], "byte 2"),
            ([0xC4, 0xDA, 0x84, 0x31, 0xA4, 0x40], "byte 2"),
            ([0xC4, 0xDA, 0x85, 0x30, 0x81, 0x30], "byte 2"), ([0xC4, 0xDA, 0xE3, 0x32, 0x9A, 0x36], "byte 2"),
            ([0xEF, 0xBB, 0xBF, 0x61, 0xC4, 0x61], "byte 4"), ([0xEF, 0xBB, 0xBF, 0xE5, 0x86], "byte 3"),
            ([0xEF, 0xBB, 0xBF, 0xC0, 0x80], "byte 3"), ([0xEF, 0xBB, 0xBF, 0xED, 0xA0, 0x80], "byte 3"),
            ([0xEF, 0xBB, 0xBF, 0xF4, 0x90, 0x80, 0x80], "byte 3"),
            ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0x50, 0x4B, 0x03, 0x04, 0x14], "XLSX"), ([0x00, 0x61], "zero"),
        ] as [([UInt8], String)])
    func refusesOtherBytes(vector: (bytes: [UInt8], mention: String)) throws {
        let error = try #require(throws: IntakeError.self) { _ = try decode(vector.bytes) }
        #expect(error.code == .encoding)
        #expect(error.message.contains(vector.mention), "\(error)")
    }
}
