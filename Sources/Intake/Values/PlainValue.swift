// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Values that need no reading, told from their bytes alone: what they are read as is what was delivered.
///
/// Nearly every value of a delivery is of this kind. Whatever is not goes through `FieldReading`, which stands over these
/// answers: they say only what it would say, sooner.
enum PlainValue {
    /// A text that `CleanText` leaves as it is.
    struct Text {
        /// How many characters it has.
        var characters: Int
        /// Whether JSON takes it without an escape.
        var needsNoEscape: Bool
    }

    /// What a text is, if it is printable ASCII and common ideographs and punctuation without white space at its ends.
    static func text(_ bytes: Span<UInt8>) -> Text? {
        guard bytes.count > 0, bytes[0] != 0x20, bytes[bytes.count - 1] != 0x20 else { return nil }
        var characters = 0
        var needsNoEscape = true
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            characters += 1
            if byte < 0x80 {
                guard byte >= 0x20, byte < 0x7F else { return nil }
                if byte == 0x22 || byte == 0x5C { needsNoEscape = false }
                index += 1
                continue
            }
            guard byte & 0xF0 == 0xE0, index + 2 < bytes.count else { return nil }
            let scalar =
                UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
            switch scalar {
            case 0x4E00...0x9FFF, 0x3001...0x3020, 0xFF01...0xFF5E: break
            default: return nil
            }
            index += 3
        }
        return Text(characters: characters, needsNoEscape: needsNoEscape)
    }

    /// The day that `YYYY-MM-DD` names.
    static func day(_ bytes: Span<UInt8>) -> CivilDay? {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = digits(bytes, 0..<4),
            let month = digits(bytes, 5..<7), let day = digits(bytes, 8..<10)
        else { return nil }
        return CivilDay(year: year, month: month, day: day)
    }

    /// Whether some bytes are an amount as `Money` spells it.
    static func isMoney(_ bytes: Span<UInt8>) -> Bool {
        var point = bytes.count
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39: break
            case 0x2E where point == bytes.count: point = index
            default: return false
            }
        }
        guard (1...12).contains(point), point == 1 || bytes[0] != 0x30 else { return false }
        guard point < bytes.count else { return true }
        return (1...6).contains(bytes.count - point - 1) && bytes[bytes.count - 1] != 0x30
    }

    /// Whether normalising a document number would leave it as it is, and whether it has a digit other than zero. One with
    /// a plus may be what a spreadsheet has rounded.
    static func isNumber(_ bytes: Span<UInt8>) -> Bool {
        var hasDigit = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                switch byte {
                case 0x31...0x39: hasDigit = true
                case 0x28, 0x29, 0x2B, 0x5B, 0x5D: return false
                case 0x21...0x60, 0x7B...0x7E: break
                default: return false
                }
                index += 1
                continue
            }
            guard byte & 0xF0 == 0xE0, index + 2 < bytes.count else { return false }
            let scalar =
                UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
            switch scalar {
            case 0x4E00...0x9FFF, 0x3014, 0x3015: break
            default: return false
            }
            index += 3
        }
        return hasDigit
    }

    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let byte = bytes[index]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
