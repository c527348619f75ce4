// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Cryptography
internal import RecordStore
internal import Records

/// What goes back to a department about a period (对账, 内发改财金字〔2024〕920号, 三): what it delivered and what became of it, by item,
/// and where its own count differs.
public struct Reconciliation: Sendable {
    /// The sums of one item.
    public struct ItemSums: Sendable {
        /// Its code and name.
        public let item: (code: String, name: String)
        /// The sums.
        public internal(set) var sums = Tally()
        /// How many rows the department says; nil if it does not.
        public internal(set) var declared: Int?
    }

    /// A row of the period that somebody has to look at.
    public struct Row: Sendable {
        /// The name of its item.
        public let item: String
        /// Its document number as written; empty if it has none.
        public let number: String
        /// Its decision day.
        public let day: CivilDay?
        /// When it came.
        public let received: CivilDay
        /// Where it stood: the import and the row.
        public let place: String
        /// Why it waits: the fields at fault and the reasons.
        public let reason: String
    }

    /// A document of which the department's list and the store say different things.
    public struct Difference: Sendable {
        /// What differs.
        public enum Kind: String, Sendable {
            /// It is in the list and not in the store (漏报).
            case missing = "清单有，平台无"
            /// It is in the list, but its row waits.
            case waiting = "清单有，平台待核"
            /// It came in the period and is not in the list (多报).
            case extra = "平台有，清单无"
        }

        /// What differs.
        public let kind: Kind
        /// The name of the item.
        public let item: String
        /// The document number.
        public let number: String
    }

    /// The department's code and name.
    public let source: (code: String, name: String)
    /// The period.
    public let period: Period
    /// The snapshot.
    public let snapshot: String
    /// The term in working days.
    public let term: Int
    /// The sums by item, in the order of the catalogue; items of which nothing came and nothing was declared are left out.
    public private(set) var items: [ItemSums] = []
    /// The rows that still wait, in the order in which they came.
    public private(set) var pending: [Row] = []
    /// The rows that came late.
    public private(set) var late: [Row] = []
    /// The differences, those of the list first in its order.
    public private(set) var differences: [Difference] = []
    /// How many documents of the list are in the store; nil if there is no list.
    public private(set) var matched: Int?

    /// Reconciles a period of a department.
    ///
    /// - Throws: `unknown-source` if nobody has the code.
    public init(_ survey: StoreSurvey, source: String, period: Period, declared: Declaration? = nil) throws {
        let code = Spelling.normalize(source)
        let departments = try Departments(survey.snapshot)
        guard departments.contains(code) else {
            throw StewardshipError(
                .unknownSource, "no department has the code \(source)",
                hint: "catalog duties lists the departments with their codes")
        }
        self.source = (code, departments.name(code))
        self.period = period
        snapshot = survey.snapshot.id
        term = survey.term
        guard let catalog = survey.timeline.catalog(on: period.days.upperBound) else {
            throw StewardshipError(
                .empty, "the store has no catalogue", hint: "catalog update FILE takes one into use")
        }
        var sums = catalog.items.map { ItemSums(item: (Spelling.normalize($0.code), $0.name)) }
        func place(_ item: String) -> Int {
            if let known = sums.firstIndex(where: { $0.item.code == item }) { return known }
            sums.append(ItemSums(item: (item, item)))
            return sums.count - 1
        }
        let names = Dictionary(uniqueKeysWithValues: catalog.items.map { (Spelling.normalize($0.code), $0) })
        func isInPeriod(_ delivery: ImportDescription) -> Bool { period.days.contains(delivery.received.day) }
        for delivery in survey.snapshot.imports where delivery.source == code && isInPeriod(delivery) {
            sums[place(delivery.item)].sums.add(delivery)
        }
        for (item, count) in declared?.counts ?? [] { sums[place(item)].declared = count }

        var standing: [Declaration.Document: Bool] = [:]
        for (document, _) in declared?.documents ?? [] { standing[document] = false }
        var waiting: Set<Declaration.Document> = []
        var extra: [(document: Declaration.Document, written: String)] = []
        var seen: Set<Declaration.Document> = []
        let isListed = declared?.documents != nil
        try survey.forEach(where: { $0.source == code && (isListed || isInPeriod($0)) }) { line in
            let item = names[line.entry.item]
            let written = item?.field(.documentNumber).flatMap { line.entry.value($0.code) } ?? ""
            let document = Declaration.Document(
                item: line.entry.item, number: Spelling.normalizeNumber(written))
            let isCounted = isInPeriod(line.delivery)
            if isCounted {
                sums[place(line.entry.item)].sums.add(line)
                let row = Row(
                    item: item?.name ?? line.entry.item, number: written, day: line.decisionDay,
                    received: line.delivery.received.day, place: "\(line.entry.sequence)-\(line.entry.row)",
                    reason: Self.reason(line.entry, item))
                if line.isOpen { pending.append(row) }
                if line.timeliness == .late { late.append(row) }
            }
            guard isListed, line.kind != .event, !RecordIdentity.isBlank(number: written) else { return }
            if standing[document] != nil {
                if line.kind != .pending { standing[document] = true } else if line.isOpen { waiting.insert(document) }
            } else if isCounted, line.kind != .pending || line.isOpen, seen.insert(document).inserted {
                extra.append((document, written))
            }
        }
        items = sums.filter { $0.sums != Tally() || $0.declared != nil }
        // The store is read subject by subject; what a department reads stands in the order in which it came.
        func order(_ left: Row, _ right: Row) -> Bool {
            if left.received != right.received { return left.received < right.received }
            let (one, other) = (left.place.split(separator: "-"), right.place.split(separator: "-"))
            return one.lexicographicallyPrecedes(other) { (Int($0) ?? 0) < (Int($1) ?? 0) }
        }
        pending.sort(by: order)
        late.sort(by: order)
        compare(declared, standing: standing, waiting: waiting, extra: extra) { names[$0]?.name ?? $0 }
    }

    private mutating func compare(
        _ declared: Declaration?, standing: [Declaration.Document: Bool], waiting: Set<Declaration.Document>,
        extra: [(document: Declaration.Document, written: String)], name: (String) -> String
    ) {
        guard let documents = declared?.documents else { return }
        matched = documents.count { standing[$0.document] == true }
        for (document, written) in documents where standing[document] != true {
            differences.append(
                Difference(
                    kind: waiting.contains(document) ? .waiting : .missing, item: name(document.item), number: written))
        }
        let sorted = extra.sorted { left, right in
            (left.document.item, left.document.number) < (right.document.item, right.document.number)
        }
        for (document, written) in sorted {
            differences.append(Difference(kind: .extra, item: name(document.item), number: written))
        }
    }

    /// The fields at fault with the reasons, as the store keeps them.
    private static func reason(_ entry: Entry, _ item: CatalogItem?) -> String {
        entry.faults.map { fault in
            let name = item?.field(code: fault.field)?.name ?? fault.field
            return name.isEmpty ? fault.reason : "\(name)：\(fault.reason)"
        }.joined(separator: "；")
    }

    /// How many differences there are: documents, and items whose counts differ.
    public var differenceCount: Int {
        differences.count + items.count { $0.declared != nil && $0.declared != $0.sums.rows }
    }

    /// The number of the sheet: who, when, and the first digits of a digest over department, period, snapshot and differences.
    public var number: String {
        let parts =
            [source.code, period.description, snapshot] + differences.map { $0.kind.rawValue + $0.item + $0.number }
            + items.map { "\($0.item.code) \($0.declared ?? -1)" }
        let digest = Hex.encode(Digest.of(Array(parts.joined(separator: "\n").utf8)))
        let days = [period.days.lowerBound, period.days.upperBound].map { $0.description.filter { $0 != "-" } }
        return "DZ-\(days[0])-\(days[1])-\(digest.prefix(8))"
    }
}
