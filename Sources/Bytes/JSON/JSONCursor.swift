// SPDX-License-Identifier: Apache-2.0

/// A reader of JSON that this program wrote itself and whose shape is known: no white space, members in a fixed order.
///
/// It reads what `ByteWriter.append(jsonString:)` writes, and nothing else; `JSONReader` reads what others write.
public struct JSONCursor {
    private let text: ArraySlice<UInt8>
    private var position: Int

    /// A cursor at the beginning of a text.
    public init(_ text: ArraySlice<UInt8>) {
        self.text = text
        position = text.startIndex
    }

    /// A cursor at the beginning of a text.
    public init(_ text: [UInt8]) {
        self.init(text[...])
    }

    /// Steps over a text if it stands here, and says whether it did.
    public mutating func take(_ literal: String) -> Bool {
        let count = literal.utf8.count
        guard text.endIndex - position >= count,
            ByteOrder.compare(text[position..<position + count].span, literal.utf8.span) == 0
        else { return false }
        position += count
        return true
    }

    /// Steps over a byte if it stands here, and says whether it did.
    public mutating func take(byte: UInt8) -> Bool {
        guard position < text.endIndex, text[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over a text that must stand here.
    public mutating func expect(_ literal: String) throws(JSONError) {
        guard take(literal) else { throw fault("\(literal) was expected") }
    }

    /// Steps over the text of a string and gives its value.
    public mutating func string() throws(JSONError) -> String {
        guard take(byte: Self.quote) else { throw fault("\" was expected") }
        let start = position
        let tail = text[start...]
        guard let length = ByteOrder.firstIndex(of: Self.quote, in: tail.span) else {
            throw fault("a string is not closed")
        }
        let plain = text[start..<start + length]
        if Self.isPlain(plain.span) {
            position += length + 1
            return try validated(plain, at: start)
        }
        var bytes: [UInt8] = []
        while true {
            guard position < text.endIndex else { throw fault("a string is not closed") }
            let byte = text[position]
            position += 1
            switch byte {
            case Self.quote: return try validated(bytes[...], at: start)
            case Self.backslash: bytes.append(try escape())
            case 0..<0x20: throw fault("a control character stands in a string")
            default: bytes.append(byte)
            }
        }
    }

    /// Steps over an integer of at most 18 digits, without a sign, and gives its value.
    public mutating func integer() throws(JSONError) -> Int {
        let start = position
        var value = 0
        while position < text.endIndex, text[position] >= Self.zero, text[position] <= Self.nine, position - start < 18
        {
            value = value * 10 + Int(text[position] - Self.zero)
            position += 1
        }
        guard position > start, position - start == 1 || text[start] != Self.zero else {
            throw fault("an integer was expected")
        }
        return value
    }

    /// Makes sure that the text ends here.
    public func end() throws(JSONError) {
        guard position == text.endIndex else { throw fault("text after the end of the value") }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let zero = UInt8(ascii: "0")
    private static let nine = UInt8(ascii: "9")

    /// Whether some bytes have neither backslashes nor control characters.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        // Without a branch in the loop many bytes are looked at with one instruction.
        var faults: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            faults |= (byte < 0x20 ? 1 : 0) | (byte == backslash ? 1 : 0)
        }
        return faults == 0
    }

    private mutating func escape() throws(JSONError) -> UInt8 {
        if take("\"") { return Self.quote }
        if take("\\") { return Self.backslash }
        if take("n") { return 0x0A }
        if take("r") { return 0x0D }
        if take("t") { return 0x09 }
        guard take("u00"), position + 2 <= text.endIndex,
            let bytes = Hex.decode(text[position..<position + 2]), let byte = bytes.first,
            byte < 0x20 || byte == 0x7F
        else { throw fault("an escape that is not in use here") }
        position += 2
        return byte
    }

    private func validated(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes.span))
        } catch {
            throw JSONError(message: "the text is not UTF-8", line: 1, column: start - text.startIndex + 1)
        }
    }

    /// The error that something is wrong here.
    public func fault(_ message: String) -> JSONError {
        JSONError(message: message, line: 1, column: position - text.startIndex + 1)
    }
}
