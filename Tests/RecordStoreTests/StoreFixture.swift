// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import Records
import TestSupport

/// A store in a temporary directory, and what tests put into it. All subjects are fictitious (测试).
struct StoreFixture {
    let directory: TemporaryDirectory
    let store: RecordStore

    static let catalog = Array(#"{"id":"测试目录","version":"1"}"#.utf8)
    static let domains = Array(#"{"id":"测试领域","version":"1"}"#.utf8)
    static let policy = Array(#"{"id":"测试政策","version":"1"}"#.utf8)
    static let start = Instant(seconds: 1_767_225_600)

    var path: String { directory.path("store") }

    init(_ policy: MergePolicy = MergePolicy()) throws {
        directory = try TemporaryDirectory()
        try RecordStore.create(
            at: directory.path("store"), catalog: Self.catalog, domains: Self.domains, policy: Self.policy)
        store = try RecordStore(opening: directory.path("store"), mergePolicy: policy)
    }

    /// A fictitious code: the n-th of a made-up register.
    static func code(_ number: Int) throws -> CreditCode {
        let digits = String(String(1_000_000_000 + number).dropFirst())
        for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" {
            if let code = try? CreditCode("91150100" + digits + String(check)) { return code }
        }
        throw CreditCodeFault.placeholder
    }

    static func entry(
        _ subject: SubjectKey, row: Int, identity: String, text: String = "罚款", kind: Entry.Kind = .record
    ) -> Entry {
        Entry(
            kind: kind, subject: subject, item: "XZCF", source: "TEST01", identity: identity,
            fields: [FieldValue("CF_NR", text), FieldValue("CF_WSH", identity)], delivered: [], faults: [],
            sequence: 0, row: row)
    }

    static func delivery(_ entries: [Entry], hour: Int) -> Delivery {
        var counts = ImportCounts()
        counts.accepted = entries.count
        return Delivery(
            received: Instant(seconds: start.seconds + Int64(hour) * 3600), file: "交付\(hour).csv",
            fileHash: Hex.encode(Digest.of(Array("delivery \(hour)".utf8))), item: "XZCF", source: "TEST01",
            statedDomains: ["SW"], through: start.day,
            placements: [DomainPlacement(domain: "", authorityCode: "TEST01", authorityName: "测试局")],
            counts: counts, entries: entries)
    }
}
