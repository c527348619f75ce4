// SPDX-License-Identifier: Apache-2.0

/// The table 'name': what the font is called.
struct NameTable: Sendable {
    private let table: Table

    init(_ table: Table) {
        self.table = table
    }

    /// The name of the first of several ids that has one; empty if none has.
    func first(of ids: [Int]) throws(FontError) -> String {
        for id in ids {
            if let name = try string(id) { return name }
        }
        return ""
    }

    /// The name of an id, in American English if there is one, else the first that can be read.
    private func string(_ id: Int) throws(FontError) -> String? {
        let storage = try table.u16(4)
        var found: String?
        for index in 0..<(try table.u16(2)) {
            let record = 6 + 12 * index
            guard try table.u16(record + 6) == id else { continue }
            let platform = try table.u16(record)
            let language = try table.u16(record + 4)
            let length = try table.u16(record + 8)
            let start = storage + (try table.u16(record + 10))
            try table.check(start, length)
            guard let text = try text(platform: platform, start: start, length: length) else { continue }
            if platform == 3 && language == 0x409 { return text }
            if found == nil { found = text }
        }
        return found
    }

    private func text(platform: Int, start: Int, length: Int) throws(FontError) -> String? {
        switch platform {
        case 0, 3:
            guard length % 2 == 0 else { throw table.bad("a UTF-16 name of \(length) bytes") }
            var units: [UInt16] = []
            for offset in stride(from: 0, to: length, by: 2) {
                units.append(UInt16(truncatingIfNeeded: try table.u16(start + offset)))
            }
            return String(decoding: units, as: UTF16.self)
        case 1:
            // Mac Roman is ASCII in its first half; names beyond that are in the Windows records too.
            var text = ""
            for offset in 0..<length {
                let byte = try table.u8(start + offset)
                guard byte < 0x80 else { return nil }
                text.unicodeScalars.append(Unicode.Scalar(UInt8(byte)))
            }
            return text
        default:
            return nil
        }
    }
}
