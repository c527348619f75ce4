// SPDX-License-Identifier: Apache-2.0

/// Spellings that are one (rules, 1.2).
enum NaiveSpelling {
    /// How codes and names are compared.
    static func code(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            var narrow = scalar
            if scalar.value >= 0xFF01 && scalar.value <= 0xFF5E {
                narrow = Unicode.Scalar(scalar.value - 0xFF01 + 0x21) ?? scalar
            }
            if narrow.properties.isWhitespace { continue }
            if narrow.properties.generalCategory == .format { continue }
            result += String(narrow).uppercased()
        }
        return result
    }

    /// How document numbers are compared.
    static func number(_ text: String) -> String {
        var result = ""
        for scalar in code(text).unicodeScalars {
            if "［[（(【﹝〔".unicodeScalars.contains(scalar) {
                result += "〔"
            } else if "］]）)】﹞〕".unicodeScalars.contains(scalar) {
                result += "〕"
            } else if "‐‑‒–—―－-".unicodeScalars.contains(scalar) {
                result += "-"
            } else {
                result += String(scalar)
            }
        }
        return result
    }

    /// Whether one text comes before another by code points.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let leftScalars = Array(left.unicodeScalars)
        let rightScalars = Array(right.unicodeScalars)
        var place = 0
        while place < leftScalars.count && place < rightScalars.count {
            if leftScalars[place] != rightScalars[place] { return leftScalars[place].value < rightScalars[place].value }
            place += 1
        }
        return leftScalars.count < rightScalars.count
    }
}
