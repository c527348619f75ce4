// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

/// The log of applications for repair (信用修复申请), chained like the query log.
public final class ApplicationLog: Sendable {
    /// An application with what was done about it.
    public struct Case: Hashable, Sendable {
        /// The application.
        public var application: RepairApplication
        /// The steps, in the order in which they were recorded.
        public var steps: [RepairStep] = []

        /// The step that settled it: a refusal or a withdrawal; nil if there is none.
        public var settlement: RepairStep? { steps.first { $0.kind != .forwarded } }
        /// The last forwarding; nil if it was not handed on.
        public var forwarding: RepairStep? { steps.last { $0.kind == .forwarded } }
    }

    private let log: ChainedLog

    /// The log of the store in a directory; the log is made with its first line.
    ///
    /// - Parameter algorithm: the hash function of the store, for who has opened it; nil for what its head says.
    public init(store path: String, _ algorithm: DigestAlgorithm? = nil) {
        let layout = RegistryLayout(store: path, algorithm)
        log = ChainedLog(layout, path: layout.applications)
    }

    /// Appends an application; one of that number changes nothing.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    public func append(_ application: RepairApplication) throws(RegistryError) -> Bool {
        var isNew = true
        try log.append { () throws(RegistryError) in
            isNew = try !cases().contains { $0.application.number == application.number }
            return isNew ? [.application(application)] : []
        }
        return isNew
    }

    /// Appends a step; one that is there already changes nothing.
    ///
    /// - Returns: whether it is new.
    /// - Throws: `unknown-application`; `application-settled` if it was refused or taken back before.
    @discardableResult
    public func append(_ step: RepairStep) throws(RegistryError) -> Bool {
        var isNew = true
        try log.append { () throws(RegistryError) in
            guard let known = try cases().first(where: { $0.application.number == step.number }) else {
                throw RegistryError(
                    .unknownApplication, "there is no application \(step.number)",
                    hint: "event list --open lists the applications that are open")
            }
            isNew = !known.steps.contains { earlier in
                var same = earlier
                same.at = step.at
                return same == step
            }
            guard isNew else { return [] }
            if let settlement = known.settlement {
                throw RegistryError(
                    .applicationSettled,
                    "application \(step.number) was settled on \(settlement.day) (\(settlement.kind.rawValue))")
            }
            return [.applicationStep(step)]
        }
        return isNew
    }

    /// All applications in the order in which they were recorded, each with its steps.
    ///
    /// - Parameter instant: the moment at which they are seen: what was recorded later is left out; nil for now.
    /// - Throws: `damaged` at the first line that is not as it was written.
    public func cases(at instant: Instant? = nil) throws(RegistryError) -> [Case] {
        var cases: [Case] = []
        var places: [String: Int] = [:]
        try log.forEach { record in
            switch record {
            case .application(let application):
                if let instant, application.at > instant { return true }
                places[application.number] = cases.count
                cases.append(Case(application: application))
            case .applicationStep(let step):
                if let instant, step.at > instant { return true }
                guard let place = places[step.number] else { return false }
                cases[place].steps.append(step)
            default: return false
            }
            return true
        }
        return cases
    }
}
