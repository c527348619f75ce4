// SPDX-License-Identifier: Apache-2.0

/// The way to a field from the root of the data, or from the element at which a repetition stands.
struct FieldPath: Hashable, Sendable {
    /// The names on the way; empty for the element itself.
    let steps: [String]
    /// Their numbers in the catalogue; -1 for a name that it does not have.
    let numbers: [Int]
    /// Whether the way begins at the root.
    let isAbsolute: Bool

    /// The path that "a/b" (from where one stands), "/a/b" (from the root) or "." spells; nil for another form.
    init?(_ text: String) {
        isAbsolute = text.hasPrefix("/")
        if text == "." {
            (steps, numbers) = ([], [])
            return
        }
        steps = (isAbsolute ? text.dropFirst() : Substring(text)).split(
            separator: "/", omittingEmptySubsequences: false
        ).map(String.init)
        numbers = steps.map { FieldCatalog.numbers[$0] ?? -1 }
        guard steps.allSatisfy(Self.isName) else { return nil }
    }

    /// Whether a step is a letter with letters and digits behind it.
    private static func isName(_ step: String) -> Bool {
        guard let first = step.utf8.first, isLetter(first) else { return false }
        return step.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
    }
}
