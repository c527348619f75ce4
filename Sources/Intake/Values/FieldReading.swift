// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// A delivered value as it goes into the store.
struct FieldReading {
    /// The value; empty if nothing was delivered.
    var value: String
    /// Why it could not be read, as a stable code; what was delivered is kept all the same.
    var fault: String?
    /// What is odd about it, as stable codes with words.
    var oddities: [(code: String, message: String)] = []

    /// The first day that a record can speak of (rules, 0).
    static let firstDay = CivilDay(ordinal: -7397)

    /// The fault of a number of which a spreadsheet has kept 15 digits: as an identity it would be that of others too.
    static let rounded = FieldFault.roundedNumber
    /// The same in the place of the subject's code.
    static let roundedCode = "code.rounded"

    /// Whether a fault says that a number has lost its last digits.
    static func isRounded(_ fault: String) -> Bool { fault == rounded || fault == roundedCode }

    /// What is said of a value that is too long.
    static func lengthMessage(_ length: Int) -> String { "longer than \(length) characters; kept whole" }
    /// What is said of a code whose inner organisation code fails its check.
    static let organisationMessage = "position 17 is not the check character of the 组织机构代码"

    /// Reads a delivered value as a field's type asks.
    ///
    /// - Parameters:
    ///   - delivered: the value as it stands in the file.
    ///   - field: the field that its column leads to.
    ///   - receipt: the day of receipt, after which nothing can have been decided.
    init(_ delivered: String, as field: CatalogField, receivedOn receipt: CivilDay) {
        let clean = CleanText(delivered)
        value = clean.text
        guard !value.isEmpty else { return }
        if clean.hadControls { note("text.control", "control characters were left out") }
        if let length = field.length, value.unicodeScalars.count > length {
            note("text.length", Self.lengthMessage(length))
        }
        switch field.type {
        case .text:
            if clean.hasPrivateUse { fault = "text.private-use" }
            if clean.hasLoss { fault = "text.lost-character" }
        case .day: readDay(as: field, receivedOn: receipt)
        case .instant:
            guard let time = DeliveredTime(value) else {
                fault = "instant.unreadable"
                return
            }
            // A version that came from the future would stay the current one whatever came after it.
            if field.role == .updatedAt && time.day > receipt {
                fault = "instant.after-receipt"
            } else {
                value = time.instant.description
            }
        case .money:
            if let money = DeliveredMoney.read(value) {
                value = money.description
            } else {
                fault = "money.unreadable"
            }
        case .creditCode: readCode(of: field)
        case .choice: readChoice(field)
        }
    }

    private mutating func note(_ code: String, _ message: String) {
        oddities.append((code, message))
    }

    private mutating func readDay(as field: CatalogField, receivedOn receipt: CivilDay) {
        guard let day = DeliveredTime(value)?.day else {
            fault = "day.unreadable"
            return
        }
        if day < Self.firstDay {
            fault = "day.too-early"
        } else if field.role == .decisionDay && day > receipt {
            fault = "day.after-receipt"
        } else {
            value = day.description
        }
    }

    private mutating func readCode(of field: CatalogField) {
        let normal = Spelling.normalize(value)
        do throws(CreditCodeFault) {
            let code = try CreditCode(normal)
            value = code.text
            if !code.hasValidOrganizationCode {
                note("code.organisation", Self.organisationMessage)
            }
        } catch {
            // What the subject's own code may be beside a code, `SubjectReading` knows.
            if field.role != .subjectCode { note("code.fault", "\(error)") }
        }
    }

    /// Spells out the codes of choices; of an event's kind the code itself is kept, which the rules are written in.
    private mutating func readChoice(_ field: CatalogField) {
        let asWhole = Self.choice(value, of: field)
        if let asWhole {
            value = asWhole
            return
        }
        let parts = value.split { ";；、,，|".contains($0) }.map(String.init)
        let known = parts.compactMap { Self.choice($0, of: field) }
        if parts.count > 1, known.count == parts.count {
            value = known.joined(separator: "；")
        } else {
            note("choice.unknown", "the catalogue has no such choice; kept as delivered")
        }
    }

    private static func choice(_ spelling: String, of field: CatalogField) -> String? {
        let wanted = Spelling.normalize(spelling)
        let choice = field.choices.first {
            Spelling.normalize($0.code) == wanted || Spelling.normalize($0.meaning) == wanted
        }
        return choice.map { field.role == .eventKind ? $0.code : $0.meaning }
    }
}
