// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What a report says of one subject.
public struct SubjectSection: Sendable {
    /// Its place in a report on several subjects, from 1 on; nil in a report on one.
    public var sequence: Int?
    /// The current name.
    public var name: String
    /// The 统一社会信用代码.
    public var code: String
    /// The former names, the latest first.
    public var formerNames: [String]
    /// The register's word for its state.
    public var status: String?
    /// What that word means for the report; nil for a subject that exists.
    public var statusText: String?
    /// The basic information (基础信息).
    public var registration: [ShownField]
    /// The numbers of the summary (概要).
    public var overview: Overview
    /// The conclusions, in order.
    public var domains: [DomainLine]
    /// The domains that have shown records, with them.
    public var sections: [DomainSection]
    /// The events that wait for their record.
    public var waiting: [EventLine]
    /// The events that can have no effect.
    public var faults: [EventLine]

    /// The numbers of a summary, and the lines that must stand beside them.
    public struct Overview: Hashable, Sendable {
        /// Shown and counted.
        public var total: Int
        /// Shown.
        public var shown: Int
        /// Counted and not shown.
        public var counted: Int
        /// Withheld, for agencies only.
        public var withheldGovernment: Int
        /// Withheld, for want of an authorisation.
        public var withheldAuthorised: Int
        /// 待核.
        public var pending: Int
        /// 领域不明.
        public var unknownDomain: Int
        /// Events that wait for their record.
        public var waiting: Int
        /// Domains whose data are not up to date.
        public var stale: Int
        /// 另有 …: a report never looks cleaner than it is without saying so.
        public var notes: [String]
        /// The conclusions in short, for the table of a report on several subjects; none in a report on one.
        public var conclusions: [String] = []
    }

    /// A line of the conclusions.
    public struct DomainLine: Sendable {
        /// The domain.
        public var domain: Report.CodedName
        /// How deep it lies, from 0 on.
        public var level: Int
        /// Its numbers, those of its descendants included.
        public var counts: DomainCounts
        /// The day up to which it is covered.
        public var coveredThrough: CivilDay?
        /// Whether that is too long ago.
        public var isStale: Bool
        /// The conclusion.
        public var conclusion: String
    }

    /// The shown records of a domain.
    public struct DomainSection: Sendable {
        /// The domain.
        public var domain: Report.CodedName
        /// Its records, in order.
        public var records: [RecordLine]
    }

    /// A shown record.
    public struct RecordLine: Sendable {
        /// Its place in the report, from 1 on.
        public var sequence: Int
        /// Its item.
        public var item: Report.CodedName
        /// Item and document number.
        public var title: String
        /// Its state.
        public var state: RecordState
        /// Its marks.
        public var marks: [String]
        /// Its document number.
        public var documentNumber: String?
        /// Its decision or listing day, if readable.
        public var decisionDay: CivilDay?
        /// Who decided or listed.
        public var authority: String?
        /// The name of its domain.
        public var domain: String
        /// The departments that delivered it.
        public var sources: [Report.CodedName]
        /// The events that give it its state or marks.
        public var events: [EventLine]
        /// The names of the lists (名单名称) on which its entry stands, each once; nil where it is no entry that stands.
        public var lists: [String]?
        /// What may be done to the subject because it stands on this list.
        public var consequences: [Consequence]
        /// How many of its parts the request may not see.
        public var withheldParts: Int
        /// The fields of each part.
        public var parts: [[ShownField]]
    }

    /// An event, as printed.
    public struct EventLine: Sendable {
        /// Its number.
        public var number: String?
        /// Its kind; nil if it is none that is known.
        public var kind: Event.Kind?
        /// The kind's name, or what was delivered.
        public var kindName: String?
        /// The item of the record that it names.
        public var item: String?
        /// The document number of the record that it names.
        public var documentNumber: String?
        /// Its effective day, if readable.
        public var day: CivilDay?
        /// Its own document.
        public var document: String?
        /// Who decided it.
        public var authority: String?
        /// Why it has no effect; nil if it may.
        public var reason: String?
        /// When it was received.
        public var received: Instant
    }
}
