// SPDX-License-Identifier: Apache-2.0

public import Records

/// What names a line that waits: the import that brought it, its row there, and the key under which it stands.
///
/// The spelling is `17-42/name:某公司`; a report of pending rows has it in its last column.
public struct PendingReference: Hashable, Sendable {
    /// The import that brought the line.
    public let sequence: Int
    /// Its row in that delivery, from 1 on.
    public let row: Int
    /// Under what the store keeps it.
    public let subject: SubjectKey

    /// A reference of those parts.
    public init(sequence: Int, row: Int, subject: SubjectKey) {
        self.sequence = sequence
        self.row = row
        self.subject = subject
    }

    /// The reference of that spelling; nil if it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let subject = SubjectKey(String(parts[1])) else { return nil }
        let numbers = parts[0].split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] >= 1, numbers[1] >= 1 else { return nil }
        self.init(sequence: numbers[0], row: numbers[1], subject: subject)
    }

    /// The spelling.
    public var text: String { "\(sequence)-\(row)/\(subject.text)" }

    /// The references in a value of the column; what is none is left out.
    static func list(_ text: String) -> [PendingReference] {
        guard !text.isEmpty else { return [] }
        return text.split(whereSeparator: \.isWhitespace).compactMap { PendingReference(String($0)) }
    }

    /// Whether an entry is the line.
    func names(_ entry: Entry) -> Bool {
        entry.kind == .pending && entry.sequence == sequence && entry.row == row
    }
}
