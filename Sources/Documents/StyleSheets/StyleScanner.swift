// SPDX-License-Identifier: Apache-2.0

/// Splits a style sheet into rules, blocks and declarations, and knows where each stands.
struct StyleScanner {
    /// A property, its value as written, and where it stands.
    struct Declaration {
        var property: String
        var value: String
        var position: SourcePosition
    }

    /// What stands before a block in braces, and where.
    struct Prelude {
        var text: String
        var position: SourcePosition
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var position: SourcePosition { SourcePosition(line: line, column: column) }

    /// Whether nothing but white space and comments is left.
    mutating func isAtEnd() -> Bool {
        skipSpace()
        return index >= scalars.count
    }

    /// Takes a closing brace, if it is next.
    mutating func takeClosingBrace() -> Bool {
        skipSpace()
        guard index < scalars.count, scalars[index] == "}" else { return false }
        advance()
        return true
    }

    /// What stands up to an opening brace, which is taken; nil if there is none.
    mutating func prelude() -> Prelude? {
        skipSpace()
        let start = position
        guard let text = text(until: ["{"]), index < scalars.count else { return nil }
        advance()
        return Prelude(text: text, position: start)
    }

    /// Whether a nested block comes before the next semicolon or closing brace.
    func nestedBlockIsNext() -> Bool {
        var copy = self
        copy.skipSpace()
        guard copy.text(until: ["{", ";", "}"]) != nil, copy.index < scalars.count else { return false }
        return copy.scalars[copy.index] == "{"
    }

    /// The next declaration, its semicolon taken; nil if what stands there is none (it is skipped).
    mutating func declaration() -> Declaration? {
        skipSpace()
        let start = position
        let text = text(until: [";", "}"]) ?? ""
        if index < scalars.count, scalars[index] == ";" { advance() }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return Declaration(
            property: Self.trim(text[..<colon]), value: Self.trim(text[text.index(after: colon)...]), position: start)
    }

    /// Skips to behind the closing brace of the block in which the scanner stands.
    mutating func skipBlock() {
        var depth = 1
        while index < scalars.count, depth > 0 {
            if scalars[index] == "{" { depth += 1 }
            if scalars[index] == "}" { depth -= 1 }
            advance()
        }
    }

    static func trim(_ text: Substring) -> String {
        var rest = text
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// The text up to one of the ends outside quotes, comments left out; nil if the sheet ends within quotes.
    private mutating func text(until ends: Set<Unicode.Scalar>) -> String? {
        var text = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        while index < scalars.count {
            let scalar = scalars[index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if startsComment {
                skipSpace()
                continue
            } else if ends.contains(scalar) {
                break
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            }
            text.append(scalar)
            advance()
        }
        return quote == nil ? Self.trim(Substring(String(text))) : nil
    }

    private var startsComment: Bool {
        index + 1 < scalars.count && scalars[index] == "/" && scalars[index + 1] == "*"
    }

    private mutating func skipSpace() {
        while index < scalars.count {
            if startsComment {
                advance()
                advance()
                while index < scalars.count {
                    let ends = scalars[index] == "*" && index + 1 < scalars.count && scalars[index + 1] == "/"
                    advance()
                    if ends {
                        advance()
                        break
                    }
                }
            } else if scalars[index].properties.isWhitespace {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func advance() {
        if scalars[index] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        index += 1
    }
}
