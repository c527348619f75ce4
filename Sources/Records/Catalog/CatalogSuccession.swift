// SPDX-License-Identifier: Apache-2.0

/// What a new version of a catalogue must still know.
extension Catalog {
    /// Checks that what was stored under the version before can still be read: an item of which there are lines is there
    /// and of the same nature, each role is played by the field that played it, and each kind of event has its words.
    ///
    /// - Parameters:
    ///   - previous: the version before.
    ///   - isStored: whether there are lines of an item, by its code.
    /// - Throws: `RecordsError` with all that the catalogue has lost.
    public func validate(
        following previous: Catalog, stored isStored: (String) -> Bool
    ) throws(RecordsError) {
        let faults = ConfigurationNode.Faults(area: "catalog")
        for old in previous.items where isStored(old.code) {
            guard let new = item(old.code), new.nature == old.nature else {
                faults.note(
                    "dropped", at: "items",
                    "the item \(old.code) (\(old.name)) of version \(previous.version) is not there, or of another nature, "
                        + "and the store has lines of it", hint: "keep the item; only its name may be another")
                continue
            }
            for field in old.fields {
                guard let role = field.role else { continue }
                guard let heir = new.field(role), heir.code == field.code else {
                    faults.note(
                        "dropped", at: "items.\(old.code)",
                        "the role \(role.rawValue) was played by the field \(field.code), which stored lines bear",
                        hint: "keep its code; a new heading goes to the name or the aliases")
                    continue
                }
                guard role == .eventKind else { continue }
                let words = Set(heir.choices.flatMap { [$0.code, $0.meaning] }.map(Spelling.normalize))
                for word in field.choices.flatMap({ [$0.code, $0.meaning] })
                where !words.contains(Spelling.normalize(word)) {
                    faults.note(
                        "dropped", at: "items.\(old.code).\(field.code)",
                        "\"\(word)\" names no kind of event, and stored events may bear it")
                }
            }
        }
        try faults.check()
    }
}
