// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The sRGB colour space as an ICC profile of version 4.3 (ICC.1:2010): three primaries, a parametric curve, nothing else.
///
/// The numbers are those of IEC 61966-2-1, adapted to D50 by the Bradford matrix, in 1/65536.
enum ColorProfile {
    /// The profile's bytes; always the same.
    static let bytes: [UInt8] = {
        let tags: [(names: [String], data: [UInt8])] = [
            (["desc"], text("sRGB")),
            (["cprt"], text("CC0")),
            (["wtpt"], xyz(0xF6D6, 0x10000, 0xD32D)),
            (
                ["chad"],
                numbers(
                    "sf32",
                    [
                        0x10C42, 0x5DE, -0xCDB, 0x793, 0xFD90, -0x45F, -0x25E, 0x3DC, 0xC06E,
                    ])
            ),
            (["rXYZ"], xyz(0x6FA2, 0x38F5, 0x390)),
            (["gXYZ"], xyz(0x6299, 0xB785, 0x18DA)),
            (["bXYZ"], xyz(0x24A0, 0xF84, 0xB6CF)),
            // Y = (X / 1.055 + 0.055 / 1.055) ^ 2.4 from 0.04045 on, X / 12.92 below.
            (["rTRC", "gTRC", "bTRC"], curve([0x26666, 0xF2A7, 0xD59, 0x13D0, 0xA5B])),
        ]
        let count = tags.reduce(0) { $0 + $1.names.count }
        let start = 128 + 4 + 12 * count
        var table = ByteWriter()
        var data = ByteWriter()
        table.append(bigEndian: UInt32(count))
        for tag in tags {
            for name in tag.names {
                table.append(name)
                table.append(bigEndian: UInt32(start + data.count))
                table.append(bigEndian: UInt32(tag.data.count))
            }
            data.append(tag.data)
            data.append(repeating: 0, count: -tag.data.count & 3)
        }
        return header(size: start + data.count) + table.bytes + data.bytes
    }()

    private static func header(size: Int) -> [UInt8] {
        var header = ByteWriter(capacity: 128)
        header.append(bigEndian: UInt32(size))
        header.append(repeating: 0, count: 4)
        header.append(bigEndian: 0x0430_0000 as UInt32)
        header.append("mntrRGB XYZ ")
        // The day on which the numbers were put together, as six 16-bit numbers.
        for part: UInt16 in [2026, 1, 1, 0, 0, 0] { header.append(bigEndian: part) }
        header.append("acsp")
        header.append(repeating: 0, count: 28)
        for part: UInt32 in [0xF6D6, 0x10000, 0xD32D] { header.append(bigEndian: part) }
        header.append(repeating: 0, count: 128 - header.count)
        return header.bytes
    }

    private static func numbers(_ type: String, _ values: [Int32]) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(type)
        writer.append(repeating: 0, count: 4)
        for value in values { writer.append(bigEndian: UInt32(bitPattern: value)) }
        return writer.bytes
    }

    private static func xyz(_ x: Int32, _ y: Int32, _ z: Int32) -> [UInt8] {
        numbers("XYZ ", [x, y, z])
    }

    /// A curve of function type 3 with its parameters.
    private static func curve(_ parameters: [Int32]) -> [UInt8] {
        numbers("para", [3 << 16] + parameters)
    }

    /// A text in English.
    private static func text(_ words: String) -> [UInt8] {
        var writer = ByteWriter()
        writer.append("mluc")
        writer.append(repeating: 0, count: 4)
        writer.append(bigEndian: 1 as UInt32)
        writer.append(bigEndian: 12 as UInt32)
        writer.append("enUS")
        writer.append(bigEndian: UInt32(2 * words.utf16.count))
        writer.append(bigEndian: 28 as UInt32)
        for unit in words.utf16 { writer.append(bigEndian: unit) }
        return writer.bytes
    }
}
