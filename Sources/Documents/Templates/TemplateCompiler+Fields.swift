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

    /// What must be there for an element to be shown.
    mutating func condition(_ element: Element, _ place: inout Place) -> Plan.Condition? {
        guard var attribute = control("if", element) else { return nil }
        let isNegated = attribute.value.hasPrefix("not ")
        if isNegated { attribute.value.removeFirst(4) }
        guard let (located, path) = find(attribute, .any, element, place) else { return nil }
        place.conditions.append(isNegated ? .absent(located) : .present(located))
        return Plan.Condition(path: path, type: located.type, isNegated: isNegated)
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
