// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Makes deliveries of any size about fictitious subjects: a register, penalties in 30 columns, and the list of all
/// deliveries with the 零报送 of the departments that have nothing to report.
///
/// The same numbers give the same bytes. Most subjects have no penalty or one, few have very many; the rows of a
/// delivery come in the order of their decisions, that is in no order of subjects.
struct DeliveryGenerator {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench generate --subjects N --records M --out DIR [--seed S]"
    }

    private let subjects: Int
    private let records: Int
    private let directory: String
    private var random: SplitMix

    init(_ words: [String]) throws {
        var values: [String: String] = [:]
        var rest = words[...]
        while let name = rest.popFirst() {
            guard ["--subjects", "--records", "--out", "--seed"].contains(name), let value = rest.popFirst() else {
                throw Usage()
            }
            values[name] = value
        }
        guard let subjects = values["--subjects"].flatMap({ Int($0) }), (1...90_000_000).contains(subjects),
            let records = values["--records"].flatMap({ Int($0) }), records >= 0, let directory = values["--out"]
        else { throw Usage() }
        self.subjects = subjects
        self.records = records
        self.directory = directory
        random = SplitMix(state: values["--seed"].flatMap { UInt64($0) } ?? 1)
    }

    func run() throws {
        try Directory.createAll(directory)
        try write("register.csv", rows: subjects, heading: Self.registerHeadings) { $0.appendRegistration($1) }
        var generator = self
        try write("penalties.csv", rows: records, heading: Self.penaltyHeadings) { writer, row in
            generator.appendPenalty(row, to: &writer)
        }
        var list = ByteWriter(capacity: 1 << 12)
        list.append("file\titem\tsource\tthrough\treceived\n")
        list.append("register.csv\tDJXX\t\(Departments.market.code)\t2026-11-18\t2026-11-19T09:00:00+08:00\n")
        list.append("penalties.csv\tXZCF\t\(Departments.all[0].code)\t2026-11-18\t2026-11-19T10:00:00+08:00\n")
        for department in Departments.all.dropFirst() {
            list.append("-\tXZCF\t\(department.code)\t2026-11-18\t2026-11-19T11:00:00+08:00\n")
        }
        try DurableFile.publish(list.bytes, at: directory + "/deliveries.tsv", replacing: true)
    }

    private func write(
        _ name: String, rows: Int, heading: String, _ append: (inout ByteWriter, Int) -> Void
    ) throws {
        let file = try PendingFile(in: directory)
        var writer = ByteWriter(capacity: 1 << 20 + 1 << 14)
        writer.append(heading + "\r\n")
        for row in 0..<rows {
            append(&writer, row)
            guard writer.count >= 1 << 20 else { continue }
            try file.write(writer.bytes)
            writer.reset()
        }
        try file.write(writer.bytes)
        try file.seal()
        try file.place(as: name, replacing: true)
    }

    private static let registerHeadings =
        "主体名称,统一社会信用代码,注册号,曾用名,主体类型,法定代表人（负责人）,注册资本（万元）,成立日期,登记状态,住所,登记机关,数据来源单位,数据来源单位统一社会信用代码,数据更新时间"

    private static let penaltyHeadings =
        "行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政相对人代码_2(工商注册号),行政相对人代码_3(组织机构代码),行政相对人代码_4(税务登记号),行政相对人代码_5(事业单位证书号),行政相对人代码_6(社会组织登记证号),法定代表人,法定代表人证件类型,法定代表人证件号码,证件类型,证件号码,行政处罚决定书文号,处罚名称,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（万元）,处罚决定日期,处罚有效期,公示截止期,程序类别,严重程度,处罚机关,处罚机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码"

    /// A penalty: about a subject by a skewed choice, decided by one of some departments over five years.
    private mutating func appendPenalty(_ row: Int, to writer: inout ByteWriter) {
        // The cube of an even number: a tenth of the subjects has half of the penalties.
        let even = Double(random.next() >> 11) / Double(1 << 53)
        let rank = min(Int(even * even * even * Double(subjects)), subjects - 1)
        // Far apart in the register, so that no order of subjects shows.
        let subject = Subject(Int((UInt64(rank) &* 2_654_435_761) % UInt64(subjects)))
        let department = Departments.all[random.below(Departments.all.count)]
        let amount = (1 + random.below(400)) * 5
        let day = CivilDay(ordinal: 18_950 + Int32(row * 1800 / max(records, 1)))
        let isSerious = random.below(10) == 0
        let act = random.below(Self.acts.count)
        writer.append(subject.name)
        writer.append(",法人及非法人组织,")
        writer.append(subject.code)
        writer.append(",,,,,,")
        writer.append(subject.person)
        writer.append(",身份证,,,,")
        writer.append(department.mark)
        writer.append("罚示〔")
        writer.append(decimal: day.components.year)
        writer.append("〕")
        writer.append(decimal: row + 1)
        writer.append("号,,")
        writer.append(Self.acts[act])
        writer.append(",\"经查，当事人")
        writer.append(Self.acts[act])
        writer.append("（示例案情）。\",《内蒙古自治区示例管理条例》第")
        writer.append(decimal: 1 + random.below(80))
        writer.append("条（示例）,罚款,罚款")
        writer.append(fixed: amount, decimals: 2)
        writer.append("万元,")
        writer.append(fixed: amount, decimals: 2)
        writer.append(",")
        writer.append(day.description)
        writer.append(",2099-12-31,")
        writer.append(day.adding(months: isSerious ? 36 : 12).description)
        writer.append(isSerious ? ",普通程序,严重," : ",普通程序,一般,")
        // Some of the decisions that a department delivers are those of others.
        for department in [department, Departments.all[0]] {
            writer.append(department.name)
            writer.append(",")
            writer.append(department.code)
            writer.append(",")
        }
        writer.bytes.removeLast()
        writer.append("\r\n")
    }

    private static let acts = ["未经批准排放示例污染物", "未按规定履行示例义务", "超过核定范围从事示例经营", "未按规定报送示例资料", "违反示例安全操作规程"]
}

/// A fictitious enterprise of Inner Mongolia: the n-th of a made-up register.
struct Subject {
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    /// A sound code whose organisation code begins with YY, as no real one of the region does.
    var code: [UInt8] {
        var characters = Array("91".utf8)
        characters += Self.regions[number % Self.regions.count].utf8
        var writer = ByteWriter(capacity: 8)
        writer.append("YY")
        writer.append(decimal: number / Self.regions.count, width: 6)
        characters += writer.bytes
        characters.append(Self.organisationCheck(writer.bytes))
        characters.append(Self.check(characters))
        return characters
    }

    var name: String { "内蒙古示例\(Self.trades[number % Self.trades.count])\(number)号有限公司" }
    var person: String { "示例人\(number % 997)" }

    private static let trades = ["钢构", "环保", "商贸", "建筑", "运输", "农牧", "能源", "科技"]
    private static let regions = [
        "150102", "150105", "150203", "150302", "150402", "150502", "150602", "150702", "150802", "150902", "152201",
        "152501", "152921",
    ]

    private static func value(_ character: UInt8) -> Int {
        character <= UInt8(ascii: "9") ? Int(character) - 48 : Int(character) - 55
    }

    /// GB 11714-1997.
    private static func organisationCheck(_ characters: [UInt8]) -> UInt8 {
        let sum = zip(characters, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + value($1.0) * $1.1 }
        return switch 11 - sum % 11 {
        case 10: UInt8(ascii: "X")
        case 11: UInt8(ascii: "0")
        case let digit: UInt8(48 + digit)
        }
    }

    /// GB 32100-2015, 5.
    private static func check(_ characters: [UInt8]) -> UInt8 {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
        var weight = 1
        var sum = 0
        for character in characters {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }
}

/// Departments of the sample domain table.
enum Departments {
    static let market = (code: "11150000YY000140XH", name: "内蒙古自治区市场监督管理局（示例）", mark: "蒙市监")
    static let all = [
        (code: "11150000YY0001178N", name: "内蒙古自治区生态环境厅（示例）", mark: "蒙环"), market,
        (code: "11150000YY0001362E", name: "内蒙古自治区应急管理厅（示例）", mark: "蒙应急"),
        (code: "11150000YY0001004D", name: "内蒙古自治区发展和改革委员会（示例）", mark: "蒙发改"),
        (code: "11150000YY0001055M", name: "内蒙古自治区工业和信息化厅（示例）", mark: "蒙工信"),
    ]
}

extension ByteWriter {
    /// Appends the row of the register about the n-th subject.
    fileprivate mutating func appendRegistration(_ number: Int) {
        let subject = Subject(number)
        append(subject.name)
        append(",")
        append(subject.code)
        append(",,,有限责任公司,")
        append(subject.person)
        append(",")
        append(decimal: 10 + number % 5000)
        append(",")
        append(CivilDay(ordinal: 11_000 + Int32(number % 8000)).description)
        append(",存续,内蒙古自治区示例路")
        append(decimal: number % 900 + 1)
        append("号,示例登记机关,")
        append(Departments.market.name)
        append(",")
        append(Departments.market.code)
        append(",2026-11-18 18:00:00\r\n")
    }
}

/// Random numbers that are the same everywhere (SplitMix64).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ count: Int) -> Int {
        Int(next() % UInt64(count))
    }
}
