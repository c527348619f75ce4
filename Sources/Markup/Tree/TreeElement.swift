// SPDX-License-Identifier: Apache-2.0

/// An element of a tree: a place in its tables.
public struct TreeElement: Sendable {
    /// The tree.
    public let tree: ElementTree
    /// The element's place in the tree; what it holds stands behind it, up to `tree.end(of:)`.
    public let place: Int

    init(tree: ElementTree, place: Int) {
        self.tree = tree
        self.place = place
    }

    /// Its name.
    public var name: Name { tree.names[tree.nameIndex(of: place)] }

    /// Its attributes in the order in which they were written.
    public var attributes: [Attribute] { tree.attributes(of: tree.nodes[place]) }

    /// The texts directly in this element, joined; those of child elements are left out.
    public var text: String { tree.text(of: place) }

    /// The bytes of the file from the start tag to the end tag, both included; empty if it was made in memory.
    public var source: Range<Int> {
        let source = tree.nodes[place].source
        return Int(source.lowerBound)..<Int(source.upperBound)
    }

    /// The element as a value of its own.
    public var element: Element { tree.elements(at: [place])[0] }

    /// The elements among its children.
    public var elements: [TreeElement] { children(where: { _ in true }) }

    /// The elements among its children as values of their own.
    public var childElements: [Element] { tree.elements(at: elements.map(\.place)) }

    /// Whether nothing but elements stands in it.
    public var holdsElementsAlone: Bool {
        if tree.holdsText(place) { return tree.isEmpty(place) }
        return tree.children(of: place).allSatisfy { !tree.isText($0) }
    }

    /// The first child element of this local name in the same namespace as this element.
    public func child(_ local: String) -> TreeElement? {
        let namespace = name.namespace
        return tree.children(of: place).first {
            guard !tree.isText($0) else { return false }
            let name = tree.names[tree.nameIndex(of: $0)]
            return name.local == local && name.namespace == namespace
        }.map { TreeElement(tree: tree, place: $0) }
    }

    /// The child elements of this local name in the same namespace as this element.
    public func children(_ local: String) -> [TreeElement] {
        let namespace = name.namespace
        return children { $0.local == local && $0.namespace == namespace }
    }

    private func children(where isWanted: (Name) -> Bool) -> [TreeElement] {
        tree.children(of: place).filter { !tree.isText($0) && isWanted(tree.names[tree.nameIndex(of: $0)]) }
            .map { TreeElement(tree: tree, place: $0) }
    }
}
