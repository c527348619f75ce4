// SPDX-License-Identifier: Apache-2.0

/// A pattern of XML Schema ("Part 2: Datatypes", appendix F) that is matched from left to right without going back.
///
/// Each part takes as much as it can, and of alternatives the first that fits is taken. A text that is matched to its end
/// so is one of the pattern; one that is not may still be one by another way, which is left to libxml2. Literal
/// characters, groups, sets of ASCII characters and the quantifiers are known; a pattern of anything else has no such form.
struct TextPattern: Sendable {
    private indirect enum Atom: Sendable {
        case character([UInt8])
        case set(ByteSet)
        case group([[Piece]])
    }

    private struct Piece: Sendable {
        var atom: Atom
        var least = 1
        var most = 1
    }

    /// Some ASCII characters.
    private struct ByteSet: Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        mutating func insert(_ range: ClosedRange<UInt8>) {
            for byte in range {
                if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
            }
        }

        func contains(_ byte: UInt8) -> Bool {
            byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
        }
    }

    private let branches: [[Piece]]

    /// Whether a text surely is one of the pattern.
    func admits(_ text: Span<UInt8>) -> Bool {
        let branches = branches.span
        for index in branches.indices where Self.end(of: branches[index].span, in: text, from: 0) == text.count {
            return true
        }
        return false
    }

    private static func end(of pieces: Span<Piece>, in span: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        for place in pieces.indices {
            let (least, most) = (pieces[place].least, pieces[place].most)
            var count = 0
            while count < most, let next = end(of: pieces[place].atom, in: span, from: index) {
                count += 1
                // A part that takes nothing could be repeated for ever.
                guard next > index else { count = max(count, least); break }
                index = next
            }
            guard count >= least else { return nil }
        }
        return index
    }

    private static func end(of atom: Atom, in span: Span<UInt8>, from start: Int) -> Int? {
        switch atom {
        case .set(let set):
            return start < span.count && set.contains(span[start]) ? start + 1 : nil
        case .character(let bytes):
            guard span.count - start >= bytes.count else { return nil }
            for index in bytes.indices where span[start + index] != bytes[index] { return nil }
            return start + bytes.count
        case .group(let branches):
            for branch in branches {
                if let end = end(of: branch.span, in: span, from: start) { return end }
            }
            return nil
        }
    }
}

extension TextPattern {
    /// A pattern by its text; nil if it has parts that are not known here.
    init?(_ text: String) {
        var reading = Reading(rest: Array(text.unicodeScalars)[...])
        guard let branches = reading.branches(), reading.rest.isEmpty else { return nil }
        self.branches = branches
    }

    private struct Reading {
        var rest: ArraySlice<Unicode.Scalar>

        /// Alternatives up to the end or a closing parenthesis.
        mutating func branches() -> [[Piece]]? {
            var branches: [[Piece]] = [[]]
            while let next = rest.first, next != ")" {
                if take("|") {
                    branches.append([])
                    continue
                }
                guard let piece = piece() else { return nil }
                branches[branches.count - 1].append(piece)
            }
            return branches
        }

        private mutating func piece() -> Piece? {
            guard let atom = atom() else { return nil }
            var piece = Piece(atom: atom)
            switch rest.first {
            case "?": piece.least = 0
            case "*": (piece.least, piece.most) = (0, .max)
            case "+": piece.most = .max
            case "{":
                rest.removeFirst()
                guard let least = number() else { return nil }
                (piece.least, piece.most) = (least, least)
                if take(",") { piece.most = rest.first == "}" ? .max : number() ?? -1 }
                guard rest.first == "}", piece.most >= least else { return nil }
            default: return piece
            }
            rest.removeFirst()
            return piece
        }

        private mutating func atom() -> Atom? {
            guard let scalar = rest.popFirst() else { return nil }
            switch scalar {
            case "(":
                guard let branches = branches(), take(")") else { return nil }
                return .group(branches)
            case "[": return set().map { .set($0) }
            case "\\":
                guard let escaped = rest.popFirst(), "\\|.?*+(){}[]-".unicodeScalars.contains(escaped) else {
                    return nil
                }
                return .character(Array(String(escaped).utf8))
            case ".", "?", "*", "+", ")", "{", "}", "]", "^", "$": return nil
            default: return .character(Array(String(scalar).utf8))
            }
        }

        /// Characters and ranges up to the closing bracket.
        private mutating func set() -> ByteSet? {
            var set = ByteSet()
            var count = 0
            while !take("]") {
                guard let first = member() else { return nil }
                var last = first
                if take("-") {
                    guard let end = member(), end >= first else { return nil }
                    last = end
                }
                set.insert(first...last)
                count += 1
            }
            return count > 0 ? set : nil
        }

        private mutating func member() -> UInt8? {
            guard let scalar = rest.popFirst(), scalar.isASCII, !"[]\\^-".unicodeScalars.contains(scalar) else {
                return nil
            }
            return UInt8(ascii: scalar)
        }

        private mutating func number() -> Int? {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count <= 6 ? Int(String(String.UnicodeScalarView(digits))) : nil
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard rest.first == scalar else { return false }
            rest.removeFirst()
            return true
        }
    }
}
