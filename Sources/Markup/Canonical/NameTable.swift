// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The names of a document, each made once: a report has some hundred of them in thousands of elements.
struct NameTable {
    /// The most bytes of a name that is looked at.
    static let longest = 64

    private static let size = 512
    private var known = [Name?](repeating: nil, count: size)

    /// The name of those bytes, which are ASCII.
    mutating func name(_ bytes: [UInt8], _ range: Range<Int>, _ namespace: String) -> Name {
        let span = bytes.span.extracting(range)
        var hash: UInt32 = 2_166_136_261
        for index in span.indices { hash = (hash ^ UInt32(span[index])) &* 16_777_619 }
        let slot = Int((hash ^ hash >> 15) % UInt32(Self.size))
        if let name = known[slot], name.namespace == namespace, Self.isSame(name.local, span) { return name }
        let name = Name(String(decoding: bytes[range], as: UTF8.self), namespace: namespace)
        known[slot] = name
        return name
    }

    private static func isSame(_ name: String, _ bytes: Span<UInt8>) -> Bool {
        ByteOrder.compare(name.utf8Span.span, bytes) == 0
    }

    static func isNameStart(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            || byte == UInt8(ascii: "_")
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isNameStart(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// Whether a text is a name of such bytes.
    static func isName(_ text: String) -> Bool {
        text.utf8.first.map(isNameStart) ?? false && text.utf8.allSatisfy(isNameByte)
    }

    /// Whether a namespace name is of a shape of which no reader complains: `urn:` and words, or `http://`, a host and
    /// a path, with "#" at most at the end.
    static func isPlainNamespace(_ text: String) -> Bool {
        guard text != Name.xmlNamespace else { return false }
        var rest = Substring(text)
        let isURN = rest.hasPrefix("urn:")
        guard isURN || rest.hasPrefix("http://") else { return false }
        rest = rest.dropFirst(isURN ? 4 : 7)
        if !isURN, rest.last == "#" { rest = rest.dropLast() }
        let separator: UInt8 = isURN ? UInt8(ascii: ":") : UInt8(ascii: "/")
        return rest.utf8.split(separator: separator, omittingEmptySubsequences: false).allSatisfy { word in
            word.first.map { isNameByte($0) && $0 != UInt8(ascii: ".") } ?? false && word.allSatisfy(isNameByte)
        }
    }
}
