// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
package import Records

/// The text layer by itself: for lists that are no deliveries, for fuzzing and for tests.
package enum DeliveryText {
    /// The text of a delivery as UTF-8, read in pieces of that many bytes.
    package static func decode(
        _ bytes: [UInt8], piece: Int
    ) throws(IntakeError) -> (text: [UInt8], encoding: TextEncoding) {
        try withStream(bytes, piece) { (stream) throws(IntakeError) in
            var text: [UInt8] = []
            while let more = try stream.next() { text += more }
            return (text, stream.encoding)
        }
    }

    /// The rows of a CSV delivery with their lines, that of the headings among them, read in pieces of that many bytes.
    package static func rows(
        _ bytes: [UInt8], piece: Int
    ) throws(IntakeError) -> [(line: Int, values: [String])] {
        try withStream(bytes, piece) { (stream) throws(IntakeError) in
            var scan = try CSVScan(stream)
            var rows: [(line: Int, values: [String])] = []
            var row = DeliveryRow()
            while try scan.row(&row) {
                if !row.isBlank { rows.append((row.line, row.values)) }
            }
            return rows
        }
    }

    private static func withStream<Result>(
        _ bytes: [UInt8], _ piece: Int, _ body: (TextStream) throws(IntakeError) -> Result
    ) throws(IntakeError) -> Result {
        let stream = try TextStream(.memory(bytes), piece: piece)
        do throws(IntakeError) {
            return try body(stream)
        } catch {
            guard stream.encoding == .utf8, let fault = stream.notUTF8At else { throw error }
            return try body(try TextStream(.memory(bytes), notUTF8At: fault, piece: piece))
        }
    }

    /// How many rows a delivery has, and what becomes of them before it is held against a store.
    package static func count(
        _ bytes: [UInt8], catalog: Catalog, _ options: ImportOptions
    ) throws -> (rows: Int, lines: Int, outOfScope: Int) {
        var options = options
        options.memory = .max
        let delivery = try OpenDelivery(.memory(bytes), notUTF8At: nil, .sha256, catalog: catalog, options: options)
        do {
            return try count(delivery)
        } catch {
            guard let fault = delivery.turnedOutNotUTF8At else { throw error }
            return try count(
                try OpenDelivery(.memory(bytes), notUTF8At: fault, .sha256, catalog: catalog, options: options))
        }
    }

    private static func count(_ delivery: OpenDelivery) throws -> (rows: Int, lines: Int, outOfScope: Int) {
        var reading = DeliveryReading(delivery, sequence: 1, table: nil, open: OpenPending(), scratch: "") { _ in [:] }
        try reading.read()
        return (reading.rows, reading.rows - reading.outOfScope, reading.outOfScope)
    }
}
