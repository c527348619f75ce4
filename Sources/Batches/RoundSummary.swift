// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The table of a round: a row for each bidder, a column for each domain (汇总表).
enum RoundSummary {
    static let fileName = "summary.csv"

    /// The names of the domains that reports of the round have, in their order.
    static func domains(of results: [RoundRunner.Result]) -> [String] {
        var names: [String] = []
        for case .issued(let entry) in results {
            for (domain, _) in entry.conclusions where !names.contains(domain) { names.append(domain) }
        }
        return names
    }

    /// The table as a spreadsheet opens it: UTF-8 with its mark, CRLF, codes kept as text.
    static func csv(_ round: Round, _ results: [RoundRunner.Result], domains: [String]) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 << 14)
        writer.append([0xEF, 0xBB, 0xBF])
        row(
            ["序号", "统一社会信用代码", "名称", "结果", "查见条数", "提示", "惩戒措施", "报告编号", "核验码", "报告指纹", "原因"] + domains,
            &writer)
        for (index, result) in results.enumerated() {
            let bidder = round.bidders[index]
            switch result {
            case .issued(let entry):
                let conclusions = domains.map { name in entry.conclusions.first { $0.domain == name }?.conclusion ?? ""
                }
                row(
                    [
                        String(index + 1), Masking.usual.text(bidder.code), entry.name, "已出具", String(entry.total),
                        entry.notes.joined(separator: "；"), entry.consequences.joined(separator: "；"), entry.number,
                        entry.code, entry.fingerprint, "",
                    ] + conclusions, &writer)
            case .failed(let code, let reason):
                row(
                    [
                        String(index + 1), Masking.usual.text(bidder.code), Masking.usual.text(bidder.name ?? ""),
                        "未出具", "", "", "", "", "", "",
                        Masking.usual.text("\(reason) [\(code)]"),
                    ] + domains.map { _ in "" }, &writer)
            }
        }
        return writer.bytes
    }

    private static func row(_ cells: [String], _ writer: inout ByteWriter) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: ",")) }
            writer.append(UInt8(ascii: "\""))
            // A spreadsheet would take a text that begins so for a formula.
            if let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) { writer.append(UInt8(ascii: "'")) }
            for byte in cell.utf8 {
                if byte == UInt8(ascii: "\"") { writer.append(byte) }
                writer.append(byte)
            }
            writer.append(UInt8(ascii: "\""))
        }
        writer.append("\r\n")
    }
}
