// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Makes text safe in the two places of HTML where data stands: between tags, and in quoted attribute values.
enum HTMLEscaping {
    static func text(_ text: String) -> [UInt8] {
        escape(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            default: nil
            }
        }
    }

    static func attribute(_ text: String) -> [UInt8] {
        escape(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            case UInt8(ascii: "'"): "&#39;"
            default: nil
            }
        }
    }

    private static func escape(_ text: String, _ replacement: (UInt8) -> StaticString?) -> [UInt8] {
        var writer = ByteWriter(capacity: text.utf8.count)
        for byte in text.utf8 {
            if let safe = replacement(byte) { writer.append(safe.description) } else { writer.append(byte) }
        }
        return writer.bytes
    }
}
