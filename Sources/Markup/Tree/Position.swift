// SPDX-License-Identifier: Apache-2.0

/// A place in a text file as editors count it.
public struct Position: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let packedLine: UInt32
    private let packedColumn: UInt32

    /// A place; both counts begin with 1.
    public init(line: Int, column: Int) {
        packedLine = UInt32(clamping: line)
        packedColumn = UInt32(clamping: column)
    }

    /// The line, from 1; a line ends with LF.
    public var line: Int { Int(packedLine) }

    /// The column, from 1, in Unicode scalars (not in bytes).
    public var column: Int { Int(packedColumn) }

    /// "line:column".
    public var description: String { "\(line):\(column)" }

    /// Earlier places come first.
    public static func < (left: Position, right: Position) -> Bool {
        (left.packedLine, left.packedColumn) < (right.packedLine, right.packedColumn)
    }
}

/// Where in its file an element was read.
public struct Source: Sendable, Hashable {
    /// Where the start tag begins.
    public let position: Position
    /// Where the content begins, just after the start tag.
    public let content: Position
    private let start: UInt32
    private var end: UInt32

    init(position: Position, content: Position, start: Int) {
        self.position = position
        self.content = content
        self.start = UInt32(clamping: start)
        end = self.start
    }

    /// The bytes of the file from the start tag to the end tag, both included.
    public var bytes: Range<Int> { Int(start)..<Int(end) }

    mutating func close(at offset: Int) {
        end = max(start, UInt32(clamping: offset))
    }
}

/// Counts lines and columns while it moves forward through a file.
struct Locator {
    private(set) var offset: Int
    private var line = 1
    private var column = 1
    private static let everyByte: UInt64 = 0x0101_0101_0101_0101

    /// At the first byte that is part of the text.
    init(offset: Int) {
        self.offset = offset
    }

    /// The place of a byte that is not before the last one asked for.
    mutating func advance(to target: Int, in bytes: [UInt8]) -> Position {
        let span = bytes.span
        let limit = min(target, span.count)
        var (offset, line, column) = (self.offset, self.line, self.column)
        while offset < limit {
            // Eight bytes at once, if no line ends among them.
            if limit - offset >= 8 {
                let word = unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let lineEnds = word ^ (Self.everyByte &* 0x0A)
                if (lineEnds &- Self.everyByte) & ~lineEnds & (Self.everyByte &* 0x80) == 0 {
                    // Bytes 10xxxxxx go on with a scalar.
                    column += 8 - (word & ~(word << 1) & (Self.everyByte &* 0x80)).nonzeroBitCount
                    offset += 8
                    continue
                }
            }
            let byte = span[offset]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            offset += 1
        }
        (self.offset, self.line, self.column) = (offset, line, column)
        return Position(line: line, column: column)
    }

    /// Goes on in another array, at that byte of it.
    mutating func restart(at offset: Int) {
        self.offset = offset
    }

    /// The place of any byte, counted from the beginning.
    static func position(of target: Int, in bytes: [UInt8]) -> Position {
        var locator = Locator(offset: Preflight.textStart(bytes))
        return locator.advance(to: target, in: bytes)
    }
}
