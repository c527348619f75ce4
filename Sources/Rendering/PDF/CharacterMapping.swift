// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A ToUnicode CMap (ISO 32000-1, 9.10.3): from character ids back to characters.
enum CharacterMapping {
    /// - Parameter characters: the character of each id; 0 for none.
    static func bytes(_ characters: [UInt32]) -> [UInt8] {
        var out = ByteTape(capacity: 512 + 6 * characters.count)
        out.append(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><ffff>
            endcodespacerange

            """)
        let ranges = ranges(characters)
        var index = 0
        while index < ranges.count {
            // An operator takes at most 100 ranges.
            let end = min(index + 100, ranges.count)
            out.append(decimal: end - index)
            out.append(" beginbfrange\n")
            for range in ranges[index..<end] { write(range, characters, &out) }
            out.append("endbfrange\n")
            index = end
        }
        out.append(
            """
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end

            """)
        return out.bytes
    }

    /// The ranges of ids that have characters; none goes beyond ids of one first byte, as the format demands.
    private static func ranges(_ characters: [UInt32]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var id = 0
        while id < characters.count {
            guard characters[id] != 0 else {
                id += 1
                continue
            }
            var end = id + 1
            while end < characters.count && end & 0xFF != 0 && characters[end] != 0 { end += 1 }
            ranges.append(id..<end)
            id = end
        }
        return ranges
    }

    private static func write(_ range: Range<Int>, _ characters: [UInt32], _ out: inout ByteTape) {
        code(UInt16(range.lowerBound), &out)
        code(UInt16(range.upperBound - 1), &out)
        out.append("[")
        for scalar in characters[range] {
            out.append("<")
            if scalar > 0xFFFF {
                let rest = scalar - 0x10000
                out.append(hex: UInt16(0xD800 + rest >> 10))
                out.append(hex: UInt16(0xDC00 + rest & 0x3FF))
            } else {
                out.append(hex: UInt16(scalar))
            }
            out.append(">")
        }
        out.append("]\n")
    }

    private static func code(_ value: UInt16, _ out: inout ByteTape) {
        out.append("<")
        out.append(hex: value)
        out.append(">")
    }
}
