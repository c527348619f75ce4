// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// Something that happened to a record: repair, revocation, delisting, objection, replacement, or the undoing of one.
public struct Event: Sendable {
    /// The kinds of rules, 2.
    public enum Kind: String, Sendable, CaseIterable {
        /// 信用修复.
        case repair
        /// 撤销、确认违法、确认无效.
        case revoke
        /// 移出名单.
        case delist
        /// 异议受理.
        case objectionOpen = "objection-open"
        /// 异议办结.
        case objectionClose = "objection-close"
        /// 更正身份: the record has another identity.
        case replace
        /// 取消: takes another event back.
        case undo

        /// The Chinese name, as reports print it.
        public var name: String {
            switch self {
            case .repair: "信用修复"
            case .revoke: "撤销"
            case .delist: "移出名单"
            case .objectionOpen: "异议受理"
            case .objectionClose: "异议办结"
            case .replace: "更正"
            case .undo: "取消"
            }
        }
    }

    /// How an event names a record.
    public enum Target: Hashable, Sendable {
        /// By its identity, with a document number.
        case record(RecordIdentity)
        /// Without a document number: by what the identities of all such records of an item, authority and subject begin with.
        case withoutNumber(String)
    }

    /// Where the store holds it.
    public struct Place: Hashable, Sendable {
        /// The sequence number of the import that brought it.
        public var sequence: Int
        /// Its row in that delivery.
        public var row: Int

        /// A place of those parts.
        public init(sequence: Int, row: Int) {
            self.sequence = sequence
            self.row = row
        }
    }

    /// The number by which other events name it, normalised; empty if it has none.
    public var number: String
    /// The kind; nil if the delivered one is none of them.
    public var kind: Kind?
    /// The record that it names.
    public var target: Target
    /// The day from which it has effect.
    public var day: DeliveredDay
    /// When it was received.
    public var received: Instant
    /// The number of the event that an undo takes back or a close closes, normalised; nil if it names none.
    public var names: String?
    /// The new identity that a replacement names.
    public var replacement: Target?
    /// Whether the subject's own lines hold it; another's event matters where a replacement moved a record.
    public var isOwn: Bool
    /// The code of the department that delivered it, normalised; empty where nobody asks.
    public var source: String
    /// Where the store holds it; a line that stands under two subjects has one place.
    public var place: Place
    /// How a report prints it.
    public var label: EventLabel

    /// An event of those parts.
    public init(
        number: String, kind: Kind?, target: Target, day: DeliveredDay, received: Instant, names: String? = nil,
        replacement: Target? = nil, isOwn: Bool = true, source: String = "", place: Place = Place(sequence: 0, row: 0),
        label: EventLabel = EventLabel()
    ) {
        self.number = number
        self.kind = kind
        self.target = target
        self.day = day
        self.received = received
        self.names = names
        self.replacement = replacement
        self.isOwn = isOwn
        self.source = source
        self.place = place
        self.label = label
    }
}

/// What a report prints of an event, as delivered.
public struct EventLabel: Hashable, Sendable {
    /// The event's number.
    public var number: String?
    /// The delivered kind.
    public var kind: String?
    /// The name of the item of the record that it names.
    public var item: String?
    /// The document number of the record that it names.
    public var documentNumber: String?
    /// The event's own document.
    public var document: String?
    /// The authority that decided it.
    public var authority: String?

    /// A label of those parts.
    public init(
        number: String? = nil, kind: String? = nil, item: String? = nil, documentNumber: String? = nil,
        document: String? = nil, authority: String? = nil
    ) {
        self.number = number
        self.kind = kind
        self.item = item
        self.documentNumber = documentNumber
        self.document = document
        self.authority = authority
    }
}
