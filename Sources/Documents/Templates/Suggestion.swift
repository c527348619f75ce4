// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Words the guess at what somebody probably meant.
enum Suggestion {
    /// "did you mean …?" for the nearest of the candidates; nil if none is near.
    static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
        NearestName.find(word, among: candidates).map { "did you mean \($0)?" }
    }
}
