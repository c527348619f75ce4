// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The language of what is printed for people.
enum Language: String {
    case chinese = "zh"
    case english = "en"

    /// The language of the locale: Chinese if it says so, else English.
    static var ofLocale: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = unsafe getenv(name) else { continue }
            let locale = unsafe String(cString: value)
            if !locale.isEmpty { return locale.hasPrefix("zh") ? .chinese : .english }
        }
        return .english
    }

    /// The language that the words of a command line ask for, or the locale, even where they are faulty elsewhere.
    static func wanted(by words: [String]) -> Language {
        for (index, word) in words.enumerated().reversed() where word.hasPrefix("--lang") {
            let value = word == "--lang" ? words.dropFirst(index + 1).first ?? "" : String(word.dropFirst(7))
            if let language = Language(rawValue: value) { return language }
        }
        return .ofLocale
    }

    /// What a module says in English, in this language.
    func said(_ english: String) -> String {
        self == .chinese ? Phrase.chinese(english) : english
    }

    /// The words in this language.
    func callAsFunction(_ chinese: String, _ english: String) -> String {
        self == .chinese ? chinese : english
    }
}
