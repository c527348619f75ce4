// SPDX-License-Identifier: Apache-2.0

/// What is checked about the bytes of a document that arrives in pieces, before a parser sees them: `Preflight` over
/// the borders of pieces.
struct StreamPreflight {
    private let limits: XMLLimits
    private let labels: [String]
    private var held: [UInt8] = []
    private var isFirst = true
    private var endsWithReturn = false
    private var quote: UInt8 = 0
    private var values = 0
    private var tagBytes = 0
    private var kind = Kind.none

    private enum Kind { case none, opening, tag, other }

    /// Enough to hold any XML declaration.
    private static let headBytes = 1024

    /// - Parameter labels: the encodings that an XML declaration may name, in lower case.
    init(limits: XMLLimits, labels: [String]) {
        self.limits = limits
        self.labels = labels
    }

    /// What of the bytes so far can be parsed, and how many of its first bytes are a byte order mark: whole
    /// characters, whole tags unless they are longer than a piece, and at first no less than the XML declaration.
    mutating func take(_ bytes: [UInt8], isLast: Bool) throws(MarkupError) -> (piece: [UInt8], skipped: Int) {
        var piece = held.isEmpty ? bytes : held + bytes
        held = []
        if isFirst, piece.count < Self.headBytes, !isLast {
            held = piece
            return ([], 0)
        }
        if !isLast {
            // A piece that ends with a tag has whole characters and whole tags, whose places are known.
            let end = piece.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? Self.wholeCharacters(piece)
            held = Array(piece[end...])
            piece.removeSubrange(end...)
        }
        try Preflight.checkUTF8(piece)
        var skipped = 0
        if isFirst {
            try Preflight.checkLabel(piece, accepting: labels)
            skipped = Preflight.textStart(piece)
            isFirst = false
        }
        normalizeLineEnds(&piece)
        try scan(piece)
        return (piece, skipped)
    }

    /// Makes each CR, and CR with LF, one LF (XML 1.0, 2.11): the parser does it within a piece alone.
    private mutating func normalizeLineEnds(_ bytes: inout [UInt8]) {
        let followsReturn = endsWithReturn
        endsWithReturn = bytes.last == 0x0D
        guard followsReturn && bytes.first == 0x0A || bytes.contains(0x0D) else { return }
        var previous: UInt8 = followsReturn ? 0x0D : 0
        var count = 0
        for byte in bytes {
            if byte != 0x0A || previous != 0x0D {
                bytes[count] = byte == 0x0D ? 0x0A : byte
                count += 1
            }
            previous = byte
        }
        bytes.removeSubrange(count...)
    }

    /// How many bytes end with a whole character, as far as can be told without looking at what comes next.
    private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
        var start = bytes.count
        while start > 0, bytes.count - start < 4 {
            start -= 1
            let byte = bytes[start]
            if byte < 0x80 { return bytes.count }
            guard byte >= 0xC0 else { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return bytes.count - start < length ? start : bytes.count
        }
        return bytes.count
    }

    /// Refuses NUL, and tags with so many attributes that looking for duplicates would take quadratic time.
    private mutating func scan(_ bytes: [UInt8]) throws(MarkupError) {
        let span = bytes.span
        for index in span.indices {
            let byte = span[index]
            if byte == 0 { throw MarkupError(.notWellFormed, "the character U+0000 is not allowed in XML") }
            // A tag never holds "<", so each lies wholly between two of them.
            if byte == UInt8(ascii: "<") {
                kind = .opening
                quote = 0
                values = 0
                tagBytes = 0
                continue
            }
            switch kind {
            case .none, .other: continue
            case .opening:
                kind =
                    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") ? .other : .tag
            case .tag:
                tagBytes += 1
                if quote != 0 {
                    guard byte == quote else { continue }
                    quote = 0
                    values += 1
                    guard values <= limits.attributes || tagBytes <= Preflight.shortTag else {
                        throw MarkupError(.limit, "an element has more than \(limits.attributes) attributes")
                    }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    kind = .none
                }
            }
        }
    }
}
