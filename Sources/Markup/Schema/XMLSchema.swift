// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// A compiled XML Schema ("XML Schema Part 1: Structures", W3C) that holds all it needs in one file.
///
/// Compiled once and then used from any number of threads: libxml2 only reads the compiled schema, and each
/// validation has a context of its own.
@safe
public final class XMLSchema: @unchecked Sendable {
    /// One way in which a document breaks the schema.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// The line of the element, from 1.
        public let line: Int
        /// The way to the element from the root ("/creditReport/report/number"); empty if there is none.
        public let path: String
        /// What is wrong.
        public let message: String

        /// "line N: path: message".
        public var description: String {
            path.isEmpty ? "line \(line): \(message)" : "line \(line): \(path): \(message)"
        }
    }

    /// At most so many findings are kept of one document.
    public static let findingLimit = 100

    private let schema: xmlSchemaPtr
    // Holds most documents without libxml2, if the schema is plain enough for it.
    private let plain: PlainSchema?
    // The compiled schema points into the tree that it was made from.
    private let document: Document

    /// Compiles a schema.
    ///
    /// - Throws: `MarkupError`, `schema` if it does not compile or if it includes, imports or redefines a file;
    ///   whatever `XMLReader` throws if it is not XML.
    public init(_ bytes: [UInt8]) throws(MarkupError) {
        let root = try XMLReader(comments: .skipped).read(bytes)
        try Self.checkSelfContained(root)
        document = try Document(bytes, comments: .skipped, limits: XMLLimits())
        guard let parser = unsafe xmlSchemaNewDocParserCtxt(document.pointer) else {
            throw MarkupError(.library, "no schema parser could be made")
        }
        defer { unsafe xmlSchemaFreeParserCtxt(parser) }
        let report = FindingList()
        unsafe xmlSchemaSetParserStructuredErrors(
            parser, collectFinding, Unmanaged.passUnretained(report).toOpaque())
        let made = unsafe xmlSchemaParse(parser)
        withExtendedLifetime(report) {}
        guard let made = unsafe made, report.findings.isEmpty else {
            if let made = unsafe made { unsafe xmlSchemaFree(made) }
            let first = report.findings.first
            throw MarkupError(
                .schema, "the schema does not compile: \(first?.message ?? "no reason given")",
                at: first.map { Position(line: $0.line, column: 1) })
        }
        unsafe schema = made
        plain = PlainSchema(root)
    }

    deinit {
        unsafe xmlSchemaFree(schema)
    }

    /// What a document breaks, in document order; empty if it is valid.
    ///
    /// - Throws: `MarkupError` if the document cannot be read or checked at all, which is never a sign of validity.
    public func findings(in bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(MarkupError) -> [Finding] {
        let instance = try Document(bytes, comments: .skipped, limits: limits)
        guard let context = unsafe xmlSchemaNewValidCtxt(schema) else {
            throw MarkupError(.library, "no validation context could be made")
        }
        defer { unsafe xmlSchemaFreeValidCtxt(context) }
        let report = FindingList()
        unsafe xmlSchemaSetValidStructuredErrors(
            context, collectFinding, Unmanaged.passUnretained(report).toOpaque())
        let result = unsafe xmlSchemaValidateDoc(context, instance.pointer)
        withExtendedLifetime(report) {}
        guard result >= 0 else { throw MarkupError(.library, "libxml2 could not validate the document") }
        guard result == 0 || !report.findings.isEmpty else {
            return [Finding(line: 1, path: "", message: "the document is not valid")]
        }
        return report.findings
    }

    /// What an element that was read already breaks, in document order; empty if it is valid.
    ///
    /// An element that is surely valid costs no second tree; of any other libxml2 says what is wrong with it, or that
    /// nothing is.
    ///
    /// - Parameters:
    ///   - element: the root element of the document.
    ///   - bytes: the document; what `CanonicalXML` reads from it, or would with the element standing alone.
    /// - Throws: `MarkupError` if the document cannot be read or checked at all, which is never a sign of validity.
    public func findings(of element: TreeElement, in bytes: [UInt8]) throws(MarkupError) -> [Finding] {
        admits(element) ? [] : try findings(in: bytes)
    }

    /// Whether an element is surely valid, as far as that can be said without libxml2.
    package func admits(_ element: TreeElement) -> Bool {
        plain?.admits(element) ?? false
    }

    private static func checkSelfContained(_ root: Element) throws(MarkupError) {
        for element in root.elements
        where element.name.namespace == root.name.namespace
            && ["import", "include", "redefine"].contains(element.name.local)
        {
            throw MarkupError(
                .schema, "a schema must hold all it needs, found <\(element.name)>", at: element.position,
                hint: "xs:anyAttribute and xs:any admit names of another namespace without an import")
        }
    }
}

private final class FindingList {
    var findings: [XMLSchema.Finding] = []
}

private func collectFinding(_ raw: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
    guard let raw = unsafe raw, let error = unsafe error else { return }
    let list = unsafe Unmanaged<FindingList>.fromOpaque(raw).takeUnretainedValue()
    guard list.findings.count < XMLSchema.findingLimit else { return }
    var path = ""
    if let node = unsafe error.pointee.node?.assumingMemoryBound(to: xmlNode.self),
        let text = unsafe xmlGetNodePath(node)
    {
        path = unsafe String(cString: text)
        unsafe creditreport_xml_free(text)
    }
    list.findings.append(
        XMLSchema.Finding(
            line: unsafe Int(max(1, error.pointee.line)), path: path, message: unsafe Library.message(error)))
}
