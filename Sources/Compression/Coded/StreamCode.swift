// SPDX-License-Identifier: Apache-2.0

/// A code that is settled for streams of one kind before any of them is known.
///
/// The best code for a stream of some kilobytes has to be made from its symbols and written down in front of them; one that
/// suits its kind is hardly longer, needs no counting and no making, and its head is copied.
public struct StreamCode: Sendable {
    let code: FlateCode
    /// The head of a block with this code that is the last of its stream.
    private let head: [UInt64]
    private let headBits: Int

    /// The code that suits samples of its kind; whatever is not in them can be compressed too, only less well.
    public init(samples: [[UInt8]]) {
        self.init(FlateCode(samples: samples, scan: StreamEncoder.scan, endsEach: true))
    }

    /// The code as it is spelled: for each symbol of literals with lengths and then of distances a letter, the first for a
    /// word of one bit.
    ///
    /// - Precondition: the words are those of two complete codes, of 15 bits at most.
    public init(spelling: StaticString) {
        let lengths = spelling.withUTF8Buffer { unsafe $0.map { $0 - 0x60 } }
        precondition(lengths.count == FlateCode.literalCount + FlateCode.distanceCount)
        let literals = HuffmanCode(lengths: Array(lengths[..<FlateCode.literalCount]))
        let distances = HuffmanCode(lengths: Array(lengths[FlateCode.literalCount...]))
        precondition(literals.isComplete && distances.isComplete, "words that make no code")
        self.init(FlateCode(literals: literals, distances: distances))
    }

    private init(_ code: FlateCode) {
        self.code = code
        var head = BitWriter()
        code.writeHead(isLast: true, to: &head)
        headBits = head.count
        head.align()
        self.head = head.words
    }

    /// The letters of ``init(spelling:)``.
    public var spelling: String {
        String(decoding: (code.literals.lengths + code.distances.lengths).map { $0 + 0x60 }, as: UTF8.self)
    }

    /// Appends tokens as the one block of a stream.
    func writeBlock(_ tokens: [DeflateToken], to out: inout BitWriter) {
        out.append(head, from: 0, headBits)
        code.write(tokens, to: &out)
        code.writeEnd(to: &out)
    }
}
