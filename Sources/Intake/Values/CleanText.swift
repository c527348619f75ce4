// SPDX-License-Identifier: Apache-2.0

@_spi(_Unicode) internal import Swift

/// A delivered text as the store keeps it: NFC, LF, without control characters and without white space around it.
package struct CleanText {
    /// The text; empty if nothing but white space was delivered.
    package let text: String
    /// Whether a control character was left out.
    var hadControls = false
    /// Whether it holds a private use character: what was meant depends on the sender's fonts.
    var hasPrivateUse = false
    /// Whether it holds U+FFFD or a noncharacter: a character was lost before it came here.
    var hasLoss = false

    /// The clean form of a delivered value.
    package init(_ delivered: String) {
        // Nearly every value of a delivery is plain; it is taken over as it is.
        if Self.isPlain(delivered) {
            text = delivered
            return
        }
        var scalars = String.UnicodeScalarView()
        var needsComposition = false
        var previous: Unicode.Scalar = "\0"
        for scalar in delivered.unicodeScalars {
            switch scalar.value {
            case 0x0D: scalars.append("\n")
            case 0x0A: if previous != "\r" { scalars.append(scalar) }
            case 0x09, 0x20...0x7E: scalars.append(scalar)
            case 0..<0x20, 0x7F...0x9F: hadControls = true
            default:
                if scalar.properties.generalCategory == .privateUse { hasPrivateUse = true }
                if scalar == "\u{FFFD}" || scalar.properties.isNoncharacterCodePoint { hasLoss = true }
                if !(0x3400...0x9FFF).contains(scalar.value) { needsComposition = true }
                scalars.append(scalar)
            }
            previous = scalar
        }
        let isEdge: (Unicode.Scalar) -> Bool = {
            $0.properties.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}"
        }
        let first = scalars.firstIndex { !isEdge($0) } ?? scalars.endIndex
        let last = scalars.lastIndex { !isEdge($0) }.map { scalars.index(after: $0) } ?? scalars.endIndex
        let trimmed = String(scalars[first..<max(first, last)])
        text = needsComposition ? Self.composed(trimmed) : trimmed
    }

    /// Normalization Form C (UAX 15).
    private static func composed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text._nfc)
        return String(scalars)
    }

    /// Whether a text is printable ASCII and common ideographs and punctuation, without white space at its ends.
    private static func isPlain(_ text: String) -> Bool {
        var isFirst = true
        var last: UInt32 = 0x21
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x21...0x7E, 0x4E00...0x9FFF, 0x3001...0x3020, 0xFF01...0xFF5E: break
            case 0x20: if isFirst { return false }
            default: return false
            }
            isFirst = false
            last = scalar.value
        }
        return last != 0x20
    }
}
