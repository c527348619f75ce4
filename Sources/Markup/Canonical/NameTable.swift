// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The names of a document, each made once: a report has some hundred of them in thousands of elements.
struct NameTable {
    /// The most bytes of a name that is looked at.
    static let longest = 64

    private static let size = 512
    /// A file in which so many names fall on one place was made for that, and is left to the whole reader.
    private static let probeLimit = 16
    private static let free = UInt16.max

    /// A name by its first 24 bytes, as words, and its length.
    private struct Key {
        let first: UInt64
        let second: UInt64
        let third: UInt64
        let length: Int
        let namespace: Int

        init(_ bytes: Span<UInt8>, _ namespace: Int) {
            first = Self.word(bytes, at: 0)
            second = Self.word(bytes, at: 8)
            third = Self.word(bytes, at: 16)
            length = bytes.count
            self.namespace = namespace
        }

        private static func word(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
            if start + 8 <= bytes.count {
                return unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            }
            var word: UInt64 = 0
            var index = start
            while index < bytes.count {
                word = word << 8 | UInt64(bytes[index])
                index += 1
            }
            return word
        }

        func isSame(as other: Key) -> Bool {
            first == other.first && second == other.second && third == other.third && length == other.length
                && namespace == other.namespace
        }

        var hash: Int {
            let mixed =
                (first ^ second.byteSwapped ^ third &* 31 ^ UInt64(truncatingIfNeeded: length + namespace << 8))
                &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: mixed >> 55)
        }
    }

    private(set) var names: [Name] = []
    /// The namespaces, of which the first is none.
    private(set) var namespaces = [""]
    private var slots = [UInt16](repeating: free, count: size)
    private var keys: [Key] = []

    /// The number of a namespace; nil if there are too many.
    mutating func namespace(_ text: String) -> Int? {
        if let known = namespaces.firstIndex(of: text) { return known }
        guard namespaces.count < Self.probeLimit else { return nil }
        namespaces.append(text)
        return namespaces.count - 1
    }

    /// The place of the name of those bytes, which are ASCII, in a namespace; nil if there are too many.
    mutating func name(_ bytes: Span<UInt8>, in namespace: Int) -> UInt16? {
        let key = Key(bytes, namespace)
        var slot = key.hash % Self.size
        for _ in 0..<Self.probeLimit {
            let place = slots[slot]
            if place == Self.free {
                slots[slot] = UInt16(names.count)
                names.append(
                    Name(unsafe String(copying: UTF8Span(unchecked: bytes)), namespace: namespaces[namespace]))
                keys.append(key)
                return slots[slot]
            }
            if keys[Int(place)].isSame(as: key),
                bytes.count <= 24 || ByteOrder.compare(names[Int(place)].local.utf8Span.span, bytes) == 0
            {
                return place
            }
            slot = (slot + 1) % Self.size
        }
        return nil
    }

    /// Whether a byte may stand in a name, for each byte.
    static let nameBytes = (0..<256).map { isNameByte(UInt8($0)) }

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
