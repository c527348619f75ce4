// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A document that arrives in pieces, on its way to events.
final class StreamReading: Reading {
    private var events: [XMLEvent] = []
    private var next = 0
    private var open: [Name] = []
    private var text = ByteWriter()
    private var piece: [UInt8] = []
    private var base = 0
    private var locator = Locator(offset: 0)

    /// The next event; nil if another piece is needed.
    func take() -> XMLEvent? {
        guard next < events.count else {
            events.removeAll(keepingCapacity: true)
            next = 0
            return nil
        }
        defer { next += 1 }
        return events[next]
    }

    /// Stands at the beginning of another piece, of which `skipped` bytes are no text.
    func begin(_ bytes: [UInt8], skipping skipped: Int) {
        _ = locator.advance(to: piece.count, in: piece)
        base += piece.count
        piece = bytes
        locator.restart(at: skipped)
    }

    /// The place of a byte of the piece at hand; where the last event was, if it lies before.
    override func position(of offset: Int) -> Position {
        locator.advance(to: offset - base, in: piece)
    }

    override func start(_ name: Name, attributes: [Attribute], at offset: Int) {
        flushText()
        // A tag holds "<" only as its first byte.
        var begin = min(offset - base, piece.count) - 1
        while begin > locator.offset && piece[begin] != UInt8(ascii: "<") { begin -= 1 }
        events.append(.start(name, attributes, locator.advance(to: begin, in: piece)))
        open.append(name)
    }

    override func end(at offset: Int) {
        flushText()
        if let name = open.popLast() { events.append(.end(name)) }
    }

    override func append(_ characters: Span<UInt8>) {
        text.append(characters)
    }

    private func flushText() {
        guard text.count > 0 else { return }
        events.append(.text(String(decoding: text.bytes, as: UTF8.self)))
        text.reset()
    }
}
