// SPDX-License-Identifier: Apache-2.0

/// Why a font, or a glyph of it, could not be used.
public struct FontError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable {
        /// The file cannot be opened or mapped.
        case unreadable = "font.unreadable"
        /// The file is not a TrueType font or collection.
        case notAFont = "font.not-a-font"
        /// The font has cubic (CFF) outlines, which are not read.
        case cubicOutlines = "font.cubic-outlines"
        /// The collection has no face of this index.
        case noSuchFace = "font.no-such-face"
        /// A table that every font must have is not there.
        case missingTable = "font.missing-table"
        /// A table is too short or says what cannot be.
        case badTable = "font.bad-table"
        /// A table's bytes do not have the checksum that the directory names.
        case badChecksum = "font.bad-checksum"
        /// The font has no glyph of this id.
        case noSuchGlyph = "font.no-such-glyph"
        /// A glyph's description contradicts itself.
        case badGlyph = "font.bad-glyph"
        /// The font asks for something that this module does not do.
        case unsupported = "font.unsupported"
    }

    /// What kind of failure it is.
    public let code: Code
    /// Where it is, what was found and what was expected.
    public let message: String
    /// What to do about it.
    public let hint: String?

    init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message and the code.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
