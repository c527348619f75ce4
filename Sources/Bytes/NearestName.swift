// SPDX-License-Identifier: Apache-2.0

/// Finds the name that somebody probably meant.
public enum NearestName {
    /// The first of the candidates that differ least from a word, if it differs in no more than two bytes; nil if none does.
    public static func find(_ word: String, among candidates: some Sequence<String>) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(Array(word.utf8), Array(candidate.utf8))
            if distance <= 2 && distance < best?.distance ?? 3 { best = (candidate, distance) }
        }
        return best?.name
    }

    /// How many bytes must be changed, added or dropped to make one word of the other (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (letter == other ? 0 : 1)
                current.append(min(previous[column + 1] + 1, current[column] + 1, replaced))
            }
            previous = current
        }
        return previous[right.count]
    }
}
