// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// A tree of libxml2, read with the same refusals as `XMLReader`.
@safe
struct Document: ~Copyable {
    let pointer: xmlDocPtr

    init(_ bytes: [UInt8], comments: XMLReader.Comments, limits: XMLLimits) throws(MarkupError) {
        try Preflight.check(bytes, limits: limits)
        let reading = TreeReading(bytes: bytes, comments: comments, limits: limits)
        let context = try ParserContext(bytes)
        context.buildDocument(reading)
        try context.parse(reading)
        guard let made = unsafe context.takeDocument() else {
            throw MarkupError(.library, "libxml2 made no tree of the document")
        }
        unsafe pointer = made
    }

    deinit {
        unsafe xmlFreeDoc(pointer)
    }
}
