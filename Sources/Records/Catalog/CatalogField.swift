// SPDX-License-Identifier: Apache-2.0

/// A field (数据项) of a catalogue item.
public struct CatalogField: Sendable {
    /// How a value is read.
    public enum ValueType: String, Sendable, CaseIterable {
        case text
        /// A civil day.
        case day
        /// A moment of update.
        case instant
        /// An amount in 万元.
        case money
        /// A 统一社会信用代码.
        case creditCode
        /// One of `choices`.
        case choice
    }

    /// How far a value must be protected (安全级别).
    public enum Security: String, Sendable, CaseIterable {
        /// Shown as it is.
        case open = "公开"
        /// An identity number or the like: printed masked.
        case personal = "个人信息"
        /// Never printed.
        case secret = "商业秘密"
        /// Serves the collection alone and is not printed.
        case `internal` = "内部"
    }

    /// The field code, such as CF_WSH.
    public let code: String
    /// The Chinese name, as reports print it.
    public let name: String
    /// Other headings under which departments deliver it.
    public let aliases: [String]
    /// How its values are read.
    public let type: ValueType
    /// The longest value, in characters; nil for no limit.
    public let length: Int?
    /// Whether a delivery without this column is refused.
    public let isRequired: Bool
    /// What the rules use it for, if anything.
    public let role: FieldRole?
    /// How far its values are protected.
    public let security: Security
    /// The values of a choice, as delivered code and meaning.
    public let choices: [Choice]

    /// A value that a choice field may have.
    public struct Choice: Hashable, Sendable {
        /// The code as delivered ("1").
        public let code: String
        /// What it means ("罚款").
        public let meaning: String

        /// A choice of that code and meaning.
        public init(code: String, meaning: String) {
            self.code = code
            self.meaning = meaning
        }
    }

    /// A field of checked parts.
    public init(
        code: String, name: String, aliases: [String], type: ValueType, length: Int?, isRequired: Bool,
        role: FieldRole?, security: Security, choices: [Choice]
    ) {
        self.code = code
        self.name = name
        self.aliases = aliases
        self.type = type
        self.length = length
        self.isRequired = isRequired
        self.role = role
        self.security = security
        self.choices = choices
    }
}

/// What the rules use a field for, whatever its code.
public enum FieldRole: String, Sendable, CaseIterable {
    // Whom a line is about.
    case subjectName, subjectCode, subjectKind, registrationNumber
    // Who decided, who delivered.
    case authorityName, authorityCode, sourceName, sourceCode
    // The record.
    case documentNumber, decisionDay, publicityEnd, procedure, severity, domain, updatedAt, permission, tradeSecret
    /// The 名单 that an entry stands on.
    case listName
    // The subject itself (登记信息).
    case formerNames, subjectType, legalRepresentative, establishedDay, status, address, registrar
    // To whom the subject belongs as a branch or a subsidiary (隶属企业).
    case parentCode, parentName
    // An event, and the record it names (whose authority, number and subject have the roles above).
    case eventNumber, eventKind, eventItem, effectiveDay, eventDocument, eventAuthority, namedEvent
    case newItem, newAuthorityCode, newDocumentNumber, newSubjectCode
}
