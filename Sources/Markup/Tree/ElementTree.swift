// SPDX-License-Identifier: Apache-2.0

/// An element with all it holds in a few flat tables: no object for each element, no string before it is asked for.
///
/// Elements stand in the order of the document, each before what it holds; their texts are places in one piece of memory,
/// which is the file itself if it was read from one.
public final class ElementTree: Sendable {
    /// An element, or a text that stands beside elements.
    @usableFromInline struct Node: Sendable {
        /// The place of its name; `textName` for a text.
        @usableFromInline var name: UInt32
        var attributeCount: UInt32 = 0
        var firstAttribute: UInt32 = 0
        /// What stands between its tags, in `texts`.
        @usableFromInline var content: Range<UInt32>
        /// From the start tag to the end tag, both included, in the file.
        var source: Range<UInt32>
        /// The place behind all that it holds.
        @usableFromInline var next: UInt32 = 0
        /// Whether a reference stands in its text.
        @usableFromInline var isEscaped = false
    }

    @usableFromInline static let textName = UInt32.max

    @usableFromInline let nodes: [Node]
    @usableFromInline let texts: [UInt8]
    let attributes: [Attribute]
    /// The names of its elements, each once.
    public let names: [Name]
    /// Whether `texts` is the file.
    private let isFile: Bool

    /// What a scan has found in a file.
    init(file: [UInt8], nodes: [Node], attributes: [Attribute], names: [Name]) {
        self.nodes = nodes
        texts = file
        self.attributes = attributes
        self.names = names
        isFile = true
    }

    /// The same tree as that of an element.
    public init(_ element: Element) {
        var building = Building()
        building.add(element)
        nodes = building.nodes
        texts = building.texts
        attributes = building.attributes
        names = building.names
        isFile = false
    }

    /// The element that holds all others.
    public var root: TreeElement { TreeElement(tree: self, place: 0) }

    /// Elements in the order of the document, each on its own, as values; with their places in the file if they were
    /// scanned from one. Lines are counted once for all of them.
    func elements(at places: [Int]) -> [Element] {
        var locator = Locator(offset: 0)
        return places.map { element(at: $0, &locator) }
    }

    private func element(at place: Int, _ locator: inout Locator) -> Element {
        let node = nodes[place]
        var element = Element(names[Int(node.name)], attributes: attributes(of: node))
        if isFile {
            var source = Source(
                position: locator.advance(to: Int(node.source.lowerBound), in: texts),
                content: locator.advance(to: Int(node.content.lowerBound), in: texts),
                start: Int(node.source.lowerBound))
            source.close(at: Int(node.source.upperBound))
            element.source = source
        }
        if holdsText(place) {
            if !node.content.isEmpty { element.children = [.text(text(at: place))] }
            return element
        }
        for child in children(of: place) {
            element.children.append(
                isText(child) ? .text(text(at: child)) : .element(self.element(at: child, &locator)))
        }
        return element
    }

    func attributes(of node: Node) -> [Attribute] {
        let first = Int(node.firstAttribute)
        return Array(attributes[first..<first + Int(node.attributeCount)])
    }

    func isText(_ place: Int) -> Bool { nodes[place].name == Self.textName }

    /// Whether it is a text, or an element that holds at most a text.
    @inlinable
    public func holdsText(_ place: Int) -> Bool { Int(nodes[place].next) == place + 1 }

    /// Whether an element holds nothing.
    @inlinable
    public func isEmpty(_ place: Int) -> Bool { holdsText(place) && nodes[place].content.isEmpty }

    /// The place behind an element and all it holds.
    @inlinable
    public func end(of place: Int) -> Int { Int(nodes[place].next) }

    /// The places of the elements and texts directly in an element, in their order; none if it holds a text alone.
    @inlinable
    public func children(of place: Int) -> Children { Children(of: place, in: self) }

    /// The places of what stands directly in an element.
    public struct Children: Sequence, IteratorProtocol {
        @usableFromInline let tree: ElementTree
        @usableFromInline var place: Int
        @usableFromInline let end: Int

        @inlinable
        init(of parent: Int, in tree: ElementTree) {
            self.tree = tree
            place = parent + 1
            end = tree.end(of: parent)
        }

        /// The next place; nil at the end.
        @inlinable
        public mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = tree.end(of: place) }
            return place
        }
    }

    /// The place of an element's name in `names`; another number for a text that stands beside elements.
    @inlinable
    public func nameIndex(of place: Int) -> Int { Int(nodes[place].name) }

    /// The texts directly in an element, joined.
    public func text(of place: Int) -> String {
        if holdsText(place) { return text(at: place) }
        return children(of: place).reduce(into: "") { joined, child in
            if isText(child) { joined += text(at: child) }
        }
    }

    /// Hands out the UTF-8 of the text that is all an element holds, references resolved.
    @inlinable
    public func withText<Result>(of place: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let node = nodes[place]
        if node.isEscaped || !holdsText(place) {
            let text = text(of: place)
            return body(text.utf8Span.span)
        }
        let texts = texts
        return body(texts.span.extracting(Int(node.content.lowerBound)..<Int(node.content.upperBound)))
    }

    private func text(at place: Int) -> String {
        let node = nodes[place]
        let texts = texts
        let bytes = texts.span.extracting(Int(node.content.lowerBound)..<Int(node.content.upperBound))
        guard node.isEscaped else {
            // The whole was found to be UTF-8, and neither end parts a character.
            return unsafe String(copying: UTF8Span(unchecked: bytes))
        }
        return String(decoding: Spelling.text.resolved(bytes), as: UTF8.self)
    }

    /// The tables of a tree on their way.
    private struct Building {
        var nodes: [Node] = []
        var texts: [UInt8] = []
        var attributes: [Attribute] = []
        var names: [Name] = []
        private var places: [Name: UInt32] = [:]

        mutating func add(_ element: Element) {
            let place = nodes.count
            let source = element.source?.bytes ?? 0..<0
            nodes.append(
                Node(
                    name: name(element.name), attributeCount: UInt32(element.attributes.count),
                    firstAttribute: UInt32(attributes.count), content: 0..<0,
                    source: UInt32(source.lowerBound)..<UInt32(source.upperBound)))
            attributes += element.attributes
            if element.children.count == 1, case .text(let text) = element.children[0] {
                nodes[place].content = add(text)
            } else {
                for child in element.children {
                    switch child {
                    case .element(let child): add(child)
                    case .text(let text):
                        nodes.append(
                            Node(name: textName, content: add(text), source: 0..<0, next: UInt32(nodes.count + 1)))
                    }
                }
            }
            nodes[place].next = UInt32(nodes.count)
        }

        private mutating func add(_ text: String) -> Range<UInt32> {
            let start = UInt32(texts.count)
            texts += text.utf8
            return start..<UInt32(texts.count)
        }

        private mutating func name(_ name: Name) -> UInt32 {
            if let place = places[name] { return place }
            places[name] = UInt32(names.count)
            names.append(name)
            return UInt32(names.count - 1)
        }
    }
}
