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
        rules(isForScreen: false, nested: false)
    }

    private mutating func rules(isForScreen: Bool, nested: Bool) {
        while !scanner.isAtEnd() {
            if nested && scanner.takeClosingBrace() { return }
            guard let prelude = scanner.prelude() else {
                diagnostics.report(
                    "style-syntax", "a rule ends without its block in braces", at: scanner.position)
                return
            }
            if !prelude.text.hasPrefix("@") {
                rule(prelude, isForScreen: isForScreen)
            } else if nested {
                reject(prelude, "only rules stand within @media")
            } else {
                switch prelude.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
                case "@page": page()
                case "@font-face": fontFace(prelude)
                case "@media screen": rules(isForScreen: true, nested: true)
                default: reject(prelude, "unknown \(prelude.text), expected @page, @font-face or @media screen")
                }
            }
        }
        if nested { diagnostics.report("style-syntax", "a block is not closed", at: scanner.position) }
    }

    private mutating func reject(_ prelude: StyleScanner.Prelude, _ message: String) {
        diagnostics.report("style-at-rule", message, at: prelude.position)
        scanner.skipBlock()
    }

    private mutating func rule(_ prelude: StyleScanner.Prelude, isForScreen: Bool) {
        var selectors: [Selector] = []
        for part in prelude.text.split(separator: ",", omittingEmptySubsequences: false) {
            if let selector = Selector(part) {
                selectors.append(selector)
            } else {
                diagnostics.report(
                    "style-selector", "the selector \"\(StyleScanner.trim(part))\" is of no known form",
                    at: prelude.position, hint: "element, .class, element.class, or one of these within another")
            }
        }
        var declarations: [StyleDeclaration] = []
        var texts: [String] = []
        block { (compiler, declaration) in
            let parsed = compiler.declarations(declaration, isForScreen: isForScreen)
            declarations += parsed ?? []
            if parsed != nil { texts.append(declaration.property + ":" + declaration.value) }
        }
        sheet.rules.append(
            StyleSheet.Rule(
                selectors: selectors, declarations: declarations,
                text: Self.normalized(prelude.text) + "{" + texts.joined(separator: ";") + "}",
                isForScreen: isForScreen))
    }

    private mutating func page() {
        while true {
            if scanner.takeClosingBrace() { return }
            if scanner.isAtEnd() {
                return diagnostics.report("style-syntax", "a block is not closed", at: scanner.position)
            }
            if scanner.nestedBlockIsNext(), let prelude = scanner.prelude() {
                marginBox(prelude)
            } else if let declaration = scanner.declaration() {
                pageDeclaration(declaration)
            } else {
                diagnostics.report(
                    "style-syntax", "a property, a colon and a value were expected", at: scanner.position)
            }
        }
    }

    private mutating func pageDeclaration(_ declaration: StyleScanner.Declaration) {
        switch declaration.property {
        case "size":
            if let (width, height) = Self.paper[declaration.value] {
                sheet.pageSize = (.micrometres(width), .micrometres(height))
            } else {
                value(declaration, expected: Self.paper.keys.sorted().joined(separator: " or "))
            }
        case "margin":
            var edges = Edges(all: .zero)
            guard let parsed = StyleProperty.parse("margin", declaration.value) else {
                return value(declaration, expected: StyleProperty.expectation(of: "margin"))
            }
            for case .margin(let side, let dimension) in parsed {
                let length = dimension.resolved(fontSize: .points(12))
                guard length >= .zero else { return value(declaration, expected: "lengths that are not negative") }
                switch side {
                case .top: edges.top = length
                case .right: edges.right = length
                case .bottom: edges.bottom = length
                case .left: edges.left = length
                }
            }
            sheet.pageMargin = edges
        default: unknown(declaration, known: ["size", "margin"])
        }
    }

    private mutating func marginBox(_ prelude: StyleScanner.Prelude) {
        guard prelude.text.hasPrefix("@"), let position = MarginBox.Position(rawValue: String(prelude.text.dropFirst()))
        else {
            let known = MarginBox.Position.allCases.map { "@" + $0.rawValue }
            reject(prelude, "unknown \(prelude.text), expected one of \(known.joined(separator: " "))")
            return
        }
        var content: [StyleSheet.ContentPiece] = []
        var declarations: [StyleDeclaration] = []
        block { (compiler, declaration) in
            if declaration.property == "content" {
                guard let pieces = Self.content(declaration) else {
                    return compiler.value(
                        declaration, expected: "texts in quotes, counter(page), counter(pages) and field(path)")
                }
                content = pieces
            } else {
                declarations += compiler.declarations(declaration, isForScreen: false) ?? []
            }
        }
        sheet.pageBoxes.append(
            StyleSheet.PageBox(position: position, content: content, declarations: declarations))
    }

    private mutating func fontFace(_ prelude: StyleScanner.Prelude) {
        var face = FontFace(family: "", isBold: false, file: "")
        block { (compiler, declaration) in
            switch declaration.property {
            case "font-family": face.family = StyleProperty.families(declaration.value)?.first ?? ""
            case "font-weight": face.isBold = StyleProperty.parse("font-weight", declaration.value) == [.bold(true)]
            case "src":
                let path = declaration.value.dropFirst(5).dropLast(2)
                let isURL = declaration.value.hasPrefix("url(\"") && declaration.value.hasSuffix("\")")
                if isURL, let name = path.split(separator: "/").last, !name.hasPrefix(".") {
                    face.file = String(name)
                } else {
                    compiler.value(declaration, expected: "url(\"…\") with the path of a file in Fonts")
                }
            default: compiler.unknown(declaration, known: ["font-family", "font-weight", "src"])
            }
        }
        if face.family.isEmpty || face.file.isEmpty {
            diagnostics.report("style-font-face", "a face needs font-family and src", at: prelude.position)
        } else {
            sheet.faces.append(face)
        }
    }

    /// Hands every declaration of a block to `body`.
    private mutating func block(_ body: (inout StyleSheetCompiler, StyleScanner.Declaration) -> Void) {
        while !scanner.takeClosingBrace() {
            if scanner.isAtEnd() {
                return diagnostics.report("style-syntax", "a block is not closed", at: scanner.position)
            }
            let start = scanner.position
            if let declaration = scanner.declaration() {
                body(&self, declaration)
            } else {
                diagnostics.report("style-syntax", "a property, a colon and a value were expected", at: start)
            }
        }
    }

    /// The settings that a declaration makes; nil if it is wrong, which is reported.
    private mutating func declarations(
        _ declaration: StyleScanner.Declaration, isForScreen: Bool
    ) -> [StyleDeclaration]? {
        if isForScreen, StyleProperty.screenNames.contains(declaration.property) {
            if StyleProperty.isScreenValue(declaration.value) { return [] }
            value(declaration, expected: "plain words, numbers and colours")
            return nil
        }
        guard StyleProperty.names.contains(declaration.property) else {
            unknown(declaration, known: StyleProperty.names + (isForScreen ? StyleProperty.screenNames : []))
            return nil
        }
        guard let parsed = StyleProperty.parse(declaration.property, declaration.value) else {
            value(declaration, expected: StyleProperty.expectation(of: declaration.property))
            return nil
        }
        return parsed
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
            at: declaration.position)
    }

    private static func normalized(_ selectors: String) -> String {
        selectors.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.joined(
            separator: ",")
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
                case ("field", _): pieces.append(.field(argument, declaration.position))
                default: return nil
                }
                rest = rest[rest.index(after: close)...]
            }
        }
        return pieces
    }
}
