// SPDX-License-Identifier: Apache-2.0

extension CatalogItem {
    /// Under what the store files a line of the register for the subject that it names as its parent (隶属企业): under the
    /// code if that is sound, else under the name; nil if it names none, or is no line of the register.
    public func parent(namedBy entry: Entry) -> SubjectKey? {
        guard nature == .registration else { return nil }
        func value(_ role: FieldRole) -> String {
            Spelling.normalize(field(role).flatMap { entry.value($0.code) } ?? "")
        }
        if let code = try? CreditCode(value(.parentCode)) {
            return entry.subject == .code(code) ? nil : .parent(code.text)
        }
        // No register holds a name of more than 200 characters; a key must have an end.
        let name = String(String.UnicodeScalarView(value(.parentName).unicodeScalars.prefix(200)))
        return name.isEmpty ? nil : .parent(name)
    }
}
