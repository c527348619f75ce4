// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Intake
import RecordStore
import Records
import TestSupport
import Testing

/// The folder of samples and an empty store that uses its catalogue.
final class SampleStore {
    let directory: TemporaryDirectory
    let store: RecordStore
    let catalog: Catalog
    let intake: DeliveryIntake

    static let folder: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/Samples/"
    }()

    static func file(_ name: String) throws -> [UInt8] {
        try TestFile.read(folder + name)
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try file(name), as: UTF8.self)
    }

    init() throws {
        directory = try TemporaryDirectory()
        let bytes = try Self.file("catalog.json")
        catalog = try Catalog.read(bytes, sha256: Hex.encode(Digest.of(bytes)))
        let policy = Array(#"{"format":"creditreport-policy-1","id":"default","version":"1"}"#.utf8)
        try RecordStore.create(
            at: directory.path("store"), catalog: bytes, domains: try Self.file("domains.json"), policy: policy)
        // So short that many a subject's lines come in pieces.
        store = try RecordStore(opening: directory.path("store"), mergePolicy: MergePolicy(longSubject: 1 << 10))
        intake = DeliveryIntake(store: store, catalog: catalog)
    }

    /// Imports text as a delivery received at noon of a day.
    @discardableResult
    func take(
        _ text: String, on day: String = "2026-06-30", item: String? = nil, source: String? = "11150000YY0001178N",
        through: String? = nil
    ) throws -> ImportOutcome {
        try take(Array(text.utf8), on: day, item: item, source: source, through: through)
    }

    /// Imports bytes as a delivery received at noon of a day.
    @discardableResult
    func take(
        _ bytes: [UInt8], on day: String = "2026-06-30", item: String? = nil,
        source: String? = "11150000YY0001178N", through: String? = nil, report: String? = nil, jobs: Int = 2,
        memory: Int = 1 << 10
    ) throws -> ImportOutcome {
        let received = try #require(Instant(day + "T12:00:00+08:00"))
        var options = ImportOptions(
            received: received, item: item, source: source, through: through.flatMap { CivilDay($0) })
        options.pendingReport = report
        options.jobs = jobs
        // So little, unless told otherwise, that everything goes through the files.
        options.memory = memory
        return try intake.importBytes(bytes, name: "delivery.csv", options)
    }

    /// All lines of the store but the copies of rows that wait.
    func lines() throws -> [Entry] {
        var lines: [Entry] = []
        try store.snapshot().forEachSubject { _, entries in lines += entries.filter { $0.copied == nil } }
        return lines
    }

    /// The keys under which rows wait, those of copies in brackets.
    func waitingKeys() throws -> [String] {
        var keys: [String] = []
        try store.snapshot().forEachSubject { _, entries in
            keys += entries.openPending.map { $0.copied == nil ? $0.subject.text : "[\($0.subject.text)]" }
        }
        return keys
    }

    /// Imports an entry of the register.
    @discardableResult
    func register(_ name: String, _ code: String, number: String = "") throws -> ImportOutcome {
        try take("ZT_MC,ZT_DM,ZT_ZCH,ZT_LX,ZT_CLRQ,ZT_ZTM\n\(name),\(code),\(number),公司,2012-01-01,存续\n")
    }
}

/// Fictitious subjects with sound codes.
enum Codes {
    static let clean = "91150105YY000001XR"
    static let plain = "91150203YY0000036W"
    static let authority = "11150000YY0001178N"
}

extension ImportCounts {
    /// The five counts in their order.
    var list: [Int] { [accepted, unchanged, updated, pending, outOfScope] }
}
