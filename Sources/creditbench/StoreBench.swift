// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Glibc
import RecordStore
import Records

/// Fills a store with made-up records and times how long it takes to gather what it holds of one subject.
///
/// Whatever the number of records, they come in 100 deliveries and each subject has five of them in the mean, most of
/// them fewer and a few very many, so that stores of different sizes differ in size alone. Prints one JSON line: rows a
/// second, bytes a record, and the median and the 99th percentile of gathering in nanoseconds, as the imports left the
/// store and after it was compacted: once with the files as they are (`first`: what of them the system has in memory
/// depends on what ran before and on how large they are), once more with them read already, in a store opened anew. A store
/// that stands in the directory already, made with the same number of records, is only gathered from, as it is. All subjects
/// are fictitious (测试).
struct StoreBench {
    /// What is wrong with the command line.
    struct Usage: Error, CustomStringConvertible {
        let description = "usage: creditbench store --records N [--directory DIR] [--lookups N]"
    }

    private static let deliveries = 100
    private let records: Int
    private let lookups: Int
    private let directory: String
    private let isOwnDirectory: Bool

    init(_ words: [String]) throws {
        var values: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) { values[words[index]] = words[index + 1] }
        guard words.count % 2 == 0, Set(values.keys).isSubset(of: ["--records", "--directory", "--lookups"]),
            let records = values["--records"].flatMap({ Int($0) }), records >= Self.deliveries,
            let lookups = Int(values["--lookups"] ?? "4000"), lookups > 0
        else { throw Usage() }
        self.records = records
        self.lookups = lookups
        isOwnDirectory = values["--directory"] == nil
        directory = values["--directory"] ?? "/tmp/creditbench-\(getpid())"
    }

    func run() throws {
        try Directory.createAll(directory)
        let path = directory + "/store"
        let subjects = try Self.subjects(max(1, records / 5))
        if Directory.isDirectory(path) { return try gatherAlone(path, subjects) }
        let store = try RecordStore.create(
            at: path, catalog: Self.file("测试目录"), domains: Self.file("测试领域"), policy: Self.file("测试政策"))
        var random = Sequence(state: 0x5EED)
        let start = StageTimes.now
        var met: [Int] = []
        for number in 1...Self.deliveries {
            let count = records * number / Self.deliveries - records * (number - 1) / Self.deliveries
            var entries: [Entry] = []
            entries.reserveCapacity(count)
            for row in 1...max(1, count) {
                let subject = random.skewed(subjects.count)
                if met.count < lookups, isMet(&random) { met.append(subject) }
                entries.append(Self.entry(subjects[subject], delivery: number, row: row))
            }
            _ = try store.append(Self.delivery(entries, number: number))
        }
        let seconds = Double(StageTimes.now - start) / 1e9
        var members = [
            JSONMember("scenario", .string("store")), JSONMember("records", .integer(records)),
            JSONMember("subjects", .integer(subjects.count)),
            JSONMember("rowsPerSecond", .integer(Int(Double(records) / seconds))),
        ]
        let bytes = try Self.size(of: path)
        members.append(JSONMember("bytesPerRecord", .integer(bytes / records)))
        members.append(JSONMember("gather", try gather(path, subjects, met)))
        let compacting = StageTimes.now
        try store.withWriter { writer in try writer.compact() }
        members.append(JSONMember("compactSeconds", .integer((StageTimes.now - compacting) / 1_000_000_000)))
        members.append(JSONMember("gatherCompacted", try gather(path, subjects, met)))
        members.append(JSONMember("peakKilobytes", .integer(IssueBench.peakKilobytes)))
        print(JSONValue.object(members).text)
        guard isOwnDirectory else { return }
        for folder in ["/chain", "/segments", "/configuration", ""] {
            for name in try Directory.names(in: path + folder) where !Directory.isDirectory(path + folder + "/" + name)
            {
                try DurableFile.remove(path + folder + "/" + name)
            }
            _ = unsafe rmdir(path + folder)
        }
        _ = unsafe rmdir(directory)
    }

    /// Gathers from a store that was filled before.
    private func gatherAlone(_ path: String, _ subjects: [CreditCode]) throws {
        var random = Sequence(state: 0x5EED)
        var met: [Int] = []
        while met.count < lookups {
            let subject = random.skewed(subjects.count)
            if isMet(&random) { met.append(subject) }
        }
        let members = [
            JSONMember("scenario", .string("gather")), JSONMember("records", .integer(records)),
            JSONMember("bytes", .integer(try Self.size(of: path))),
            JSONMember("gather", try gather(path, subjects, met)),
        ]
        print(JSONValue.object(members).text)
    }

    /// Whether the subject of the record made last is one of those that are looked up.
    private func isMet(_ random: inout Sequence) -> Bool {
        random.next() % UInt64(max(1, records / lookups)) == 0
    }

    /// Times the look-ups twice, the second time of what the first has brought into memory.
    private func gather(_ path: String, _ subjects: [CreditCode], _ met: [Int]) throws -> JSONValue {
        let first = try lookUp(path, subjects, met)
        let segments = try Directory.names(in: path + "/segments").count / 2
        return .object(
            [
                JSONMember("lookups", .integer(met.count)), JSONMember("segments", .integer(segments)),
                JSONMember("first", .object(first)),
            ] + (try lookUp(path, subjects, met)))
    }

    /// Opens the store anew and times a look-up of each subject met, and of one that is not there after each.
    private func lookUp(_ path: String, _ subjects: [CreditCode], _ met: [Int]) throws -> [JSONMember] {
        let snapshot = try RecordStore(opening: path).snapshot()
        var times: [Int] = []
        var processor: [Int] = []
        var absent: [Int] = []
        var lines = 0
        for (index, subject) in met.enumerated() {
            let (start, used) = (StageTimes.now, StageTimes.processorTime)
            lines += try snapshot.entries(for: .code(subjects[subject])).count
            times.append(StageTimes.now - start)
            processor.append(StageTimes.processorTime - used)
            let missing = SubjectKey.registration(String(index))
            let next = StageTimes.now
            _ = try snapshot.entries(for: missing)
            absent.append(StageTimes.now - next)
        }
        times.sort()
        processor.sort()
        absent.sort()
        return [
            JSONMember("lines", .integer(lines)),
            JSONMember("median", .integer(times[times.count / 2])),
            JSONMember("p99", .integer(times[times.count * 99 / 100])),
            JSONMember("processorMedian", .integer(processor[processor.count / 2])),
            JSONMember("processorP99", .integer(processor[processor.count * 99 / 100])),
            JSONMember("absentMedian", .integer(absent[absent.count / 2])),
            JSONMember("absentP99", .integer(absent[absent.count * 99 / 100])),
        ]
    }

    private static func entry(_ subject: CreditCode, delivery: Int, row: Int) -> Entry {
        let number = "测罚示〔2026〕\(delivery)-\(row)号"
        return Entry(
            kind: .record, subject: .code(subject), item: "XZCF", source: "11150000YY0001178N",
            identity: "XZCF 11150000YY0001178N \(number) \(subject.text)",
            fields: [
                FieldValue("CF_CFJG", "内蒙古自治区生态环境厅（示例）"), FieldValue("CF_CFJGDM", "11150000YY0001178N"),
                FieldValue("CF_CFLB", "罚款"), FieldValue("CF_CXLB", "普通程序"), FieldValue("CF_GSJZQ", "2027-01-10"),
                FieldValue("CF_JDRQ", "2026-01-10"), FieldValue("CF_NR", "罚款\(row % 90)万元"),
                FieldValue("CF_NR_FK", String(row % 90)),
                FieldValue("CF_SY", "经查，当事人未按规定履行示例义务（示例案情\(row % 977)）。"), FieldValue("CF_WFXW", "未按规定履行示例义务"),
                FieldValue("CF_WSH", number), FieldValue("CF_XDR_LB", "法人及非法人组织"),
                FieldValue("CF_XDR_MC", "测试示例制造有限公司"), FieldValue("CF_XDR_SHXYM", subject.text),
                FieldValue("CF_YJ", "《内蒙古自治区示例管理条例》第\(row % 40)条（示例）"), FieldValue("CF_YZCD", "一般"),
            ],
            delivered: [], faults: [], sequence: 0, row: row)
    }

    private static func delivery(_ entries: [Entry], number: Int) -> Delivery {
        var counts = ImportCounts()
        counts.accepted = entries.count
        return Delivery(
            received: Instant(seconds: 1_767_225_600 + Int64(number) * 3600), file: "测试\(number).csv",
            fileHash: Hex.encode(Digest.of(Array("测试\(number)".utf8))), item: "XZCF", source: "11150000YY0001178N",
            counts: counts, entries: entries)
    }

    /// Made-up credit codes in an order that has nothing to do with how many records they have.
    private static func subjects(_ count: Int) throws -> [CreditCode] {
        try (0..<count).map { index in
            let body =
                Array("91150100".utf8) + Array(String(1_000_000_000 + index * 7_919 % 999_999_937).utf8.dropFirst())
            var total = 0
            for (byte, weight) in zip(body, [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]) {
                total += Int(byte - UInt8(ascii: "0")) * weight
            }
            let check = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)[(31 - total % 31) % 31]
            return try CreditCode(String(decoding: body + [check], as: UTF8.self))
        }
    }

    private static func file(_ id: String) -> [UInt8] {
        Array("{\"id\":\"\(id)\",\"version\":\"1\"}".utf8)
    }

    private static func size(of path: String) throws -> Int {
        var bytes = 0
        for folder in ["/chain", "/segments"] {
            for name in try Directory.names(in: path + folder) {
                bytes += try ReadableFile(path + folder + "/" + name).count
            }
        }
        return bytes
    }

    /// Numbers that look like chance and are the same in each run (SplitMix64).
    private struct Sequence {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        /// A number below `count`: within each thousand the first are met far more often, so that half of the records fall
        /// on a quarter of the subjects and the busiest has some 160 of them, whatever the count.
        mutating func skewed(_ count: Int) -> Int {
            let block = Int(next() % UInt64((count + 999) / 1000)) * 1000
            let unit = Double(next() >> 11) / Double(1 << 53)
            return block + min(min(1000, count - block) - 1, Int(unit * unit * 1000))
        }
    }
}
