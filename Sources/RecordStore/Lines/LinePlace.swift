// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Where a line stands among those of its subject: by identity, import and row.
struct LinePlace: Comparable {
    private let identity: ArraySlice<UInt8>
    private let sequence: Int
    private let row: Int

    /// The place of a line that the store holds, given without its line feed.
    ///
    /// Only the end of the line is looked at. Quotes within a text have a backslash before them, so the last `,"import":`
    /// is the line's own member, whatever its fields say.
    init(of line: ArraySlice<UInt8>) throws(JSONError) {
        if let place = Self.read(line) {
            (identity, sequence, row) = place
        } else {
            let entry = try EntryLine.read(line)
            (identity, sequence, row) = (Array(entry.identity.utf8)[...], entry.sequence, entry.row)
        }
    }

    static func < (left: LinePlace, right: LinePlace) -> Bool {
        let order = ByteOrder.compare(left.identity.span, right.identity.span)
        return order != 0 ? order < 0 : (left.sequence, left.row) < (right.sequence, right.row)
    }

    static func == (left: LinePlace, right: LinePlace) -> Bool {
        (left.sequence, left.row) == (right.sequence, right.row)
            && ByteOrder.compare(left.identity.span, right.identity.span) == 0
    }

    /// The parts of a place; nil where an escape or anything unexpected asks for reading the line as a whole.
    private static func read(_ line: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, Int, Int)? {
        guard let end = last(importMember, in: line) else { return nil }
        var cursor = JSONCursor(line[(end + importMember.count)...])
        guard let sequence = try? cursor.integer(), cursor.take(",\"item\":"), (try? cursor.string()) != nil,
            cursor.take(",\"kind\":"), (try? cursor.string()) != nil, cursor.take(",\"row\":"),
            let row = try? cursor.integer()
        else { return nil }
        // Behind the fields themselves stands their brace.
        if line[end - 1] == UInt8(ascii: "}") { return (line[end..<end], sequence, row) }
        guard line[end - 1] == UInt8(ascii: "\""), let start = last(identityMember, in: line[..<end]) else {
            return nil
        }
        let identity = line[(start + identityMember.count)..<(end - 1)]
        return identity.contains(UInt8(ascii: "\\")) ? nil : (identity, sequence, row)
    }

    private static let importMember = Array(",\"import\":".utf8)
    private static let identityMember = Array(",\"identity\":\"".utf8)

    /// Where some bytes stand for the last time, with something before them.
    private static func last(_ wanted: [UInt8], in line: ArraySlice<UInt8>) -> Int? {
        guard let place = ByteOrder.lastIndex(of: wanted.span, in: line.span), place > 0 else { return nil }
        return line.startIndex + place
    }
}

extension Entry {
    /// Whether it comes before another of its subject, as lines stand in a segment: by identity, import and row.
    func precedes(_ other: Entry) -> Bool {
        let order = ByteOrder.compare(identity.utf8.span, other.identity.utf8.span)
        return order != 0 ? order < 0 : (sequence, row) < (other.sequence, other.row)
    }
}
