// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import Reporting

/// The rules once more, as dully as they can be written: loops within loops, each sentence of the rules a few lines.
///
/// Written from the text of the rules alone, so that it agrees with `Finding` only where both read that text alike.
/// Each file of this folder is one subject of the rules.
struct NaiveRules {
    let history: History
    let scope: Scope
    let catalog: Catalog
    let domains: [Domain]
    let policy: Policy
    let statements: [CoverageStatement]

    /// The records of which something was received by the cutoff.
    private(set) var records: [RecordHistory] = []
    /// Every identity that the store holds.
    private(set) var identities: [RecordIdentity] = []
    /// The events received by the cutoff.
    private(set) var events: [Event] = []
    /// The undoes whose day has come.
    private(set) var undoes: [Event] = []
    /// The replacements that act, as old and new identity; neither need be in the store.
    private(set) var replacements: [(old: RecordIdentity, new: RecordIdentity)] = []
    /// The events in force on the day.
    private(set) var eventsInForce: [Event] = []

    init(_ generated: GeneratedCase) {
        history = generated.history
        scope = generated.scope
        catalog = generated.catalog
        domains = generated.table.domains
        policy = generated.policy
        statements = generated.statements

        for record in history.records {
            var known = record
            known.deliveries = []
            for delivery in record.deliveries where delivery.received <= scope.cutoff {
                known.deliveries.append(delivery)
            }
            if known.deliveries.count > 0 { records.append(known) }
        }
        identities = history.elsewhere
        for record in records { identities.append(record.identity) }
        for event in history.events where event.received <= scope.cutoff && !isPutRight(event) { events.append(event) }
        undoes = undoesOfTheDay()
        replacements = actingReplacements()
        for event in events where isInForce(event) { eventsInForce.append(event) }
    }

    /// The catalogue's item of a record; nil if the catalogue does not know it.
    func item(of record: RecordHistory) -> CatalogItem? {
        for item in catalog.items where NaiveSpelling.code(item.code) == NaiveSpelling.code(record.item) {
            return item
        }
        return nil
    }
}
