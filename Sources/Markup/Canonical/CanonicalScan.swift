// SPDX-License-Identifier: Apache-2.0

/// One pass over a file that is spelled as this project writes reports: the tree that libxml2 would give, at a tenth of
/// its cost.
///
/// It knows the plain case alone: names of ASCII letters without a prefix but `xml:id`, default namespaces of simple
/// shape, canonical spelling throughout. Of anything else it says nothing, and the whole reader decides; so it can
/// neither refuse nor repair, and where it gives a tree, reading and writing it again would give the same bytes.
struct CanonicalScan: ~Copyable {
    private let bytes: [UInt8]
    private let limits: XMLLimits
    private var index = 0
    private var locator = Locator(offset: 0)
    private var elements = 0
    private var attributesInAll = 0
    private var names = NameTable()
    private var hasIdentifier = false

    private init(_ bytes: [UInt8], limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The root element of a plain canonical file; nil for every other.
    static func read(_ bytes: [UInt8], limits: XMLLimits) -> Element? {
        guard bytes.count <= limits.bytes, (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
        var scan = CanonicalScan(bytes, limits: limits)
        guard scan.take(UInt8(ascii: "<")), let root = scan.element(in: "", depth: 1), scan.index == bytes.count
        else { return nil }
        return root
    }

    /// An element whose "<" has been passed.
    private mutating func element(in outer: String, depth: Int) -> Element? {
        elements += 1
        guard depth <= limits.depth, elements <= limits.elements else { return nil }
        let start = index - 1
        let position = locator.advance(to: start, in: bytes)
        guard let range = takeName(), let (namespace, attributes) = takeAttributes(outer) else { return nil }
        var element = Element(names.name(bytes, range, namespace), attributes: attributes)
        var source = Source(position: position, content: locator.advance(to: index, in: bytes), start: start)
        while true {
            guard let text = takeText() else { return nil }
            if !text.isEmpty { element.children.append(.text(text)) }
            // `takeText` ends behind "<".
            guard !take(UInt8(ascii: "/")) else { break }
            guard let child = self.element(in: namespace, depth: depth + 1) else { return nil }
            element.children.append(.element(child))
        }
        guard take(range), take(UInt8(ascii: ">")) else { return nil }
        source.close(at: index)
        element.source = source
        return element
    }

    /// The rest of a start tag, with its ">": the namespace in force and the attributes.
    private mutating func takeAttributes(_ outer: String) -> (namespace: String, attributes: [Attribute])? {
        var namespace = outer
        var attributes: [Attribute] = []
        var count = 0
        while take(UInt8(ascii: " ")) {
            count += 1
            attributesInAll += 1
            guard count <= limits.attributes, attributesInAll <= limits.attributesInAll, let range = takeName() else {
                return nil
            }
            if count == 1, bytes[range].elementsEqual("xmlns".utf8) {
                guard let value = takeValue(), value != outer, NameTable.isPlainNamespace(value) else { return nil }
                namespace = value
                continue
            }
            var name = names.name(bytes, range, "")
            if take(UInt8(ascii: ":")) {
                // Of the attributes with a prefix only this one, once in a file: whether two are the same, and whether
                // the value is a name, is left to the whole reader.
                guard name.local == "xml", let id = takeName(), bytes[id].elementsEqual("id".utf8), !hasIdentifier
                else { return nil }
                hasIdentifier = true
                name = .xml("id")
            } else if name.local == "xmlns" {
                return nil
            }
            if let last = attributes.last?.name {
                guard last.prefix.isEmpty else { return nil }
                guard !name.prefix.isEmpty || last.local.utf8.lexicographicallyPrecedes(name.local.utf8) else {
                    return nil
                }
            }
            guard let value = takeValue() else { return nil }
            guard name.prefix.isEmpty || NameTable.isName(value) else { return nil }
            attributes.append(Attribute(name, value))
        }
        return take(UInt8(ascii: ">")) ? (namespace, attributes) : nil
    }

    /// The bytes of a name of ASCII letters, digits, "-", "_" and ".".
    private mutating func takeName() -> Range<Int>? {
        let bytes = self.bytes
        let span = bytes.span
        let start = index
        while index < span.count, NameTable.isNameByte(span[index]) { index += 1 }
        guard index > start, index - start <= NameTable.longest, NameTable.isNameStart(span[start]) else { return nil }
        return start..<index
    }

    /// An attribute's `="value"`.
    private mutating func takeValue() -> String? {
        guard take(UInt8(ascii: "=")), take(UInt8(ascii: "\"")) else { return nil }
        let start = index
        var escaped: [UInt8]?
        guard run(until: UInt8(ascii: "\""), Spelling.attribute, limit: limits.attributeBytes, &escaped) else {
            return nil
        }
        return string(start..<(index - 1), escaped)
    }

    /// Characters up to the next "<", which is passed; empty if there are none.
    private mutating func takeText() -> String? {
        let start = index
        var escaped: [UInt8]?
        guard run(until: UInt8(ascii: "<"), Spelling.text, limit: min(limits.textBytes, 1 << 20), &escaped)
        else { return nil }
        return string(start..<(index - 1), escaped)
    }

    private func string(_ range: Range<Int>, _ escaped: [UInt8]?) -> String {
        if let escaped { return String(decoding: escaped, as: UTF8.self) }
        return range.isEmpty ? "" : String(decoding: bytes[range], as: UTF8.self)
    }

    /// Passes characters up to and with `end`; what references stand for is collected once the first one occurs.
    private mutating func run(
        until end: UInt8, _ spelling: Spelling, limit: Int, _ escaped: inout [UInt8]?
    ) -> Bool {
        let bytes = self.bytes
        let span = bytes.span
        let classes = spelling.classes.span
        let start = index
        while index < span.count {
            let byte = span[index]
            switch classes[Int(byte)] {
            case Spelling.plain:
                break
            case Spelling.reference:
                guard let (value, length) = spelling.reference(span, at: index) else { return false }
                if escaped == nil { escaped = Array(bytes[start..<index]) }
                escaped?.append(value)
                index += length
                continue
            case Spelling.last:
                // U+FFFE and U+FFFF are no characters of XML.
                guard index + 2 < span.count, span[index + 1] != 0xBF || span[index + 2] < 0xBE else { return false }
            default:
                guard byte == end, index - start <= limit else { return false }
                index += 1
                return true
            }
            escaped?.append(byte)
            index += 1
        }
        return false
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// The same bytes as those of a range before.
    private mutating func take(_ earlier: Range<Int>) -> Bool {
        let bytes = self.bytes
        let span = bytes.span
        guard span.count - index >= earlier.count else { return false }
        for offset in 0..<earlier.count where span[index + offset] != span[earlier.lowerBound + offset] { return false }
        index += earlier.count
        return true
    }
}
