// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Intake
internal import Records
internal import Reporting

/// The list of bidders as a table (CSV in UTF-8 or GB 18030, or XLSX) beside the round file.
///
/// A row is a firm. With headings the columns may stand in any order, and rows above the headings are passed over;
/// without, the first column is the code and the second the name. A firm that names a leader (联合体牵头人) belongs to
/// the consortium that the firm of that code leads.
enum BidderTable {
    private enum Column: CaseIterable {
        case code, name, reference, scope, from, until, leader

        /// What may stand above it.
        var headings: [String] {
            switch self {
            case .code: ["统一社会信用代码", "社会信用代码", "信用代码", "代码", "code"]
            case .name: ["投标人名称", "投标人", "企业名称", "单位名称", "名称", "name"]
            case .reference: ["授权书编号", "授权书", "授权", "authorisation"]
            case .scope: ["授权范围", "authorisationscope"]
            case .from: ["授权起", "授权开始日期", "authorisationfrom"]
            case .until: ["授权止", "授权截止日期", "authorisationuntil"]
            case .leader: ["联合体牵头人代码", "联合体牵头人", "牵头人", "leader"]
            }
        }
    }

    /// How many rows may stand above the headings.
    private static let mostRowsAbove = 12

    /// The bidders of a table, in its order.
    ///
    /// - Parameter name: the name of the file, for messages.
    static func read(_ bytes: [UInt8], name: String) throws(RoundError) -> [Round.Bidder] {
        let rows: [PlainTable.Row]
        do throws(IntakeError) {
            rows = try PlainTable.rows(bytes)
        } catch {
            throw RoundError(faults: ["/bidders: \(name): \(error.message)"])
        }
        let (columns, first) = headings(rows)
        var faults: [String] = []
        var bidders: [Round.Bidder] = []
        var places: [String: Int] = [:]
        var isList = false
        var waiting: [(leader: String, firm: Round.Firm, place: String)] = []
        // Further sheets may have the same headings.
        let repeated = first > 0 ? rows[first - 1].values : nil
        for row in rows[first...] where row.values != repeated {
            func value(_ column: Column) -> String? {
                guard let index = columns[column], index < row.values.count else { return nil }
                return row.values[index].isEmpty ? nil : row.values[index]
            }
            let place = "\(name), \(row.place)"
            guard let code = value(.code) else {
                faults.append("\(place): the cell for the 统一社会信用代码 is empty")
                continue
            }
            let authorisation = value(.reference).map {
                ReportRequest.Authorisation(
                    reference: $0, scope: value(.scope), from: value(.from), until: value(.until))
            }
            let firm = Round.Firm(code: code, name: value(.name), authorisation: authorisation)
            if firm.hasFormOfCode { isList = true }
            if let fault = firm.overlength ?? value(.leader).flatMap(Round.Firm.overlength) {
                faults.append("\(place): \(fault)")
                continue
            }
            if let leader = value(.leader), Spelling.normalize(leader) != Spelling.normalize(code) {
                waiting.append((Spelling.normalize(leader), firm, place))
                continue
            }
            // Which of two rows of one code is the leader's makes no difference: the second is refused as a duplicate.
            if places[Spelling.normalize(code)] == nil { places[Spelling.normalize(code)] = bidders.count }
            bidders.append(Round.Bidder(firm: firm, members: [], place: place))
        }
        for (leader, firm, place) in waiting {
            if let index = places[leader] {
                bidders[index].members.append(firm)
            } else {
                faults.append("\(place): no row has the code \(leader) of the consortium's leader")
            }
        }
        // A file without a single code is some other file: not a word of it is repeated.
        guard isList else {
            throw RoundError(faults: [
                "\(name): no row names a bidder; expected the columns 统一社会信用代码 and 投标人名称, a row for each firm"
            ])
        }
        guard faults.isEmpty else { throw RoundError(faults: faults) }
        return bidders
    }

    /// Where the columns are, and the first row below the headings.
    private static func headings(_ rows: [PlainTable.Row]) -> (columns: [Column: Int], first: Int) {
        for (index, row) in rows.prefix(mostRowsAbove).enumerated() {
            var columns: [Column: Int] = [:]
            let spellings = row.values.map { spelling($0) }
            for column in Column.allCases {
                columns[column] = spellings.firstIndex(where: column.headings.contains)
            }
            if columns[.code] != nil { return (columns, index + 1) }
        }
        return ([.code: 0, .name: 1], 0)
    }

    /// A heading without white space, marks of obligation and case.
    private static func spelling(_ heading: String) -> String {
        Spelling.normalize(heading).filter { !$0.isWhitespace && !"*＊:：()（）".contains($0) }.lowercased()
    }
}
