// SPDX-License-Identifier: Apache-2.0

package import Bytes
package import Records

/// The spelling of an entry in a segment: one JSON object a line, first its salt, then its keys sorted, no white space.
package enum EntryLine {
    /// Appends the line of an entry, its line feed included.
    ///
    /// Fields are written in the order of their codes, whatever order they have. `ImportLines` puts the line's salt in.
    package static func write(_ entry: Entry, sequence: Int, to writer: inout ByteWriter) throws(StoreError) {
        guard entry.kind != .erased else {
            throw StoreError(.badEntry, "row \(entry.row) of \(entry.subject.text) is a tombstone, which is no line")
        }
        writer.append("{")
        if !entry.delivered.isEmpty {
            writer.append("\"delivered\":")
            try write(entry.delivered, of: entry, to: &writer)
            writer.append(",")
        }
        if !entry.faults.isEmpty {
            writer.append("\"faults\":")
            try write(entry.faults.map { FieldValue($0.field, $0.reason) }, of: entry, to: &writer)
            writer.append(",")
        }
        writer.append("\"fields\":")
        try write(entry.fields, of: entry, to: &writer)
        if !entry.identity.isEmpty {
            writer.append(",\"identity\":")
            writer.append(jsonString: entry.identity)
        }
        writer.append(",\"import\":")
        writer.append(decimal: sequence)
        writer.append(",\"item\":")
        writer.append(jsonString: entry.item)
        writer.append(",\"kind\":")
        writer.append(jsonString: entry.kind.rawValue)
        writer.append(",\"row\":")
        writer.append(decimal: entry.row)
        writer.append(",\"source\":")
        writer.append(jsonString: entry.source)
        writer.append(",\"subject\":")
        writer.append(jsonString: entry.subject.text)
        writer.append("}\n")
    }

    /// The entry of a line.
    ///
    /// - Parameters:
    ///   - line: the line without its line feed.
    ///   - subject: whom it must be about; nil to take what it says.
    package static func read(_ line: ArraySlice<UInt8>, subject: SubjectKey? = nil) throws(JSONError) -> Entry {
        try readSalted(line, subject: subject).entry
    }

    /// Appends a line behind its salt.
    static func write(_ line: ArraySlice<UInt8>, salt: ArraySlice<UInt8>, to writer: inout ByteWriter) {
        writer.append("{\"salt\":\"")
        writer.append(salt)
        writer.append("\",")
        writer.append(line.dropFirst())
    }

    /// The entry of a line, and its salt; the salt is empty for a line that is not in the store yet.
    static func readSalted(
        _ line: ArraySlice<UInt8>, subject: SubjectKey? = nil
    ) throws(JSONError) -> (entry: Entry, salt: String) {
        var cursor = JSONCursor(line)
        try cursor.expect("{")
        var salt = ""
        if cursor.take("\"salt\":") {
            salt = try cursor.string()
            try cursor.expect(",")
        }
        var delivered: [FieldValue] = []
        if cursor.take("\"delivered\":") {
            delivered = try members(&cursor, FieldValue.init)
            try cursor.expect(",")
        }
        var faults: [FieldFault] = []
        if cursor.take("\"faults\":") {
            faults = try members(&cursor) { FieldFault(field: $0, reason: $1) }
            try cursor.expect(",")
        }
        try cursor.expect("\"fields\":")
        let fields = try members(&cursor, FieldValue.init)
        let identity = cursor.take(",\"identity\":") ? try cursor.string() : ""
        try cursor.expect(",\"import\":")
        let sequence = try cursor.integer()
        try cursor.expect(",\"item\":")
        let item = try cursor.string()
        try cursor.expect(",\"kind\":")
        let kindText = try cursor.string()
        try cursor.expect(",\"row\":")
        let row = try cursor.integer()
        try cursor.expect(",\"source\":")
        let source = try cursor.string()
        try cursor.expect(",\"subject\":")
        let subjectText = try cursor.string()
        try cursor.expect("}")
        try cursor.end()
        guard let kind = Entry.Kind(rawValue: kindText), kind != .erased else {
            throw cursor.fault("\(kindText) is no kind of line")
        }
        let key: SubjectKey
        if let subject {
            guard subjectText.utf8.elementsEqual(subject.text.utf8) else {
                throw cursor.fault("the line is about \(subjectText), \(subject.text) was expected")
            }
            key = subject
        } else {
            guard let named = SubjectKey(subjectText) else { throw cursor.fault("\(subjectText) names no subject") }
            key = named
        }
        let entry = Entry(
            kind: kind, subject: key, item: item, source: source, identity: identity, fields: fields,
            delivered: delivered, faults: faults, sequence: sequence, row: row)
        return (entry, salt)
    }

    /// The lines in some bytes, each without its line feed; nil if the last does not end with one.
    static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while let end = ByteOrder.firstIndex(of: 0x0A, in: bytes.span, from: start) {
            lines.append(bytes[start..<end])
            start = end + 1
        }
        return start == bytes.count ? lines : nil
    }

    private static func write(
        _ given: [FieldValue], of entry: Entry, to writer: inout ByteWriter
    ) throws(StoreError) {
        var members = given
        if !isAscending(members) {
            members.sort { ByteOrder.compare($0.code.utf8.span, $1.code.utf8.span) < 0 }
            guard isAscending(members) else {
                throw StoreError(.badEntry, "row \(entry.row) of \(entry.subject.text) has a field twice")
            }
        }
        writer.append("{")
        for (index, member) in members.enumerated() {
            if index > 0 { writer.append(",") }
            writer.append(jsonString: member.code)
            writer.append(":")
            writer.append(jsonString: member.value)
        }
        writer.append("}")
    }

    private static func isAscending(_ members: [FieldValue]) -> Bool {
        members.indices.dropFirst().allSatisfy {
            ByteOrder.compare(members[$0 - 1].code.utf8.span, members[$0].code.utf8.span) < 0
        }
    }

    private static func members<Member>(
        _ cursor: inout JSONCursor, _ member: (String, String) -> Member
    ) throws(JSONError) -> [Member] {
        guard cursor.take(byte: UInt8(ascii: "{")) else { throw cursor.fault("{ was expected") }
        var members: [Member] = []
        if cursor.take(byte: UInt8(ascii: "}")) { return members }
        members.reserveCapacity(16)
        repeat {
            let name = try cursor.string()
            guard cursor.take(byte: UInt8(ascii: ":")) else { throw cursor.fault(": was expected") }
            members.append(member(name, try cursor.string()))
        } while cursor.take(byte: UInt8(ascii: ","))
        guard cursor.take(byte: UInt8(ascii: "}")) else { throw cursor.fault("} was expected") }
        return members
    }
}
