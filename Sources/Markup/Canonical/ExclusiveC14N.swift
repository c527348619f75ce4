// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

extension CanonicalXML {
    /// The exclusive canonical form of a document, or of one element of it, as libxml2 makes it.
    ///
    /// A second opinion on `CanonicalWriter` for tests and for checking what others wrote; the product's own path
    /// never canonicalises.
    ///
    /// - Parameters:
    ///   - file: any document that `XMLReader` accepts.
    ///   - local: the local name of the element, the first of that name; nil for the document.
    /// - Throws: `MarkupError` also where libxml2 fails to canonicalise, which must never pass for an empty result.
    public static func exclusive(_ file: [UInt8], element local: String? = nil) throws(MarkupError) -> [UInt8] {
        let document = try Document(file, comments: .skipped, limits: XMLLimits(depth: 1000))
        var apex: xmlNodePtr?
        if let local {
            unsafe apex = unsafe firstElement(local, in: xmlDocGetRootElement(document.pointer))
            guard unsafe apex != nil else {
                throw MarkupError(.structure, "the document has no element \(local)")
            }
        }
        guard let buffer = unsafe xmlAllocOutputBuffer(nil) else {
            throw MarkupError(.library, "no output buffer could be made")
        }
        defer { unsafe xmlOutputBufferClose(buffer) }
        let mode = Int32(XML_C14N_EXCLUSIVE_1_0.rawValue)
        let count = unsafe xmlC14NExecute(
            document.pointer, apex == nil ? nil : isInside, UnsafeMutableRawPointer(apex), mode, nil, 0, buffer)
        guard count >= 0, let content = unsafe xmlOutputBufferGetContent(buffer) else {
            throw MarkupError(.library, "libxml2 could not canonicalise the document")
        }
        let size = unsafe Int(xmlOutputBufferGetSize(buffer))
        guard size > 0 else { throw MarkupError(.library, "libxml2 canonicalised the document to nothing") }
        return unsafe Array(UnsafeBufferPointer(start: content, count: size))
    }

    private static func firstElement(_ local: String, in start: xmlNodePtr?) -> xmlNodePtr? {
        var node = unsafe start
        while let current = unsafe node {
            if unsafe current.pointee.type == XML_ELEMENT_NODE {
                if unsafe String(cString: current.pointee.name) == local { return unsafe current }
                if let found = unsafe firstElement(local, in: current.pointee.children) { return unsafe found }
            }
            unsafe node = unsafe current.pointee.next
        }
        return nil
    }
}

/// Whether a node lies in the element whose pointer is `apex`.
private func isInside(
    _ apex: UnsafeMutableRawPointer?, _ node: xmlNodePtr?, _ parent: xmlNodePtr?
) -> Int32 {
    // A namespace or attribute node has no place of its own; the element that bears it decides.
    var current = unsafe parent
    if let node = unsafe node, unsafe node.pointee.type == XML_ELEMENT_NODE { unsafe current = unsafe node }
    while let candidate = unsafe current {
        if unsafe UnsafeMutableRawPointer(candidate) == apex { return 1 }
        unsafe current = unsafe candidate.pointee.parent
    }
    return 0
}
