// SPDX-License-Identifier: Apache-2.0

/// What is checked about the bytes of a document before a parser sees them.
enum Preflight {
    /// A start tag shorter than this cannot hold enough attributes to cost the parser noticeable time.
    static let shortTag = 4096

    static func check(_ bytes: [UInt8], limits: XMLLimits) throws(MarkupError) {
        guard bytes.count <= limits.bytes else {
            throw MarkupError(.limit, "the document has \(bytes.count) bytes, at most \(limits.bytes) are accepted")
        }
        try checkEncoding(bytes)
        try checkTags(bytes, limits: limits)
    }

    /// The first byte after a byte order mark, or 0.
    static func textStart(_ bytes: [UInt8]) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    private static func checkEncoding(_ bytes: [UInt8]) throws(MarkupError) {
        try checkUTF8(bytes)
        try checkLabel(bytes, accepting: ["utf-8"])
    }

    static func checkUTF8(_ bytes: [UInt8]) throws(MarkupError) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw MarkupError(
                .encoding, "the byte at offset \(offset) is not UTF-8",
                at: Locator.position(of: offset, in: bytes), hint: "save the file as UTF-8")
        }
    }

    /// Refuses an XML declaration that names an encoding which is not among `labels`.
    static func checkLabel(_ bytes: [UInt8], accepting labels: [String]) throws(MarkupError) {
        // The parser is told to ignore the declared encoding; a declaration that contradicts it is refused here, so
        // that no other reader can see another document in the same bytes.
        let start = textStart(bytes)
        let text = bytes[start...]
        guard text.starts(with: "<?xml".utf8), text.count > 5, isSpace(text[start + 5]) else { return }
        let declaration = text.prefix { $0 != UInt8(ascii: ">") }
        guard let label = encodingLabel(declaration) else { return }
        guard labels.contains(label.lowercased()) else {
            throw MarkupError(
                .encoding, "the XML declaration names the encoding \"\(label)\", expected UTF-8",
                at: Position(line: 1, column: 1), hint: "save the file as UTF-8 and say so, or leave encoding out")
        }
    }

    private static func encodingLabel(_ declaration: ArraySlice<UInt8>) -> String? {
        let word = Array("encoding".utf8)
        var index = declaration.startIndex
        while index + word.count <= declaration.endIndex {
            if declaration[index...].starts(with: word) {
                let value = declaration[(index + word.count)...]
                    .drop { isSpace($0) || $0 == UInt8(ascii: "=") }
                guard let quote = value.first else { return "" }
                return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self)
            }
            index += 1
        }
        return nil
    }

    /// Refuses NUL, and start tags with so many attributes that looking for duplicates would take quadratic time.
    ///
    /// A tag never holds "<", so each lies wholly between two of them.
    private static func checkTags(_ bytes: [UInt8], limits: XMLLimits) throws(MarkupError) {
        let span = bytes.span
        var tag = 0
        for index in span.indices {
            let byte = span[index]
            if byte == UInt8(ascii: "<") {
                if index - tag > shortTag { try countAttributes(bytes, tag..<index, limits: limits) }
                tag = index
            } else if byte == 0 {
                throw MarkupError(
                    .notWellFormed, "the character U+0000 is not allowed in XML",
                    at: Locator.position(of: index, in: bytes))
            }
        }
        if bytes.count - tag > shortTag { try countAttributes(bytes, tag..<bytes.count, limits: limits) }
    }

    private static func countAttributes(
        _ bytes: [UInt8], _ range: Range<Int>, limits: XMLLimits
    ) throws(MarkupError) {
        let second = bytes[range.lowerBound + 1]
        guard second != UInt8(ascii: "/"), second != UInt8(ascii: "!"), second != UInt8(ascii: "?") else { return }
        var quote: UInt8 = 0
        var values = 0
        for index in range {
            let byte = bytes[index]
            if quote != 0 {
                guard byte == quote else { continue }
                quote = 0
                values += 1
                guard values <= limits.attributes else {
                    throw MarkupError(
                        .limit, "an element has more than \(limits.attributes) attributes",
                        at: Locator.position(of: range.lowerBound, in: bytes))
                }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
