// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import RecordStore
import Records
import TestSupport
import Testing

/// Deliveries, sent again, corrected and mixed with events, compared with a model of what a store should hold.
@Suite struct InterleavingTests {
    /// Every version of every record, and every event, as rules, 1.3 has it.
    struct Model {
        var versions: [String: [[String]]] = [:]
        var events: Set<String> = []

        /// Takes the rows of one delivery, each with its record and what it says; gives new, equal and changed rows.
        mutating func take(_ rows: [(record: String, content: String)]) -> [Int] {
            var counts = [0, 0, 0]
            for (record, rows) in Dictionary(grouping: rows, by: \.record) {
                let parts = Set(rows.map(\.content)).sorted()
                let known = versions[record] ?? []
                counts[1] += known.last == parts ? rows.count : rows.count - parts.count
                if known.last == parts { continue }
                counts[known.isEmpty ? 0 : 2] += parts.count
                versions[record] = known + [parts]
            }
            return counts
        }
    }

    private static let subjects = [Codes.clean, Codes.plain]
    private static let sources = ["11150000YY0001178N", "11150000YY0001004D"]

    private func penalties(_ rows: [(record: String, content: String)]) -> String {
        "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM,CF_NR\n"
            + rows.map { row in
                let parts = row.record.split(separator: " ")
                return "甲公司,\(parts[0]),测罚〔2025〕\(parts[1])号,2025-01-02,乙局,\(Codes.authority),\(row.content)\n"
            }.joined()
    }

    private func events(_ numbers: [Int]) -> String {
        "事件编号,事件类型,主体名称,统一社会信用代码,所涉目录代码,原决定机关,原决定机关统一社会信用代码,原决定书文号,生效日期\n"
            + numbers.map { number in
                "XF-\(number),信用修复,甲公司,\(Codes.plain),XZCF,乙局,\(Codes.authority),测罚〔2025〕\(number % 4)号,2026-03-10\n"
            }.joined()
    }

    @Test func whateverComesInWhateverOrder() throws {
        var random = SeededGenerator.fresh(for: "whateverComesInWhateverOrder")
        let samples = try SampleStore()
        var model = Model()
        var sent: [(source: String, rows: [(record: String, content: String)])] = []
        for _ in 0..<40 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let numbers = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    Int.random(in: 0..<12, using: &random)
                }
                let new = Set(numbers.map { "\($0)" }).subtracting(model.events).count
                let source = Self.sources[1]
                let counts = try samples.take(events(numbers), item: "XYSJ", source: source).counts
                #expect(counts.list == [new, numbers.count - new, 0, 0, 0])
                model.events.formUnion(numbers.map { "\($0)" })
            case 1:
                try samples.store.withWriter { writer in try writer.compact() }
            case 2:
                let folder = samples.store.path + "/segments"
                for name in try Directory.names(in: folder) where name.hasSuffix(".index") {
                    if Bool.random(using: &random) { try DurableFile.remove(folder + "/" + name) }
                }
                try RecordStore.rebuildIndexes(at: samples.store.path)
            case 3:
                guard let again = sent.randomElement(using: &random) else { break }
                try send(again, to: samples, &model)
            default:
                let source = Self.sources[Int.random(in: 0...1, using: &random)]
                let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    let subject = Self.subjects[Int.random(in: 0...1, using: &random)]
                    let number = Int.random(in: 0..<4, using: &random)
                    return (record: "\(subject) \(number)", content: "罚款\(Int.random(in: 1...3, using: &random))万元")
                }
                sent.append((source, rows))
                try send(sent[sent.count - 1], to: samples, &model)
            }
        }
        #expect(try held(by: samples.store) == model.versions)
        #expect(samples.store.check() == [])
        let events = try samples.lines().filter { $0.kind == .event }
        #expect(events.count == model.events.count)
    }

    private func send(
        _ delivery: (source: String, rows: [(record: String, content: String)]), to samples: SampleStore,
        _ model: inout Model
    ) throws {
        let counts = try samples.take(penalties(delivery.rows), item: "XZCF", source: delivery.source).counts
        let expected = model.take(delivery.rows.map { ("\(delivery.source) \($0.record)", $0.content) })
        #expect(counts.list == expected + [0, 0])
    }

    /// The versions of each record in the store, in the order in which they came.
    private func held(by store: RecordStore) throws -> [String: [[String]]] {
        var versions: [String: [[String]]] = [:]
        let snapshot = try RecordStore(opening: store.path).snapshot()
        for subject in Self.subjects {
            let lines = try snapshot.entries(for: .code(try CreditCode(subject))).filter { $0.kind == .record }
            for (record, lines) in Dictionary(grouping: lines, by: { "\($0.source) \($0.identity)" }) {
                let number = record.split(separator: "〕")[1].prefix { $0 != "号" }
                let source = record.prefix { $0 != " " }
                versions["\(source) \(subject) \(number)"] = Dictionary(grouping: lines, by: \.sequence)
                    .sorted { $0.key < $1.key }.map { $0.value.compactMap { $0.value("CF_NR") }.sorted() }
            }
        }
        return versions
    }
}
