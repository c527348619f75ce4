// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Makes well-formed documents that are anything but canonical: redundant and shadowed namespace declarations,
/// attributes in any order, references, CDATA sections, comments, white space in tags, empty-element tags.
struct RandomDocument {
    var random: SeededGenerator
    var elementLimit = 40
    var withComments = true
    private var elements = 0
    private var output = ""

    init(random: SeededGenerator) {
        self.random = random
    }

    private static let prefixes = ["", "a", "b", "ab"]
    private static let namespaces = ["urn:x:1", "urn:x:2", "http://example.test/ns?a=1", "urn:x:%E4%B8%AD"]
    private static let locals = ["r", "item", "Item", "a-b", "数据", "x1", "aVeryLongElementNameIndeed"]

    mutating func make() -> [UInt8] {
        elements = 0
        output = random.next() % 2 == 0 ? "<?xml version='1.0' encoding='UTF-8'?>\n" : ""
        if withComments && random.next() % 2 == 0 { output += "<!-- before -->\n" }
        element(scope: [:], depth: 1)
        if random.next() % 2 == 0 { output += "\n" }
        return Array(output.utf8)
    }

    private mutating func element(scope outer: [String: String], depth: Int) {
        elements += 1
        var scope = outer
        var parts: [String] = []
        for prefix in Self.prefixes where random.next() % 4 == 0 {
            let namespace = prefix.isEmpty && random.next() % 3 == 0 ? "" : pick(Self.namespaces)
            scope[prefix] = namespace
            let name = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)"
            parts.append("\(name)\(pick(["=", " = "]))\(quoted(namespace))")
        }
        let declared = Self.prefixes.filter { !$0.isEmpty && scope[$0] != nil }
        let name = qualified(declared + [""])
        var used: Set<[String]> = []
        for _ in 0..<(random.next() % 5) {
            let prefix = declared.isEmpty || random.next() % 2 == 0 ? "" : pick(declared)
            let local = pick(Self.locals)
            guard used.insert([prefix.isEmpty ? "" : scope[prefix] ?? "", local]).inserted else { continue }
            parts.append("\(prefix.isEmpty ? local : prefix + ":" + local)=\(quoted(characters()))")
        }
        if random.next() % 6 == 0 { parts.append("xml:lang=\"zh\"") }
        parts.shuffle(using: &random)
        output += "<" + name
        for part in parts { output += pick([" ", "\n  ", "\t"]) + part }
        if random.next() % 4 == 0 { output += " " }
        guard random.next() % 4 != 0 || depth == 1 else {
            output += "/>"
            return
        }
        output += ">"
        content(scope: scope, depth: depth)
        output += "</\(name)\(pick(["", "", " "]))>"
    }

    private mutating func content(scope: [String: String], depth: Int) {
        repeat {
            switch random.next() % 6 {
            case 0: output += text(characters())
            case 1: output += "<![CDATA[" + characters().replacing("]]>", with: "") + "]]>"
            case 2: if withComments { output += "<!-- \(pick(Self.locals)) <&> -->" }
            default:
                if depth < 30 && elements < elementLimit { element(scope: scope, depth: depth + 1) }
            }
        } while depth == 1 ? elements < elementLimit : random.next() % 5 != 0
    }

    private mutating func qualified(_ prefixes: [String]) -> String {
        let prefix = pick(prefixes)
        return prefix.isEmpty ? pick(Self.locals) : prefix + ":" + pick(Self.locals)
    }

    /// Some characters, among them all that canonical XML spells in a way of its own.
    private mutating func characters() -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", "&", "<", ">", "\"", "'", "\t", "\n", "\r", " ", "]", "é", "中", "，", "\u{E000}", "\u{FFFD}",
            "\u{10FFFF}", "\u{85}", "\u{2028}", "😀", "\u{7F}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<(random.next() % 24) { text.append(pick(alphabet)) }
        return String(text)
    }

    private mutating func text(_ characters: String) -> String {
        var written = ""
        for scalar in characters.unicodeScalars {
            switch scalar {
            case "&": written += pick(["&amp;", "&#38;", "&#x26;"])
            case "<": written += pick(["&lt;", "&#60;"])
            case ">": written += pick(["&gt;", "&#62;"])
            case "\r": written += pick(["&#13;", "\r"])
            case "中": written += pick(["中", "&#x4e2d;", "&#20013;"])
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written
    }

    private mutating func quoted(_ characters: String) -> String {
        let quote = pick(["\"", "'"])
        var written = ""
        for scalar in characters.unicodeScalars {
            switch scalar {
            case "&": written += pick(["&amp;", "&#38;"])
            case "<": written += "&lt;"
            case "\"": written += "&quot;"
            case "'": written += "&apos;"
            case "\n": written += pick(["&#10;", "\n"])
            case "\t": written += pick(["&#9;", "\t"])
            case "\r": written += pick(["&#xD;", "\r"])
            default: written.unicodeScalars.append(scalar)
            }
        }
        return quote + written + quote
    }

    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int(random.next() % UInt64(choices.count))]
    }
}
