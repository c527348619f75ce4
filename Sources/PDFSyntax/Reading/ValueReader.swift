// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Reads one value at a time, and accepts only the spelling that ``SyntaxWriter`` gives.
///
/// What is read is spelled again and compared, so that there is no second spelling of any value.
struct ValueReader {
    /// How many values one indirect object may hold.
    static let largestObject = 1 << 20
    /// How many entries one dictionary may have.
    static let largestDictionary = 64

    private let bytes: [UInt8]
    private let end: Int
    /// Where no value may begin any more.
    private let bound: Int
    private(set) var position: Int
    private var remaining = ValueReader.largestObject
    private var depth = 0

    /// A reader of `range`, whose bounds must lie inside `bytes`.
    ///
    /// - Parameter values: how many bytes from the beginning on may be read; the last value may reach beyond.
    init(_ bytes: [UInt8], in range: Range<Int>, values: Int = .max) {
        self.bytes = bytes
        bound = values < range.count ? range.lowerBound + values : range.upperBound
        position = range.lowerBound
        end = range.upperBound
    }

    /// Reads a value.
    mutating func readValue() throws(PDFSyntaxError) -> PDFValue {
        let start = position
        let value = try value()
        var again = SyntaxWriter(capacity: position - start)
        again.value(value)
        try compare(again.buffer.bytes[...], from: start)
        return value
    }

    /// Reads the entries of a dictionary whose beginning has been read, and its `>>`.
    mutating func readRestOfDictionary() throws(PDFSyntaxError) -> PDFDictionary {
        let start = position
        let dictionary = try restOfDictionary()
        var again = SyntaxWriter(capacity: position - start)
        again.value(.dictionary(dictionary))
        try compare(again.buffer.bytes.dropFirst(2), from: start)
        return dictionary
    }

    private func compare(_ again: ArraySlice<UInt8>, from start: Int) throws(PDFSyntaxError) {
        guard again != bytes[start..<position] else { return }
        let same = zip(again, bytes[start..<position]).prefix { $0 == $1 }.count
        throw misspelled("a value has another spelling than the one it may have", at: start + same)
    }

    private func misspelled(_ message: String, at offset: Int? = nil) -> PDFSyntaxError {
        PDFSyntaxError(.spelling, "\(message), at offset \(offset ?? position)")
    }

    private var next: UInt8? {
        position < end ? bytes[position] : nil
    }

    /// Takes this character if it comes next.
    private mutating func take(_ character: UInt8) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    /// Takes this character if it comes twice next.
    private mutating func takePair(_ character: UInt8) -> Bool {
        guard end - position >= 2, bytes[position] == character, bytes[position + 1] == character else { return false }
        position += 2
        return true
    }

    /// Takes these characters if they come next.
    private mutating func take(_ text: String) -> Bool {
        guard bytes[position..<end].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private mutating func value() throws(PDFSyntaxError) -> PDFValue {
        remaining -= 1
        guard remaining >= 0, position <= bound else {
            throw PDFSyntaxError(
                .limit,
                "an object holds more than \(Self.largestObject) values, or the file too many, at offset \(position)")
        }
        _ = take(UInt8(ascii: " "))
        guard let first = next else { throw misspelled("the bytes end where a value should be") }
        switch first {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .string(try literal())
        case UInt8(ascii: "["): return .array(try nested { reader throws(PDFSyntaxError) in try reader.array() })
        case UInt8(ascii: "<"):
            guard takePair(UInt8(ascii: "<")) else { return .string(try hexadecimal()) }
            return .dictionary(try nested { reader throws(PDFSyntaxError) in try reader.restOfDictionary() })
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            if take("true") { return .boolean(true) }
            if take("false") { return .boolean(false) }
            if take("null") { return .null }
            throw misspelled("there is no value")
        }
    }

    private mutating func nested<T>(
        _ body: (inout ValueReader) throws(PDFSyntaxError) -> T
    ) throws(PDFSyntaxError) -> T {
        depth += 1
        guard depth <= PDFSyntaxLimits.depth else {
            throw PDFSyntaxError(
                .limit, "values are nested deeper than \(PDFSyntaxLimits.depth), at offset \(position)")
        }
        let result = try body(&self)
        depth -= 1
        return result
    }

    private mutating func array() throws(PDFSyntaxError) -> [PDFValue] {
        position += 1
        var elements: [PDFValue] = []
        while !take(UInt8(ascii: "]")) { elements.append(try value()) }
        return elements
    }

    private mutating func restOfDictionary() throws(PDFSyntaxError) -> PDFDictionary {
        var dictionary = PDFDictionary()
        while !takePair(UInt8(ascii: ">")) {
            let start = position
            guard next == UInt8(ascii: "/") else { throw misspelled("a dictionary has no key") }
            let key = try name()
            guard dictionary[key] == nil else { throw misspelled("the key \(key) occurs twice", at: start) }
            guard dictionary.entries.count < Self.largestDictionary else {
                throw PDFSyntaxError(
                    .limit, "a dictionary has more than \(Self.largestDictionary) entries, at offset \(start)")
            }
            try refuse(key, at: start)
            dictionary.append(new: key, try value())
        }
        if dictionary["Type"] == .name("Sig") || dictionary["Type"] == .name("DocTimeStamp") {
            throw PDFSyntaxError(
                .signature, "a signature dictionary is not spelled as it must be, before offset \(position)")
        }
        return dictionary
    }

    private func refuse(_ key: PDFName, at offset: Int) throws(PDFSyntaxError) {
        switch key.text {
        case "ByteRange":
            throw PDFSyntaxError(.byteRange, "a byte range stands where none may be, at offset \(offset)")
        case "Encrypt": throw PDFSyntaxError(.encrypted, "the file says that it is encrypted, at offset \(offset)")
        default: return
        }
    }

    private mutating func name() throws(PDFSyntaxError) -> PDFName {
        position += 1
        let start = position
        var isPlain = true
        while let character = next, character.isRegular {
            if character == UInt8(ascii: "#") { isPlain = false }
            position += 1
        }
        let spelled = bytes[start..<position]
        guard let characters = isPlain ? spelled : unescaped(spelled), PDFName.isValid(characters) else {
            throw misspelled("a name is not 1 to 127 printable ASCII characters", at: start)
        }
        return PDFName(checked: characters)
    }

    /// A name with its escapes undone; nil if one is broken.
    private func unescaped(_ spelled: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var characters: [UInt8] = []
        var reader = ValueReader(bytes, in: spelled.startIndex..<spelled.endIndex)
        while let character = reader.next {
            reader.position += 1
            if character == UInt8(ascii: "#") {
                guard let escaped = reader.pair() else { return nil }
                characters.append(escaped)
            } else {
                characters.append(character)
            }
        }
        return characters[...]
    }

    /// Takes a byte in two lower-case hexadecimal digits; nil if they are not there.
    private mutating func pair() -> UInt8? {
        guard end - position >= 2, let high = bytes[position].hexadecimalValue,
            let low = bytes[position + 1].hexadecimalValue
        else { return nil }
        position += 2
        return high << 4 | low
    }

    private mutating func literal() throws(PDFSyntaxError) -> [UInt8] {
        let start = position
        position += 1
        var string: [UInt8] = []
        while var character = next, string.count <= PDFSyntaxLimits.string {
            position += 1
            if character == UInt8(ascii: ")") { return string }
            if character == UInt8(ascii: "\\"), let escaped = next {
                character = escaped
                position += 1
            }
            string.append(character)
        }
        throw misspelled("a string is open or longer than \(PDFSyntaxLimits.string) bytes", at: start)
    }

    private mutating func hexadecimal() throws(PDFSyntaxError) -> [UInt8] {
        let start = position
        position += 1
        var string: [UInt8] = []
        while string.count <= PDFSyntaxLimits.string {
            if take(UInt8(ascii: ">")) { return string }
            guard let byte = pair() else {
                throw misspelled("a hexadecimal string is not pairs of lower-case digits")
            }
            string.append(byte)
        }
        throw misspelled("a string is longer than \(PDFSyntaxLimits.string) bytes", at: start)
    }

    /// Takes up to ten decimal digits; nil if there are none, or more.
    private mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        let start = position
        while let digit = next, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            guard position - start < 10 else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
            position += 1
        }
        return position == start ? nil : (value, position - start)
    }

    /// Takes " 0 R" if it comes next, and is not the beginning of something longer.
    private mutating func takeRestOfReference() -> Bool {
        guard end - position >= 4, bytes[position] == UInt8(ascii: " "), bytes[position + 1] == UInt8(ascii: "0"),
            bytes[position + 2] == UInt8(ascii: " "), bytes[position + 3] == UInt8(ascii: "R"),
            position + 4 == end || !bytes[position + 4].isRegular
        else { return false }
        position += 4
        return true
    }

    private mutating func number() throws(PDFSyntaxError) -> PDFValue {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        guard let whole = digits(), whole.value <= SyntaxWriter.largestInteger else {
            throw misspelled("a number has no digits, or more than 31 bits", at: start)
        }
        if take(UInt8(ascii: ".")) {
            guard let fraction = digits(), fraction.count <= 3, whole.value < SyntaxWriter.largestInteger else {
                throw misspelled("a number has no decimals, or more than three", at: start)
            }
            let thousandths = whole.value * 1000 + fraction.value * [1, 100, 10, 1][fraction.count]
            return .number(thousandths: negative ? -thousandths : thousandths)
        }
        if !negative, whole.value > 0, takeRestOfReference() {
            return .reference(PDFReference(number: whole.value))
        }
        return .integer(negative ? -whole.value : whole.value)
    }
}

extension UInt8 {
    /// The value of a lower-case hexadecimal digit; nil for any other byte.
    var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
