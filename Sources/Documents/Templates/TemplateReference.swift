// SPDX-License-Identifier: Apache-2.0

/// The closed language of templates as tables for its documentation, made from what the compiler itself goes by.
package enum TemplateReference {
    /// The elements of `body`: what each holds, its own attributes, and the control attributes.
    package static var elements: String {
        table(
            ["element", "holds", "own attributes", "control attributes"],
            Vocabulary.entries.map { entry in
                [
                    code(entry.name), words(entry.content), entry.attributes.map(code).joined(separator: " "),
                    entry.controls.map { code("c:" + $0) }.joined(separator: " "),
                ]
            })
    }

    /// The properties of style sheets: the values of each, and the elements on which it does something.
    package static var properties: String {
        table(
            ["property", "values", "for"],
            StyleProperty.allCases.map { property in
                [code(property.rawValue), property.expectation, elements(of: property)]
            })
    }

    /// The formats of `c:as`: the types of value that can be shown so, and whether a value shown so counts as shown.
    package static var formats: String {
        table(
            ["format", "for", "whole"],
            FieldFormat.allCases.map { format in
                let types: [Field.ValueType] = [.text, .day, .instant, .count, .flag]
                return [
                    code(format.rawValue), types.filter(format.fits).map(\.rawValue).joined(separator: ", "),
                    format.isWhole ? "yes" : "",
                ]
            })
    }

    private static func words(_ content: Vocabulary.Content) -> String {
        switch content {
        case .blocks: "blocks"
        case .inlines: "text"
        case .either: "blocks, or text"
        case .sample: "sample text"
        case .nothing: "nothing"
        case .items, .tableParts, .columns, .rows, .cells:
            Vocabulary.names(in: content).map(code).joined(separator: " ")
        }
    }

    private static func elements(of property: StyleProperty) -> String {
        let names = Vocabulary.entries.map(\.name)
        let applies = names.filter(property.applies)
        let margin = property.applies(to: StyleProperty.marginBox) ? ["margin boxes"] : []
        if Set(names).subtracting(applies) == ["col", "colgroup", "br"] { return "text" }
        let blocks = Vocabulary.blocks.allSatisfy(applies.contains)
        let shown =
            blocks ? ["blocks"] + applies.filter { !Vocabulary.blocks.contains($0) }.map(code) : applies.map(code)
        let missing = Vocabulary.blocks.filter { !applies.contains($0) }
        guard !blocks, missing == ["table"] else { return (shown + margin).joined(separator: " ") }
        let others = applies.filter { !Vocabulary.blocks.contains($0) }.map(code)
        return (["blocks but `table`"] + others + margin).joined(separator: " ")
    }

    private static func code(_ text: String) -> String { "`\(text)`" }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(
            separator: "\n")
    }
}
