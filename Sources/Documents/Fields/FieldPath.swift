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
        )
        .map(String.init)
        let isName = steps.allSatisfy { step in
            !step.isEmpty && step.utf8.allSatisfy { ($0 | 32) >= UInt8(ascii: "a") && ($0 | 32) <= UInt8(ascii: "z") }
        }
        guard isName else { return nil }
    }

    /// The elements to which the path leads.
    func elements(from context: Element, root: Element) -> [Element] {
        var found = [isAbsolute ? root : context]
        for step in steps { found = found.flatMap { $0.children(step) } }
        return found
    }

    /// The first element to which the path leads.
    func element(from context: Element, root: Element) -> Element? {
        var element: Element? = isAbsolute ? root : context
        for step in steps { element = element?.child(step) }
        return element
    }
}

/// A field together with all fields on the way to it from the root.
struct LocatedField {
    var path: [Field]

    var field: Field { path[path.count - 1] }

    /// The names from the root, as in "/subjects/subject/name".
    var text: String { "/" + path.dropFirst().map(\.name).joined(separator: "/") }

    /// Where a path leads from here; nil, with the step that is not there, if it leads nowhere.
    func follow(_ path: FieldPath) -> Result<LocatedField, UnknownStep> {
        var located = path.isAbsolute ? LocatedField(path: [self.path[0]]) : self
        for step in path.steps {
            guard let next = located.field.children.first(where: { $0.name == step }) else {
                return .failure(UnknownStep(step: step, known: located.field.children.map(\.name)))
            }
            located.path.append(next)
        }
        return .success(located)
    }

    struct UnknownStep: Error {
        var step: String
        var known: [String]
    }
}
