// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Markup

/// A report's XML with its signatures: the file of which HTML and PDF are views.
///
/// `<creditReport><report xml:id="report">…</report><signatures>…</signatures></creditReport>` in canonical form.
public struct SignedReport: Sendable {
    /// The namespace of reports of format 1.
    public static let namespace = Report.namespace

    /// The whole file.
    public let bytes: [UInt8]
    /// The element that is signed.
    public let report: Element
    /// The elements under `signatures`.
    public let signatures: [Element]
    /// The exclusive canonical form of `report`, standing alone: what is hashed and signed.
    public let canonicalReport: [UInt8]
    /// The 报告指纹: SHA-256 of `canonicalReport`, 32 bytes.
    public let digest: [UInt8]

    /// The file that holds a report and its signatures.
    ///
    /// - Parameters:
    ///   - canonicalReport: the exclusive canonical form of `report`, standing alone.
    ///   - signatures: the signature elements as they stand in a canonical file.
    public static func file(canonicalReport: [UInt8], signatures: [[UInt8]]) throws(MarkupError) -> [UInt8] {
        guard let report = CanonicalXML.embedded(canonicalReport, in: namespace) else {
            throw MarkupError(.structure, "the report does not begin with its namespace declaration")
        }
        var file = ByteWriter(capacity: report.count + signatures.reduce(256) { $0 + $1.count })
        file.append("<creditReport xmlns=\"\(namespace)\">")
        file.append(report)
        file.append("<signatures>")
        for signature in signatures { file.append(signature) }
        file.append("</signatures></creditReport>")
        return file.bytes
    }

    /// Reads a file that must be exactly of the form that `file` writes; the schema is not looked at.
    ///
    /// - Throws: `MarkupError` if it is not well formed, not canonical, or holds anything else.
    public init(_ bytes: [UInt8]) throws(MarkupError) {
        let root = try CanonicalXML.read(bytes)
        func name(_ local: String) -> Name { Name(local, namespace: Self.namespace) }
        guard root.name == name("creditReport"), root.attributes.isEmpty, root.children.count == 2,
            case .element(let report) = root.children[0], case .element(let signatures) = root.children[1],
            report.name == name("report"), signatures.name == name("signatures"), signatures.attributes.isEmpty,
            report.attributes == [Attribute(.xml("id"), XMLSignature.signedID)],
            signatures.elements.count == signatures.children.count, let range = report.source?.bytes
        else {
            throw MarkupError(
                .structure, "the file is not creditReport with one report and its signatures in \(Self.namespace)")
        }
        guard let canonical = CanonicalXML.standalone(bytes[range], in: Self.namespace) else {
            throw MarkupError(.structure, "the report declares a namespace of its own")
        }
        self.bytes = bytes
        self.report = report
        self.signatures = signatures.elements
        canonicalReport = canonical
        digest = Digest.of(canonical)
    }

    /// The 报告指纹 as printed: lower-case hex.
    public var fingerprint: String { Hex.encode(digest) }

    /// The text of the element to which names lead from the report; nil if it is not there.
    public func text(_ path: String...) -> String? {
        var element: Element? = report
        for name in path { element = element?.child(name) }
        return element?.text
    }
}
