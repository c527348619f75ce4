// SPDX-License-Identifier: Apache-2.0

/// Watches that what every report must show is placed where nothing but its own absence can leave it out.
struct Obligations {
    /// What must hold for a place of the template to be shown.
    enum Condition {
        case each(LocatedField)
        case present(LocatedField)
        case absent(LocatedField)
    }

    struct Missing {
        var path: String
        var label: String
    }

    private var placed: Set<String> = []

    /// Takes note of a field that is shown under some conditions.
    mutating func place(_ located: LocatedField, under conditions: [Condition]) {
        let isUnconditional = conditions.allSatisfy { condition in
            switch condition {
            case .each(let list), .present(let list):
                // A field that is there lies in lists and groups that are not empty.
                located.text == list.text || located.text.hasPrefix(list.text + "/")
            case .absent: false
            }
        }
        if isUnconditional { placed.insert(located.text) }
    }

    /// The obligatory fields that no place shows, in the order of the catalogue.
    func missing(in root: Field) -> [Missing] {
        var missing: [Missing] = []
        func visit(_ field: Field, _ path: String) {
            if field.isObligatory && !placed.contains(path) { missing.append(Missing(path: path, label: field.label)) }
            for child in field.children { visit(child, path + "/" + child.name) }
        }
        for field in root.children { visit(field, "/" + field.name) }
        return missing
    }
}
