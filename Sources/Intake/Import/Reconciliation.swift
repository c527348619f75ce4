// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Holds the lines of a delivery against what its sources had delivered before (rules, 1.3 and 7).
///
/// The rows of one delivery, source and identity are the parts of one version and stand or fall together: equal to the
/// source's current version, in whatever order, they change nothing; else all of them are the new version.
struct Reconciliation {
    /// A line with what it is compared by.
    private struct Candidate {
        /// The line.
        let entry: Entry
        /// What equality is over.
        let content: [UInt8]
        /// The source's own time of update; nil if it has none or an unreadable one.
        let updated: Instant?

        /// A row's line.
        init(_ entry: Entry, updateField: String?) {
            self.entry = entry
            content = RecordIdentity.content(of: entry.asDelivered, except: updateField)
            updated = updateField.flatMap { entry.readable($0) }.flatMap { Instant($0) }
        }
    }

    /// The lines that are new to the store.
    private var news: [Entry] = []
    /// What became of the rows that were held against it.
    private(set) var counts = ImportCounts()
    private let item: CatalogItem
    private let updateField: String?

    /// Nothing of an item's delivery held against anything yet.
    init(item: CatalogItem) {
        self.item = item
        updateField = item.field(.updatedAt)?.code
    }

    /// The lines that are new to the store. A replacement that moves a record to another subject stands under both:
    /// what either of them shows depends on it. A line of the register that names a parent stands under that too, so
    /// that a subject's branches and subsidiaries are found.
    var added: [Entry] {
        news
            + news.compactMap { entry in
                if let parent = item.parent(namedBy: entry) {
                    var copy = entry
                    copy.subject = parent
                    return copy
                }
                guard entry.kind == .event, item.value(.eventKind, of: entry) == "replace",
                    let code = item.value(.newSubjectCode, of: entry),
                    let new = try? CreditCode(Spelling.normalize(code)),
                    entry.subject != .code(new)
                else { return nil }
                var copy = entry
                copy.subject = .code(new)
                return copy
            }
    }

    /// Holds all lines of a delivery about one subject against the store's lines about it.
    mutating func take(_ entries: [Entry], stored: [Entry]) {
        let itemCode = Spelling.normalize(item.code)
        var known: [String: [Entry]] = [:]
        for entry in stored where entry.item == itemCode { known[Self.group(of: entry), default: []].append(entry) }
        var groups: [(name: String, entries: [Entry])] = []
        var places: [String: Int] = [:]
        for entry in entries {
            let name = Self.group(of: entry)
            if let place = places[name] {
                groups[place].entries.append(entry)
            } else {
                places[name] = groups.count
                groups.append((name, [entry]))
            }
        }
        for group in groups {
            let before = known[group.name] ?? []
            if before.isEmpty, group.entries.count == 1 {
                add(group.entries[0])
                continue
            }
            let rows = group.entries.map { Candidate($0, updateField: updateField) }
            let candidates = before.map { Candidate($0, updateField: updateField) }
            if group.entries[0].kind == .record {
                takeVersion(rows, known: candidates)
            } else {
                takeEach(rows, known: candidates)
            }
        }
    }

    /// What lines share that are held against each other. Events and rows that wait have no identity: their group is
    /// all of them, and each stands for itself.
    private static func group(of entry: Entry) -> String {
        entry.kind.rawValue + "\u{0}" + entry.source + "\u{0}" + entry.identity
    }

    /// Adds a line that is the first of its kind.
    private mutating func add(_ entry: Entry) {
        news.append(entry)
        if entry.kind == .pending { counts.pending += 1 } else { counts.accepted += 1 }
    }

    private mutating func takeEach(_ rows: [Candidate], known: [Candidate]) {
        var seen = Set(known.map(\.content))
        for row in rows {
            if seen.insert(row.content).inserted {
                add(row.entry)
            } else {
                counts.unchanged += 1
            }
        }
    }

    private mutating func takeVersion(_ rows: [Candidate], known: [Candidate]) {
        // Equal rows of one delivery are one part.
        var parts = rows
        if rows.count > 1 {
            var seen: Set<[UInt8]> = []
            parts = rows.filter { seen.insert($0.content).inserted }
        }
        let versions = Self.versions(known)
        if changesNothing(Version(parts), versions) {
            counts.unchanged += rows.count
            return
        }
        news += parts.map(\.entry)
        counts.unchanged += rows.count - parts.count
        if versions.isEmpty { counts.accepted += parts.count } else { counts.updated += parts.count }
    }

    private struct Version {
        let contents: [[UInt8]]
        let updated: Instant?

        init(_ parts: [Candidate]) {
            contents = parts.map(\.content).sorted { $0.lexicographicallyPrecedes($1) }
            let times = parts.compactMap(\.updated)
            updated = times.count == parts.count ? times.max() : nil
        }
    }

    /// The versions of one source in the order in which they were received.
    private static func versions(_ known: [Candidate]) -> [Version] {
        var versions: [[Candidate]] = []
        for candidate in known {
            if versions.last?.last?.entry.sequence == candidate.entry.sequence {
                versions[versions.count - 1].append(candidate)
            } else {
                versions.append([candidate])
            }
        }
        return versions.map(Version.init)
    }

    /// Whether a version says what the current one says, or is an older one sent again that would not become current.
    private func changesNothing(_ version: Version, _ versions: [Version]) -> Bool {
        guard var current = versions.last else { return false }
        let times = versions.compactMap(\.updated)
        guard times.count == versions.count, let latest = times.max() else {
            return current.contents == version.contents
        }
        current = versions.last { $0.updated == latest } ?? current
        if current.contents == version.contents { return true }
        guard let updated = version.updated, updated < latest else { return false }
        return versions.contains { $0.updated == updated && $0.contents == version.contents }
    }
}
