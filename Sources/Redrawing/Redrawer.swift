// SPDX-License-Identifier: Apache-2.0

internal import PDFSyntax
public import Rendering
internal import Reporting
internal import Synchronization
public import Verification

/// Draws views again for a verifier, which imports nothing that draws.
///
/// What is drawn is decided by the request, the template and the fonts alone. What one view leaves behind (glyphs,
/// seals, looks) is kept for the next; calls wait for one another, so that each thread had better have its own.
public final class Redrawer: Sendable {
    private let library: ViewLibrary
    private let renderer = Mutex(PDFRenderer())

    /// One that draws with the templates and fonts of a library.
    public init(_ library: ViewLibrary) {
        self.library = library
    }

    /// The view that a request asks for.
    public func redraw(_ request: RedrawRequest) -> Redrawn {
        guard let views = library.views(description: request.description) else {
            return .unavailable(
                request.description.isEmpty ? "the view does not say by what it was drawn" : request.description)
        }
        guard views.suite == request.suite else {
            return .impossible("it is signed under \(request.suite), and says \(views.suite)")
        }
        do {
            let views = try views.fitted(to: request.report)
            return try renderer.withLock { renderer in
                let document = views.document(of: request.report, with: renderer)
                return switch request.kind {
                case .xml: .bytes(request.report.bytes)
                case .html: .bytes(try views.htmlPage(of: request.report, document: document, with: renderer))
                case .pdf:
                    .bytes(
                        try views.preparedPDF(
                            of: request.report, document: document, signatureCapacity: request.signatureCapacity,
                            with: renderer, spelledAs: request.shown
                        ).bytes)
                }
            }
        } catch {
            return .impossible("\(error)")
        }
    }
}
