// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import PDFSyntax

/// The pages of a PDF as lines of text with their places, read by this project's own reader.
///
/// A line is what is shown from one place on: the structure element or `Artifact`, the pen's place in points from the
/// lower left corner, the face and size of the type, and the characters, with `[en]` before those of another language.
/// The rules and backgrounds of a page are a number and a digest, and so is the whole content of a page.
struct PageDump {
    private let pages: [String]

    init(_ bytes: [UInt8]) throws {
        let file = try PDFFile.read(bytes)
        let root = try file.dictionary(file.root)
        guard let top = root["Pages"]?.referenceValue else { throw Unreadable(what: "pages") }
        var contents: [PDFDictionary] = []
        try Self.collect(top, of: file, into: &contents)
        var faces: [PDFName: [UInt32: String]] = [:]
        var lines: [String] = []
        for (index, page) in contents.enumerated() {
            guard let content = page["Contents"]?.referenceValue else { throw Unreadable(what: "content") }
            if faces.isEmpty { faces = try Self.faces(page, of: file) }
            let stream = try file.streamBytes(content, limit: 1 << 24)
            var reader = ContentDump(faces: faces)
            for line in Self.withHexadecimalCodes(stream).split(separator: UInt8(ascii: "\n")) {
                reader.read(String(decoding: line, as: UTF8.self))
            }
            lines.append(
                "== page \(index + 1) of \(contents.count)  \(Self.digest(stream))\n"
                    + "rules \(reader.rules.count)  \(Self.digest(Array(reader.rules.joined().utf8)))\n"
                    + reader.lines.map { $0 + "\n" }.joined())
        }
        pages = lines
    }

    /// The text of the first pages; of the others the first line.
    func text(pages count: Int) -> String {
        pages.enumerated().map { index, page in
            index < count ? page : page.prefix { $0 != "\n" } + "\n"
        }.joined()
    }

    private struct Unreadable: Error { let what: String }

    private static func digest(_ bytes: [UInt8]) -> Substring { Hex.encode(Digest.of(bytes)).prefix(12) }

    /// Content with the codes of glyphs, which are literal strings of any bytes, as hexadecimal ones.
    private static func withHexadecimalCodes(_ content: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < content.count {
            // A string behind a name is the value of a property.
            guard content[index] == UInt8(ascii: "("), text.last.map({ !isLetter($0) }) ?? true else {
                text.append(content[index])
                index += 1
                continue
            }
            index += 1
            var codes: [UInt8] = []
            while content[index] != UInt8(ascii: ")") {
                let isEscaped = content[index] == UInt8(ascii: "\\")
                if isEscaped { index += 1 }
                codes.append(isEscaped && content[index] == UInt8(ascii: "r") ? 13 : content[index])
                index += 1
            }
            index += 1
            text += Array("<\(Hex.encode(codes))>".utf8)
        }
        return text
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func collect(
        _ node: PDFReference, of file: PDFFile, into pages: inout [PDFDictionary]
    ) throws {
        let dictionary = try file.dictionary(node)
        guard let kids = dictionary["Kids"]?.arrayValue else { return pages.append(dictionary) }
        for case .reference(let kid) in kids { try collect(kid, of: file, into: &pages) }
    }

    /// The characters of each face, by its name on the pages.
    private static func faces(_ page: PDFDictionary, of file: PDFFile) throws -> [PDFName: [UInt32: String]] {
        func dictionary(_ value: PDFValue?) throws -> PDFDictionary {
            switch value {
            case .dictionary(let direct): return direct
            case .reference(let reference): return try file.dictionary(reference)
            default: throw Unreadable(what: "dictionary")
            }
        }
        var faces: [PDFName: [UInt32: String]] = [:]
        for entry in try dictionary(dictionary(page["Resources"])["Font"]).entries {
            guard let mapping = try dictionary(entry.value)["ToUnicode"]?.referenceValue else {
                throw Unreadable(what: "mapping")
            }
            let text = String(decoding: try file.streamBytes(mapping, limit: 1 << 22), as: UTF8.self)
            var characters: [UInt32: String] = [:]
            for line in text.split(separator: "\n") where line.contains(">[<") {
                let parts = line.split { "<>[]".contains($0) }.map(String.init)
                guard let first = UInt32(parts[0], radix: 16) else { continue }
                for (offset, code) in parts.dropFirst(2).enumerated() {
                    characters[first + UInt32(offset)] = Self.text(code)
                }
            }
            faces[entry.key] = characters
        }
        return faces
    }

    /// UTF-16 in hexadecimal as text.
    private static func text(_ code: String) -> String {
        let bytes = Array(code)
        let units = stride(from: 0, to: bytes.count - 3, by: 4).compactMap {
            UInt16(String(bytes[$0..<$0 + 4]), radix: 16)
        }
        return String(decoding: units, as: UTF16.self)
    }
}

/// Follows the operators of one page's content, of which each has a line.
private struct ContentDump {
    let faces: [PDFName: [UInt32: String]]
    private(set) var lines: [String] = []
    private(set) var rules: [String] = []
    private var tags: [String] = []
    private var face = ""
    private var size = ""
    private var x = 0
    private var y = 0
    /// Whether the pen has moved since the last characters.
    private var hasMoved = true

    init(faces: [PDFName: [UInt32: String]]) { self.faces = faces }

    mutating func read(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        if line.hasSuffix("TJ") || line.hasSuffix("Tj") {
            show(line)
        } else if line.hasSuffix("BDC") || line.hasSuffix("BMC") {
            let tag = line.prefix { !" <".contains($0) }.dropFirst()
            if let language = line.firstRange(of: "/Lang(") {
                tags.append("[" + line[language.upperBound...].prefix { $0 != ")" } + "] ")
            } else {
                tags.append(String(tag))
            }
        } else if line == "EMC" {
            _ = tags.popLast()
        } else if line == "BT" {
            (x, y, hasMoved) = (0, 0, true)
        } else if line.hasSuffix(" Td"), words.count == 3 {
            x += Self.thousandths(words[0])
            y += Self.thousandths(words[1])
            hasMoved = true
        } else if line.hasSuffix(" Tf"), words.count == 3 {
            (face, size) = (String(words[0].dropFirst()), words[1])
        } else if line.hasSuffix(" re") || line.hasSuffix(" rg") {
            rules.append(line + "\n")
        } else if line.hasSuffix(" Do") {
            lines.append("\(tags.last ?? "")  \(line)")
        }
    }

    private mutating func show(_ line: String) {
        var text = tags.last.flatMap { $0.hasPrefix("[") ? $0 : nil } ?? ""
        for (index, piece) in line.split(omittingEmptySubsequences: false, whereSeparator: { "<>".contains($0) })
            .enumerated() where index % 2 == 1
        {
            let digits = Array(piece)
            for start in stride(from: 0, to: digits.count - 3, by: 4) {
                let code = UInt32(String(digits[start..<start + 4]), radix: 16) ?? 0
                text += faces[PDFName(face)]?[code] ?? "\u{FFFD}"
            }
        }
        guard hasMoved || lines.isEmpty else { return lines[lines.count - 1] += text }
        hasMoved = false
        let tag = tags.last { !$0.hasPrefix("[") && $0 != "Span" } ?? ""
        lines.append("\(tag)  \(Self.points(x)) \(Self.points(y))  \(face)/\(size)  \(text)")
    }

    private static func thousandths(_ word: String) -> Int {
        let isNegative = word.hasPrefix("-")
        let parts = word.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String((parts[1] + "000").prefix(3)) : "0"
        let value = (Int(parts.first ?? "0") ?? 0) * 1000 + (Int(fraction) ?? 0)
        return isNegative ? -value : value
    }

    private static func points(_ thousandths: Int) -> String {
        var writer = ByteWriter()
        writer.append(fixed: thousandths, decimals: 3)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
