// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import RecordStore
internal import Records
internal import Reporting

/// What a snapshot says about subjects, read under its own configuration and one of its policies.
struct SnapshotReading {
    let snapshot: Snapshot
    let rulebook: Rulebook
    /// The working days, if the store has a table of holidays.
    let workingDays: WorkingDays?
    private let gathering: Gathering

    /// Reads the configuration of a snapshot.
    ///
    /// - Parameter id: the policy; nil for the store's first.
    init(_ snapshot: Snapshot, policy id: String?) throws {
        let configuration = try snapshot.configuration()
        guard let file = configuration.policy(id) else {
            let known = configuration.policies.map(\.id).joined(separator: ", ")
            throw DeskError(.policy, "the store has no policy \(id ?? "")", hint: "it has \(known)")
        }
        self.snapshot = snapshot
        rulebook = try Rulebook(configuration, following: file)
        workingDays = try configuration.holidays.map {
            try HolidayTable.read($0.bytes, sha256: $0.hash).workingDays
        }
        gathering = Gathering(rulebook: rulebook)
    }

    /// A later snapshot, read as an earlier one is: under the earlier one's configuration and policy.
    init(_ earlier: SnapshotReading, lines snapshot: Snapshot) {
        self.snapshot = snapshot
        rulebook = earlier.rulebook
        workingDays = earlier.workingDays
        gathering = earlier.gathering
    }

    /// All that the snapshot holds about a subject.
    func history(of subject: CreditCode) throws -> History {
        try history(of: subject) { key in try snapshot.entries(for: key) }
    }

    /// All that some lines say about a subject.
    func history(of subject: CreditCode, lines: (SubjectKey) throws -> [Entry]) throws -> History {
        try gathering.history(
            of: subject, received: { sequence in snapshot.imports[sequence - 1].received }, lines: lines)
    }

    /// The branches and subsidiaries that the register has by some lines, with how many cannot have a section.
    func branches(
        of subjects: [CreditCode], lines: (SubjectKey) throws -> [Entry]
    ) throws -> (codes: [CreditCode], unlisted: Int) {
        try gathering.branches(
            of: subjects, received: { sequence in snapshot.imports[sequence - 1].received }, lines: lines)
    }

    /// All that the snapshot holds under a registration number alone (个体工商户 without a code).
    func history(ofRegistration key: SubjectKey) throws -> History {
        try gathering.history(
            ofLines: try snapshot.entries(for: key),
            received: { sequence in snapshot.imports[sequence - 1].received }, lines: { try snapshot.entries(for: $0) })
    }

    /// The name of a department, as far as the table of domains or the policy knows it; else its code.
    func departmentName(_ code: String) -> String {
        let platform = rulebook.policy.desk?.platform ?? []
        return rulebook.table.departmentName(code: code)
            ?? platform.first { Spelling.normalize($0.code) == code }?.name ?? code
    }

    /// What hides identity numbers in texts that people typed.
    var masking: Masking {
        Masking(first: rulebook.policy.mask.first, last: rulebook.policy.mask.last)
    }
}

/// A short name for what is said: digits of the SHA-256 of its parts, which nobody has to count up.
enum DerivedNumber {
    /// "PREFIX-YEAR-DIGITS" for some parts.
    static func make(_ prefix: String, _ day: CivilDay, _ parts: [String]) -> String {
        let message = JSONValue.array(parts.map { .string($0) }).text
        let digits = Base32.encode(Digest.of(Array(message.utf8)), digits: 8)
        return "\(prefix)-\(day.components.year)-\(digits)"
    }
}
