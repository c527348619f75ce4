// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

private typealias Characters = UnsafePointer<xmlChar>

/// A parser of libxml2 for one document.
///
/// Of libxml2's options only "no network" and "ignore the declared encoding" are set. Entities, document types and
/// processing instructions stop the parser at first sight; a flag of our own remembers it, because libxml2 still calls
/// a stopped document well formed.
@safe
struct ParserContext: ~Copyable {
    private let context: xmlParserCtxtPtr

    /// A parser over a copy of the bytes.
    init(_ bytes: [UInt8]) throws(MarkupError) {
        _ = Library.ready
        let made = unsafe bytes.withUnsafeBytes { buffer in
            unsafe xmlCreateMemoryParserCtxt(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
        }
        guard let made = unsafe made else {
            throw bytes.isEmpty
                ? MarkupError(.notWellFormed, "the document is empty", at: Position(line: 1, column: 1))
                : MarkupError(.library, "no parser could be made")
        }
        unsafe context = made
        unsafe xmlCtxtUseOptions(made, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    }

    /// A parser that is fed piece by piece.
    init(streaming: Void) throws(MarkupError) {
        _ = Library.ready
        guard let made = unsafe xmlCreatePushParserCtxt(nil, nil, nil, 0, nil) else {
            throw MarkupError(.library, "no parser could be made")
        }
        unsafe context = made
        unsafe xmlCtxtUseOptions(made, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    }

    deinit {
        if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
        unsafe xmlFreeParserCtxt(context)
    }

    /// Sends the events to `reading`, which builds elements.
    borrowing func buildElements(_ reading: Reading) {
        guard let sax = unsafe context.pointee.sax else { return }
        unsafe sax.pointee = xmlSAXHandler()
        unsafe sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe sax.pointee.startElementNs = startElement
        unsafe sax.pointee.endElementNs = endElement
        unsafe sax.pointee.characters = characters
        unsafe sax.pointee.ignorableWhitespace = characters
        unsafe sax.pointee.cdataBlock = characters
        unsafe refuseAll(sax, reading)
    }

    /// Lets libxml2 build its own tree, within the limits of `reading`.
    borrowing func buildDocument(_ reading: Reading) {
        guard let sax = unsafe context.pointee.sax else { return }
        unsafe sax.pointee.startElementNs = countStartElement
        unsafe sax.pointee.endElementNs = countEndElement
        unsafe sax.pointee.characters = countCharacters
        unsafe sax.pointee.ignorableWhitespace = countCharacters
        unsafe sax.pointee.cdataBlock = countCharacters
        unsafe refuseAll(sax, reading)
    }

    private borrowing func refuseAll(_ sax: UnsafeMutablePointer<xmlSAXHandler>, _ reading: Reading) {
        unsafe sax.pointee.internalSubset = { raw, _, _, _ in unsafe refuseDocumentType(raw) }
        unsafe sax.pointee.externalSubset = { raw, _, _, _ in unsafe refuseDocumentType(raw) }
        unsafe sax.pointee.entityDecl = { raw, _, _, _, _, _ in unsafe refuseDocumentType(raw) }
        unsafe sax.pointee.reference = { raw, _ in unsafe refuseDocumentType(raw) }
        unsafe sax.pointee.processingInstruction = refuseInstruction
        unsafe sax.pointee.comment = reading.comments == .refused ? refuseComment : nil
        unsafe sax.pointee.serror = refuseFault
        unsafe sax.pointee.warning = nil
        unsafe sax.pointee.error = nil
        unsafe sax.pointee.fatalError = nil
    }

    /// Reads the whole document; throws the first thing that `reading` refused.
    borrowing func parse(_ reading: Reading) throws(MarkupError) {
        unsafe context.pointee._private = Unmanaged.passUnretained(reading).toOpaque()
        unsafe xmlParseDocument(context)
        try settle(reading)
    }

    /// Reads the next piece of a document; throws the first thing that `reading` refused.
    borrowing func parse(_ piece: [UInt8], isLast: Bool, _ reading: Reading) throws(MarkupError) {
        unsafe context.pointee._private = Unmanaged.passUnretained(reading).toOpaque()
        unsafe piece.withUnsafeBytes { buffer in
            unsafe _ = xmlParseChunk(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count),
                isLast ? 1 : 0)
        }
        guard isLast else {
            unsafe context.pointee._private = nil
            if let failure = reading.failure { throw failure }
            return
        }
        try settle(reading)
    }

    private borrowing func settle(_ reading: Reading) throws(MarkupError) {
        unsafe context.pointee._private = nil
        withExtendedLifetime(reading) {}
        if let failure = reading.failure { throw failure }
        guard unsafe context.pointee.wellFormed == 1, unsafe context.pointee.nsWellFormed == 1 else {
            throw MarkupError(.notWellFormed, "the document is not well formed")
        }
    }

    /// Hands over the tree that libxml2 built.
    borrowing func takeDocument() -> xmlDocPtr? {
        let document = unsafe context.pointee.myDoc
        unsafe context.pointee.myDoc = nil
        return unsafe document
    }
}

/// The parser and the reading behind the pointer that libxml2 hands to each of the functions below.
@safe
private struct Event {
    let context: xmlParserCtxtPtr
    let reading: Reading

    init?(_ raw: UnsafeMutableRawPointer?) {
        guard let raw = unsafe raw else { return nil }
        unsafe context = raw.assumingMemoryBound(to: xmlParserCtxt.self)
        guard let kept = unsafe context.pointee._private else { return nil }
        reading = unsafe Unmanaged<Reading>.fromOpaque(kept).takeUnretainedValue()
        guard reading.failure == nil else { return nil }
    }

    /// How many bytes of the document the parser has passed.
    var offset: Int { max(0, unsafe xmlByteConsumed(context)) }

    /// Ends the parse if something was refused.
    func settle() {
        if reading.failure != nil { unsafe xmlStopParser(context) }
    }
}

private func string(_ pointer: Characters?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
}

/// Counts a start tag and refuses relative namespace names, which canonicalisation has no form for, and
/// ampersands in them, which the parser does not resolve.
private func examine(
    _ event: Event, _ name: (Characters?, Characters?, Characters?), _ namespaceCount: Int32,
    _ namespaces: UnsafeMutablePointer<Characters?>?,
    _ attributeCount: Int32, _ attributes: UnsafeMutablePointer<Characters?>?
) {
    let offset = event.offset
    event.reading.countStart(attributes: Int(namespaceCount) + Int(attributeCount), at: offset)
    unsafe count(name, event, at: offset)
    if let namespaces = unsafe namespaces {
        for index in 0..<Int(namespaceCount) {
            unsafe count((namespaces[2 * index], namespaces[2 * index + 1], nil), event, at: offset)
            let uri = unsafe string(namespaces[2 * index + 1])
            guard !uri.isEmpty && !isAbsolute(uri) else { continue }
            event.reading.refuse(
                .notWellFormed, "the namespace name \"\(uri)\" is not an absolute URI without ampersand", at: offset)
        }
    }
    guard let attributes = unsafe attributes else { return }
    for index in 0..<Int(attributeCount) {
        unsafe count((attributes[5 * index], attributes[5 * index + 1], nil), event, at: offset)
        if let start = unsafe attributes[5 * index + 3], let end = unsafe attributes[5 * index + 4] {
            event.reading.countAttribute(bytes: unsafe end - start, at: offset)
        }
    }
}

/// Counts the parts of a name, of which the parser keeps one copy each.
private func count(_ name: (Characters?, Characters?, Characters?), _ event: Event, at offset: Int) {
    unsafe event.reading.countName(UInt(bitPattern: name.0), at: offset)
    unsafe event.reading.countName(UInt(bitPattern: name.1), at: offset)
    unsafe event.reading.countName(UInt(bitPattern: name.2), at: offset)
}

/// Whether a URI begins with a scheme (RFC 3986, 3.1) and holds no ampersand.
private func isAbsolute(_ uri: String) -> Bool {
    guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")), !uri.utf8.contains(UInt8(ascii: "&")) else {
        return false
    }
    let scheme = uri[..<colon]
    return scheme.first?.isLetter == true
        && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
}

private func startElement(
    _ raw: UnsafeMutableRawPointer?, _ local: Characters?, _ prefix: Characters?, _ uri: Characters?,
    _ namespaceCount: Int32, _ namespaces: UnsafeMutablePointer<Characters?>?, _ attributeCount: Int32,
    _ defaulted: Int32, _ attributes: UnsafeMutablePointer<Characters?>?
) {
    guard let event = unsafe Event(raw) else { return }
    unsafe examine(event, (local, prefix, uri), namespaceCount, namespaces, attributeCount, attributes)
    guard event.reading.failure == nil else { return event.settle() }
    var list: [Attribute] = []
    if attributeCount > 0, let attributes = unsafe attributes {
        list.reserveCapacity(Int(attributeCount))
        for index in 0..<Int(attributeCount) {
            let field = unsafe attributes + 5 * index
            guard let start = unsafe field[3], let end = unsafe field[4] else { continue }
            let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
            guard let name = unsafe name(field[0], field[1], field[2], event) else { return }
            list.append(Attribute(name, unsafe text(ofValue: value)))
        }
    }
    guard let name = unsafe name(local, prefix, uri, event) else { return }
    event.reading.start(name, attributes: list, at: event.offset)
}

/// An attribute value; the parser leaves each ampersand as "&#38;", because it was not told to replace entities.
private func text(ofValue value: UnsafeBufferPointer<xmlChar>) -> String {
    guard unsafe value.contains(UInt8(ascii: "&")) else { return unsafe String(decoding: value, as: UTF8.self) }
    var bytes: [UInt8] = []
    var index = 0
    while index < value.count {
        let byte = unsafe value[index]
        bytes.append(byte)
        index += byte == UInt8(ascii: "&") ? 5 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The name of an element or attribute; nil, and the parse stopped, if its prefix has no namespace.
private func name(_ local: Characters?, _ prefix: Characters?, _ uri: Characters?, _ event: Event) -> Name? {
    let local = unsafe string(local)
    let prefix = unsafe string(prefix)
    let namespace = unsafe namespace(uri, event.reading)
    guard !local.isEmpty, prefix.isEmpty || !namespace.isEmpty else {
        event.reading.refuse(.notWellFormed, "the prefix \"\(prefix)\" has no namespace", at: event.offset)
        event.settle()
        return nil
    }
    return Name(local, namespace: namespace, prefix: prefix)
}

/// A namespace name; most are the one seen last, and the parser keeps one copy of each.
private func namespace(_ uri: Characters?, _ reading: Reading) -> String {
    guard let uri = unsafe uri else { return "" }
    let key = UInt(bitPattern: uri)
    if reading.namespace.key != key { reading.namespace = (key, unsafe String(cString: uri)) }
    return reading.namespace.text
}

private func endElement(
    _ raw: UnsafeMutableRawPointer?, _ local: Characters?, _ prefix: Characters?, _ uri: Characters?
) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.countEnd()
    event.reading.end(at: event.offset)
}

private func characters(_ raw: UnsafeMutableRawPointer?, _ text: Characters?, _ length: Int32) {
    guard let event = unsafe Event(raw), let text = unsafe text else { return }
    event.reading.countText(bytes: Int(length), at: event.offset)
    guard event.reading.failure == nil else { return event.settle() }
    unsafe event.reading.append(UnsafeBufferPointer(start: text, count: Int(length)).span)
}

private func countStartElement(
    _ raw: UnsafeMutableRawPointer?, _ local: Characters?, _ prefix: Characters?, _ uri: Characters?,
    _ namespaceCount: Int32, _ namespaces: UnsafeMutablePointer<Characters?>?, _ attributeCount: Int32,
    _ defaulted: Int32, _ attributes: UnsafeMutablePointer<Characters?>?
) {
    guard let event = unsafe Event(raw) else { return }
    unsafe examine(event, (local, prefix, uri), namespaceCount, namespaces, attributeCount, attributes)
    guard event.reading.failure == nil else { return event.settle() }
    unsafe xmlSAX2StartElementNs(
        raw, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes)
}

private func countEndElement(
    _ raw: UnsafeMutableRawPointer?, _ local: Characters?, _ prefix: Characters?, _ uri: Characters?
) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.countEnd()
    unsafe xmlSAX2EndElementNs(raw, local, prefix, uri)
}

private func countCharacters(_ raw: UnsafeMutableRawPointer?, _ text: Characters?, _ length: Int32) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.countText(bytes: Int(length), at: event.offset)
    guard event.reading.failure == nil else { return event.settle() }
    unsafe xmlSAX2Characters(raw, text, length)
}

private func refuseDocumentType(_ raw: UnsafeMutableRawPointer?) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.refuse(
        .documentType, "a document type declaration is not allowed", at: event.offset,
        hint: "take <!DOCTYPE …> and all entities out")
    event.settle()
}

private func refuseInstruction(_ raw: UnsafeMutableRawPointer?, _ target: Characters?, _ data: Characters?) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.refuse(
        .processingInstruction, "a processing instruction (<?\(unsafe string(target)) …?>) is not allowed",
        at: event.offset)
    event.settle()
}

private func refuseComment(_ raw: UnsafeMutableRawPointer?, _ text: Characters?) {
    guard let event = unsafe Event(raw) else { return }
    event.reading.refuse(.comment, "a comment is not allowed here", at: event.offset)
    event.settle()
}

/// Takes every diagnostic as final, warnings too: among them are relative namespace names and unknown XML versions.
private func refuseFault(_ raw: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
    guard let event = unsafe Event(raw), let error = unsafe error else { return }
    event.reading.refuse(.notWellFormed, unsafe Library.message(error), at: event.offset)
    event.settle()
}
