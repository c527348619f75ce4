// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Markup

/// Why a workbook could not be read or written.
public struct SpreadsheetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure; the raw value is the stable code.
    public enum Code: String, Sendable, CaseIterable {
        /// The container is damaged, or of a kind that is refused.
        case archive = "sheet.archive"
        /// The archive holds no workbook in XML.
        case notWorkbook = "sheet.not-workbook"
        /// A part is no XML of the kind that is read: damaged, another encoding, with a document type.
        case markup = "sheet.markup"
        /// A part contradicts ISO/IEC 29500: something is missing, twice or out of order.
        case structure = "sheet.structure"
        /// A cell can't be read: its place, type or value is none.
        case cell = "sheet.cell"
        /// The workbook is larger than the caller allows.
        case limit = "sheet.limit"
        /// A name that no sheet may have, or that two have.
        case name = "sheet.name"
        /// A value that no cell can hold without a change.
        case value = "sheet.value"
    }

    /// What kind of failure it is.
    public let code: Code
    /// What, where, found, expected.
    public let message: String
    /// What to do about it; nil if the message says it.
    public let hint: String?

    /// An error of those parts.
    public init(_ code: Code, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message.
    public var description: String { message }

    /// A failure of the container.
    init(_ error: CompressionError) {
        let hint =
            error.code == .zipEncrypted || error.code == .notZip
            ? "save the workbook as XLSX without a password" : "have the file sent again, saved as XLSX"
        self.init(error.code == .zipLimit ? .limit : .archive, error.message + " (\(error.code.rawValue))", hint: hint)
    }

    /// A failure of the XML of a part.
    init(_ error: MarkupError, part: String) {
        self.init(
            error.code == .limit ? .limit : .markup, "\(part):\(error.description) (\(error.code.rawValue))",
            hint: "open the workbook in a spreadsheet program and save it as XLSX")
    }
}
