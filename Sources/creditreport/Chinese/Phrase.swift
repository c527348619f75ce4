// SPDX-License-Identifier: Apache-2.0

/// What the program and its modules say in English alone, in Chinese.
///
/// A key is the English sentence with `{}` for each value in it. The Chinese has its values in the same order, or names
/// them `{1}`, `{2}` …; `{~}` and `{2~}` are values that are sentences of the program in their turn. Help, faults of usage
/// and hints are here in full; of the details of errors those that an office meets, the others are printed as they are.
enum Phrase {
    /// The Chinese for what was said in English, line by line; a line that is not known stays.
    static func chinese(_ english: String) -> String {
        english.split(separator: "\n", omittingEmptySubsequences: false).map { sentence(String($0)) }
            .joined(separator: "\n")
    }

    private static let table = [commands, reportOptions, deskOptions, keyOptions, usage, hints, details].joined().map {
        Pattern($0.key, $0.value)
    }

    /// The Chinese for a sentence.
    ///
    /// Of the patterns that fit the one with the fewest bytes in its values speaks most exactly of it.
    private static func sentence(_ english: String) -> String {
        let fits = table.lazy.compactMap { pattern in pattern.values(in: english).map { (pattern, $0) } }
        guard let (pattern, values) = fits.max(by: { $0.0.weight < $1.0.weight }) else { return english }
        return pattern.chinese(with: values)
    }

    /// A key of the table, and its Chinese.
    private struct Pattern {
        private let literals: [String]
        private let chinese: String
        /// How many bytes of a sentence it says itself.
        let weight: Int

        init(_ english: String, _ chinese: String) {
            literals = english.pieces(between: "{}")
            self.chinese = chinese
            weight = literals.reduce(0) { $0 + $1.utf8.count }
        }

        /// The values that the sentence has in the places of this pattern; nil if it is another sentence.
        func values(in sentence: String) -> [String]? {
            guard let first = literals.first, sentence.hasPrefix(first) else { return nil }
            guard literals.count > 1 else { return sentence == first ? [] : nil }
            var rest = sentence.dropFirst(first.count)
            var values: [String] = []
            for (index, literal) in literals.enumerated().dropFirst() {
                let isLast = index == literals.count - 1
                guard isLast ? rest.hasSuffix(literal) : true,
                    let place = isLast
                        ? rest.index(rest.endIndex, offsetBy: -literal.count)..<rest.endIndex
                        : rest.firstRange(of: literal)
                else { return nil }
                values.append(String(rest[..<place.lowerBound]))
                rest = rest[place.upperBound...]
            }
            return values
        }

        func chinese(with values: [String]) -> String {
            var result = ""
            for (index, piece) in chinese.pieces(between: "{").enumerated() {
                guard index > 0, let end = piece.firstIndex(of: "}") else {
                    result += piece
                    continue
                }
                let name = piece[..<end]
                let place = (Int(name.prefix { $0.isNumber }) ?? index) - 1
                let value = values.indices.contains(place) ? values[place] : ""
                result += (name.hasSuffix("~") ? sentence(value) : value) + piece[piece.index(after: end)...]
            }
            return result
        }
    }
}

extension String {
    /// What stands between the places where a text is found.
    fileprivate func pieces(between mark: String) -> [String] {
        var pieces: [String] = []
        var rest = self[...]
        while let place = rest.firstRange(of: mark) {
            pieces.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return pieces + [String(rest)]
    }
}
