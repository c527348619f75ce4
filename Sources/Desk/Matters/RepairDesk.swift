// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import RecordStore
internal import Records
public import Registry
internal import Reporting

/// The desk for applications for repair (信用修复申请): a book beside the store, for the terms; it changes no record.
public struct RepairDesk: Sendable {
    private let store: RecordStore
    private let policy: String?
    private let log: ApplicationLog

    /// The desk of a store.
    ///
    /// - Parameter policy: the policy that says who runs the platform; nil for the store's first.
    public init(store: RecordStore, policy: String? = nil) {
        self.store = store
        self.policy = policy
        log = ApplicationLog(store: store.path, store.digestAlgorithm)
    }

    /// Books an application; the same one twice is one.
    ///
    /// - Parameters:
    ///   - subject: the subject's code.
    ///   - item: the record's item; nil if its number tells.
    ///   - authority: the record's deciding authority; nil if its number tells.
    ///   - document: the record's document number.
    ///   - source: who took it in, by code.
    ///   - day: when it was received.
    ///   - instant: when it is booked.
    /// - Returns: the application, and whether it is new.
    public func apply(
        subject: String, item: String?, authority: String?, document: String?, source: String, day: CivilDay,
        at instant: Instant
    ) throws -> (application: RepairApplication, isNew: Bool) {
        let reading = try SnapshotReading(try store.snapshot(), policy: policy)
        let code = try EventDesk.subject(subject)
        let history = try reading.history(of: code)
        let target = try NamedRecord(
            item: item, authority: authority, document: document, subject: code, in: history,
            catalog: reading.rulebook.catalog)
        guard let record = target.record else {
            throw DeskError(
                .unknownRecord, "the store holds no such record of \(code): there is nothing to repair",
                hint: "show --subject lists its records")
        }
        try Self.check(day, notBefore: nil, at: instant)
        let by = try Self.responsible(source, target, reading)
        let spelled = Self.spelling(of: record.identity)
        let number = DerivedNumber.make("SQ", day, [code.text, spelled, by, day.description])
        let application = RepairApplication(
            number: number, at: instant, source: by, subject: code.text, record: spelled, day: day)
        return (application, try log.append(application))
    }

    /// Books what was done about an application.
    ///
    /// - Parameters:
    ///   - kind: what was done.
    ///   - number: the application's number.
    ///   - source: who did it; of a forwarding, to whom.
    ///   - day: on which day.
    ///   - document: the document and reason; a refusal must have one.
    ///   - instant: when it is booked.
    /// - Returns: whether it is new.
    public func note(
        _ kind: RepairStep.Kind, on number: String, source: String, day: CivilDay, document: String,
        at instant: Instant
    ) throws -> Bool {
        let wanted = Spelling.normalizeNumber(number)
        let masking = Masking(first: 3, last: 2)
        guard let known = try log.cases().first(where: { $0.application.number == wanted }) else {
            // The log says so in its own words.
            return try log.append(
                RepairStep(
                    number: masking.text(wanted), at: instant, kind: kind, day: day, source: "", document: ""))
        }
        let reading = try SnapshotReading(try store.snapshot(), policy: policy)
        let history = try reading.history(of: try EventDesk.subject(known.application.subject))
        let record = history.records.first { Self.spelling(of: $0.identity) == known.application.record }
        let target = record.map { NamedRecord($0) }
        try Self.check(day, notBefore: known.application.day, at: instant)
        if kind == .refused, RecordIdentity.isBlank(number: document) {
            throw DeskError(.event, "a refusal rests on a document and a reason", hint: "name it with --decision")
        }
        let by =
            if let target, kind != .withdrawn {
                try Self.responsible(source, target, reading, withPlatform: kind != .forwarded)
            } else { Spelling.normalize(source) }
        return try log.append(
            RepairStep(
                number: known.application.number, at: instant, kind: kind, day: day, source: masking.text(by),
                document: masking.text(document)))
    }

    /// The identity of a record as the log spells it: with what may be an identity number masked.
    static func spelling(of identity: RecordIdentity) -> String {
        Masking(first: 3, last: 2).text(identity.text)
    }

    private static func check(_ day: CivilDay, notBefore first: CivilDay?, at instant: Instant) throws(DeskError) {
        if day > instant.day {
            throw DeskError(
                .event, "\(day) is after the day on which it is booked, \(instant.day)",
                hint: "correct --day, or say with --received when it is booked")
        }
        if let first, day < first {
            throw DeskError(
                .event, "\(day) is before the application was received on \(first)", hint: "correct --day")
        }
    }

    private static func responsible(
        _ source: String, _ target: NamedRecord, _ reading: SnapshotReading, withPlatform: Bool = true
    ) throws(DeskError) -> String {
        let source = Spelling.normalize(source)
        let platform = withPlatform ? reading.rulebook.policy.desk?.platform ?? [] : []
        let parties = ResponsibleParty.all(for: .repair, on: target, named: nil, platform: platform)
        guard parties.contains(where: { $0.code == source }) else {
            throw .notResponsible(source, for: "repair", parties, reading)
        }
        return source
    }
}
