// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
public import RecordStore
public import Records

/// Lets an operator accept a row that waits, with a reason that the store and its log keep.
///
/// It is for rows that their department cannot put right: the operator answers for whom the row is about. The row itself
/// is stored as it was delivered, under the department that delivered it.
public struct PendingAcceptance: Sendable {
    private let store: RecordStore
    private let catalog: Catalog

    /// Acceptance into a store by a catalogue.
    public init(store: RecordStore, catalog: Catalog) {
        self.store = store
        self.catalog = catalog
    }

    /// Accepts a row.
    ///
    /// - Parameters:
    ///   - reference: what names the row.
    ///   - subject: whom it is about; nil if the line stands under its subject already.
    ///   - reason: why, in the operator's words.
    ///   - received: when.
    /// - Throws: `pending` if no such row waits, or if nobody could tell what it says; `StoreError`.
    public func accept(
        _ reference: PendingReference, as subject: CreditCode?, reason: String, at received: Instant
    ) throws -> ImportDescription {
        let reason = CleanText(reason).text
        guard !reason.isEmpty, reason.unicodeScalars.count <= Self.longestReason else {
            throw IntakeError(.pending, "a reason of at most \(Self.longestReason) characters was expected")
        }
        return try store.withWriter { writer in
            let snapshot = try writer.snapshot
            guard let waiting = try snapshot.entries(for: reference.subject).openPending.first(where: reference.names)
            else {
                throw IntakeError(
                    .pending, "no row waits as \(reference.text)", hint: "the import that brought the row has listed it"
                )
            }
            let accepted = try line(of: waiting, subject)
            let stored = try snapshot.entries(for: accepted.subject).filter { $0.item == accepted.item }
            var counts = ImportCounts()
            let parts = try becomes(
                accepted,
                known: stored.filter {
                    $0.kind == accepted.kind && $0.source == accepted.source && $0.identity == accepted.identity
                }, &counts)
            let resolution = PendingCorrection.resolution(of: waiting, by: accepted, reason: reason)
            let act = "\(reference.text): \(reason)"
            // It covers no domain: one row says nothing about what else there is.
            return try writer.append(
                Delivery(
                    received: received, file: act, fileHash: Hex.encode(Digest.of(Array(act.utf8), writer.algorithm)),
                    item: waiting.item, source: waiting.source, counts: counts,
                    entries: parts.flatMap { _ in lines(accepted) }
                        + [resolution] + (try resolutionOfRow(copied: waiting, resolution, in: snapshot))))
        }
    }

    /// What ends the waiting of the row itself, if one of its copies was named.
    private func resolutionOfRow(
        copied waiting: Entry, _ resolution: Entry, in snapshot: Snapshot
    ) throws(StoreError) -> [Entry] {
        guard let key = waiting.copied,
            try snapshot.entries(for: key).openPending.contains(where: {
                $0.sequence == waiting.sequence && $0.row == waiting.row
            })
        else { return [] }
        var own = resolution
        own.subject = key
        return [own]
    }

    private static let longestReason = 500

    /// The accepted line, and its copy if it stands under two subjects.
    private func lines(_ accepted: Entry) -> [Entry] {
        guard let second = catalog.item(accepted.item)?.secondSubject(of: accepted) else { return [accepted] }
        var copy = accepted
        copy.subject = second
        return [accepted, copy]
    }

    /// What becomes of the row: its place if it is new to the store.
    private func becomes(
        _ accepted: Entry, known: [Entry], _ counts: inout ImportCounts
    ) throws(IntakeError) -> [Int] {
        let reconciliation = Reconciliation(item: try item(of: accepted))
        guard accepted.kind == .event else { return reconciliation.takeVersion([accepted], known: known, &counts) }
        let content = reconciliation.content(of: accepted)
        let isKnown = known.contains { reconciliation.content(of: $0) == content }
        if isKnown { counts.unchanged = 1 } else { counts.accepted = 1 }
        return isKnown ? [] : [0]
    }

    private func item(of waiting: Entry) throws(IntakeError) -> CatalogItem {
        guard let item = catalog.item(waiting.item) else {
            throw IntakeError(.unknownItem, "the catalogue has no item \(waiting.item)")
        }
        return item
    }

    /// The line that a row becomes when it is accepted.
    private func line(of waiting: Entry, _ subject: CreditCode?) throws(IntakeError) -> Entry {
        let item = try item(of: waiting)
        var entry = waiting
        entry.kind = item.nature == .event ? .event : .record
        entry.row = 1
        entry.faults.removeAll { PendingFault.isReasonToWait($0.reason) }
        if let subject { entry.subject = .code(subject) }
        switch entry.subject {
        case .code, .registration: break
        case .name, .parent, .nobody:
            throw IntakeError(
                .pending, "the row stands under \(entry.subject.text), not under a subject",
                hint: "name its subject with --subject")
        }
        if waiting.faults.contains(where: { $0.reason.hasPrefix("event.") || $0.reason.hasPrefix("name.") }) {
            throw IntakeError(
                .pending, "what the row leaves open nobody but its department can say",
                hint: "have the row corrected and delivered again")
        }
        entry.identity = item.identity(of: entry)
        return entry
    }
}
