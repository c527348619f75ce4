// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import OpenType
public import PDFSyntax
public import Typesetting

/// Writes pages as tagged PDF that conforms to PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
///
/// The same pages, attachment and metadata give the same bytes, whatever was written before. A renderer keeps compressed outlines and
/// seals from one file to the next, some 20 MB at most for the two faces of this project; each worker has one of its own.
public final class PDFRenderer {
    private let stock = PDFStock()
    /// What this and the HTML of the same report share.
    var views: ViewStock { stock.views }
    /// The lines that were set before.
    let lines = LineStock()

    /// A renderer that has written nothing yet.
    public init() {}

    /// The file with a place for its signature.
    ///
    /// - Parameter model: a file whose compressed streams are taken over where they hold the bytes that are drawn.
    public func prepare(
        _ pages: PageSet, attachment: Attachment, metadata: DocumentMetadata, signature: SignatureMetadata,
        spelledAs model: PDFFile? = nil
    ) throws(RenderingError) -> PreparedDocument {
        var assembly = try PDFAssembly(pages, stock: stock, spelledAs: model)
        let root = try assembly.write(attachment: attachment, metadata: metadata, signature: signature)
        do {
            return try assembly.file.prepare(root: root, identifier: metadata.identifier)
        } catch {
            throw RenderingError(.limit, error.message, hint: error.hint)
        }
    }

    /// The file without a signature, such as a preview.
    public func render(
        _ pages: PageSet, attachment: Attachment? = nil, metadata: DocumentMetadata
    ) throws(RenderingError) -> [UInt8] {
        var assembly = try PDFAssembly(pages, stock: stock)
        let root = try assembly.write(attachment: attachment, metadata: metadata, signature: nil)
        do {
            return try assembly.file.finish(root: root, identifier: metadata.identifier)
        } catch {
            throw RenderingError(.limit, error.message, hint: error.hint)
        }
    }
}
