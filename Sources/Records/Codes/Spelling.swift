// SPDX-License-Identifier: Apache-2.0

/// Spellings brought to one form, for identity and look-up alone; what is shown stays the source's own.
public enum Spelling {
    /// The form under which codes, names and numbers are compared: full-width ASCII to ASCII, upper case, no white space, no format characters.
    public static func normalize(_ text: String) -> String {
        // Most codes, names and numbers are in this form already.
        guard !text.unicodeScalars.allSatisfy(isNormal) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let narrow =
                (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            // Asking for the properties of a character is what takes the time.
            if isNormal(narrow) {
                result.append(narrow)
                continue
            }
            if narrow.properties.isWhitespace || narrow.properties.generalCategory == .format { continue }
            result.append(contentsOf: narrow.properties.uppercaseMapping.unicodeScalars)
        }
        return String(result)
    }

    /// Whether a character stays as it is: ASCII but for space, controls and lower case, ideographs and their marks.
    private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x60, 0x7B...0x7E, 0x3001...0x3029, 0x3400...0x9FFF: true
        default: false
        }
    }

    /// The form under which document numbers (文号) are compared: `normalize`, then all brackets to 〔〕 and all dashes to a hyphen.
    public static func normalizeNumber(_ text: String) -> String {
        let normal = normalize(text)
        guard normal.unicodeScalars.contains(where: isVariant) else { return normal }
        var result = String.UnicodeScalarView()
        for scalar in normal.unicodeScalars {
            switch scalar {
            case "［", "[", "（", "(", "【", "﹝", "〔": result.append("〔")
            case "］", "]", "）", ")", "】", "﹞", "〕": result.append("〕")
            case "‐", "‑", "‒", "–", "—", "―", "－", "-": result.append("-")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether a character may be one of the brackets and dashes that have another form.
    private static func isVariant(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x28, 0x29, 0x5B, 0x5D, 0x2010...0x2015, 0x3010, 0x3011, 0xFE5D, 0xFE5E, 0xFF00...0xFF5E: true
        default: false
        }
    }
}
