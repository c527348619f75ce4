// SPDX-License-Identifier: Apache-2.0

/// Reads XML 1.0 of any length that anybody may have written, fed piece by piece, in memory that does not grow with
/// the document.
///
/// It refuses what `XMLReader` refuses. Of the limits `bytes` is not applied, because nothing here grows with the
/// document. What is fed gives events to `take`; when there are none left, the next piece is fed:
///
///     while let piece = try source.next() {
///         try stream.feed(piece)
///         while let event = stream.take() { … }
///     }
///     try stream.finish()
///     while let event = stream.take() { … }
public struct XMLStream: ~Copyable {
    private let context: ParserContext
    private let reading: StreamReading
    private var preflight: StreamPreflight

    /// A stream before its first byte.
    ///
    /// - Parameters:
    ///   - comments: what is done with comments.
    ///   - limits: what the parts of the document may measure.
    ///   - labels: the encodings that its XML declaration may name, in lower case. The bytes are UTF-8 in any case;
    ///     other labels are for a text that was decoded before.
    public init(
        comments: XMLReader.Comments = .skipped, limits: XMLLimits = XMLLimits(), labels: [String] = ["utf-8"]
    ) throws(MarkupError) {
        reading = StreamReading(comments: comments, limits: limits)
        context = try ParserContext(streaming: ())
        context.buildElements(reading)
        preflight = StreamPreflight(limits: limits, labels: labels)
    }

    /// Takes in the next bytes, which may end anywhere.
    ///
    /// - Throws: what was refused first; the stream is of no more use then.
    public mutating func feed(_ bytes: [UInt8]) throws(MarkupError) {
        try parse(bytes, isLast: false)
    }

    /// Ends the document.
    ///
    /// - Throws: as `feed`; also if the document is not complete.
    public mutating func finish() throws(MarkupError) {
        try parse([], isLast: true)
    }

    /// The next event; nil if another piece is needed or the document is at its end.
    public mutating func take() -> XMLEvent? {
        reading.take()
    }

    private mutating func parse(_ bytes: [UInt8], isLast: Bool) throws(MarkupError) {
        let (piece, skipped) = try preflight.take(bytes, isLast: isLast)
        guard !piece.isEmpty || isLast else { return }
        reading.begin(piece, skipping: skipped)
        try context.parse(piece, isLast: isLast, reading)
    }
}
