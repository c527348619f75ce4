// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

extension CatalogItem {
    /// The delivered value of the field with a role, as the store keeps it; nil if there is none.
    func value(_ role: FieldRole, of entry: Entry) -> String? {
        field(role).flatMap { entry.value($0.code) }
    }

    /// The number of an event, normalised; nil if it has none, or one that is none.
    func eventNumber(of entry: Entry) -> String? {
        guard let number = given(.eventNumber, of: entry), !RecordIdentity.isBlank(number: number),
            !RecordIdentity.isRounded(number: number)
        else { return nil }
        return Spelling.normalizeNumber(number)
    }

    /// Under what a line stands beside its own subject; nil for most lines.
    ///
    /// A replacement that moves a record to another subject stands under both: what either of them shows depends on it.
    /// A line of the register that names a parent stands under that too, so that branches and subsidiaries are found.
    func secondSubject(of entry: Entry) -> SubjectKey? {
        if let parent = parent(namedBy: entry) { return parent }
        guard nature == .event, entry.kind == .event, value(.eventKind, of: entry) == "replace",
            let code = value(.newSubjectCode, of: entry), let new = try? CreditCode(Spelling.normalize(code)),
            entry.subject != .code(new)
        else { return nil }
        return .code(new)
    }

    /// Every key that a row gives (see `SubjectReading.keys`); what a spreadsheet has rounded gives none.
    func keys(givenBy entry: Entry) -> [SubjectKey] {
        func given(_ role: FieldRole) -> String { self.given(role, of: entry) ?? "" }
        return SubjectReading.keys(
            code: given(.subjectCode), name: given(.subjectName), number: given(.registrationNumber))
    }

    /// The delivered value of the field with a role; nil if there is none, or if it is a number that lost its last digits.
    private func given(_ role: FieldRole, of entry: Entry) -> String? {
        guard let field = field(role), let value = entry.value(field.code) else { return nil }
        let isRounded = entry.faults.contains { $0.field == field.code && FieldReading.isRounded($0.reason) }
        return isRounded ? nil : value
    }

    /// What a line shares with the other lines of its record (rules, 1.1); empty for events.
    func identity(of entry: Entry) -> String {
        switch nature {
        case .event: return ""
        case .registration: return RecordIdentity(registrationItem: code, subject: entry.subject).text
        case .record:
            let authority = RecordIdentity.authority(
                code: given(.authorityCode, of: entry), name: given(.authorityName, of: entry))
            let number = given(.documentNumber, of: entry) ?? ""
            let named = RecordIdentity(item: code, authority: authority, number: number, subject: entry.subject)
            return (named ?? numberless(entry, authority: authority)).text
        }
    }

    /// The identity of a record without a document number. Its day is what the text alone says: a day that becomes
    /// readable with a later receipt must not make the same row another record.
    private func numberless(_ entry: Entry, authority: String) -> RecordIdentity {
        let content = RecordIdentity.content(of: entry.asDelivered, except: field(.updatedAt)?.code)
        return RecordIdentity(
            item: code, authority: authority, subject: entry.subject,
            day: value(.decisionDay, of: entry).flatMap { DeliveredTime($0)?.day },
            digest: Hex.encode(Digest.of(content)))
    }
}
