// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes the glyphs of one `TJ` operator (ISO 32000-1, 9.4.3).
public struct GlyphRunWriter: ~Copyable {
    private var out: SyntaxWriter
    private var isOpen = false

    init(_ out: SyntaxWriter) {
        self.out = out
        self.out.buffer.append(UInt8(ascii: "["))
    }

    /// Shows a glyph by its two-byte code.
    public mutating func glyph(_ code: UInt16) {
        if !isOpen {
            out.buffer.append(UInt8(ascii: "<"))
            isOpen = true
        }
        out.buffer.append(hex: code)
    }

    /// Shows glyphs by their two-byte codes.
    public mutating func glyphs(_ codes: [UInt16]) {
        for code in codes { glyph(code) }
    }

    /// Moves what follows back, in millionths of the font size; a negative amount adds space.
    public mutating func moveBack(_ millionths: Int) {
        guard millionths != 0 else { return }
        closeString()
        out.number(thousandths: millionths)
    }

    private mutating func closeString() {
        guard isOpen else { return }
        out.buffer.append(UInt8(ascii: ">"))
        isOpen = false
    }

    consuming func finish() -> SyntaxWriter {
        closeString()
        out.buffer.append(UInt8(ascii: "]"))
        return out
    }
}
