// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// A list of matters that agencies handled, against which the query log is held: was each subject looked up first (逢报必查)?
public struct HandledMatters: Sendable {
    /// One matter.
    struct Matter: Sendable {
        let agency: String
        let matter: String
        let subject: String
        let day: CivilDay
    }

    /// The matters, in the order of the list.
    let matters: [Matter]

    /// How many there are.
    public var count: Int { matters.count }

    /// Reads a list: a table with the columns 机关 (agency), 事项 (matter), 主体代码 (subject) and 日期 (day).
    ///
    /// - Throws: `file` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(StewardshipError) {
        let table = try HeadedTable(bytes, called: "the list of matters")
        guard let agency = table.column("机关", "agency"), let matter = table.column("事项", "matter"),
            let subject = table.column("主体代码", "subject"), let day = table.column("日期", "day")
        else {
            throw table.fault(
                "the columns 机关, 事项, 主体代码 and 日期 (agency, matter, subject, day) were expected, found "
                    + table.found)
        }
        var matters: [Matter] = []
        for (place, cells) in table.rows {
            guard let handled = CivilDay(cells[cell: day]) else {
                throw table.fault("\"\(cells[cell: day])\" is no day such as 2026-11-23", at: place)
            }
            let code = Spelling.normalize(cells[cell: subject])
            guard !cells[cell: agency].isEmpty, !code.isEmpty else {
                throw table.fault("the agency or the subject is missing", at: place)
            }
            matters.append(
                Matter(agency: cells[cell: agency], matter: cells[cell: matter], subject: code, day: handled))
        }
        self.matters = matters
    }
}
