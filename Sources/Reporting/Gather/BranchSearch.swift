// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

extension Gathering {
    /// All branches and subsidiaries (分支机构、子公司) of some subjects that the register has, of every level (rules, 9).
    ///
    /// A subject belongs to the one that the current version of any source names as its parent (隶属企业), whatever its own
    /// state: struck off (注销、吊销) or not. Each stands for itself once, so that parents in a circle have an end.
    ///
    /// - Parameters:
    ///   - subjects: whose.
    ///   - received: when the import of a sequence number was received.
    ///   - lines: all lines of a key.
    /// - Returns: their codes in order, without `subjects`; and how many more say that they belong to one of these but
    ///   cannot have a section: lines of the register that wait (待核) or were erased, and subjects without a code.
    public func branches<Failure: Error>(
        of subjects: [CreditCode], received: (Int) throws(Failure) -> Instant,
        lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> (codes: [CreditCode], unlisted: Int) {
        var known = Set(subjects)
        var open = subjects
        var withoutCode: Set<SubjectKey> = []
        var waiting: Set<[Int]> = []
        while let parent = open.popLast() {
            let register = try registerDeliveries(try lines(.code(parent)), received: received)
            let names = registeredNames(register, current: currentRegistration(register))
            let keys = [SubjectKey.parent(parent.text)] + names.map { SubjectKey.parent(Spelling.normalize($0)) }
            for key in keys {
                var candidates: Set<SubjectKey> = []
                for line in try lines(key) {
                    let waits = line.kind == .pending ? try isOpen(line, lines: lines) : line.kind == .erased
                    if waits { waiting.insert([line.sequence, line.row]) }
                    if let subject = RecordIdentity(text: line.identity).registered { candidates.insert(subject) }
                }
                for candidate in candidates {
                    if case .code(let code) = candidate, known.contains(code) { continue }
                    let own = try registerDeliveries(try lines(candidate), received: received)
                    let isNamed = currentLines(own).contains { line in
                        keys.contains { $0 == reading(line.item).item?.parent(namedBy: line) }
                    }
                    guard isNamed else { continue }
                    if case .code(let code) = candidate {
                        known.insert(code)
                        open.append(code)
                    } else {
                        withoutCode.insert(candidate)
                    }
                }
            }
        }
        return (known.subtracting(subjects).sorted(), withoutCode.count + waiting.count)
    }

    /// Whether a row of the register that stands under a parent as well still waits (rules, 3.6): what ends its waiting
    /// stands where the row itself does, under its name or its code.
    private func isOpen<Failure: Error>(
        _ line: Entry, lines: (SubjectKey) throws(Failure) -> [Entry]
    ) throws(Failure) -> Bool {
        let reading = reading(line.item)
        var keys: [SubjectKey] = []
        if let name = reading.value(.subjectName, of: line).map(Spelling.normalize), !name.isEmpty {
            keys.append(.name(String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))))
        }
        let code = Spelling.normalize(reading.value(.subjectCode, of: line) ?? "")
        if let code = try? CreditCode(code) { keys.append(.code(code)) }
        for key in keys {
            let own = try lines(key)
            let isThere = { (entry: Entry) in
                entry.sequence == line.sequence && entry.row == line.row && entry.copied == nil
            }
            guard own.contains(where: { $0.kind == .pending && isThere($0) }) else { continue }
            return own.openPending.contains(where: isThere)
        }
        return true
    }
}
