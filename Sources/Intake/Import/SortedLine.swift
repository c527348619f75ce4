// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What the first pass over a delivery hands to the second for each line, sorted by subject and identity.
struct SortedLine {
    /// What a line is there for.
    enum Purpose: UInt8 {
        /// A version of a record, or of a registration.
        case record
        /// An event.
        case event
        /// A row that waits.
        case pending
        /// An event that stands under the new subject of its record as well, a line of the register under a parent.
        case copy
        /// A row that names, by its reference, the line under this subject that it corrects.
        case correction
        /// An accepted row that may be what a line under this subject should have been.
        case candidate
    }

    let purpose: Purpose
    /// The line of the file in which the row begins.
    let line: Int
    /// Where the row stood in the delivery.
    let row: Int
    /// What goes with the purpose: the subject's name, what is wrong with a pending row, a reference.
    let note: ArraySlice<UInt8>
    /// The line of the store.
    let text: ArraySlice<UInt8>

    private static let headSize = 13

    /// Spells a line for the sorter: what stands before its text.
    static func write(_ purpose: Purpose, line: Int, note: Span<UInt8>, to writer: inout ByteWriter) {
        writer.append(purpose.rawValue)
        writer.append(bigEndian: UInt64(line))
        writer.append(bigEndian: UInt32(note.count))
        writer.append(note)
    }

    /// Reads what `write` and the text after it have made.
    init(row: Int, _ payload: ArraySlice<UInt8>) {
        func integer(_ start: Int, _ count: Int) -> Int {
            payload[payload.startIndex + start..<payload.startIndex + start + count].reduce(0) { $0 << 8 | Int($1) }
        }
        let start = payload.startIndex + Self.headSize
        let end = start + integer(9, 4)
        purpose = Purpose(rawValue: payload[payload.startIndex]) ?? .record
        line = integer(1, 8)
        self.row = row
        note = payload[start..<end]
        text = payload[end...]
    }

    /// Some texts as one note.
    static func note(_ parts: [String]) -> [UInt8] {
        var writer = ByteWriter(capacity: 128)
        for part in parts {
            writer.append(bigEndian: UInt32(part.utf8.count))
            writer.append(part)
        }
        return writer.bytes
    }

    /// The texts of a note.
    static func parts(_ note: ArraySlice<UInt8>) -> [String] {
        var parts: [String] = []
        var rest = note
        while rest.count >= 4 {
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            parts.append(String(decoding: rest.dropFirst(4).prefix(count), as: UTF8.self))
            rest = rest.dropFirst(4 + count)
        }
        return parts
    }
}
