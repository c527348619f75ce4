// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A document in memory on its way to a tree.
final class TreeReading: Reading {
    /// The root element, once it is complete.
    private(set) var root: Element?

    private let bytes: [UInt8]
    private var locator: Locator
    private var open: [Element] = []
    private var text = ByteWriter()

    init(bytes: [UInt8], comments: XMLReader.Comments, limits: XMLLimits) {
        self.bytes = bytes
        locator = Locator(offset: Preflight.textStart(bytes))
        super.init(comments: comments, limits: limits)
    }

    override func position(of offset: Int) -> Position {
        Locator.position(of: offset, in: bytes)
    }

    override func start(_ name: Name, attributes: [Attribute], at offset: Int) {
        flushText()
        // A tag holds "<" only as its first byte.
        var begin = min(offset, bytes.count) - 1
        while begin > locator.offset && bytes[begin] != UInt8(ascii: "<") { begin -= 1 }
        let position = locator.advance(to: begin, in: bytes)
        let closing = offset < bytes.count && bytes[offset] == UInt8(ascii: "/") ? 2 : 1
        let content = locator.advance(to: offset + closing, in: bytes)
        var element = Element(name, attributes: attributes)
        element.source = Source(position: position, content: content, start: begin)
        open.append(element)
    }

    override func end(at offset: Int) {
        flushText()
        guard var element = open.popLast() else { return }
        element.source?.close(at: offset)
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    override func append(_ characters: Span<UInt8>) {
        text.append(characters)
    }

    private func flushText() {
        guard text.count > 0 else { return }
        if !open.isEmpty {
            open[open.count - 1].children.append(.text(String(decoding: text.bytes, as: UTF8.self)))
        }
        text.reset()
    }
}
