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

    private let updateField: String?

    /// What the lines of an item's deliveries are held against.
    init(item: CatalogItem) {
        updateField = item.field(.updatedAt)?.code
    }

    /// What equality of rows is over (rules, 7).
    func content(of entry: Entry) -> [UInt8] {
        RecordIdentity.content(of: entry.asDelivered, except: updateField)
    }

    /// What becomes of the rows of one delivery, source and identity.
    ///
    /// - Parameters:
    ///   - rows: the rows in the order of the delivery.
    ///   - known: the lines that the source had delivered for the record before.
    ///   - counts: what became of rows so far; the rows are added to it.
    /// - Returns: which of the rows are the parts of a new version; none if they change nothing.
    func takeVersion(_ rows: [Entry], known: [Entry], _ counts: inout ImportCounts) -> [Int] {
        if rows.isEmpty { return [] }
        if rows.count == 1, known.count <= 1 {
            // Of one row and one version nothing matters but whether they say the same.
            guard let last = known.first else {
                counts.accepted += 1
                return [0]
            }
            let isSame = haveSameContent(rows[0], last)
            if isSame { counts.unchanged += 1 } else { counts.updated += 1 }
            return isSame ? [] : [0]
        }
        let candidates = rows.map { Candidate($0, updateField: updateField) }
        // Equal rows of one delivery are one part.
        var seen: Set<[UInt8]> = []
        let parts = candidates.indices.filter { seen.insert(candidates[$0].content).inserted }
        let versions = Self.versions(known.map { Candidate($0, updateField: updateField) })
        if changesNothing(Version(parts.map { candidates[$0] }), versions) {
            counts.unchanged += rows.count
            return []
        }
        counts.unchanged += rows.count - parts.count
        if versions.isEmpty { counts.accepted += parts.count } else { counts.updated += parts.count }
        return parts
    }

    /// Whether `content` is the same for both.
    private func haveSameContent(_ one: Entry, _ other: Entry) -> Bool {
        let left = one.asDelivered.lazy.filter { $0.code != updateField }
        let right = other.asDelivered.lazy.filter { $0.code != updateField }
        return left.elementsEqual(right) {
            ByteOrder.compare($0.code.utf8.span, $1.code.utf8.span) == 0
                && ByteOrder.compare($0.value.utf8.span, $1.value.utf8.span) == 0
        }
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
