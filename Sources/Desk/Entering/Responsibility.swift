// SPDX-License-Identifier: Apache-2.0

internal import Records
internal import Reporting

/// Who may enter an event (谁产生、谁负责): a department and why.
struct ResponsibleParty {
    /// Why a department is responsible.
    enum Reason: String {
        /// It decided on the record, or listed the subject.
        case authority = "deciding authority"
        /// It delivered the record.
        case source = "delivered the record"
        /// It runs the platform, which takes in objections and applications.
        case platform = "runs the platform"
        /// It entered the event that is taken back or closed.
        case entered = "entered that event"
    }

    let code: String
    let reason: Reason

    /// All who may enter an event of a kind.
    ///
    /// - Parameters:
    ///   - kind: the kind.
    ///   - target: the record.
    ///   - named: the event that is undone or closed; nil if none is named.
    ///   - platform: who runs the platform.
    static func all(
        for kind: Event.Kind, on target: NamedRecord, named: Event?, platform: [Department]
    ) -> [ResponsibleParty] {
        var parties: [ResponsibleParty] = []
        func add(_ codes: [String], _ reason: Reason) {
            for code in codes where !code.isEmpty && !parties.contains(where: { $0.code == code }) {
                parties.append(ResponsibleParty(code: code, reason: reason))
            }
        }
        // Who raised an objection may take it back; whoever it is about can only close it, which leaves its traces.
        let ownersMay = !(kind == .undo && named?.kind == .objectionOpen)
        if ownersMay {
            add([target.authority], .authority)
            add(Array(Set(target.record?.deliveries.map(\.source) ?? [])).sorted(), .source)
        }
        switch kind {
        case .repair, .objectionOpen: add(platform.map { Spelling.normalize($0.code) }, .platform)
        case .undo, .objectionClose: add([named?.source ?? ""], .entered)
        case .revoke, .delist, .replace: break
        }
        return parties
    }
}

extension DeskError {
    /// A department that is not among those responsible; the hint says who is.
    static func notResponsible(
        _ source: String, for what: String, _ parties: [ResponsibleParty], _ reading: SnapshotReading
    ) -> DeskError {
        let who = parties.map { "\(reading.departmentName($0.code)) \($0.code) (\($0.reason.rawValue))" }
        return DeskError(
            .notResponsible, "\(source) is not responsible for a \(what) of this record",
            hint: who.isEmpty ? "nobody known to the store is" : "these are: " + who.joined(separator: "; "))
    }
}
