// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing

@Suite struct JSONReaderTests {
    private func object(_ names: [String]) -> [UInt8] {
        Array(("{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
    }

    /// Twice as many names must take twice the time, not four times: with the names compared one by one the last of
    /// these takes hours.
    @Test(arguments: [1, 15, 16, 17, 18, 1_000, 100_000]) func aNameStandsOnceAmongAnyNumber(_ count: Int) throws {
        let names = (0..<count).map { "n\($0)" }
        #expect(try JSONReader.read(object(names)).members?.count == count)
        for repeated in [names[0], names[count / 2], names[count - 1]] {
            let error = #expect(throws: JSONError.self) { try JSONReader.read(object(names + [repeated])) }
            #expect(error?.message == "the name \"\(repeated)\" stands twice in one object")
        }
    }

    @Test(arguments: [2, 40]) func namesAreComparedByteForByte(_ count: Int) throws {
        let names = (0..<count).map { "n\($0)" } + ["\u{E9}", "e\u{301}"]
        #expect(try JSONReader.read(object(names)).members?.count == count + 2)
    }
}
