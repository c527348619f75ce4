// SPDX-License-Identifier: Apache-2.0

internal import Cryptography

/// A delivery in one of its forms, read row by row at constant memory; `openRowSource` tells the form.
///
/// What stands before the first row (headings, sheets, the frame of a document) is read when the source is made, so that
/// a file that cannot be read at all fails before any row.
protocol RowSource: AnyObject {
    /// The headings seen so far, without empty ones at the end. A form whose rows name their values themselves may add
    /// to them with any row; a row has no more values than headings unless the row itself is too long.
    var headings: [String] { get }
    /// The encoding of the file; nil for a form that has none of its own.
    var encoding: TextEncoding? { get }
    /// Where the file stops being UTF-8: with `encoding` UTF-8 it must be read again as GB 18030 from the beginning.
    var notUTF8At: Int? { get }
    /// What the delivery states about itself, known before its first row.
    var statement: DeliveryStatement { get }
    /// The names of the sheets that rows stand in, in their order; empty for a form without sheets.
    var sheetNames: [String] { get }
    /// How many bytes of the file have been read, for those who wait.
    var bytesRead: Int { get }

    /// Reads the next row, rows without any value left out; gives false after the last.
    ///
    /// - Throws: `format`, `limit`, `encoding` or `file`: the delivery as a whole can't be read then.
    func read(_ row: inout DeliveryRow) throws(IntakeError) -> Bool

    /// The hash of the whole file in lower-case hex; asked for once, after the last row.
    func digest() throws(IntakeError) -> String
}

extension RowSource {
    var statement: DeliveryStatement { DeliveryStatement() }
    var sheetNames: [String] { [] }
}

/// Opens a delivery in the form that its first bytes tell, and stands before its first row.
///
/// - Parameters:
///   - notUTF8At: where the file was found to be no UTF-8; it is read as GB 18030 then.
///   - algorithm: the hash function of the store.
///   - headings: what tells headings in a form where they may stand anywhere.
func openRowSource(
    _ origin: TextStream.Origin, notUTF8At: Int? = nil, _ algorithm: DigestAlgorithm, _ headings: HeadingRecognition
) throws(IntakeError) -> any RowSource {
    var head = try origin.read(at: 0, count: min(64, origin.count))
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try WorkbookRows(origin, algorithm, headings) }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    let first = head.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    let stream = try TextStream(origin, notUTF8At: notUTF8At, algorithm)
    if first == UInt8(ascii: "{") { return try JSONLinesRows(stream) }
    if first == UInt8(ascii: "<") { return try XMLRows(stream) }
    return try CSVRows(stream)
}
