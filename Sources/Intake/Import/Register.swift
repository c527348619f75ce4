// SPDX-License-Identifier: Apache-2.0

internal import RecordStore
internal import Records

/// What the store's 登记信息 says about registration numbers.
struct Register {
    private let items: [(code: String, item: CatalogItem)]

    /// The register of a catalogue's store.
    init(catalog: Catalog) {
        items = catalog.items.filter { $0.nature == .registration }.map { (Spelling.normalize($0.code), $0) }
    }

    /// Whether no catalogue item is a register: then nobody ever is registered.
    var isEmpty: Bool { items.isEmpty }

    /// Whom the register knows under a registration number.
    struct Holder {
        /// The subject.
        let subject: SubjectKey
        /// Its current and former names, normalised.
        let names: Set<String>

        /// Under what a row stands that names its subject by the number alone: under the subject if it bears one of its
        /// names. A number alone is no proof: any other stands under the number, and a report tells whose it is.
        func key(of name: String, number: String) -> SubjectKey {
            names.contains(Spelling.normalize(name)) ? subject : .registration(number)
        }
    }

    /// The subjects that the register knows under registration numbers, each at most once.
    ///
    /// A subject that is registered by the number itself goes before one whose entry merely states it; of several that
    /// state one number, none is meant. The second look goes over the whole store.
    func subjects(of numbers: [String], in snapshot: Snapshot) throws -> [String: Holder] {
        var known: [String: Holder] = [:]
        for number in Set(numbers) {
            let entries = try snapshot.entries(for: .registration(number))
            if entries.contains(where: isRegistration) {
                known[number] = Holder(subject: .registration(number), names: [])
            }
        }
        let open = Set(numbers).subtracting(known.keys)
        guard !open.isEmpty else { return known }
        var found: [String: [SubjectKey: Holder]] = [:]
        try snapshot.forEachSubject { subject, entries in
            guard case .code = subject else { return }
            for entry in entries where isRegistration(entry) {
                let item = items.first { $0.code == entry.item }?.item
                let number = Spelling.normalize(item?.value(.registrationNumber, of: entry) ?? "")
                guard open.contains(number), found[number]?[subject] == nil else { continue }
                found[number, default: [:]][subject] = Holder(subject: subject, names: names(in: entries) ?? [])
            }
        }
        for (number, subjects) in found where subjects.count == 1 { known[number] = subjects.first?.value }
        return known
    }

    /// Every name, normalised, that a subject's lines give it as its current or a former one; nil if it is not registered.
    func names(in entries: [Entry]) -> Set<String>? {
        let entries = entries.filter(isRegistration)
        guard !entries.isEmpty else { return nil }
        var names: Set<String> = []
        for entry in entries {
            guard let item = items.first(where: { $0.code == entry.item })?.item else { continue }
            if let name = item.value(.subjectName, of: entry) { names.insert(Spelling.normalize(name)) }
            let former = item.value(.formerNames, of: entry) ?? ""
            for name in former.split(whereSeparator: { "、,，;；|\n".contains($0) }) {
                names.insert(Spelling.normalize(String(name)))
            }
        }
        return names
    }

    private func isRegistration(_ entry: Entry) -> Bool {
        entry.kind == .record && items.contains { $0.code == entry.item }
    }
}
