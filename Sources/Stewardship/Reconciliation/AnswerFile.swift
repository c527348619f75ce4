// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Registry

/// The answer of a department to a sheet, row by row.
public enum AnswerFile {
    /// Reads an answer: a table with the columns 目录项 (item), 文号 (number), 答复 (answer) and 说明 (note).
    ///
    /// - Throws: `file` at the first row that cannot be read.
    public static func read(
        _ bytes: [UInt8], sheet: String, by name: String, at instant: Instant
    ) throws(StewardshipError) -> [ReconciliationAnswer] {
        let table = try HeadedTable(bytes, called: "the answer")
        guard let item = table.column("目录项", "item"), let answer = table.column("答复", "answer") else {
            throw table.fault("the columns 目录项 (item) and 答复 (answer) were expected, found " + table.found)
        }
        let number = table.column("文号", "number")
        let note = table.column("说明", "note")
        let kinds = ReconciliationAnswer.Kind.allCases.filter { $0 != .acknowledged }
        var answers: [ReconciliationAnswer] = []
        for (place, cells) in table.rows {
            guard let kind = kinds.first(where: { $0.rawValue == cells[cell: answer] }) else {
                throw table.fault(
                    "\"\(cells[cell: answer])\" is no answer, expected "
                        + kinds.map(\.rawValue).joined(separator: ", "), at: place)
            }
            answers.append(
                ReconciliationAnswer(
                    at: instant, number: sheet, by: name, kind: kind, item: cells[cell: item],
                    document: cells[cell: number], note: cells[cell: note]))
        }
        return answers
    }
}
