// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Records
public import Registry
public import Reporting

/// Something on the desk: an event, or an application for repair.
public struct Matter: Sendable {
    /// What it is.
    public enum Content: Sendable {
        /// An event, as it stands.
        case event(EventStanding)
        /// An application for repair, and the event that granted it.
        case application(ApplicationLog.Case, grantedBy: String?)
    }

    /// What it is.
    public let content: Content
    /// Whom it is about, as the store spells it.
    public let subject: String
    /// What record it is about: its item, authority and document number as identities spell them.
    public let record: (item: String, authority: String, number: String)
    /// By when it must be settled, or must have been; none if nobody sets a term, or none runs: it was taken back.
    public let deadlines: [Deadline]

    /// Its number; empty if an event was delivered without one.
    public var number: String {
        switch content {
        case .event(let standing): standing.event.label.number ?? ""
        case .application(let known, _): known.application.number
        }
    }

    /// Its day: from which an event has effect, if readable, or on which an application was received.
    public var day: CivilDay? {
        switch content {
        case .event(let standing): standing.event.day.readable
        case .application(let known, _): known.application.day
        }
    }

    /// The code of the department that delivered or took it in.
    public var source: String {
        switch content {
        case .event(let standing): standing.event.source
        case .application(let known, _): known.application.source
        }
    }

    /// How it stands: as `EventStanding` names it; of an application open, granted, or how it was settled.
    public var state: String {
        switch content {
        case .event(let standing): standing.standing.rawValue
        case .application(let known, let grantedBy):
            grantedBy != nil ? "granted" : known.settlement.map(\.kind.rawValue) ?? "open"
        }
    }

    /// Whether somebody still has to do something: settle an objection or application, deliver what an event waits
    /// for, or correct what has no effect.
    public var isOpen: Bool {
        switch content {
        case .event(let standing):
            switch standing.standing {
            case .waiting, .fault: true
            case .inForce: standing.event.kind == .objectionOpen
            case .notYet, .undone, .corrected, .closed: false
            }
        case .application: state == "open"
        }
    }

    /// Whether a term is over.
    public var isOverdue: Bool { deadlines.contains(where: \.isOverdue) }
}
