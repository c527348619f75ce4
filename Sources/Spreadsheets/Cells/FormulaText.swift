// SPDX-License-Identifier: Apache-2.0

/// Texts that a spreadsheet takes for formulas where it reads them from CSV.
public enum FormulaText {
    private static let signs = Array("=+-@＝＋－＠".unicodeScalars)

    /// Whether a spreadsheet may compute a text: some pass over white space before a sign, and read full-width signs as
    /// others; one that begins with a tab or the end of a line is never left to chance.
    public static func isFormula(_ text: some Collection<Unicode.Scalar>) -> Bool {
        guard let first = text.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        let sign = text.first { !$0.properties.isWhitespace && $0.properties.generalCategory != .format }
        return sign.map(signs.contains) ?? false
    }
}
