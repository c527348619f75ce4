// SPDX-License-Identifier: Apache-2.0

/// An XML element with all it holds.
///
/// Namespace declarations are not kept: every name carries its namespace, and a writer declares what is used.
public struct Element: Sendable {
    /// Its name.
    public var name: Name
    /// Its attributes in the order in which they were written.
    public var attributes: [Attribute]
    /// Its content in order; no two texts stand side by side in what the reader gives.
    public var children: [Node]
    /// Where it was read; nil if it was made in memory. Not part of equality.
    public var source: Source?

    /// An element made in memory.
    public init(_ name: Name, attributes: [Attribute] = [], children: [Node] = []) {
        self.name = name
        self.attributes = attributes
        self.children = children
        source = nil
    }

    /// The elements among its children.
    public var elements: [Element] {
        children.compactMap(\.element)
    }

    /// The first child element of this local name in the same namespace as this element.
    public func child(_ local: String) -> Element? {
        child(local, namespace: name.namespace)
    }

    /// The first child element of a local name and namespace.
    public func child(_ local: String, namespace: String) -> Element? {
        for case .element(let element) in children
        where element.name.local == local && element.name.namespace == namespace { return element }
        return nil
    }

    /// The child elements of this local name in the same namespace as this element.
    public func children(_ local: String) -> [Element] {
        children(local, namespace: name.namespace)
    }

    /// The child elements of a local name and namespace.
    public func children(_ local: String, namespace: String) -> [Element] {
        children.compactMap { node in
            guard case .element(let element) = node, element.name.local == local, element.name.namespace == namespace
            else { return nil }
            return element
        }
    }

    /// The texts directly in this element, joined; those of child elements are left out.
    public var text: String {
        if children.count == 1, case .text(let only) = children[0] { return only }
        var joined = ""
        for case .text(let part) in children { joined += part }
        return joined
    }

    /// The value of an attribute; nil if it is not there.
    public func attribute(_ local: String, namespace: String = "") -> String? {
        for attribute in attributes where attribute.name.local == local && attribute.name.namespace == namespace {
            return attribute.value
        }
        return nil
    }

    /// Where its start tag begins; nil if it was made in memory.
    public var position: Position? { source?.position }
}

extension Element: Hashable {
    /// Equal names, attributes in the same order and equal content; the source does not count.
    public static func == (left: Element, right: Element) -> Bool {
        left.name == right.name && left.attributes == right.attributes && left.children == right.children
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(attributes)
        hasher.combine(children)
    }
}

/// A part of an element's content.
public enum Node: Sendable, Hashable {
    /// A child element.
    case element(Element)
    /// Characters, references resolved.
    case text(String)

    /// The element, if it is one.
    public var element: Element? {
        if case .element(let element) = self { element } else { nil }
    }
}
