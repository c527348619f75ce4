// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// One document on its way from the parser's events to a tree: what is open, what was counted, what went wrong.
final class Reading {
    let bytes: [UInt8]
    let comments: XMLReader.Comments
    let limits: XMLLimits

    /// The first thing that went wrong; everything after it is ignored.
    private(set) var failure: MarkupError?
    /// The root element, once it is complete.
    private(set) var root: Element?

    /// The namespace name seen last, and where the parser keeps it.
    var namespace: (key: UInt, text: String) = (0, "")

    private var locator: Locator
    private var open: [Element] = []
    private var text = ByteWriter()
    private var textBytes = 0
    private var elements = 0
    private var depth = 0

    init(bytes: [UInt8], comments: XMLReader.Comments, limits: XMLLimits) {
        self.bytes = bytes
        self.comments = comments
        self.limits = limits
        locator = Locator(offset: Preflight.textStart(bytes))
    }

    /// Notes the first failure, with the place of a byte.
    func refuse(_ code: MarkupError.Code, _ message: String, at offset: Int, hint: String? = nil) {
        guard failure == nil else { return }
        failure = MarkupError(code, message, at: Locator.position(of: offset, in: bytes), hint: hint)
    }

    /// Counts a start tag whose last byte but ">" or "/>" is before `offset`.
    func countStart(attributes: Int, at offset: Int) {
        elements += 1
        depth += 1
        textBytes = 0
        if depth > limits.depth {
            refuse(.limit, "elements are nested more than \(limits.depth) deep", at: offset)
        } else if elements > limits.elements {
            refuse(.limit, "the document has more than \(limits.elements) elements", at: offset)
        } else if attributes > limits.attributes {
            refuse(.limit, "an element has more than \(limits.attributes) attributes", at: offset)
        }
    }

    func countAttribute(bytes count: Int, at offset: Int) {
        guard count > limits.attributeBytes else { return }
        refuse(.limit, "an attribute value has more than \(limits.attributeBytes) bytes", at: offset)
    }

    func countEnd() {
        depth -= 1
        textBytes = 0
    }

    func countText(bytes count: Int, at offset: Int) {
        textBytes += count
        guard textBytes > limits.textBytes else { return }
        refuse(.limit, "a text has more than \(limits.textBytes) bytes", at: offset)
    }

    /// Opens an element whose start tag ends at `offset`, where its ">" or "/>" stands.
    func start(_ name: Name, attributes: [Attribute], at offset: Int) {
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

    /// Closes the innermost element; its end tag ends before `offset`.
    func end(at offset: Int) {
        flushText()
        guard var element = open.popLast() else { return }
        element.source?.close(at: offset)
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    func append(_ characters: Span<UInt8>) {
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
