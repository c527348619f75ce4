// SPDX-License-Identifier: Apache-2.0

/// A value of a row as it goes into the store, on its way there.
struct RowValue {
    /// Where the value stands.
    enum Place: UInt8 {
        /// Nothing was delivered.
        case nowhere
        /// In the row itself: it is what was delivered.
        case row
        /// Among the values that reading has changed.
        case changed
    }

    var place = Place.nowhere
    var start = 0
    var end = 0
    /// Whether it is known that JSON takes it without an escape.
    var needsNoEscape = false
    /// Whether it is a sound credit code.
    var isCode = false
    /// Why it could not be read.
    var fault: String?
}

/// Texts made from one or two others, kept for a while: rows share most of what they say with rows before.
struct RememberedText {
    private var known: [(first: [UInt8], second: [UInt8], text: [UInt8])] = []
    private var current = 0

    private static let most = 16

    /// The text made last.
    var text: [UInt8] { known.isEmpty ? [] : known[current].text }

    /// Makes the text of these two, if it is not known.
    mutating func update(
        _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8> = [], _ make: (String, String) -> String
    ) {
        if current < known.count, known[current].first[...] == first, known[current].second[...] == second { return }
        if let place = known.firstIndex(where: { $0.first[...] == first && $0.second[...] == second }) {
            current = place
            return
        }
        let text = make(String(decoding: first, as: UTF8.self), String(decoding: second, as: UTF8.self))
        current = known.count < Self.most ? known.count : (current + 1) % Self.most
        let entry = (Array(first), Array(second), Array(text.utf8))
        if current == known.count { known.append(entry) } else { known[current] = entry }
    }
}
