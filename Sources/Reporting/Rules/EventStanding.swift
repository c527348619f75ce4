// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// An event of a subject with how it stands on a day (rules, 2): for whoever keeps the books of objections and repairs.
public struct EventStanding: Sendable {
    /// How an event stands.
    public enum Standing: String, Sendable, CaseIterable {
        /// It has effect.
        case inForce = "in-force"
        /// Its day is still to come.
        case notYet = "not-yet"
        /// An undo in force takes it back.
        case undone
        /// Its source has put it right since, under the same number.
        case corrected
        /// An objection that is closed.
        case closed
        /// It waits for its record, or for the event that it names.
        case waiting
        /// It can have no effect.
        case fault
    }

    /// The event.
    public var event: Event
    /// How it stands.
    public var standing: Standing
    /// Why it can have no effect; nil if it may.
    public var fault: EventFault?
    /// The record that it names; nil if the store does not hold it.
    public var record: RecordIdentity?
    /// Of an objection that is closed, the first day from which a close of it has effect.
    public var closedOn: CivilDay?

    /// All events of a history's own subject that were received by the cutoff, in the order of receipt.
    public static func all(in history: History, on day: CivilDay, cutoff: Instant) -> [EventStanding] {
        EventBoard(history: history, scope: .everything(on: day, cutoff: cutoff)).standings(cutoff: cutoff)
    }
}
