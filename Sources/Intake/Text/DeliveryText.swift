// SPDX-License-Identifier: Apache-2.0

package import Records

/// The text layer by itself, as tests look at it.
package enum DeliveryText {
    /// The text of a delivery as UTF-8, read in pieces of that many bytes.
    package static func decode(
        _ bytes: [UInt8], piece: Int
    ) throws(IntakeError) -> (text: [UInt8], encoding: TextEncoding) {
        let stream = try TextStream(.memory(bytes), piece: piece)
        var text: [UInt8] = []
        while let more = try stream.next() { text += more }
        return (text, stream.encoding)
    }

    /// The rows of a CSV delivery with their lines, read in pieces of that many bytes.
    package static func rows(
        _ bytes: [UInt8], piece: Int
    ) throws(IntakeError) -> [(line: Int, values: [String])] {
        let reader = try CSVReader(try TextStream(.memory(bytes), piece: piece))
        var rows: [(line: Int, values: [String])] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    /// How many rows a delivery has, and what becomes of them before it is held against a store.
    package static func count(
        _ bytes: [UInt8], catalog: Catalog, _ options: ImportOptions
    ) throws -> (rows: Int, lines: Int, outOfScope: Int) {
        var reading = try DeliveryReading(.memory(bytes), catalog: catalog, options: options)
        reading.resolve { _ in [:] }
        return (reading.rowCount, reading.entries.count, reading.outOfScope)
    }
}
