// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension ByteWriter {
    /// Appends text as it stands between tags.
    mutating func append(escapedText text: String) {
        append(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            // A browser would read a carriage return as a line feed.
            case 0x0D: "&#13;"
            default: nil
            }
        }
    }

    /// Appends text as it stands in an attribute value in double quotes.
    mutating func append(escapedAttribute text: String) {
        append(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            case 0x0D: "&#13;"
            default: nil
            }
        }
    }

    private mutating func append(_ text: String, _ replacement: (UInt8) -> String?) {
        // What is escaped is all below "?"; most texts have nothing of it but digits and spaces.
        guard text.utf8.contains(where: { $0 < UInt8(ascii: "?") && replacement($0) != nil }) else {
            return append(text)
        }
        for byte in text.utf8 {
            if let safe = replacement(byte) { append(safe) } else { append(byte) }
        }
    }
}
