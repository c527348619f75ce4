// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport

/// A store in which 包头市示例钢构制造有限公司 has any number of penalties, and nobody else has one.
struct PenaltyStore {
    static let subject = "91150203YY0000036W"

    let directory: TemporaryDirectory
    let sample: SampleStore
    var path: String { directory.path("store") }

    init(records: Int) throws {
        sample = try SampleStore.shared()
        directory = try TemporaryDirectory()
        let samples = Repository.path("Samples")
        try must(
            "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--policy",
            samples + "/policies/default.json")
        try must(
            "import", samples + "/register/2026-01-05-qiye.csv", "--source", "11150000YY000140XH", "--through",
            "2026-11-18", "--received", "2026-11-19T09:00:00+08:00")
        let delivery = try directory.write("penalties.csv", Self.delivery(records))
        try must(
            "import", delivery, "--source", "11150000YY0001178N", "--through", "2026-11-18", "--received",
            "2026-11-19T10:00:00+08:00")
    }

    /// The number of the n-th decision, from 1.
    static func documentNumber(_ number: Int) -> String { "蒙环罚示〔2026〕\(number)号" }

    /// Decisions of one day after another, each with the length of its words in its own way.
    private static func delivery(_ records: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: 1024 + records * 700)
        writer.append(
            "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_JDRQ,CF_YZCD,CF_CXLB,CF_CFJG,CF_CFJGDM\n"
        )
        for number in stride(from: 1, through: records, by: 1) {
            let facts = String(repeating: "经查，当事人未按规定履行示例义务（示例案情）；", count: 1 + number % 4)
            writer.append("包头市示例钢构制造有限公司,\(subject),\(documentNumber(number)),未按规定履行示例义务,\(facts),")
            writer.append("《内蒙古自治区示例管理条例》第\(1 + number % 80)条（示例）,罚款,罚款\(1 + number % 90)万元,")
            writer.append("\(1 + number % 90),\(CivilDay(ordinal: 20_460 + Int32(number % 300)).description),一般,普通程序,")
            writer.append("内蒙古自治区生态环境厅（示例）,11150000YY0001178N\n")
        }
        return writer.bytes
    }

    private func must(_ words: String...) throws {
        let result = try Program.run(words, store: path)
        guard result.status == 0 else {
            throw SampleStore.Failure(description: "\(words): \(result.status) \(result.errorText)")
        }
    }
}
