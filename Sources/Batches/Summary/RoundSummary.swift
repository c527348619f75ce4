// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records
internal import Registry

/// The table of a round (汇总表): a row for each firm of each bidder, a column for each domain; as workbook, CSV and page.
///
/// It is drawn from the journal, which is read row by row.
enum RoundSummary {
    /// The names of its files.
    static let fileNames = Manifest.Summary.names

    /// A column that every summary has.
    private static let columns = [
        "序号", "统一社会信用代码", "名称", "联合体", "结果", "关注", "查见条数", "提示", "名单与惩戒措施", "报告编号", "核验码", "报告指纹", "原因",
    ]

    /// Writes the three files, replacing what a run that was broken off left.
    ///
    /// - Parameters:
    ///   - rows: the digests of the rows to be taken, by bidder.
    ///   - entry: takes the manifest's line of each bidder, in their order.
    static func publish(
        _ journal: RoundJournal, _ rows: [Int: [UInt8]], _ round: Round, in directory: String,
        entry: (Manifest.Entry) -> Void
    ) throws {
        var domains: [String] = []
        var known: Set<String> = []
        // A bidder whose files were gone was issued anew: its later line counts. The order is that of the round.
        var last: [Int: Int] = [:]
        var lines = 0
        try journal.forEach(of: rows) { row in
            last[row.bidder] = lines
            lines += 1
            for conclusion in row.firms.flatMap(\.domains) where known.insert(conclusion.domain).inserted {
                domains.append(conclusion.domain)
            }
        }
        let title = Masking.usual.text([round.id, round.project, round.lot].compactMap(\.self).joined(separator: "  "))
        let headings = columns + domains
        var csv = try SummaryCSV(in: directory, headings: headings)
        var page = try SummaryPage(in: directory, title: title, headings: headings)
        var workbook: SummaryWorkbook? = try SummaryWorkbook(headings: headings)
        var line = 0
        var waiting: [Int: RoundRow] = [:]
        var numbers = rows.keys.sorted()[...]
        func write(_ row: RoundRow) throws {
            entry(row.entry)
            for cells in Self.cells(of: row, domains: domains) {
                try csv.append(cells)
                try page.append(cells)
                try workbook?.append(cells)
            }
        }
        try journal.forEach(of: rows) { row in
            defer { line += 1 }
            guard last[row.bidder] == line else { return }
            waiting[row.bidder] = row
            while let next = numbers.first, let row = waiting.removeValue(forKey: next) {
                try write(row)
                numbers.removeFirst()
            }
        }
        guard numbers.isEmpty else {
            throw RoundError(faults: ["\(directory)/\(RoundJournal.fileName): it was written to by somebody else"])
        }
        try csv.finish(as: fileNames[1])
        try page.finish(as: fileNames[2])
        if let workbook = workbook.take() {
            try DurableFile.publish(try workbook.finish(), at: directory + "/" + fileNames[0], replacing: true)
        }
    }

    /// The cells of the rows of a bidder: integers where a program may add them up, else texts.
    private static func cells(of row: RoundRow, domains: [String]) -> [[SummaryCell]] {
        row.firms.enumerated().map { index, firm in
            var cells: [SummaryCell] = [
                .integer(row.bidder), .text(firm.code), .text(firm.name),
                .text(row.firms.count == 1 ? "" : index == 0 ? "牵头人" : "成员"),
            ]
            switch row.entry.outcome {
            case .issued(let report):
                cells += [
                    .text("已出具"), .text(attention(firm, row.warnings).joined(separator: "、")),
                    .integer(firm.total ?? 0), .text((firm.notes + row.warnings).joined(separator: "；")),
                    .text(firm.lists.joined(separator: "\n")), .text(report.number), .text(report.code),
                    .text(report.hash), .text(""),
                ]
            case .notIssued(let code, let reason):
                cells += [
                    .text("未出具"), .text("未出具"), .text(""), .text(row.warnings.joined(separator: "；")), .text(""),
                    .text(""), .text(""), .text(""), .text("\(reason) [\(code)]"),
                ]
            }
            for domain in domains {
                let text = firm.domains.first { $0.domain == domain }?.text ?? ""
                cells.append(.text(text))
            }
            return cells
        }
    }

    /// Why somebody should look at a firm's report; nothing if it says 未查见 of all that was asked and nothing besides.
    private static func attention(_ firm: RoundRow.Firm, _ warnings: [String]) -> [String] {
        var reasons: [String] = []
        if !firm.lists.isEmpty { reasons.append("在名单") }
        if firm.total ?? 0 > 0 { reasons.append("有记录") }
        if firm.isStale { reasons.append("数据未更新") }
        if !firm.notes.isEmpty { reasons.append("有提示") }
        if !warnings.isEmpty { reasons.append("计划有提醒") }
        return reasons
    }
}

/// A cell of the summary.
enum SummaryCell {
    case text(String)
    case integer(Int)

    /// As a person reads it.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        }
    }
}
