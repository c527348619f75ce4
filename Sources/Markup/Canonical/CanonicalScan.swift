// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// One pass over a file that is spelled as this project writes reports: the tree that libxml2 would give, at a fraction of
/// its cost.
///
/// It knows the plain case alone: names of ASCII letters without a prefix but `xml:id`, default namespaces of simple
/// shape, canonical spelling throughout. Of anything else it says nothing, and the whole reader decides; so it can
/// neither refuse nor repair, and where it gives a tree, reading and writing it again would give the same bytes.
struct CanonicalScan: ~Copyable {
    /// An element that is not closed yet.
    private struct Open {
        let node: Int
        let name: Range<Int>
        /// The namespace in force inside.
        let namespace: Int
    }

    private let limits: XMLLimits
    private var index = 0
    private var nodes: [ElementTree.Node] = []
    private var attributes: [Attribute] = []
    private var open: [Open] = []
    private var elements = 0
    private var attributesInAll = 0
    private var names = NameTable()
    private var hasIdentifier = false

    private init(limits: XMLLimits) {
        self.limits = limits
    }

    /// The tree of a plain canonical file; nil for every other.
    static func read(_ bytes: [UInt8], limits: XMLLimits) -> ElementTree? {
        guard bytes.count <= limits.bytes, bytes.count <= Int(Int32.max) else { return nil }
        var scan = CanonicalScan(limits: limits)
        // A report has an element in some 30 bytes.
        scan.nodes.reserveCapacity(min(bytes.count / 24, 1 << 14))
        guard scan.scan(bytes.span) else { return nil }
        return ElementTree(file: bytes, nodes: scan.nodes, attributes: scan.attributes, names: scan.names.names)
    }

    private mutating func scan(_ bytes: Span<UInt8>) -> Bool {
        guard take(UInt8(ascii: "<"), bytes) else { return false }
        let limit = min(limits.textBytes, 1 << 20)
        while true {
            guard begin(bytes) else { return false }
            while true {
                let start = index
                guard let isEscaped = run(until: UInt8(ascii: "<"), Spelling.text, limit: limit, bytes)
                else { return false }
                let isClosing = take(UInt8(ascii: "/"), bytes)
                keepText(start..<(isClosing ? index - 2 : index - 1), isEscaped: isEscaped, isLast: isClosing)
                guard isClosing else { break }
                guard end(bytes) else { return false }
                if open.isEmpty { return index == bytes.count }
            }
        }
    }

    /// An element whose "<" has been passed, up to the end of its start tag.
    private mutating func begin(_ bytes: Span<UInt8>) -> Bool {
        elements += 1
        guard open.count < limits.depth, elements <= limits.elements else { return false }
        let start = index - 1
        guard let range = takeName(bytes) else { return false }
        let first = attributes.count
        var namespace = open.last?.namespace ?? 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") {
            index += 1
        } else {
            guard takeAttributes(&namespace, bytes) else { return false }
        }
        guard let name = names.name(bytes.extracting(range), in: namespace) else { return false }
        let content = UInt32(index)
        open.append(Open(node: nodes.count, name: range, namespace: namespace))
        nodes.append(
            ElementTree.Node(
                name: UInt32(name), attributeCount: UInt32(attributes.count - first), firstAttribute: UInt32(first),
                content: content..<content, source: UInt32(start)..<UInt32(start)))
        return true
    }

    /// The end of the innermost element, whose "</" has been passed.
    private mutating func end(_ bytes: Span<UInt8>) -> Bool {
        let closed = open.removeLast()
        let contentEnd = UInt32(index - 2)
        guard take(closed.name, bytes), take(UInt8(ascii: ">"), bytes) else { return false }
        let node = nodes[closed.node]
        nodes[closed.node].content = node.content.lowerBound..<contentEnd
        nodes[closed.node].source = node.source.lowerBound..<UInt32(index)
        nodes[closed.node].next = UInt32(nodes.count)
        return true
    }

    /// Keeps a text: it is all that its element holds, or stands beside elements.
    private mutating func keepText(_ range: Range<Int>, isEscaped: Bool, isLast: Bool) {
        guard !range.isEmpty, let parent = open.last?.node else { return }
        if isLast, parent == nodes.count - 1 {
            nodes[parent].isEscaped = isEscaped
            return
        }
        nodes.append(
            ElementTree.Node(
                name: ElementTree.textName, content: UInt32(range.lowerBound)..<UInt32(range.upperBound),
                source: 0..<0, next: UInt32(nodes.count + 1), isEscaped: isEscaped))
    }

    /// The rest of a start tag, with its ">": the namespace in force and the attributes.
    private mutating func takeAttributes(_ namespace: inout Int, _ bytes: Span<UInt8>) -> Bool {
        let first = attributes.count
        let outer = namespace
        var count = 0
        while take(UInt8(ascii: " "), bytes) {
            count += 1
            attributesInAll += 1
            guard count <= limits.attributes, attributesInAll <= limits.attributesInAll,
                let range = takeName(bytes)
            else { return false }
            let local = String(decoding: Array(bytes, range), as: UTF8.self)
            if count == 1, local == "xmlns" {
                guard let value = takeValue(bytes), value != names.namespaces[outer],
                    NameTable.isPlainNamespace(value), let declared = names.namespace(value)
                else { return false }
                namespace = declared
                continue
            }
            var name = Name(local)
            if take(UInt8(ascii: ":"), bytes) {
                // Of the attributes with a prefix only this one, once in a file: whether two are the same, and whether
                // the value is a name, is left to the whole reader.
                guard local == "xml", let id = takeName(bytes), Array(bytes, id).elementsEqual("id".utf8),
                    !hasIdentifier
                else { return false }
                hasIdentifier = true
                name = .xml("id")
            } else if local == "xmlns" {
                return false
            }
            if attributes.count > first, let last = attributes.last?.name {
                guard last.prefix.isEmpty else { return false }
                guard !name.prefix.isEmpty || last.local.utf8.lexicographicallyPrecedes(name.local.utf8) else {
                    return false
                }
            }
            guard let value = takeValue(bytes), name.prefix.isEmpty || NameTable.isName(value) else { return false }
            attributes.append(Attribute(name, value))
        }
        return take(UInt8(ascii: ">"), bytes)
    }

    /// The bytes of a name of ASCII letters, digits, "-", "_" and ".".
    private mutating func takeName(_ bytes: Span<UInt8>) -> Range<Int>? {
        let nameBytes = NameTable.nameBytes
        let isNameByte = nameBytes.span
        let start = index
        var end = start
        while end < bytes.count, isNameByte[Int(bytes[end])] { end += 1 }
        guard end > start, end - start <= NameTable.longest, NameTable.isNameStart(bytes[start]) else { return nil }
        index = end
        return start..<end
    }

    /// An attribute's `="value"`.
    private mutating func takeValue(_ bytes: Span<UInt8>) -> String? {
        guard take(UInt8(ascii: "="), bytes), take(UInt8(ascii: "\""), bytes) else { return nil }
        let start = index
        guard let isEscaped = run(until: UInt8(ascii: "\""), .attribute, limit: limits.attributeBytes, bytes)
        else { return nil }
        let value = bytes.extracting(start..<(index - 1))
        return String(decoding: isEscaped ? Spelling.attribute.resolved(value) : Array(value), as: UTF8.self)
    }

    /// Passes characters up to and with `end`.
    ///
    /// - Returns: whether references are among them; nil if the run is not plain.
    private mutating func run(
        until end: UInt8, _ spelling: Spelling, limit: Int, _ bytes: Span<UInt8>
    ) -> Bool? {
        let classes = spelling.classes.span
        let start = index
        var place = start
        var isEscaped = false
        while place < bytes.count {
            let byte = bytes[place]
            let kind = classes[Int(byte)]
            if kind == Spelling.Class.plain {
                place += 1
            } else if kind <= Spelling.Class.special {
                guard let length = Spelling.length(bytes, at: place, kind) else { return nil }
                place += length
            } else if kind == Spelling.Class.reference {
                guard let (_, length) = spelling.reference(bytes, at: place) else { return nil }
                isEscaped = true
                place += length
            } else {
                guard byte == end, place - start <= limit else { return nil }
                index = place + 1
                return isEscaped
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// The same bytes as those of a range before.
    private mutating func take(_ earlier: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard bytes.count - index >= earlier.count else { return false }
        let present = bytes.extracting(index..<index + earlier.count)
        guard ByteOrder.compare(bytes.extracting(earlier), present) == 0 else { return false }
        index += earlier.count
        return true
    }
}

extension [UInt8] {
    fileprivate init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self.init(bytes.extracting(range))
    }

    fileprivate init(_ bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
