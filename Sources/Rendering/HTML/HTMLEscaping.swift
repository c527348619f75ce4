// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension ByteTape {
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

    private mutating func append(_ text: String, _ replacement: (UInt8) -> StaticString?) {
        // What is escaped is all below "?"; most texts have nothing of it but digits and spaces.
        let bytes = text.utf8Span.span
        var start = 0
        for index in bytes.indices where bytes[index] < UInt8(ascii: "?") {
            guard let safe = replacement(bytes[index]) else { continue }
            append(bytes.extracting(start..<index))
            append(safe)
            start = index + 1
        }
        append(bytes.extracting(start..<bytes.count))
    }
}
