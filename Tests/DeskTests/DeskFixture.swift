// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Desk
import Intake
import RecordStore
import Records
import Registry
import Reporting
import TestSupport
import Testing

/// A store of the sample register, penalties and list, at whose desk tests enter events.
final class DeskFixture {
    let directory: TemporaryDirectory
    let store: RecordStore

    /// 包头市示例钢构制造有限公司: three penalties of one authority, and a listing.
    static let subject = "91150203YY0000036W"
    /// 内蒙古自治区生态环境厅（示例）, which decided on the penalties and delivered them.
    static let authority = "11150000YY0001178N"
    /// 内蒙古自治区人力资源和社会保障厅（示例）, which listed the subject.
    static let lister = "11150000YY00011359"
    /// 内蒙古自治区发展和改革委员会（示例）, which runs the platform.
    static let platform = "11150000YY0001004D"
    /// 内蒙古自治区税务局（示例）, which has nothing to do with any of it.
    static let stranger = "11150000YY00013971"

    static func penalty(_ number: Int) -> String { "蒙环罚示〔2025〕\(number)号" }
    static let listing = "蒙人社列示〔2025〕1号"

    init(policy: String = "default", holidays: Bool = true) throws {
        directory = try TemporaryDirectory()
        let samples = Repository.path("Samples") + "/"
        let catalog = try TestFile.read(samples + "catalog.json")
        store = try RecordStore.create(
            at: directory.path("store"), catalog: catalog, domains: try TestFile.read(samples + "domains.json"),
            policy: try TestFile.read(samples + "policies/\(policy).json"))
        if holidays {
            try store.update(.holidays, try TestFile.read(samples + "holidays.json"), at: Self.instant("2026-01-01"))
        }
        let intake = DeliveryIntake(
            store: store, catalog: try Catalog.read(catalog, sha256: Hex.encode(Digest.of(catalog))))
        for (file, source, day) in [
            ("register/2026-01-05-qiye.csv", "11150000YY000140XH", "2026-01-05"),
            ("deliveries/2026-01-12-sthj-xzcf.csv", Self.authority, "2026-01-12"),
            ("deliveries/2026-05-08-rssb-yzsx.csv", Self.lister, "2026-05-08"),
        ] {
            _ = try intake.importFile(
                at: samples + file, ImportOptions(received: Self.instant(day), source: source))
        }
    }

    /// Ten in the morning of a day.
    static func instant(_ day: String) throws -> Instant { try #require(Instant(day + "T10:00:00+08:00")) }

    static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

    /// Enters an event on the sample subject.
    @discardableResult
    func enter(
        _ kind: Event.Kind, by source: String, document: String? = nil, on day: String = "2026-06-01",
        names: String? = nil, decision: String? = "示例决定1号", decidedBy: String? = "示例机关", number: String? = nil,
        item: String? = nil, authority: String? = nil, new: EventDraft.Replacement? = nil,
        received: String = "2026-06-01"
    ) throws -> EnteredEvent {
        let draft = EventDraft(
            kind: kind, subject: Self.subject, source: source, item: item, authority: authority, document: document,
            day: try Self.day(day), number: number, names: names, eventDocument: decision, eventAuthority: decidedBy,
            replacement: new)
        return try EventDesk(store: store).enter(draft, received: try Self.instant(received))
    }

    /// The code of the error that entering an event ends with; nil if it is entered.
    func refusal(_ body: () throws -> Void) -> DeskError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? DeskError)?.code
        }
    }

    /// The matters of the sample subject.
    func matters(at day: String) throws -> [Matter] {
        try MatterList(store: store).matters(of: try CreditCode(Self.subject), at: try Self.instant(day))
    }
}
