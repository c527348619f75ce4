// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// What stands under the registration numbers (工商注册号) that the register has, or had, for a subject.
struct NumberedLines {
    /// The lines that are the subject's.
    var lines: [Entry] = []
    /// The numbers under which nothing but its own stands.
    var numbers: Set<SubjectKey> = []
    /// Its records under the other numbers.
    var records: Set<RecordIdentity> = []
    /// How many records may be its own, and wait for somebody to say so (待核).
    var unclear = 0
}

extension Gathering {
    /// What stands under a subject's registration numbers, and whose it is (rules, 1.1).
    ///
    /// A number alone is no proof: the register may have given it to the wrong subject, or to two. A record is the
    /// subject's if it bears one of its names, or none at all and the number is the subject's. Any other waits, except
    /// under a number that the register has taken from the subject and has for somebody else.
    ///
    /// - Parameters:
    ///   - register: the subject's entries of the register.
    ///   - names: its current and former names.
    ///   - received: when the import of a sequence number was received.
    ///   - lines: all lines of a key.
    func numberedLines<Failure: Error>(
        _ register: [(delivery: Version, lines: [Entry])], names: [String],
        received: (Int) throws(Failure) -> Instant, lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> NumberedLines {
        let names = Set(names.map(Spelling.normalize))
        let held = heldNumbers(register)
        var result = NumberedLines()
        var seen: Set<String> = []
        for number in register.flatMap(\.lines).compactMap(registrationNumber) where seen.insert(number).inserted {
            let key = SubjectKey.registration(number)
            let stored = try lines(key)
            guard !stored.isEmpty else {
                result.numbers.insert(key)
                continue
            }
            let others = try registerDeliveries(stored, received: received)
            let isHeld = held.contains(number)
            let isAnothers =
                !others.isEmpty
                && registeredNames(others, current: currentRegistration(others)).map(Spelling.normalize)
                    .allSatisfy { !names.contains($0) }
            take(stored, of: key, into: &result, isHeld: isHeld, isAnothers: isAnothers, names: names)
        }
        return result
    }

    /// Tells apart the lines of one number.
    private func take(
        _ stored: [Entry], of key: SubjectKey, into result: inout NumberedLines, isHeld: Bool, isAnothers: Bool,
        names: Set<String>
    ) {
        let records = Dictionary(
            grouping: stored.filter { $0.kind == .record && reading($0.item).item?.nature != .registration },
            by: \.identity)
        let own = records.filter { _, lines in
            let named = lines.compactMap { reading($0.item).value(.subjectName, of: $0) }.map(Spelling.normalize)
            return named.contains(where: names.contains) || named.isEmpty && isHeld && !isAnothers
        }
        guard own.count < records.count || !isHeld || isAnothers else {
            result.numbers.insert(key)
            result.lines += stored
            return
        }
        let identities = Set(own.keys.map(RecordIdentity.init))
        result.records.formUnion(identities)
        let keys = RecordKeys(subject: nil, table: table)
        result.lines += stored.filter { line in
            switch line.kind {
            case .record: own[line.identity] != nil
            case .event:
                if case .record(let record) = event(line, keys: keys, received: Instant(seconds: 0), isOwn: true)
                    .event.target
                {
                    identities.contains(record)
                } else {
                    false
                }
            default: isHeld || !isAnothers
            }
        }
        if isHeld || !isAnothers { result.unclear += records.count - own.count }
    }

    /// The numbers that the register has for the subject now: what a source put right it says no more, what it merely
    /// leaves out it said before.
    private func heldNumbers(_ register: [(delivery: Version, lines: [Entry])]) -> Set<String> {
        let current = currentLines(register)
        let stating = Set(current.filter { registrationNumber($0) != nil }.map(\.source))
        let earlier = register.flatMap(\.lines).filter { !stating.contains($0.source) }
        return Set((current + earlier).compactMap(registrationNumber))
    }

    /// The registration number of an entry of the register, normalised; nil if it has none.
    private func registrationNumber(_ entry: Entry) -> String? {
        let number = reading(entry.item).value(.registrationNumber, of: entry).map(Spelling.normalize) ?? ""
        return number.isEmpty ? nil : number
    }
}
