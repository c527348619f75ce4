// SPDX-License-Identifier: Apache-2.0

/// How characters stand in canonical XML, for a reader: which bytes stand for themselves, and which references there are.
struct Spelling: Sendable {
    /// Stands for itself.
    static let plain: UInt8 = 0
    /// "&", which begins a reference.
    static let reference: UInt8 = 1
    /// Begins a scalar from U+F000 to U+FFFF, of which the last two are forbidden.
    static let last: UInt8 = 2
    /// Ends the run, or may not stand there at all.
    static let other: UInt8 = 3

    /// The class of each byte.
    let classes: [UInt8]
    private let references: [(spelled: [UInt8], value: UInt8)]

    /// Text between tags.
    static let text = Spelling(
        references: [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#xD;", "\r")], ends: "<>", plainControls: "\t\n")
    /// Attribute values between double quotes.
    static let attribute = Spelling(
        references: [
            ("&amp;", "&"), ("&lt;", "<"), ("&quot;", "\""), ("&#x9;", "\t"), ("&#xA;", "\n"), ("&#xD;", "\r"),
        ],
        ends: "\"<", plainControls: "")

    private init(references: [(String, Unicode.Scalar)], ends: String, plainControls: String) {
        var table = [UInt8](repeating: Self.plain, count: 256)
        for control in 0..<32 { table[control] = Self.other }
        for byte in plainControls.utf8 { table[Int(byte)] = Self.plain }
        for byte in ends.utf8 { table[Int(byte)] = Self.other }
        table[Int(UInt8(ascii: "&"))] = Self.reference
        table[0xEF] = Self.last
        classes = table
        self.references = references.map { (Array($0.0.utf8), UInt8(ascii: $0.1)) }
    }

    /// What the reference at a place stands for, and how many bytes it has; nil for one that is not canonical.
    func reference(_ bytes: Span<UInt8>, at index: Int) -> (value: UInt8, length: Int)? {
        for (spelled, value) in references where index + spelled.count <= bytes.count {
            if spelled.indices.allSatisfy({ bytes[index + $0] == spelled[$0] }) { return (value, spelled.count) }
        }
        return nil
    }
}
