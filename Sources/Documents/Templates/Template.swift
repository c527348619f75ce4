// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Markup

/// A template, compiled once and run for every report.
public struct Template: Sendable {
    /// The name of its folder, such as "standard".
    public let name: String
    /// SHA-256 over its files (each one's name, length and bytes, in the order of names), in lower-case hex.
    public let sha256: String
    /// The faces that it names for its pages.
    public let faces: [FontFace]
    private let language: String
    private let title: [Plan]
    private let body: [Plan]
    private let page: PageStyle
    private let seal: SealDesign
    private let runningBoxes: [RunningBox]
    private let styles: [Style]

    /// Compiles a template.
    ///
    /// - Parameters:
    ///   - name: the name of its folder.
    ///   - markup: `report.xhtml`.
    ///   - styleSheet: `style.css`.
    ///   - labels: the fixed words of one language, such as `labels.zh.json`; nil if the markup has no `c:label`.
    ///   - seal: `seal.json`; nil for the usual seal.
    /// - Throws: `TemplateError` with all that is wrong.
    public init(
        name: String, markup: [UInt8], styleSheet: [UInt8], labels: TemplateFile? = nil, seal: TemplateFile? = nil
    ) throws(TemplateError) {
        var sheetCompiler = StyleSheetCompiler(source: styleSheet, file: "style.css")
        sheetCompiler.compile()
        let sheet = sheetCompiler.sheet
        let sealFile = seal.map(SealFile.init)
        let sealFindings = sealFile?.diagnostics.findings ?? []
        var compiler = TemplateCompiler(
            sheet: sheet, source: markup, file: "report.xhtml", labels: labels.map(Labels.init),
            sealLegend: sealFile?.legend)
        let html: Element
        do {
            html = try XMLReader(comments: .skipped).read(markup)
        } catch {
            var diagnostics = Diagnostics(file: "report.xhtml", source: markup)
            let position = error.position.map { SourcePosition(line: $0.line, column: $0.column) }
            diagnostics.report("markup", error.message, at: position, hint: error.hint)
            throw TemplateError(
                findings: (compiler.labels?.diagnostics.findings ?? []) + diagnostics.findings + sealFindings
                    + sheetCompiler.diagnostics.findings)
        }
        let frame = compiler.compile(html)
        var margins = MarginCompiler(sheet: sheet, body: frame.bodyPlace, legibility: compiler.legibility)
        let boxes = margins.compile(&compiler.looks, &compiler.labels, reportingTo: &sheetCompiler)
        sheetCompiler.report(compiler.looks.cascade)
        compiler.labels?.reportUnused()
        let findings =
            (compiler.labels?.diagnostics.findings ?? []) + compiler.diagnostics.findings + sealFindings
            + sheetCompiler.diagnostics.findings
        guard findings.isEmpty else { throw TemplateError(findings: findings) }

        self.name = name
        page = sheet.page
        faces = sheet.faces
        language = frame.language
        title = frame.title
        body = frame.body
        runningBoxes = boxes
        styles = compiler.looks.styles
        self.seal = sealFile?.design ?? SealDesign()
        sha256 = Self.sha256(markup: markup, styleSheet: styleSheet, labels: labels, seal: seal)
    }

    /// The document that the template makes of a report.
    ///
    /// - Parameters:
    ///   - report: the `report` element.
    ///   - view: what is known of the report and its view beside the signed data.
    public func document(for report: TreeElement, view: ViewData) -> Document {
        let run = TemplateRun(report, view: view, seal: seal)
        var page = self.page
        page.boxes = runningBoxes.map { box in
            let pieces = box.pieces.map { piece in
                switch piece {
                case .fixed(let fixed): fixed
                case .field(let value): MarginBox.Piece.text(run.text(of: value, in: run.root))
                }
            }
            return MarginBox(position: box.position, pieces: pieces, style: box.style)
        }
        return Document(
            title: run.plainText(title), language: language, page: page, styles: styles,
            blocks: run.blocks(body, in: run.root))
    }

    /// The same of a report that was made in memory.
    package func document(for report: Element, view: ViewData) -> Document {
        document(for: ElementTree(report).root, view: view)
    }

    /// The hash of a template with those files, in lower-case hex; see ``sha256``.
    public static func sha256(
        markup: [UInt8], styleSheet: [UInt8], labels: TemplateFile? = nil, seal: TemplateFile? = nil
    ) -> String {
        let files = [
            TemplateFile(name: "report.xhtml", bytes: markup), TemplateFile(name: "style.css", bytes: styleSheet),
        ]
        var digester = Digester(.sha256)
        for file in (files + [labels, seal].compactMap(\.self)).sorted(by: { $0.name < $1.name }) {
            digester.update(Array("\(file.name) \(file.bytes.count)\n".utf8))
            digester.update(file.bytes)
        }
        return Hex.encode(digester.finish())
    }
}
