// SPDX-License-Identifier: Apache-2.0

/// Reads a style sheet; whatever it does not know is reported, never ignored.
struct StyleSheetCompiler {
    private var scanner: StyleScanner
    private(set) var diagnostics: Diagnostics
    private(set) var sheet = StyleSheet()

    private static let paper: [String: (Int, Int)] = ["A4": (210_000, 297_000), "A3": (297_000, 420_000)]

    init(source: [UInt8], file: String) {
        scanner = StyleScanner(String(decoding: source, as: UTF8.self))
        diagnostics = Diagnostics(file: file, source: source)
    }

    mutating func compile() {
        while !scanner.isAtEnd() {
            let start = scanner.position
            guard let prelude = scanner.prelude() else {
                diagnostics.report("style-syntax", "a rule ends without its block in braces", at: start)
                break
            }
            guard prelude[0].text.hasPrefix("@") else {
                rule(prelude)
                continue
            }
            switch Self.name(prelude) {
            case "@page": page(start)
            case "@font-face": fontFace(start)
            case let name: reject(name, expected: ["@page", "@font-face"], at: start)
            }
        }
        if let position = scanner.unclosed {
            diagnostics.report("style-syntax", "a comment or a text in quotes is not closed", at: position)
        }
    }

    private static func name(_ prelude: [StyleScanner.Piece]) -> String {
        prelude.map(\.text).joined(separator: ",").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func reject(_ name: String, expected: [String], at position: SourcePosition) {
        diagnostics.report(
            "style-at-rule", "unknown \(name), expected \(expected.joined(separator: ", "))", at: position,
            hint: Suggestion.hint(for: name, among: expected))
        scanner.skipBlock()
    }

    // MARK: Rules

    private mutating func rule(_ prelude: [StyleScanner.Piece]) {
        var selectors: [StyleSheet.PlacedSelector] = []
        for piece in prelude {
            if let selector = Selector(piece.text[...]) {
                selectors.append(StyleSheet.PlacedSelector(selector: selector, position: piece.position))
            } else {
                diagnostics.report(
                    "style-selector", "the selector \"\(piece.text)\" is of no known form", at: piece.position,
                    hint: "write element, .class, element.class, or one of these within another")
            }
        }
        var settings: [StyleSheet.Setting] = []
        block { (compiler, declaration) in
            if let setting = compiler.setting(declaration) { settings.append(setting) }
        }
        sheet.rules.append(StyleSheet.Rule(selectors: selectors, settings: settings))
    }

    /// The setting that a declaration makes; nil if it is wrong, which is reported.
    private mutating func setting(_ declaration: StyleScanner.Declaration) -> StyleSheet.Setting? {
        guard let property = StyleProperty(rawValue: declaration.property) else {
            unknown(declaration, known: StyleProperty.allCases.map(\.rawValue))
            return nil
        }
        guard let declarations = property.parse(declaration.value) else {
            value(declaration, expected: property.expectation)
            return nil
        }
        return StyleSheet.Setting(property: property, declarations: declarations, position: declaration.position)
    }

    // MARK: Pages

    private mutating func page(_ start: SourcePosition) {
        if sheet.pagePosition != nil { diagnostics.report("style-at-rule", "a second @page", at: start) }
        sheet.pagePosition = start
        while !scanner.takeClosingBrace() {
            let position = scanner.position
            if scanner.isAtEnd() {
                return diagnostics.report("style-syntax", "the block of @page is not closed", at: start)
            }
            if scanner.nestedBlockIsNext(), let prelude = scanner.prelude() {
                marginBox(Self.name(prelude), prelude[0].position)
            } else if let declaration = scanner.declaration() {
                pageDeclaration(declaration)
            } else {
                diagnostics.report("style-syntax", "a property, a colon and a value were expected", at: position)
            }
        }
    }

    private mutating func pageDeclaration(_ declaration: StyleScanner.Declaration) {
        switch declaration.property {
        case "size":
            guard let (width, height) = Self.paper[declaration.value] else {
                return value(declaration, expected: Self.paper.keys.sorted().joined(separator: " or "))
            }
            (sheet.page.width, sheet.page.height) = (.micrometres(width), .micrometres(height))
        case "margin":
            guard let sides = StyleValue.sides(declaration.value, StyleValue.lengthNotNegative),
                sides.allSatisfy({ if case .absolute = $0.1 { true } else { false } })
            else { return value(declaration, expected: "one to four lengths in pt, mm or cm") }
            for (side, dimension) in sides { sheet.page.margin[side] = dimension.resolved(fontSize: .zero) }
        default: unknown(declaration, known: ["size", "margin"])
        }
    }

    private mutating func marginBox(_ name: String, _ start: SourcePosition) {
        guard name.hasPrefix("@"), let position = MarginBox.Position(rawValue: String(name.dropFirst())) else {
            return reject(name, expected: MarginBox.Position.allCases.map { "@" + $0.rawValue }, at: start)
        }
        if sheet.pageBoxes.contains(where: { $0.marginBox == position }) {
            diagnostics.report("style-at-rule", "a second \(name)", at: start)
        }
        var box = StyleSheet.PageBox(marginBox: position, content: [], settings: [], position: start)
        var hasContent = false
        block { (compiler, declaration) in
            if declaration.property == "content" {
                hasContent = true
                guard let pieces = Self.content(declaration) else {
                    return compiler.value(
                        declaration,
                        expected: "texts in double quotes, counter(page), counter(pages), field(path) and string(name)")
                }
                box.content = pieces
            } else if let setting = compiler.setting(declaration) {
                box.settings.append(setting)
            }
        }
        if !hasContent { diagnostics.report("style-at-rule", "\(name) has no content", at: start) }
        sheet.pageBoxes.append(box)
    }

    /// The pieces of a `content` value; nil if it is of another form.
    private static func content(_ declaration: StyleScanner.Declaration) -> [StyleSheet.ContentPiece]? {
        var pieces: [StyleSheet.ContentPiece] = []
        var rest = Substring(declaration.value)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: "\"") else { return nil }
                pieces.append(.text(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                guard let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close else {
                    return nil
                }
                let argument = String(rest[rest.index(after: open)..<close])
                switch (rest[..<open], argument) {
                case ("counter", "page"): pieces.append(.pageNumber)
                case ("counter", "pages"): pieces.append(.pageCount)
                case ("string", _) where StyleValue.isName(argument):
                    pieces.append(.string(argument, declaration.valuePosition))
                case ("label", _) where StyleValue.isName(argument):
                    pieces.append(.label(argument, declaration.valuePosition))
                case ("field", _): pieces.append(.field(argument, declaration.valuePosition))
                default: return nil
                }
                rest = rest[rest.index(after: close)...]
            }
        }
        return pieces
    }

    // MARK: Faces

    private mutating func fontFace(_ start: SourcePosition) {
        var face = FontFace(family: "", isBold: false, file: "")
        block { (compiler, declaration) in
            switch declaration.property {
            case "font-family":
                guard let families = StyleValue.families(declaration.value), families.count == 1 else {
                    return compiler.value(declaration, expected: "one name in quotes")
                }
                face.family = families[0]
            case "font-weight":
                guard let isBold = StyleValue.bold(declaration.value) else {
                    return compiler.value(declaration, expected: StyleProperty.fontWeight.expectation)
                }
                face.isBold = isBold
            case "src":
                guard let file = Self.file(declaration.value) else {
                    return compiler.value(declaration, expected: "url(\"…\") with the path of a file in Fonts")
                }
                face.file = file
            default: compiler.unknown(declaration, known: ["font-family", "font-weight", "src"])
            }
        }
        if face.family.isEmpty || face.file.isEmpty {
            diagnostics.report("style-font-face", "a face needs font-family and src", at: start)
        } else if sheet.faces.contains(where: { $0.family == face.family && $0.isBold == face.isBold }) {
            diagnostics.report("style-font-face", "a second face of this family and weight", at: start)
        } else {
            sheet.faces.append(face)
        }
    }

    /// The last part of the path in url("…"); nil for another form.
    private static func file(_ value: String) -> String? {
        guard value.hasPrefix("url(\""), value.hasSuffix("\")"), value.utf8.count > 7 else { return nil }
        let name = value.dropFirst(5).dropLast(2).split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return name.isEmpty || name.hasPrefix(".") || name.contains("\"") ? nil : String(name)
    }

    // MARK: Declarations

    /// Hands every declaration of a block to `body`.
    private mutating func block(_ body: (inout StyleSheetCompiler, StyleScanner.Declaration) -> Void) {
        var seen: [String] = []
        while !scanner.takeClosingBrace() {
            let start = scanner.position
            if scanner.isAtEnd() {
                return diagnostics.report("style-syntax", "a block is not closed", at: start)
            }
            guard let declaration = scanner.declaration() else {
                diagnostics.report("style-syntax", "a property, a colon and a value were expected", at: start)
                continue
            }
            if seen.contains(declaration.property) {
                diagnostics.report("style-property", "\(declaration.property) is set twice in one block", at: start)
            }
            seen.append(declaration.property)
            body(&self, declaration)
        }
    }

    private mutating func unknown(_ declaration: StyleScanner.Declaration, known: [String]) {
        diagnostics.report(
            "style-property", "unknown property \(declaration.property)", at: declaration.position,
            hint: Suggestion.hint(for: declaration.property, among: known) ?? "known are "
                + known.joined(separator: ", "))
    }

    private mutating func value(_ declaration: StyleScanner.Declaration, expected: String) {
        diagnostics.report(
            "style-value", "\(declaration.property) cannot be \"\(declaration.value)\", expected \(expected)",
            at: declaration.valuePosition)
    }

    /// Adds what the template's compiler finds wrong in the sheet.
    mutating func report(_ code: String, _ message: String, at position: SourcePosition?, hint: String? = nil) {
        diagnostics.report(code, message, at: position, hint: hint)
    }

    /// Adds the rules that are for nothing, and the settings that do nothing.
    mutating func report(_ cascade: Cascade) {
        for placed in cascade.unmatched {
            report(
                "style-unused", "no element of the template is selected by \"\(placed.selector)\"", at: placed.position,
                hint: "take the selector away, or correct it")
        }
        for misapplied in cascade.misapplied {
            let elements = Vocabulary.entries.map(\.name).filter(misapplied.property.applies)
            report(
                "style-misapplied", "\(misapplied.property.rawValue) does nothing on \(misapplied.element)",
                at: misapplied.position, hint: "it is for " + elements.joined(separator: ", "))
        }
    }
}
