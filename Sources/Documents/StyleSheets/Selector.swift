// SPDX-License-Identifier: Apache-2.0

/// Which elements a rule is for: `element`, `.class`, `element.class`, or one of these within another.
struct Selector: Hashable, Sendable, CustomStringConvertible {
    /// An element name, a class name, or both.
    struct Simple: Hashable, Sendable, CustomStringConvertible {
        var element: String?
        var className: String?

        var description: String { (element ?? "") + (className.map { "." + $0 } ?? "") }

        func matches(_ node: StyledNode) -> Bool {
            (element == nil || element == node.element) && className.map(node.classes.contains) ?? true
        }
    }

    var ancestor: Simple?
    var target: Simple

    /// The selector as written.
    var description: String { (ancestor.map { $0.description + " " } ?? "") + target.description }

    /// How much a rule weighs against another: class names first, then element names.
    var specificity: Int {
        [target, ancestor].compactMap(\.self).reduce(0) { sum, simple in
            sum + (simple.className == nil ? 0 : 10) + (simple.element == nil ? 0 : 1)
        }
    }

    /// The selector that a text spells; nil for any form outside the closed ones.
    init?(_ text: Substring) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard (1...2).contains(parts.count), let target = Self.simple(parts[parts.count - 1]) else { return nil }
        self.target = target
        if parts.count == 2 {
            guard let ancestor = Self.simple(parts[0]) else { return nil }
            self.ancestor = ancestor
        }
    }

    func matches(_ path: [StyledNode]) -> Bool {
        guard let node = path.last, target.matches(node) else { return false }
        guard let ancestor else { return true }
        return path.dropLast().contains(where: ancestor.matches)
    }

    private static func simple(_ text: Substring) -> Simple? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.allSatisfy(isNameByte) }) else { return nil }
        let element = parts[0].isEmpty ? nil : String(parts[0])
        if parts.count == 1 { return element.map { Simple(element: $0, className: nil) } }
        guard !parts[1].isEmpty else { return nil }
        return Simple(element: element, className: String(parts[1]))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// An element of a template as rules see it.
struct StyledNode: Hashable, Sendable {
    var element: String
    var classes: [String]
}
