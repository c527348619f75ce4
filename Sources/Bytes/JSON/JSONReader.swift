// SPDX-License-Identifier: Apache-2.0

/// A strict reader of JSON (RFC 8259): UTF-8 without byte order mark, no duplicate names, no lone surrogates, nothing after the value.
public struct JSONReader {
    private let text: ArraySlice<UInt8>
    private let depthLimit: Int
    /// Up to how many names of an object are compared one by one.
    private static let comparedNames = 16
    private var position: Int

    /// The value that the whole text stands for.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - depthLimit: how deep arrays and objects may nest.
    public static func read(_ text: ArraySlice<UInt8>, depthLimit: Int = 32) throws(JSONError) -> JSONValue {
        var reader = JSONReader(text: text, depthLimit: depthLimit)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.position < text.endIndex { throw reader.fault("text after the end of the value") }
        return value
    }

    /// The value that the whole text stands for.
    public static func read(_ text: [UInt8], depthLimit: Int = 32) throws(JSONError) -> JSONValue {
        try read(text[...], depthLimit: depthLimit)
    }

    private init(text: ArraySlice<UInt8>, depthLimit: Int) {
        self.text = text
        self.depthLimit = depthLimit
        position = text.startIndex
    }

    private var next: UInt8? {
        position < text.endIndex ? text[position] : nil
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= depthLimit else { throw fault("nested more than \(depthLimit) deep") }
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return .number(try number())
        case nil: throw fault("a value was expected, the text ends")
        }
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
        var members: [JSONMember] = []
        // A few names are compared one by one; among many they are looked up, so that no object takes quadratic time.
        var names: Set<[UInt8]> = []
        try list(closing: UInt8(ascii: "}")) { (reader) throws(JSONError) in
            guard reader.next == UInt8(ascii: "\"") else { throw reader.fault("a name in quotes was expected") }
            let start = reader.position
            let name = try reader.string()
            let isRepeated: Bool
            if members.count < Self.comparedNames {
                isRepeated = members.contains { Self.same($0.name, name) }
            } else {
                if names.isEmpty { names = Set(members.map { Array($0.name.utf8) }) }
                isRepeated = !names.insert(Array(name.utf8)).inserted
            }
            if isRepeated {
                reader.position = start
                throw reader.fault("the name \"\(name)\" stands twice in one object")
            }
            reader.skipSpace()
            guard reader.take(UInt8(ascii: ":")) else { throw reader.fault("a colon was expected") }
            reader.skipSpace()
            members.append(JSONMember(name, try reader.value(depth: depth)))
        }
        return members
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        try list(closing: UInt8(ascii: "]")) { (reader) throws(JSONError) in
            elements.append(try reader.value(depth: depth))
        }
        return elements
    }

    private mutating func list(
        closing: UInt8, item: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        position += 1
        skipSpace()
        if take(closing) { return }
        while true {
            skipSpace()
            try item(&self)
            skipSpace()
            if take(closing) { return }
            guard take(UInt8(ascii: ",")) else {
                throw fault("a comma or \(Character(Unicode.Scalar(closing))) was expected")
            }
        }
    }

    private mutating func word(_ spelling: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in spelling.utf8 {
            guard take(byte) else { throw fault("not a value of JSON") }
        }
        return value
    }

    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let whole = try digits()
        if whole > 1 && text[position - whole] == UInt8(ascii: "0") { throw fault("a number begins with a zero") }
        if take(UInt8(ascii: ".")) { _ = try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            _ = try digits()
        }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) -> Int {
        let start = position
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw fault("not a value of JSON") }
        return position - start
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        // Most strings hold no escape: they are taken over in one piece.
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if next == UInt8(ascii: "\"") {
            position += 1
            return try decoded(text[start..<position - 1], at: start)
        }
        var bytes = Array(text[start..<position])
        while true {
            guard let byte = next else { throw fault("a string is not closed") }
            guard byte >= 0x20 else { throw fault("a control character stands in a string") }
            position += 1
            if byte == UInt8(ascii: "\"") { return try decoded(bytes[...], at: start) }
            if byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: Array(String(Character(try escape())).utf8))
            } else {
                bytes.append(byte)
            }
        }
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw fault("a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            if unit & 0xFC00 == 0xD800 {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault("half of a surrogate pair") }
                let second = try codeUnit()
                guard second & 0xFC00 == 0xDC00 else { throw fault("half of a surrogate pair") }
                return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
            }
            guard let scalar = Unicode.Scalar(unit) else { throw fault("half of a surrogate pair") }
            return scalar
        default: throw fault("an escape that JSON does not know")
        }
    }

    private mutating func codeUnit() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw fault("four hexadecimal digits were expected")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private mutating func decoded(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else {
            position = start
            throw fault("the text is not UTF-8")
        }
        return string
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Whether two names are equal byte for byte; Swift's own equality would take composed and decomposed letters for one.
    private static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    private func fault(_ message: String) -> JSONError {
        var line = 1
        var lineStart = text.startIndex
        for index in text.startIndex..<position where text[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        return JSONError(message: message, line: line, column: position - lineStart + 1)
    }
}
