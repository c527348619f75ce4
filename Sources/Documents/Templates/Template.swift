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
    private let runningBoxes: [RunningBox]
    private let styles: [Style]
    private let styleSheet: String

    /// A margin box with fields still to be filled in.
    struct RunningBox: Sendable {
        enum Piece: Sendable {
            case fixed(MarginBox.Piece)
            case field(Plan.Value)
        }

        var position: MarginBox.Position
        var pieces: [Piece]
        var style: Style
    }

    /// Compiles a template.
    ///
    /// - Parameters:
    ///   - name: the name of its folder.
    ///   - markup: `report.xhtml`.
    ///   - styleSheet: `style.css`.
    /// - Throws: `TemplateError` with all that is wrong.
    public init(name: String, markup: [UInt8], styleSheet: [UInt8]) throws(TemplateError) {
        var sheetCompiler = StyleSheetCompiler(source: styleSheet, file: "style.css")
        sheetCompiler.compile()
        let sheet = sheetCompiler.sheet
        var compiler = TemplateCompiler(
            sheet: sheet, source: markup, file: "report.xhtml", fields: FieldCatalog.root)
        let html: Element
        do {
            html = try XMLReader(comments: .skipped).read(markup)
        } catch {
            var diagnostics = Diagnostics(file: "report.xhtml", source: markup)
            let position = error.position.map { SourcePosition(line: $0.line, column: $0.column) }
            diagnostics.report("markup", error.message, at: position, hint: error.hint)
            throw TemplateError(findings: sheetCompiler.diagnostics.findings + diagnostics.findings)
        }
        var boxes: [RunningBox] = []
        let cascade = Cascade(sheet: sheet)
        let bodyLook = cascade.resolve([StyledNode(element: "body", classes: [])], parent: Cascade.root)
        for box in sheet.pageBoxes {
            let pieces = box.content.compactMap { piece -> RunningBox.Piece? in
                switch piece {
                case .text(let text): .fixed(.text(text))
                case .pageNumber: .fixed(.pageNumber)
                case .pageCount: .fixed(.pageCount)
                case .field(let path, _): compiler.marginField(path).map { .field($0) }
                }
            }
            boxes.append(
                RunningBox(
                    position: box.position, pieces: pieces,
                    style: cascade.resolve(box.declarations, parent: bodyLook)))
        }
        (title, body) = compiler.compile(html)
        let findings = sheetCompiler.diagnostics.findings + compiler.diagnostics.findings
        guard findings.isEmpty else { throw TemplateError(findings: findings) }

        var page = PageStyle()
        (page.width, page.height) = sheet.pageSize
        page.margin = sheet.pageMargin
        self.name = name
        self.page = page
        self.styleSheet = sheet.html
        faces = sheet.faces
        language = html.attribute("lang") ?? "zh-CN"
        runningBoxes = boxes
        styles = compiler.styles
        sha256 = Self.hash([("report.xhtml", markup), ("style.css", styleSheet)])
    }

    /// The document that the template makes of a report.
    ///
    /// - Parameters:
    ///   - report: the `report` element.
    ///   - view: what is known of the report and its view beside the signed data.
    public func document(for report: Element, view: ViewData) -> Document {
        var root = report
        root.children.append(.element(view.element(namespace: report.name.namespace)))
        let run = TemplateRun(root: root)
        var page = self.page
        page.boxes = runningBoxes.map { box in
            let pieces = box.pieces.map { piece in
                switch piece {
                case .fixed(let fixed): fixed
                case .field(let value): MarginBox.Piece.text(run.text(of: value, in: root))
                }
            }
            return MarginBox(position: box.position, pieces: pieces, style: box.style)
        }
        return Document(
            title: run.plainText(title), language: language, page: page, styles: styles, styleSheet: styleSheet,
            blocks: run.blocks(body, in: root))
    }

    private static func hash(_ files: [(name: String, bytes: [UInt8])]) -> String {
        var digester = Digester(.sha256)
        for file in files {
            digester.update(Array("\(file.name) \(file.bytes.count)\n".utf8))
            digester.update(file.bytes)
        }
        return Hex.encode(digester.finish())
    }
}

/// What a view shows beside the signed data: what is computed from it, and what drew the view.
public struct ViewData: Hashable, Sendable {
    /// The 报告指纹: SHA-256 of the report, in lower-case hex.
    public var fingerprint: String
    /// The 核验码 in its groups.
    public var verificationCode: String
    /// The address to which the QR code leads.
    public var checkingAddress: String
    /// The name of the template.
    public var template: String
    /// The hash of the template.
    public var templateSHA256: String
    /// The hash of the fonts.
    public var fontsSHA256: String
    /// The version of the rendering.
    public var rendering: String

    /// View data of those parts.
    public init(
        fingerprint: String, verificationCode: String, checkingAddress: String, template: String,
        templateSHA256: String, fontsSHA256: String, rendering: String
    ) {
        self.fingerprint = fingerprint
        self.verificationCode = verificationCode
        self.checkingAddress = checkingAddress
        self.template = template
        self.templateSHA256 = templateSHA256
        self.fontsSHA256 = fontsSHA256
        self.rendering = rendering
    }

    /// The element under which templates find it.
    func element(namespace: String) -> Element {
        func child(_ name: String, _ text: String) -> Node {
            .element(Element(Name(name, namespace: namespace), children: [.text(text)]))
        }
        return Element(
            Name("view", namespace: namespace),
            children: [
                child("fingerprint", fingerprint), child("verificationCode", verificationCode),
                child("checkingAddress", checkingAddress), child("template", template),
                child("templateHash", templateSHA256), child("fontsHash", fontsSHA256), child("rendering", rendering),
            ])
    }
}
