// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// What the attributes `c:each`, `c:if` and `c:text` mean in a place.
extension TemplateCompiler {
    /// What an element is repeated over; the place moves to the list.
    mutating func repetition(_ element: Element, _ place: inout Place) -> Plan.Repetition? {
        guard let attribute = control("each", element),
            let (list, path) = find(attribute, .list, element, place)
        else { return nil }
        place.conditions.append(.each(list))
        place.data = list
        return Plan.Repetition(path: path, separator: control("separator", element)?.value ?? "")
    }

    /// What must be there, and what must not, for an element to be shown.
    mutating func conditions(_ element: Element, _ place: inout Place) -> [Plan.Condition] {
        guard let attribute = control("if", element) else { return [] }
        var conditions: [Plan.Condition] = []
        for part in attribute.value.split(separator: " and ", omittingEmptySubsequences: false) {
            var asked = attribute
            let isNegated = part.hasPrefix("not ")
            asked.value = String(part.dropFirst(isNegated ? 4 : 0))
            guard let (located, path) = find(asked, .any, element, place) else { continue }
            place.conditions.append(isNegated ? .absent(located) : .present(located))
            conditions.append(Plan.Condition(path: path, type: located.type, isNegated: isNegated))
        }
        return conditions
    }

    /// The value that an element shows.
    mutating func value(_ attribute: Attribute, _ element: Element, _ place: Place) -> Plan.Value? {
        guard let (located, path) = find(attribute, .value, element, place), let type = located.type else { return nil }
        let asked = control("as", element)
        let name = asked?.value ?? FieldFormat.plain.rawValue
        guard let format = FieldFormat(rawValue: name), format.fits(type) else {
            let fitting = FieldFormat.allCases.filter { $0.fits(type) }.map(\.rawValue)
            report(
                "format", "\(located.text) cannot be shown as \(name)", element, attribute: asked ?? attribute,
                hint: fitting.isEmpty ? "use it in c:if" : "possible are " + fitting.joined(separator: ", "))
            return nil
        }
        if format.isWhole { obligations.show(located, in: place) }
        return Plan.Value(path: path, format: format, origin: located.text)
    }

    private mutating func find(
        _ attribute: Attribute, _ demand: LocatedField.Demand, _ element: Element, _ place: Place
    ) -> (LocatedField, FieldPath)? {
        switch place.data.find(attribute.value, demand) {
        case .success(let found): return found
        case .failure(let problem):
            report(
                problem.code, "\(attribute.name): \(problem.message)", element, attribute: attribute, hint: problem.hint
            )
            return nil
        }
    }
}
