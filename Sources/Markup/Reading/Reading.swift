// SPDX-License-Identifier: Apache-2.0

/// One document on its way through the parser: what was counted, and what went wrong. What becomes of its parts is
/// told by the classes that inherit from this one.
class Reading {
    let comments: XMLReader.Comments
    let limits: XMLLimits

    /// The first thing that went wrong; everything after it is ignored.
    private(set) var failure: MarkupError?

    /// The namespace name seen last, and where the parser keeps it.
    var namespace: (key: UInt, text: String) = (0, "")

    private var textBytes = 0
    private var elements = 0
    private var attributesInAll = 0
    private var names: Set<UInt> = []
    /// Names that were counted, by a part of their address: most are looked up here.
    private var recentNames = [UInt](repeating: 0, count: 256)
    private var depth = 0

    init(comments: XMLReader.Comments, limits: XMLLimits) {
        self.comments = comments
        self.limits = limits
    }

    /// The place of a byte of the document.
    func position(of offset: Int) -> Position {
        Position(line: 1, column: 1)
    }

    /// Takes in a start tag that ends at `offset`, where its ">" or "/>" stands.
    func start(_ name: Name, attributes: [Attribute], at offset: Int) {}

    /// Takes in an end tag that ends before `offset`.
    func end(at offset: Int) {}

    /// Takes in characters.
    func append(_ characters: Span<UInt8>) {}

    /// Notes the first failure, with the place of a byte.
    func refuse(_ code: MarkupError.Code, _ message: String, at offset: Int, hint: String? = nil) {
        guard failure == nil else { return }
        failure = MarkupError(code, message, at: position(of: offset), hint: hint)
    }

    /// Counts a start tag whose last byte but ">" or "/>" is before `offset`.
    func countStart(attributes: Int, at offset: Int) {
        elements += 1
        depth += 1
        attributesInAll += attributes
        textBytes = 0
        if depth > limits.depth {
            refuse(.limit, "elements are nested more than \(limits.depth) deep", at: offset)
        } else if elements > limits.elements {
            refuse(.limit, "the document has more than \(limits.elements) elements", at: offset)
        } else if attributes > limits.attributes {
            refuse(.limit, "an element has more than \(limits.attributes) attributes", at: offset)
        } else if attributesInAll > limits.attributesInAll {
            refuse(.limit, "the document has more than \(limits.attributesInAll) attributes", at: offset)
        }
    }

    /// Counts a name, prefix or namespace by the address of the one copy that the parser keeps of it.
    func countName(_ address: UInt, at offset: Int) {
        let slot = Int(truncatingIfNeeded: address >> 3 ^ address >> 11) & 255
        guard address != 0, recentNames[slot] != address else { return }
        recentNames[slot] = address
        guard names.insert(address).inserted, names.count > limits.names else { return }
        refuse(.limit, "the document has more than \(limits.names) different names", at: offset)
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
}
