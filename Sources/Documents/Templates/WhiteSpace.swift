// SPDX-License-Identifier: Apache-2.0

/// White space in a template's text, where line breaks serve the author of the file alone.
enum WhiteSpace {
    /// Every run of white space as one space; none at the beginning and the end of a block, nor where a line was broken
    /// beside a Chinese character.
    static func collapse(_ text: String, isFirst: Bool, isLast: Bool) -> String {
        var result = String.UnicodeScalarView()
        var pending: (isThere: Bool, hasBreak: Bool) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
                pending = (true, pending.hasBreak || scalar == "\n")
                continue
            }
            if pending.isThere {
                let isOuter = result.isEmpty && isFirst
                let isChinese = scalar.value >= 0x2E80 || (result.last?.value ?? 0) >= 0x2E80
                if !isOuter && !(pending.hasBreak && isChinese) { result.append(" ") }
                pending = (false, false)
            }
            result.append(scalar)
        }
        if pending.isThere && !isLast && !(pending.hasBreak && (result.last?.value ?? 0x2E80) >= 0x2E80) {
            result.append(" ")
        }
        return String(result)
    }
}
