// SPDX-License-Identifier: Apache-2.0

/// Spellings brought to one form, for identity and look-up alone; what is shown stays the source's own.
public enum Spelling {
    /// The form under which codes, names and numbers are compared: full-width ASCII to ASCII, upper case, no white space, no format characters.
    public static func normalize(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let narrow =
                (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            if narrow.properties.isWhitespace || narrow.properties.generalCategory == .format { continue }
            result.append(contentsOf: narrow.properties.uppercaseMapping.unicodeScalars)
        }
        return String(result)
    }

    /// The form under which document numbers (文号) are compared: `normalize`, then all brackets to 〔〕 and all dashes to a hyphen.
    public static func normalizeNumber(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in normalize(text).unicodeScalars {
            switch scalar {
            case "［", "[", "（", "(", "【", "﹝", "〔": result.append("〔")
            case "］", "]", "）", ")", "】", "﹞", "〕": result.append("〕")
            case "‐", "‑", "‒", "–", "—", "―", "－", "-": result.append("-")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
