// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes the glyphs of one operator that shows text: `Tj`, or `TJ` if anything stands between them (ISO 32000-1, 9.4.3).
///
/// Codes are written as literal strings, two bytes for each: half as long as hexadecimal, so that compressing them takes half the
/// time.
public struct GlyphRunWriter: ~Copyable {
    private var out: SyntaxWriter
    /// Where the operator's first string begins.
    private let start: Int
    private var isOpen = true
    private var isArray = false

    init(_ out: consuming SyntaxWriter) {
        self.out = out
        start = self.out.buffer.count
        // Becomes a bracket and the beginning of a string if an adjustment follows.
        self.out.buffer.append("(")
    }

    /// Shows a glyph by its two-byte code.
    @inline(__always)
    public mutating func glyph(_ code: UInt16) {
        if !isOpen {
            out.buffer.append("(")
            isOpen = true
        }
        out.buffer.append(stringByte: UInt8(truncatingIfNeeded: code >> 8))
        out.buffer.append(stringByte: UInt8(truncatingIfNeeded: code))
    }

    /// Shows glyphs by their two-byte codes.
    public mutating func glyphs(_ codes: [UInt16]) {
        for code in codes { glyph(code) }
    }

    /// Moves what follows back, in millionths of the font size; a negative amount adds space.
    public mutating func moveBack(_ millionths: Int) {
        guard millionths != 0 else { return }
        if !isArray {
            isArray = true
            if out.buffer.count == start + 1 {
                out.buffer.overwrite(at: start, with: [UInt8(ascii: "[")])
                isOpen = false
            } else {
                out.buffer.insert(UInt8(ascii: "["), at: start)
            }
        }
        closeString()
        out.number(thousandths: millionths)
    }

    private mutating func closeString() {
        guard isOpen else { return }
        out.buffer.append(")")
        isOpen = false
    }

    consuming func finish() -> SyntaxWriter {
        closeString()
        if isArray { out.buffer.append("]TJ\n") } else { out.buffer.append("Tj\n") }
        return out
    }
}

extension ByteTape {
    /// Appends a byte of a literal string (ISO 32000-1, 7.3.4.2).
    @inline(__always)
    mutating func append(stringByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
            append(UInt8(ascii: "\\"))
            append(byte)
        // A carriage return would be read as the end of a line.
        case 0x0D: append("\\r")
        default: append(byte)
        }
    }
}
