// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The fixed words of a template in one language (`labels.zh.json`), or in one with a translation beside it (`labels.zh-en.json`).
///
/// `{"language": "zh-CN", "translation": "en", "labels": {"period": ["报告期", " Period"], "number": "报告编号"}}`
struct Labels: Sendable {
    /// The words of a label, with what translates them in turn.
    struct Label: Hashable, Sendable {
        /// Words and translations: the second, the fourth … translate what stands before them.
        var pieces: [String]

        var text: String { pieces.joined() }
        var isTranslated: Bool { pieces.indices.contains { isTranslation($0) && !pieces[$0].isEmpty } }

        func isTranslation(_ index: Int) -> Bool { index % 2 == 1 }
    }

    /// The class of the translation behind the words of a label.
    static let translationClass = "translation"

    /// The language of the words (BCP 47).
    private(set) var language = ""
    /// The language of the translations (BCP 47); nil if there are none.
    private(set) var translationLanguage: String?
    private var labels: [String: Label] = [:]
    private var unused: Set<String> = []
    private let file: TemplateFile
    private(set) var diagnostics: Diagnostics

    init(_ file: TemplateFile) {
        self.file = file
        diagnostics = Diagnostics(file: file.name, source: file.bytes)
        guard let value = file.members(known: ["language", "translation", "labels"], &diagnostics) else { return }
        language = value["language"]?.string ?? ""
        if !Self.isLanguage(language) {
            diagnostics.report(
                "json", "language is not the name of a language, such as zh-CN", at: file.position(of: "language"))
        }
        translationLanguage = value["translation"]?.string
        if let value = value["translation"], !Self.isLanguage(value.string ?? "") {
            diagnostics.report(
                "json", "translation is not the name of a language, such as en", at: file.position(of: "translation"))
        }
        guard let members = value["labels"]?.members else {
            diagnostics.report("json", "there is no object labels", at: file.position(of: "labels"))
            return
        }
        for member in members {
            guard StyleValue.isName(member.name), let label = Self.label(member.value) else {
                diagnostics.report(
                    "label", "\(member.name) is no label", at: file.position(of: member.name),
                    hint:
                        "a name is of small letters and hyphens, its words are a text, or an array of texts, each with its translation"
                )
                continue
            }
            labels[member.name] = label
            unused.insert(member.name)
        }
        let isTranslated = labels.values.contains(where: \.isTranslated)
        if isTranslated != (value["translation"] != nil) {
            diagnostics.report(
                "json",
                isTranslated
                    ? "there is no translation, the language of the translations"
                    : "translation names a language, but no label has a translation",
                at: file.position(of: isTranslated ? "labels" : "translation"),
                hint: isTranslated ? "such as \"translation\": \"en\"" : nil)
        }
    }

    static func isLanguage(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0 | 32)
            }
    }

    private static func label(_ value: JSONValue) -> Label? {
        if let words = value.string { return Label(pieces: [words]) }
        let texts = (value.array ?? []).compactMap(\.string)
        guard !texts.isEmpty, texts.count % 2 == 0, value.array?.count == texts.count else { return nil }
        return Label(pieces: texts)
    }

    /// The label of that name, which counts as used; nil if there is none.
    mutating func use(_ name: String) -> Label? {
        unused.remove(name)
        return labels[name]
    }

    /// What to do about a name that is not there.
    func hint(for name: String) -> String {
        Suggestion.hint(for: name, among: labels.keys.sorted()) ?? "add it to \(file.name)"
    }

    /// Finds fault with labels that no place shows.
    mutating func reportUnused() {
        for name in unused.sorted() {
            diagnostics.report(
                "label", "no place of the template shows the label \(name)", at: file.position(of: name),
                hint: "take it away, or show it with c:label")
        }
    }
}
