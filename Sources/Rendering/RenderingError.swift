// SPDX-License-Identifier: Apache-2.0

/// Why a document could not be drawn or written.
public struct RenderingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// A font may not be embedded, or a glyph of it is damaged.
        case font = "rendering.font"
        /// A text is too long for a QR symbol.
        case qrCode = "rendering.qr-code"
        /// The words on a seal cannot be drawn.
        case seal = "rendering.seal"
        /// There is no such template, or it cannot serve.
        case template = "rendering.template"
        /// The file would be beyond a limit of PDF/A.
        case limit = "rendering.limit"
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
