// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// The fixed words that a file of labels gives.
extension TemplateCompiler {
    /// The pieces of text that a label puts into an element: its words, and their translation in the look of a `span` with the class
    /// `translation`; nil if it is empty, so that nothing stands there at all.
    mutating func words(of attribute: Attribute, _ element: Element, _ place: Place) -> [Plan]? {
        checkSample(element, replacedBy: "label")
        // Whether a language has translations must not decide which rules are for nothing.
        let span = Element(
            Name("span", namespace: Vocabulary.xhtml), attributes: [Attribute("class", Labels.translationClass)])
        var translated = looks.enter(span, from: place)
        translated.resolved.style.language = labels?.translationLanguage
        guard let label = label(attribute, element) else { return [] }
        let isCell = Vocabulary.allows(element.name.local, in: .cells)
        guard !label.text.isEmpty || isCell else { return nil }
        for finding in label.isTranslated ? legibility.findings("span", translated) : []
        where !place.complaints.contains(finding.message) {
            report(finding.code, "the translation: \(finding.message)", element, hint: finding.hint)
        }
        return label.pieces.indices.flatMap { index in
            pieces(label.pieces[index], label.isTranslation(index) ? translated : place)
        }
    }

    /// The label that an attribute names.
    mutating func label(_ attribute: Attribute, _ element: Element) -> Labels.Label? {
        guard labels != nil else {
            report(
                "label", "the template has no file of labels", element, attribute: attribute,
                hint: "put labels.zh.json beside report.xhtml")
            return nil
        }
        if let label = labels?.use(attribute.value) { return label }
        report(
            "label", "there is no label \(attribute.value)", element, attribute: attribute,
            hint: labels?.hint(for: attribute.value))
        return nil
    }

    private mutating func pieces(_ text: String, _ place: Place) -> [Plan] {
        let look = looks.index(of: place.resolved.style.withoutBox)
        var plans: [Plan] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { plans.append(Plan(kind: .lineBreak, style: look, textStyle: look)) }
            if !line.isEmpty { plans.append(Plan(kind: .text(String(line)), style: look, textStyle: look)) }
        }
        return plans
    }
}

extension Element {
    /// Whether the words of a label are what it is described by, not what it holds.
    var isFigure: Bool { name.local == "figure" }
}
