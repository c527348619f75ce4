// SPDX-License-Identifier: Apache-2.0

/// Records on their way into an `ExternalSorter`: framed one behind the other, in any thread.
public struct RecordBlock: Sendable {
    /// Where a record stands in the bytes, with the first 16 bytes of its key and its number.
    struct Place {
        var high: UInt64
        var low: UInt64
        var offset: Int
        var end: Int
        var keyCount: Int
        var number: Int

        /// The rest of its key.
        var key: Range<Int> {
            let start = offset + RecordFrame.headSize
            return start + min(keyCount, 16)..<start + keyCount
        }
    }

    private var buffer = ByteWriter()
    private(set) var places: [Place] = []

    /// A block without records.
    public init() {}

    /// How many bytes of memory the records take.
    public var size: Int { buffer.count + places.count * MemoryLayout<Place>.stride }

    /// Whether there are none.
    public var isEmpty: Bool { places.isEmpty }

    /// All records, framed.
    var bytes: [UInt8] { buffer.bytes }

    /// Takes in a record.
    ///
    /// - Parameters:
    ///   - key: what it is sorted by, as bytes.
    ///   - number: what records of one key are sorted by.
    ///   - write: appends the rest of it.
    public mutating func append<Failure>(
        key: Span<UInt8>, number: Int, _ write: (inout ByteWriter) throws(Failure) -> Void
    ) throws(Failure) {
        let offset = buffer.count
        buffer.append(bigEndian: UInt32(key.count))
        buffer.append(bigEndian: UInt32(0))
        buffer.append(bigEndian: UInt64(number))
        buffer.append(key)
        let start = buffer.count
        do throws(Failure) {
            try write(&buffer)
        } catch {
            buffer.bytes.removeSubrange(offset...)
            throw error
        }
        let count = UInt32(buffer.count - start)
        for place in 0..<4 { buffer.bytes[offset + 4 + place] = UInt8(truncatingIfNeeded: count >> (24 - 8 * place)) }
        let (high, low) = RecordFrame.prefix(key)
        places.append(
            Place(high: high, low: low, offset: offset, end: buffer.count, keyCount: key.count, number: number))
    }

    /// Takes in the records of another block.
    mutating func append(_ other: RecordBlock) {
        let base = buffer.count
        buffer.append(other.buffer.bytes)
        for var place in other.places {
            place.offset += base
            place.end += base
            places.append(place)
        }
    }

    /// Forgets the records and keeps the memory.
    public mutating func reset() {
        buffer.reset()
        places.removeAll(keepingCapacity: true)
    }

    /// Puts `places` in order; the records stay where they are.
    mutating func sort() {
        let bytes = buffer.bytes
        places.sort { left, right in
            if left.high != right.high { return left.high < right.high }
            if left.low != right.low { return left.low < right.low }
            let order = ByteOrder.compare(bytes.span.extracting(left.key), bytes.span.extracting(right.key))
            if order != 0 { return order < 0 }
            return (left.keyCount, left.number, left.offset) < (right.keyCount, right.number, right.offset)
        }
    }
}
