// SPDX-License-Identifier: Apache-2.0

import Intake
import Reporting

/// A list of subjects as a file: a line for each, its code, its name behind a comma if that is to be held against the
/// register, and the reference of its own authorisation behind another. CSV as a spreadsheet writes it will do, with a
/// line of headings or without.
enum SubjectList {
    /// The subjects of a file, in its order.
    static func read(_ path: String) throws -> [ReportRequest.Subject] {
        let rows = try DeliveryText.rows(try InputFile.read(path, limit: 1 << 24), piece: 1 << 16).map(\.values)
        var subjects: [ReportRequest.Subject] = []
        for (index, row) in rows.enumerated() {
            guard let code = row.first, !code.isEmpty else { continue }
            // Headings have no digit in the place of the code.
            if index == 0, !code.utf8.contains(where: { (0x30...0x39).contains($0) }) { continue }
            func value(_ place: Int) -> String? { place < row.count && !row[place].isEmpty ? row[place] : nil }
            subjects.append(
                ReportRequest.Subject(
                    code: code, name: value(1),
                    authorisation: value(2).map { ReportRequest.Authorisation(reference: $0) }))
        }
        guard !subjects.isEmpty else {
            throw Failure(
                "subjects.empty", "\(path) names no subject", hint: "write a code a line, its name behind a comma",
                exit: .badData)
        }
        return subjects
    }
}
