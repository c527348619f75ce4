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

    /// Takes note of a field whose whole value is shown as text in a place of the body.
    mutating func show(_ located: LocatedField, in place: Place) {
        guard place.isOnPages else { return }
        let isUnconditional = place.conditions.allSatisfy { condition in
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
    var missing: [Missing] {
        FieldCatalog.entries.filter { $0.isObligatory && !placed.contains($0.path) }.map {
            Missing(path: $0.path, label: $0.label)
        }
    }

    /// The fields that the margins of every page must show, beside its number and their count: a page that is torn off
    /// says to which report it belongs.
    static let fieldsOnEveryPage = ["/number", "/view/fingerprint"]
}
