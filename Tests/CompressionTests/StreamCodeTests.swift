// SPDX-License-Identifier: Apache-2.0

import Compression
import TestSupport
import Testing

@Suite struct StreamCodeTests {
    private static let rows = (0..<300).map { "\(217 + $0) <</S/TD/P \(216 + $0 / 3) 0 R/Pg 4 0 R/K \($0 % 90)>>\n" }

    @Test func whatTheCodeWasNotMadeForIsReadBackToo() throws {
        var random = SeededGenerator.fresh(for: "whatTheCodeWasNotMadeForIsReadBackToo")
        let code = StreamCode(samples: [Array(Self.rows.joined().utf8)])
        var encoder = StreamEncoder()
        for count in [0, 1, 3, 4, 300, 9000, 65_535, 65_536, 100_000] {
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Array(Self.rows.joined().utf8.prefix(count))
            for bytes in [noise, text, noise + text + noise] {
                let stream = encoder.compress(bytes.span, with: code)
                #expect(try Flate.decompress(stream, limit: bytes.count) == bytes)
                // What a verifier allows at most, whatever the stream holds.
                #expect(stream.count <= bytes.count + bytes.count / 32 + 64)
            }
        }
    }

    @Test func theSpellingOfACodeIsReadBack() {
        let code = StreamCode(spelling: Self.spelling)
        #expect(code.spelling == Self.spelling.description)
    }

    /// Two complete codes that suit nothing in particular.
    private static let spelling: StaticString = """
        hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh\
        hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii\
        iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiigggggggggggggggggggggggghhhhgg\
        ddeeeeeeeeeeeeeeeeeeeeeeeeeeee
        """
}
