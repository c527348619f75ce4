// SPDX-License-Identifier: Apache-2.0

/// Watches that what every report must show is placed where nothing but its own absence can leave it out.
struct Obligations {
    /// What must hold for a place of the template to be shown.
    enum Condition {
        case each(LocatedField)
        case present(LocatedField)
        case absent(LocatedField)

        /// Which field must be there, or must not; nil for a repetition.
        var presence: (field: LocatedField, isPresent: Bool)? {
            switch self {
            case .each: nil
            case .present(let field): (field, true)
            case .absent(let field): (field, false)
            }
        }
    }

    /// A field that must be shown and is not.
    struct Missing {
        var path: String
        var label: String
    }

    private var placed: Set<String> = []
    /// What is shown under one condition alone: where another field is there, and where it is not.
    private var halves: [Half: Set<Bool>] = [:]

    private struct Half: Hashable {
        var field: String
        var condition: String
    }

    /// Takes note of a field whose whole value is shown as text in a place of the body.
    mutating func show(_ located: LocatedField, in place: Place) {
        guard place.isOnPages else { return }
        let conditions = place.conditions.filter { condition in
            switch condition {
            case .each(let list), .present(let list):
                // A field that is there lies in lists and groups that are not empty.
                !(located.text == list.text || located.text.hasPrefix(list.text + "/"))
            case .absent: true
            }
        }
        if conditions.isEmpty { placed.insert(located.text) }
        guard conditions.count == 1, let (other, isPresent) = conditions[0].presence, !other.isInList else { return }
        // Shown where another field is there, and in another place where it is not: one of the two always holds. The
        // other is one of the whole report: what a list holds may be there in one element and not in the next.
        let half = Half(field: located.text, condition: other.text)
        halves[half, default: []].insert(isPresent)
        if halves[half]?.count == 2 { placed.insert(located.text) }
    }

    /// The obligatory fields that no place shows, in the order of the catalogue.
    var missing: [Missing] {
        FieldCatalog.entries.filter { $0.isObligatory && !placed.contains($0.path) }.map {
            Missing(path: $0.path, label: $0.label)
        }
    }

    /// The fields that the margins of every page must show, beside its number and their count: a page that is torn off
    /// says to which report it belongs.
    static let fieldsOnEveryPage = ["/number", "/view/fingerprint"]
}
