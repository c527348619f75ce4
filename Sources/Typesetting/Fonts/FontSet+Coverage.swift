// SPDX-License-Identifier: Apache-2.0

internal import OpenType

extension FontSet {
    /// The characters in a text that need a glyph and have none in any face, each once, in the order of their code points.
    ///
    /// - Parameter utf8: the text, in valid UTF-8.
    public func missingCharacters(in utf8: Span<UInt8>) -> [Unicode.Scalar] {
        var missing: Set<UInt32> = []
        // Nearly all characters are in the first face.
        let main = faces[0].font
        var index = 0
        while index < utf8.count {
            let first = utf8[index]
            if first < 0x80 {
                index += 1
                // Much of a report is markup.
                while index + 8 <= utf8.count && Self.isASCII(utf8, at: index) { index += 8 }
                continue
            }
            let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard index + length <= utf8.count else { break }
            var value = UInt32(first) & (0x7F >> UInt32(length))
            for offset in 1..<length { value = value << 6 | UInt32(utf8[index + offset] & 0x3F) }
            index += length
            if let scalar = Unicode.Scalar(value), main.glyph(for: scalar) == nil, lacks(scalar) {
                missing.insert(value)
            }
        }
        return missing.sorted().compactMap { Unicode.Scalar($0) }
    }

    /// Whether eight bytes are ASCII.
    @inline(__always)
    private static func isASCII(_ utf8: Span<UInt8>, at index: Int) -> Bool {
        let word = unsafe utf8.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
        return word & 0x8080_8080_8080_8080 == 0
    }

    /// Whether a character needs a glyph and has none in any face.
    public func lacks(_ scalar: Unicode.Scalar) -> Bool {
        for face in faces where face.font.glyph(for: scalar) != nil { return false }
        switch CharacterClass.of(scalar.value) {
        case .control, .lineFeed: return false
        default: return !Self.isSilent(scalar)
        }
    }

    /// Whether a character has no look of its own: variation selectors choose among the looks of the character before them; joiners
    /// and marks of direction have none.
    static func isSilent(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: true
        default: isVariationSelector(character)
        }
    }

    static func isVariationSelector(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }
}
