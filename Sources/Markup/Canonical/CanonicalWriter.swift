// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes XML straight in its exclusive canonical form, element by element.
///
/// "Exclusive XML Canonicalization Version 1.0" (W3C), without comments and without an inclusive prefix list: no
/// declaration, no white space but what the content holds, start and end tag even for an empty element, a namespace
/// declared on each element that uses it where no written ancestor has, attributes ordered by namespace and local
/// name. What this writer writes is therefore its own canonical form.
///
/// What cannot be written is remembered, and `finish` throws it; a caller need not look after each call.
public struct CanonicalWriter: ~Copyable, Sendable {
    private struct Open {
        /// Where its name stands in what was written.
        let name: Range<Int>
        /// The place of its prefix and namespace in `scopes`.
        let scope: Int
        /// How many namespace bindings were in force outside the element.
        let bindings: Int
    }

    private struct Binding {
        let prefix: String
        let namespace: String
    }

    private var writer: ByteTape
    private var open: [Open] = []
    /// The prefixes and namespaces of elements that are open, by the first element of each.
    private var scopes: [Name] = []
    private var hasPrefixes = false
    private var bindings: [Binding] = []
    private var failure: MarkupError?

    /// A writer with room for `capacity` bytes.
    public init(capacity: Int = 4096) {
        writer = ByteTape(capacity: capacity)
    }

    /// How many bytes have been written.
    public var count: Int { writer.count }

    /// Begins an element.
    public mutating func open(_ name: Name, _ attributes: [Attribute] = []) {
        let outside = bindings.count
        writer.append(UInt8(ascii: "<"))
        let start = writer.count
        append(name)
        let written = start..<writer.count
        declare(name, attributes, outside: outside)
        if attributes.count < 2 || isOrdered(attributes) {
            for attribute in attributes { append(attribute) }
        } else {
            append(unordered: attributes, of: name)
        }
        writer.append(UInt8(ascii: ">"))
        scopes.append(name)
        if !name.prefix.isEmpty { hasPrefixes = true }
        open.append(Open(name: written, scope: scopes.count - 1, bindings: outside))
    }

    /// Begins an element with the namespace and prefix of the one around it.
    ///
    /// - Precondition: an element is open.
    public mutating func open(_ local: String, _ attributes: [Attribute]) {
        open(sibling(local), attributes)
    }

    /// Begins an element without attributes, with the namespace and prefix of the one around it.
    ///
    /// - Precondition: an element is open.
    public mutating func open(_ local: String) {
        guard let around = open.last else { preconditionFailure("no element is open") }
        // What the prefix stands for is in force already.
        open.append(Open(name: begin(local), scope: around.scope, bindings: bindings.count))
    }

    /// Appends characters to the content.
    public mutating func text(_ text: String) {
        note(Escaping.appendText(text, to: &writer))
    }

    /// Ends the innermost element.
    ///
    /// - Precondition: an element is open.
    public mutating func close() {
        precondition(!open.isEmpty)
        let closed = open.removeLast()
        if bindings.count > closed.bindings { bindings.removeLast(bindings.count - closed.bindings) }
        if scopes.count - 1 == closed.scope, open.last?.scope != closed.scope { scopes.removeLast() }
        end(closed.name)
    }

    /// Writes an element that holds only a text, with the namespace and prefix of the one around it.
    public mutating func element(_ local: String, _ content: String, _ attributes: [Attribute]) {
        open(local, attributes)
        text(content)
        close()
    }

    /// Writes an element that holds only a text and has no attributes, with the namespace and prefix of the one around it.
    ///
    /// - Precondition: an element is open.
    public mutating func element(_ local: String, _ content: String) {
        let start = begin(local)
        let refused = Escaping.appendText(content, to: &writer)
        end(start)
        if let refused { note(refused, in: local) }
    }

    /// Writes an element that holds only a number and has no attributes, with the namespace and prefix of the one around it.
    ///
    /// - Precondition: an element is open.
    public mutating func element(_ local: String, _ number: Int) {
        let start = begin(local)
        writer.append(decimal: number)
        end(start)
    }

    /// A start tag without attributes; where its name stands.
    private mutating func begin(_ local: String) -> Range<Int> {
        guard let around = open.last else { preconditionFailure("no element is open") }
        writer.append(UInt8(ascii: "<"))
        let start = writer.count
        if hasPrefixes { append(prefix: scopes[around.scope].prefix) }
        writer.append(text: local)
        let end = writer.count
        writer.append(UInt8(ascii: ">"))
        return start..<end
    }

    private mutating func end(_ name: Range<Int>) {
        writer.append("</")
        writer.append(again: name)
        writer.append(UInt8(ascii: ">"))
    }

    /// Writes an element with all it holds.
    public mutating func write(_ element: Element) {
        open(element.name, element.attributes)
        for node in element.children {
            switch node {
            case .element(let child): write(child)
            case .text(let characters): text(characters)
            }
        }
        close()
    }

    /// The bytes written.
    ///
    /// - Throws: `MarkupError` (`character`, `structure`) for the first thing that could not be written.
    /// - Precondition: every element is closed.
    public consuming func finish() throws(MarkupError) -> [UInt8] {
        precondition(open.isEmpty)
        if let failure { throw failure }
        return writer.bytes
    }

    /// The exclusive canonical form of an element and all it holds.
    public static func bytes(of element: Element, capacity: Int = 4096) throws(MarkupError) -> [UInt8] {
        var writer = CanonicalWriter(capacity: capacity)
        writer.write(element)
        return try writer.finish()
    }

    private func sibling(_ local: String) -> Name {
        guard let around = open.last else { preconditionFailure("no element is open") }
        let scope = scopes[around.scope]
        return Name(local, namespace: scope.namespace, prefix: scope.prefix)
    }

    private mutating func append(_ name: Name) {
        append(prefix: name.prefix)
        writer.append(text: name.local)
    }

    private mutating func append(prefix: String) {
        guard !prefix.isEmpty else { return }
        writer.append(text: prefix)
        writer.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ attribute: Attribute) {
        writer.append(UInt8(ascii: " "))
        append(attribute.name)
        append(quoted: attribute.value)
    }

    private mutating func append(quoted value: String) {
        writer.append(UInt8(ascii: "="))
        writer.append(UInt8(ascii: "\""))
        note(Escaping.appendAttribute(value, to: &writer))
        writer.append(UInt8(ascii: "\""))
    }

    /// Declares the prefixes that the element or its attributes use and that do not mean the same around it.
    private mutating func declare(_ name: Name, _ attributes: [Attribute], outside: Int) {
        bind(name, of: name, outside: outside)
        for attribute in attributes where !attribute.name.prefix.isEmpty {
            bind(attribute.name, of: name, outside: outside)
        }
        if bindings.count > outside + 1 {
            bindings[outside...].sort { Self.isBefore($0.prefix, $1.prefix) }
        }
        for index in outside..<bindings.count {
            writer.append(" xmlns")
            if !bindings[index].prefix.isEmpty {
                writer.append(UInt8(ascii: ":"))
                writer.append(text: bindings[index].prefix)
            }
            append(quoted: bindings[index].namespace)
        }
    }

    private mutating func bind(_ used: Name, of element: Name, outside: Int) {
        guard used.namespace != Name.xmlNamespace else {
            if used.prefix != "xml" { refuse("\(used) gives the namespace of \"xml\" another prefix", element) }
            return
        }
        guard used.prefix != "xml" && used.prefix != "xmlns" else {
            return refuse("\(used) gives \"\(used.prefix)\" another namespace", element)
        }
        if let index = bindings.lastIndex(where: { $0.prefix == used.prefix }) {
            if bindings[index].namespace == used.namespace { return }
            if index >= outside { return refuse("the prefix \"\(used.prefix)\" has two namespaces", element) }
        } else if used.namespace.isEmpty {
            return
        }
        bindings.append(Binding(prefix: used.prefix, namespace: used.namespace))
    }

    private func isOrdered(_ attributes: [Attribute]) -> Bool {
        for index in 1..<attributes.count
        where !Self.precedes(attributes[index - 1].name, attributes[index].name) {
            return false
        }
        return true
    }

    private mutating func append(unordered attributes: [Attribute], of name: Name) {
        let ordered = attributes.sorted { Self.precedes($0.name, $1.name) }
        for (index, attribute) in ordered.enumerated() {
            if index > 0 && !Self.precedes(ordered[index - 1].name, attribute.name) {
                refuse("the attribute \(attribute.name) is given twice", name)
            }
            append(attribute)
        }
    }

    private static func precedes(_ left: Name, _ right: Name) -> Bool {
        left.namespace == right.namespace
            ? isBefore(left.local, right.local) : isBefore(left.namespace, right.namespace)
    }

    /// The order of code points, which is that of UTF-8 bytes; Swift's own would compare normalised text.
    private static func isBefore(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private mutating func note(_ forbidden: Unicode.Scalar?, in local: String? = nil) {
        guard let forbidden, failure == nil else { return }
        let written = writer.bytes
        let names = open.map { String(decoding: written[$0.name], as: UTF8.self) } + (local.map { [$0] } ?? [])
        let path = names.joined(separator: "/")
        let digits = String(forbidden.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: 4 - digits.count) + digits
        failure = MarkupError(.character, "the character U+\(code) in \(path) is not allowed in XML")
    }

    private mutating func refuse(_ message: String, _ element: Name) {
        failure = failure ?? MarkupError(.structure, "element \(element): \(message)")
    }
}
