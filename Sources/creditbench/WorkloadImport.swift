// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Turns a workload that other generators of documents are measured with into deliveries: the same enterprises with the
/// same registration and the same penalties, so that reports of the same content can be issued from a store of them.
///
/// The workload is JSON Lines, one enterprise a line, with `entity`, `uscc`, `basic` and `penalties`, the latter as pairs
/// of a heading and a value. What it has beside these (its own summary and notes) is a report's own to say.
struct WorkloadImport {
    /// What is wrong with the command line or the workload.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let workload: String
    private let directory: String

    init(_ words: [String]) throws {
        guard words.count == 2 else { throw Failure(description: "usage: creditbench workload FILE.jsonl DIR") }
        workload = words[0]
        directory = words[1]
    }

    func run() throws {
        var register = Table(columns: Self.register)
        var penalties = Table(columns: Self.penalties)
        var subjects: [String] = []
        for line in try DurableFile.read(workload).split(separator: UInt8(ascii: "\n")) {
            let enterprise = try JSONReader.read(line)
            guard let name = enterprise["entity"]?.string, let code = enterprise["uscc"]?.string else {
                throw Failure(description: "line \(subjects.count + 1) of the workload has no entity or uscc")
            }
            subjects.append(code)
            var basic = Self.pairs(enterprise["basic"])
            basic["注册资本"] = basic["注册资本"]?.filter(\.isNumber)
            basic["登记状态"] = "存续"
            register.append(basic)
            for penalty in enterprise["penalties"]?.array ?? [] {
                var pairs = Self.pairs(penalty)
                pairs["行政相对人名称"] = name
                pairs["行政相对人代码"] = code
                penalties.append(pairs)
            }
        }
        try Directory.createAll(directory)
        for (name, bytes) in [
            ("register.csv", register.bytes), ("penalties.csv", penalties.bytes),
            ("subjects.txt", Array(subjects.map { $0 + "\n" }.joined().utf8)),
        ] {
            try DurableFile.publish(bytes, at: directory + "/" + name, replacing: true)
        }
    }

    private static func pairs(_ rows: JSONValue?) -> [String: String] {
        var pairs: [String: String] = [:]
        for row in rows?.array ?? [] {
            guard let cells = row.array, cells.count == 2, let heading = cells[0].string, let value = cells[1].string
            else { continue }
            pairs[heading] = value
        }
        return pairs
    }

    /// Rows of CSV whose columns are known by the headings of the workload, or have one value throughout.
    private struct Table {
        let columns: [(heading: String, from: String, usual: String)]
        private var writer = ByteWriter(capacity: 1 << 20)

        init(columns: [(heading: String, from: String, usual: String)]) {
            self.columns = columns
            writer.append(columns.map(\.heading).joined(separator: ",") + "\r\n")
        }

        var bytes: [UInt8] { writer.bytes }

        mutating func append(_ values: [String: String]) {
            for (index, column) in columns.enumerated() {
                if index > 0 { writer.append(",") }
                writer.append("\"" + (values[column.from] ?? column.usual).replacing("\"", with: "\"\"") + "\"")
            }
            writer.append("\r\n")
        }
    }

    private static let market = (name: "内蒙古自治区市场监督管理局（示例）", code: "11150000YY000140XH")

    private static let register = [
        (heading: "主体名称", from: "企业名称", usual: ""), ("统一社会信用代码", "统一社会信用代码", ""),
        ("主体类型", "企业类型", ""), ("法定代表人（负责人）", "法定代表人", ""), ("注册资本（万元）", "注册资本", ""),
        ("成立日期", "成立日期", ""), ("登记状态", "登记状态", ""), ("住所", "住所", ""), ("经营范围", "经营范围", ""),
        ("登记机关", "登记机关", ""), ("数据来源单位", "", market.name),
        ("数据来源单位统一社会信用代码", "", market.code), ("数据更新时间", "", "2026-11-17"),
    ]

    private static let penalties = [
        (heading: "行政相对人名称", from: "行政相对人名称", usual: ""), ("行政相对人类别", "", "法人及非法人组织"),
        ("行政相对人代码_1(统一社会信用代码)", "行政相对人代码", ""), ("行政处罚决定书文号", "行政处罚决定书文号", ""),
        ("违法行为类型", "违法行为类型", ""), ("违法事实", "违法事实", ""), ("处罚依据", "处罚依据", ""),
        ("处罚类别", "处罚类别", ""), ("处罚内容", "处罚内容", ""), ("罚款金额（万元）", "罚款金额（万元）", ""),
        ("处罚决定日期", "处罚决定日期", ""), ("处罚有效期", "", "2099-12-31"), ("公示截止期", "公示截止期", ""),
        ("程序类别", "", "普通程序"), ("严重程度", "", "严重"), ("处罚机关", "处罚机关", ""),
        ("处罚机关统一社会信用代码", "处罚机关统一社会信用代码", ""), ("数据来源单位", "", market.name),
        ("数据来源单位统一社会信用代码", "", market.code),
    ]
}
