// SPDX-License-Identifier: Apache-2.0

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

/// Compiles `@page`: what stands in the margins of every page, and whether there is room for it and for the content.
struct MarginCompiler {
    let sheet: StyleSheet
    /// The place within `body`, from which the boxes inherit.
    let body: Place
    let legibility: Legibility

    mutating func compile(
        _ looks: inout Looks, _ labels: inout Labels?, reportingTo compiler: inout StyleSheetCompiler
    ) -> [RunningBox] {
        checkPage(&compiler)
        var shown: Set<StyleSheet.ContentPiece> = []
        var fields: Set<String> = []
        var boxes: [RunningBox] = []
        for box in sheet.pageBoxes {
            let style = looks.resolve(box, body: body)
            let isTop = box.marginBox.rawValue.hasPrefix("top")
            let height = isTop ? sheet.page.margin.top : sheet.page.margin.bottom
            for finding in legibility.findings(marginBox: style, height: height) {
                compiler.report(
                    finding.code, "@\(box.marginBox.rawValue): \(finding.message)", at: box.position, hint: finding.hint
                )
            }
            var pieces: [RunningBox.Piece] = []
            for piece in box.content {
                shown.insert(piece)
                switch piece {
                case .text(let text): pieces.append(.fixed(.text(text)))
                case .pageNumber: pieces.append(.fixed(.pageNumber))
                case .pageCount: pieces.append(.fixed(.pageCount))
                case .label(let name, let position):
                    guard let label = labels?.use(name) else {
                        compiler.report(
                            "label", "label(\(name)): there is no such label", at: position,
                            hint: labels?.hint(for: name) ?? "put labels.zh.json beside report.xhtml")
                        continue
                    }
                    pieces.append(.fixed(.text(label.text)))
                case .string(let name, let position):
                    if !sheet.runningStrings.contains(name) {
                        compiler.report(
                            "style-value", "string(\(name)): no rule sets it", at: position,
                            hint: "give a heading string-set: \(name) content(text)")
                    }
                    pieces.append(.fixed(.string(name)))
                case .field(let path, let position):
                    guard let value = value(path, position, &compiler) else { continue }
                    fields.insert(value.origin)
                    pieces.append(.field(value))
                }
            }
            boxes.append(RunningBox(position: box.marginBox, pieces: pieces, style: style))
        }
        var missing = Obligations.fieldsOnEveryPage.filter { !fields.contains($0) }.map { "field(\($0.dropFirst()))" }
        if !shown.contains(.pageNumber) { missing.append("counter(page)") }
        if !shown.contains(.pageCount) { missing.append("counter(pages)") }
        for missing in missing {
            compiler.report(
                "obligatory", "\(missing) is not in the margins of every page", at: sheet.pagePosition,
                hint: "put it into the content of a margin box, such as @bottom-right")
        }
        return boxes
    }

    private func checkPage(_ compiler: inout StyleSheetCompiler) {
        let page = sheet.page
        let width = page.width - page.margin.left - page.margin.right
        let height = page.height - page.margin.top - page.margin.bottom
        if width < .micrometres(100_000) || height < .micrometres(150_000) {
            compiler.report(
                "room", "the margins of the page leave less than 100 mm by 150 mm for the content",
                at: sheet.pagePosition)
        }
        let margins = [page.margin.top, page.margin.right, page.margin.bottom, page.margin.left]
        if margins.contains(where: { $0 < .micrometres(10_000) }) {
            compiler.report("room", "printers need margins of 10 mm at least", at: sheet.pagePosition)
        }
    }

    private func value(
        _ text: String, _ position: SourcePosition, _ compiler: inout StyleSheetCompiler
    ) -> Plan.Value? {
        switch LocatedField(root: FieldCatalog.root).find(text, .value) {
        case .success(let (located, path)):
            guard located.type != .flag else {
                compiler.report("format", "field(\(text)) is true or false, which is not for show", at: position)
                return nil
            }
            return Plan.Value(path: path, format: .plain, origin: located.text)
        case .failure(let problem):
            compiler.report(problem.code, "field(\(text)): \(problem.message)", at: position, hint: problem.hint)
            return nil
        }
    }
}
