// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// Under which names rows wait in the store: only a row of such a name can be what one of them should have been.
struct OpenPending {
    private let keys: Set<[UInt8]>?

    /// How many names are held in memory; with more, every row is looked at.
    private static let most = 1 << 17

    /// No names.
    init() {
        keys = []
    }

    /// The names in a snapshot.
    init(_ snapshot: Snapshot) throws(StoreError) {
        keys = try snapshot.keys(withPrefix: "name:", atMost: Self.most).map(Set.init)
    }

    /// Whether a row may wait under a name.
    func mayHold(nameOf name: ArraySlice<UInt8>, _ remembered: inout RememberedText) -> Bool {
        if keys?.isEmpty == true || name.isEmpty { return false }
        remembered.update(name) { name, _ in SubjectReading.fallback(name: name, number: "").text }
        return keys?.contains(remembered.text) ?? true
    }
}
