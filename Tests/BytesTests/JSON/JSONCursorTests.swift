// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct JSONCursorTests {
    @Test func readsWhatIsWritten() throws {
        let strings = ["", "a", "\"\\\n\r\t\u{1}\u{7F}", "行政处罚", "\u{1F409}", "a/b"]
        for string in strings {
            var writer = ByteWriter()
            writer.append("{\"n\":120,\"s\":")
            writer.append(jsonString: string)
            writer.append("}")
            var cursor = JSONCursor(writer.bytes)
            try cursor.expect("{\"n\":")
            #expect(try cursor.integer() == 120)
            let closes = cursor.take("}")
            #expect(!closes)
            try cursor.expect(",\"s\":")
            #expect(try cursor.string().utf8.elementsEqual(string.utf8))
            try cursor.expect("}")
            try cursor.end()
        }
    }

    @Test(arguments: [
        "", "a", "\"", "\"a", "\"\u{1}\"", "\"\\b\"", "\"\\/\"", "\"\\u0041\"", "\"\\u000A\"", "\"\\u00\"", "\"\\",
    ])
    func refusesOtherStrings(_ text: String) {
        #expect(throws: JSONError.self) {
            var cursor = JSONCursor(Array(text.utf8))
            _ = try cursor.string()
        }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: JSONError.self) {
            var cursor = JSONCursor([0x22, 0xFF, 0x22])
            _ = try cursor.string()
        }
    }

    @Test(arguments: ["", "-1", "+1", "01", "x", "1234567890123456789"])
    func refusesOtherIntegers(_ text: String) {
        #expect(throws: JSONError.self) {
            var cursor = JSONCursor(Array(text.utf8))
            _ = try cursor.integer()
            try cursor.end()
        }
    }

    @Test func saysWhereItStopped() {
        let error = #expect(throws: JSONError.self) {
            var cursor = JSONCursor(Array("{\"a\":1,\"c\"".utf8)[...])
            try cursor.expect("{\"a\":")
            _ = try cursor.integer()
            try cursor.expect(",\"b\"")
        }
        #expect(error?.description == "line 1, column 7: ,\"b\" was expected")
    }
}
