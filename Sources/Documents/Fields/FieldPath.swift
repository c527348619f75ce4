// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// The way to a field from the root of the data, or from the element at which a repetition stands.
struct FieldPath: Hashable, Sendable {
    /// The names on the way; empty for the element itself.
    var steps: [String]
    /// Whether the way begins at the root.
    var isAbsolute: Bool

    /// The path that "a/b" (from where one stands), "/a/b" (from the root) or "." spells; nil for another form.
    init?(_ text: String) {
        isAbsolute = text.hasPrefix("/")
        if text == "." {
            steps = []
            return
        }
        steps = (isAbsolute ? text.dropFirst() : Substring(text)).split(
            separator: "/", omittingEmptySubsequences: false
        ).map(String.init)
        guard steps.allSatisfy(Self.isName) else { return nil }
    }

    /// Whether a step is a letter with letters and digits behind it.
    private static func isName(_ step: String) -> Bool {
        guard let first = step.utf8.first, isLetter(first) else { return false }
        return step.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
    }

    /// Hands every element to which the path leads to `body`.
    func forEach(from context: Element, root: Element, _ body: (Element) -> Void) {
        let start = isAbsolute ? root : context
        guard steps.count == 1 else { return descend(start, steps[...], body) }
        for case .element(let child) in start.children where child.name.local == steps[0] { body(child) }
    }

    private func descend(_ element: Element, _ rest: ArraySlice<String>, _ body: (Element) -> Void) {
        guard let step = rest.first else { return body(element) }
        for case .element(let child) in element.children where child.name.local == step {
            descend(child, rest.dropFirst(), body)
        }
    }

    /// The first element to which the path leads.
    func element(from context: Element, root: Element) -> Element? {
        var element = isAbsolute ? root : context
        for step in steps {
            guard let child = element.child(step) else { return nil }
            element = child
        }
        return element
    }
}
