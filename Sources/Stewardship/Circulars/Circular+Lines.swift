// SPDX-License-Identifier: Apache-2.0

extension Circular {
    /// The document as lines of text, its tables with tabs between the cells: for a terminal, `cut` and `awk`.
    public var lines: [String] {
        var lines = [title]
        for fact in facts { lines.append(fact.label + "\t" + fact.value) }
        for section in sections {
            lines += ["", section.heading]
            lines += section.notes.map(\.text)
            for sheet in section.tables where sheet.place != .document {
                lines.append("")
                lines.append(sheet.title)
                lines.append(sheet.columns.map(\.heading).joined(separator: "\t"))
                for row in sheet.rows {
                    let cells = row.values.map { value in
                        value.text.split(whereSeparator: { $0 == "\t" || $0.isNewline }).joined(separator: " ")
                    }
                    lines.append(cells.joined(separator: "\t"))
                }
            }
            lines += section.formulas.map { $0.name + "：" + $0.text }
        }
        return lines
    }
}
