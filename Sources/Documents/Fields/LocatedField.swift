// SPDX-License-Identifier: Apache-2.0

/// A field together with all fields on the way to it from the root.
struct LocatedField {
    /// What a place of a template asks of a field.
    enum Demand {
        /// A list, to repeat over.
        case list
        /// One value, to show.
        case value
        /// Anything, to ask whether it is there.
        case any
    }

    /// Why a path does not lead to a field that a place can use.
    struct Problem: Error {
        var code: String
        var message: String
        var hint: String
    }

    private var path: [Field]

    init(root: Field) {
        path = [root]
    }

    var field: Field { path[path.count - 1] }

    /// The names from the root, as in "/subjects/subject/name".
    var text: String { "/" + path.dropFirst().map(\.name).joined(separator: "/") }

    /// Whether it lies in a list, so that there may be several of it.
    var isInList: Bool { path.dropLast().contains(where: \.isList) }

    /// What its value is; nil for a group.
    var type: Field.ValueType? {
        if case .value(let type) = field.kind { type } else { nil }
    }

    /// The field to which a path leads from here.
    func find(_ text: String, _ demand: Demand) -> Result<(located: LocatedField, path: FieldPath), Problem> {
        guard let path = FieldPath(text) else {
            return .failure(
                Problem(
                    code: "path", message: "\"\(text)\" is no path", hint: "write names, as in subject/name or /number")
            )
        }
        var located = path.isAbsolute ? LocatedField(root: self.path[0]) : self
        for (index, step) in path.steps.enumerated() {
            if index > 0 && located.field.isList {
                return .failure(
                    Problem(
                        code: "field", message: "\"\(text)\" passes the list \(located.field.name)",
                        hint: "repeat over it with c:each first"))
            }
            guard let next = located.field.children.first(where: { $0.name == step }) else {
                let known = located.field.children.map(\.name)
                let hint = Suggestion.hint(for: step, among: known)
                return .failure(
                    Problem(
                        code: "field", message: "\"\(text)\": there is no \(step)",
                        hint: hint
                            ?? (known.isEmpty
                                ? "\(located.text) is a value" : "possible are " + known.joined(separator: ", "))))
            }
            located.path.append(next)
        }
        return located.meets(demand, isHere: path.steps.isEmpty).map { (located, path) }
    }

    private func meets(_ demand: Demand, isHere: Bool) -> Result<Void, Problem> {
        switch demand {
        case .any: return .success(())
        case .list:
            guard field.isList && !isHere else {
                return .failure(
                    Problem(
                        code: "field", message: "\(text) is no list", hint: "c:if shows what is there only sometimes"))
            }
        case .value:
            guard !field.isList || isHere else {
                return .failure(
                    Problem(code: "field", message: "\(text) is a list", hint: "repeat over it with c:each"))
            }
            guard type != nil else {
                return .failure(
                    Problem(
                        code: "field", message: "\(text) is a group, not a value",
                        hint: "possible are " + field.children.map(\.name).joined(separator: ", ")))
            }
        }
        return .success(())
    }
}
