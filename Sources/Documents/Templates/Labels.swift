// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The fixed words of a template in one language (`labels.zh.json`), or in one with a translation beside it (`labels.zh-en.json`).
///
/// `{"language": "zh-CN", "labels": {"period": ["报告期", " Period"], "number": "报告编号"}}`
struct Labels: Sendable {
    /// The words of a label, and what translates them.
    struct Label: Hashable, Sendable {
        var words: String
        /// Empty if there is none.
        var translation = ""

        var text: String { words + translation }
    }

    /// The class of the translation behind the words of a label.
    static let translationClass = "translation"

    /// The language of the words (BCP 47).
    private(set) var language = ""
    private var labels: [String: Label] = [:]
    private var unused: Set<String> = []
    private let file: TemplateFile
    private(set) var diagnostics: Diagnostics

    init(_ file: TemplateFile) {
        self.file = file
        diagnostics = Diagnostics(file: file.name, source: file.bytes)
        guard let value = file.members(known: ["language", "labels"], &diagnostics) else { return }
        language = value["language"]?.string ?? ""
        if !Self.isLanguage(language) {
            diagnostics.report(
                "json", "language is not the name of a language, such as zh-CN", at: file.position(of: "language"))
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
                        "a name is of small letters and hyphens, its words are a text, or an array of a text and its translation"
                )
                continue
            }
            labels[member.name] = label
            unused.insert(member.name)
        }
    }

    static func isLanguage(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0 | 32)
            }
    }

    private static func label(_ value: JSONValue) -> Label? {
        if let words = value.string { return Label(words: words) }
        let texts = (value.array ?? []).compactMap(\.string)
        guard texts.count == 2, value.array?.count == 2 else { return nil }
        return Label(words: texts[0], translation: texts[1])
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
