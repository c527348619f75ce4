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

    /// The words in this language.
    func callAsFunction(_ chinese: String, _ english: String) -> String {
        self == .chinese ? chinese : english
    }
}
