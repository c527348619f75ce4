// SPDX-License-Identifier: Apache-2.0

/// Splits a style sheet into rules, blocks and declarations, and knows where each stands.
struct StyleScanner {
    /// A property, its value as written, and where both stand.
    struct Declaration {
        var property: String
        var value: String
        var position: SourcePosition
        var valuePosition: SourcePosition
    }

    /// A piece of what stands before a block in braces, and where.
    struct Piece {
        var text: String
        var position: SourcePosition
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1
    /// Where a comment or a text in quotes begins that never ends.
    private(set) var unclosed: SourcePosition?

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

    /// What stands up to an opening brace, which is taken, in its pieces between commas; nil if there is none.
    mutating func prelude() -> [Piece]? {
        var pieces: [Piece] = []
        while true {
            skipSpace()
            let start = position
            let text = text(until: [",", "{"])
            guard index < scalars.count else { return nil }
            let isLast = scalars[index] == "{"
            advance()
            pieces.append(Piece(text: text, position: start))
            if isLast { return pieces }
        }
    }

    /// Whether a nested block comes before the next semicolon or closing brace.
    func nestedBlockIsNext() -> Bool {
        var copy = self
        copy.skipSpace()
        _ = copy.text(until: ["{", ";", "}"])
        return copy.index < scalars.count && scalars[copy.index] == "{"
    }

    /// The next declaration, its semicolon taken; nil if what stands there is none (it is skipped).
    mutating func declaration() -> Declaration? {
        skipSpace()
        let start = position
        let property = text(until: [":", ";", "}"])
        guard index < scalars.count, scalars[index] == ":" else {
            if index < scalars.count, scalars[index] == ";" { advance() }
            return nil
        }
        advance()
        skipSpace()
        let valueStart = position
        let value = text(until: [";", "}"])
        if index < scalars.count, scalars[index] == ";" { advance() }
        return Declaration(property: property, value: value, position: start, valuePosition: valueStart)
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

    /// The text up to one of the ends outside quotes, or to the end of the sheet; comments are left out.
    private mutating func text(until ends: Set<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        var quote: (mark: Unicode.Scalar, position: SourcePosition)?
        while index < scalars.count {
            let scalar = scalars[index]
            if let open = quote {
                if scalar == "\n" {
                    unclosed = unclosed ?? open.position
                    quote = nil
                } else if scalar == open.mark {
                    quote = nil
                }
            } else if startsComment {
                skipComment()
                text.append(" ")
                continue
            } else if ends.contains(scalar) {
                break
            } else if scalar == "\"" || scalar == "'" {
                quote = (scalar, position)
            }
            text.append(scalar)
            advance()
        }
        if let quote { unclosed = unclosed ?? quote.position }
        return Self.trim(Substring(String(text)))
    }

    private var startsComment: Bool {
        index + 1 < scalars.count && scalars[index] == "/" && scalars[index + 1] == "*"
    }

    private mutating func skipSpace() {
        while index < scalars.count {
            if startsComment {
                skipComment()
            } else if scalars[index].properties.isWhitespace {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() {
        let start = position
        advance()
        advance()
        while index + 1 < scalars.count {
            if scalars[index] == "*" && scalars[index + 1] == "/" {
                advance()
                return advance()
            }
            advance()
        }
        index = scalars.count
        unclosed = unclosed ?? start
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
