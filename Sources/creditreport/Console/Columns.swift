// SPDX-License-Identifier: Apache-2.0

/// Sets a name and what is said of it in two columns of a terminal of 80, where a Chinese character takes two.
enum Columns {
    private static let width = 80
    /// What may not begin a line.
    private static let closing: Set<Character> = ["，", "。", "、", "；", "：", "？", "）", "”"]

    /// The name, and its text from that column on; what does not fit goes on below it.
    static func entry(_ name: String, _ text: String, at column: Int) -> String {
        var result = name + String(repeating: " ", count: max(2, column - name.count))
        var place = max(column, name.count + 2)
        for piece in pieces(text) {
            let wide = cells(piece)
            let visible = piece.last == " " ? wide - 1 : wide
            if place + visible > width, place > column {
                while result.last == " " { result.removeLast() }
                result += "\n" + String(repeating: " ", count: column)
                place = column
            }
            result += piece
            place += wide
        }
        return result
    }

    /// The text in pieces that stay together: words with the space behind them, single characters that are wide.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var mayBreak = true
        for character in text {
            let breaks = mayBreak || isWide(character)
            if breaks, !closing.contains(character), character != " " || pieces.isEmpty {
                pieces.append(String(character))
            } else {
                pieces[pieces.count - 1].append(character)
            }
            mayBreak = character == " " || (isWide(character) && character != "（" && character != "“")
        }
        return pieces
    }

    private static func cells(_ text: String) -> Int {
        text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    private static func isWide(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x2E80...0xFFEF).contains($0.value) } ?? false
    }
}
