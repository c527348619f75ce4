// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Brings the identities of stored lines to those under which a report has their records (rules, 1.1).
///
/// The store keeps the spelling that was right when a line came: the subject by its registration number as long as it had
/// no code, the authority by its name where no code was delivered. A report knows more.
struct RecordKeys {
    /// Whose records they are; nil where they are those of a registration number alone.
    let subject: SubjectKey?
    /// The registration numbers under which nothing but this subject's stands.
    var numbers: Set<SubjectKey> = []
    /// Single records of other registration numbers that are this subject's.
    var records: Set<RecordIdentity> = []
    /// Which department a name means.
    let table: DomainTable

    /// The key of whom a line names.
    func subject(_ key: SubjectKey) -> SubjectKey {
        guard let subject, numbers.contains(key) else { return key }
        return subject
    }

    /// The authority of an identity.
    func authority(_ authority: String) -> String {
        table.authority(authority)
    }

    /// A line's identity.
    func identity(_ identity: RecordIdentity) -> RecordIdentity {
        guard Self.mayMove(identity.text) else { return identity }
        var parts = identity.text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4 else { return identity }
        parts[1] = authority(parts[1])
        if let subject, let key = SubjectKey(parts[3]), numbers.contains(key) || records.contains(identity) {
            parts[3] = subject.text
        }
        return RecordIdentity(text: parts.joined(separator: " "))
    }

    /// The record that an event names.
    func target(_ target: Event.Target) -> Event.Target {
        guard case .record(let record) = target else { return target }
        return .record(identity(record))
    }

    /// Whether an identity may have to be brought to another: nearly every one holds two codes, and a code has no colon.
    static func mayMove(_ identity: String) -> Bool {
        identity.utf8.contains(UInt8(ascii: ":"))
    }
}

extension [Entry] {
    /// The lines with the identities under which a report has their records.
    func keyed(by keys: RecordKeys) -> [Entry] {
        var lines = self
        for index in indices where RecordKeys.mayMove(self[index].identity) {
            lines[index].identity = keys.identity(RecordIdentity(text: self[index].identity)).text
        }
        return lines
    }
}
