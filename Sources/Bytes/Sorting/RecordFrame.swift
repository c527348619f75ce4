// SPDX-License-Identifier: Apache-2.0

/// Where the parts of a record stand: a head of 16 bytes (length of the key, length of the payload, number), the key, the
/// payload.
struct RecordFrame {
    static let headSize = 16

    let key: Range<Int>
    let end: Int
    let number: Int

    /// The frame before the first record.
    init() {
        (key, end, number) = (0..<0, 0, 0)
    }

    /// Reads the head of the record that begins at an offset.
    init(_ bytes: Span<UInt8>, _ offset: Int) {
        let head = bytes.extracting(offset..<offset + Self.headSize)
        let keyCount = Int(head[0]) << 24 | Int(head[1]) << 16 | Int(head[2]) << 8 | Int(head[3])
        let payloadCount = Int(head[4]) << 24 | Int(head[5]) << 16 | Int(head[6]) << 8 | Int(head[7])
        var value = 0
        for index in 8..<16 { value = value << 8 | Int(head[index]) }
        key = offset + Self.headSize..<offset + Self.headSize + keyCount
        end = key.upperBound + payloadCount
        number = value
    }

    /// The first 16 bytes of a key as numbers that sort like them.
    static func prefix(_ key: Span<UInt8>) -> (high: UInt64, low: UInt64) {
        func eight(_ start: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in start..<start + 8 {
                value = value << 8 | (index < key.count ? UInt64(key[index]) : 0)
            }
            return value
        }
        return (eight(0), eight(8))
    }
}
