// SPDX-License-Identifier: Apache-2.0

/// Why a document could not be set in pages.
public struct TypesettingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// A style asks for a family that no face of the font set has.
        case unknownFamily = "typesetting.unknown-family"
        /// No face of a style's chain has a glyph for a character.
        case missingGlyph = "typesetting.missing-glyph"
        /// A place is narrower than a single character.
        case tooNarrow = "typesetting.too-narrow"
        /// Something that cannot be split is higher than a page.
        case tooHigh = "typesetting.too-high"
        /// The columns of a table are wider than the place they have, or leave nothing to a column.
        case columns = "typesetting.columns"
        /// The spans of a row's cells do not fill the columns of the table.
        case cells = "typesetting.cells"
        /// The margins leave no room on the page, or the running texts do not fit into a margin.
        case page = "typesetting.page"
    }

    /// What kind of failure it is.
    public let code: Code
    /// Where it is, what was found and what was expected.
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// The character that cannot be set, if that is why.
    public let character: Unicode.Scalar?

    init(_ code: Code, _ message: String, hint: String? = nil, character: Unicode.Scalar? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.character = character
    }

    /// The same error with a place that is known better instead of the field that the message begins with.
    public func located(_ place: String) -> TypesettingError {
        guard let colon = message.firstRange(of: ": ") else { return self }
        return TypesettingError(code, place + message[colon.lowerBound...], hint: hint, character: character)
    }

    /// The message and the code.
    public var description: String { "\(message) [\(code.rawValue)]" }
}
