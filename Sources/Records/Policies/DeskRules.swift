// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What a policy says of the desk for objections (异议) and repair (信用修复): who runs the platform, and the terms.
public struct DeskRules: Hashable, Sendable {
    /// A term (办理时限) with its legal basis.
    public struct Term: Hashable, Sendable {
        /// How many working days it has.
        public let workingDays: Int
        /// The document that sets it.
        public let basis: String

        /// A term of those parts.
        public init(workingDays: Int, basis: String) {
            self.workingDays = workingDays
            self.basis = basis
        }
    }

    /// The bodies that run the platform: they take in objections and applications for repair.
    public let platform: [Department]
    /// Within which the platform tells an applicant what became of the application for repair.
    public let repairFeedback: Term
    /// Within which a department decides on an application that it was handed.
    public let repairDecision: Term
    /// Within which an objection is settled.
    public let objection: Term

    /// Rules of those parts.
    public init(platform: [Department], repairFeedback: Term, repairDecision: Term, objection: Term) {
        self.platform = platform
        self.repairFeedback = repairFeedback
        self.repairDecision = repairDecision
        self.objection = objection
    }

    /// Reads the member `desk` of a policy; nil with the faults noted.
    init?(_ node: ConfigurationNode) {
        node.expect(keys: ["platform", "repairFeedback", "repairDecision", "objection"])
        let platformNode = node.required("platform")
        let platform = (platformNode?.elements ?? []).compactMap { body -> Department? in
            body.expect(keys: ["code", "name"])
            let (code, name) = (body.required("code")?.text(upTo: 128), body.required("name")?.text)
            guard let code, let name else { return nil }
            return Department(code: code, name: name)
        }
        if let platformNode, platformNode.value.array?.isEmpty ?? false {
            node.faults.note("empty", at: platformNode.path, "somebody runs the platform")
        }
        let feedback = node.required("repairFeedback").flatMap(Self.term)
        let decision = node.required("repairDecision").flatMap(Self.term)
        let objection = node.required("objection").flatMap(Self.term)
        guard let feedback, let decision, let objection else { return nil }
        self.init(platform: platform, repairFeedback: feedback, repairDecision: decision, objection: objection)
    }

    private static func term(_ node: ConfigurationNode) -> Term? {
        node.expect(keys: ["workingDays", "basis"])
        let days = node.required("workingDays")?.integer(in: 1...250)
        let basis = node.required("basis")?.text(upTo: 1000)
        guard let days, let basis else { return nil }
        return Term(workingDays: days, basis: basis)
    }
}
