// SPDX-License-Identifier: Apache-2.0

internal import Markup

extension Element {
    /// Where a character first stands in a report, for whoever has to correct it: the elements from the report on, those of
    /// which there are several with their numbers, the label of the field and the document number of the record; nil if it stands nowhere.
    func place(of character: Unicode.Scalar) -> String? {
        guard let path = path(to: character) else { return nil }
        var place = ""
        for (number, element) in path.enumerated() where number > 0 {
            let siblings = path[number - 1].elements.filter { $0.name.local == element.name.local }
            place += "/" + element.name.local
            guard siblings.count > 1, let index = siblings.firstIndex(of: element) else { continue }
            place += "[\(index + 1)]"
        }
        if path.count > 1, let label = path[path.count - 2].child("label")?.text { place += " \(label)" }
        let number = path.last { $0.name.local == "record" }?.child("documentNumber")?.text
        let isOneOfSeveral = (child("subjects")?.children("subject").count ?? 0) > 1
        let subject = isOneOfSeveral ? path.last { $0.name.local == "subject" }?.child("code")?.text : nil
        return ((subject.map { ["subject \($0)"] } ?? []) + (number.map { ["record \($0)"] } ?? []) + [place])
            .joined(separator: ", ")
    }

    /// The elements from this one on to the first with a character in its text or an attribute.
    private func path(to character: Unicode.Scalar) -> [Element]? {
        if text.unicodeScalars.contains(character) { return [self] }
        if attributes.contains(where: { $0.value.unicodeScalars.contains(character) }) { return [self] }
        for child in elements {
            if let path = child.path(to: character) { return [self] + path }
        }
        return nil
    }
}
