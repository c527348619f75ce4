// SPDX-License-Identifier: Apache-2.0

public import RecordStore
public import Records
internal import Synchronization

/// The lines of the register under the parents (隶属企业) that they name.
///
/// An import files them under the parent's key, so that one look-up finds them. Where a part of the register came under
/// a catalogue that had other fields for the parent, or none, the register is read through instead, once.
public final class ParentLines: Sendable {
    private let store: RecordStore
    private let snapshot: Snapshot
    private let catalog: Catalog
    private let found = Mutex<Found>(.unknown)

    private enum Found {
        case unknown
        /// The store has them under their keys.
        case filed
        /// They were looked for.
        case gathered([SubjectKey: [Entry]])
    }

    /// The lines of a snapshot, under a catalogue that says where the register has the parent.
    public init(_ store: RecordStore, _ snapshot: Snapshot, catalog: Catalog) {
        self.store = store
        self.snapshot = snapshot
        self.catalog = catalog
    }

    /// The lines that name a parent.
    public func lines(of key: SubjectKey) throws -> [Entry] {
        let found = try found.withLock { found in
            if case .unknown = found { found = try isFiled() ? .filed : .gathered(gather()) }
            return found
        }
        if case .gathered(let lines) = found { return lines[key] ?? [] }
        return try snapshot.entries(for: key)
    }

    /// Whether every import of the register came under a catalogue that has the parent where the one in use has it.
    private func isFiled() throws(StoreError) -> Bool {
        var fields: [[String?]] = []
        var isRead = false
        for link in snapshot.links {
            switch link.content {
            case .configuration(let version): if version.kind == .catalog { isRead = false }
            case .erasure: break
            case .delivery(let description, _):
                guard let item = catalog.item(description.item), item.nature == .registration else { continue }
                if !isRead {
                    let file = try store.snapshot(id: link.hash).configuration().catalog
                    guard let earlier = try? Catalog.read(file.bytes, sha256: file.hash) else { return false }
                    fields = Self.fields(earlier)
                    isRead = true
                }
                if fields != Self.fields(catalog) { return false }
            }
        }
        return true
    }

    private static func fields(_ catalog: Catalog) -> [[String?]] {
        catalog.items.filter { $0.nature == .registration }.map { item in
            [item.code, item.field(.parentCode)?.code, item.field(.parentName)?.code]
        }
    }

    private func gather() throws -> [SubjectKey: [Entry]] {
        let register = Dictionary(
            catalog.items.filter { $0.nature == .registration }.map { (Spelling.normalize($0.code), $0) },
            uniquingKeysWith: { first, _ in first })
        var lines: [SubjectKey: [Entry]] = [:]
        try snapshot.forEachSubject { subject, entries in
            if case .parent = subject { return }
            for entry in entries {
                guard let parent = register[entry.item]?.parent(namedBy: entry) else { continue }
                lines[parent, default: []].append(entry)
            }
        }
        return lines
    }
}
