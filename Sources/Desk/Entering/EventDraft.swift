// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Reporting

/// An event as somebody enters it at the desk: what a delivered row of events would say.
public struct EventDraft: Sendable {
    /// What happens to the record.
    public var kind: Event.Kind
    /// The 统一社会信用代码 of the subject.
    public var subject: String
    /// The code of the department that enters it and answers for it (数据来源单位).
    public var source: String
    /// The catalogue item of the record, by code or name; nil if its number or the event named tells.
    public var item: String?
    /// The code of the record's deciding authority; nil if its number or the event named tells.
    public var authority: String?
    /// The document number (文号) of the record.
    public var document: String?
    /// The day from which the event has effect.
    public var day: CivilDay
    /// The event's own number; nil to have one made of what it says.
    public var number: String?
    /// The number of the event that is undone, or of the objection that is closed.
    public var names: String?
    /// The document on which the event rests.
    public var eventDocument: String?
    /// Who decided it; nil for the department that enters it.
    public var eventAuthority: String?
    /// The new identity that a replacement names: item, authority, document number and subject; nil for what stays.
    public var replacement: Replacement?

    /// The parts of a record's identity that a replacement changes.
    public struct Replacement: Sendable {
        /// The catalogue item.
        public var item: String?
        /// The code of the deciding authority.
        public var authority: String?
        /// The document number.
        public var document: String?
        /// The 统一社会信用代码 of the subject.
        public var subject: String?

        /// A replacement of those parts.
        public init(item: String?, authority: String?, document: String?, subject: String?) {
            self.item = item
            self.authority = authority
            self.document = document
            self.subject = subject
        }

        var isEmpty: Bool { item == nil && authority == nil && document == nil && subject == nil }
    }

    /// A draft of those parts.
    public init(
        kind: Event.Kind, subject: String, source: String, item: String? = nil, authority: String? = nil,
        document: String? = nil, day: CivilDay, number: String? = nil, names: String? = nil,
        eventDocument: String? = nil, eventAuthority: String? = nil, replacement: Replacement? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.source = source
        self.item = item
        self.authority = authority
        self.document = document
        self.day = day
        self.number = number
        self.names = names
        self.eventDocument = eventDocument
        self.eventAuthority = eventAuthority
        self.replacement = replacement
    }
}
