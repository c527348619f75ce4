// SPDX-License-Identifier: Apache-2.0

/// Under what the store keeps a line: whom it names, as far as the line says.
public enum SubjectKey: Hashable, Sendable {
    /// A subject with a 统一社会信用代码.
    case code(CreditCode)
    /// An individual business that has none yet: its 工商注册号, normalised.
    case registration(String)
    /// A line whose code is unusable but which gives a name, normalised; only pending lines have this key.
    case name(String)
    /// What the branches and subsidiaries of a subject name as theirs: its code, or its name, normalised. Under this key
    /// stand copies of lines of the register alone.
    case parent(String)
    /// A line that names nobody; only pending lines have this key.
    case nobody

    /// The spelling in the store: the code, "reg:…", "name:…", "parent:…" or "nobody".
    public var text: String {
        switch self {
        case .code(let code): code.text
        case .registration(let number): "reg:" + number
        case .name(let name): "name:" + name
        case .parent(let text): "parent:" + text
        case .nobody: "nobody"
        }
    }

    /// The key of that spelling; nil if it is none.
    public init?(_ text: String) {
        if text == "nobody" {
            self = .nobody
        } else if let number = Self.rest(of: text, after: "reg:") {
            self = .registration(number)
        } else if let name = Self.rest(of: text, after: "name:") {
            self = .name(name)
        } else if let parent = Self.rest(of: text, after: "parent:") {
            self = .parent(parent)
        } else if let code = try? CreditCode(text) {
            self = .code(code)
        } else {
            return nil
        }
    }

    /// What follows a prefix, compared byte for byte: a name may begin with a combining mark, which Swift's own
    /// comparison would join to the colon.
    private static func rest(of text: String, after prefix: String) -> String? {
        guard text.utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
