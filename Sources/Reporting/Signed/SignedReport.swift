// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography
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
    public let report: TreeElement
    /// The elements under `signatures`.
    public let signatures: [Element]
    /// The exclusive canonical form of `report`, standing alone: what is hashed and signed.
    public let canonicalReport: [UInt8]
    /// The suites of the signatures that the signed data requires, in their order; a name that is no suite's is left out.
    public let suites: [Suite]
    /// The hash function of the 报告指纹: SM3 if an SM2 signature is required, else SHA-256.
    public let digestAlgorithm: DigestAlgorithm
    /// The 报告指纹: the hash of `canonicalReport`, 32 bytes.
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
        let root = try CanonicalXML.tree(bytes).root
        let parts = root.elements
        guard root.name == Self.name("creditReport"), root.attributes.isEmpty, root.holdsElementsAlone,
            parts.count == 2, case (let report, let signatures) = (parts[0], parts[1]),
            Self.isReport(report), signatures.name == Self.name("signatures"), signatures.attributes.isEmpty,
            signatures.holdsElementsAlone
        else {
            throw MarkupError(
                .structure, "the file is not creditReport with one report and its signatures in \(Self.namespace)")
        }
        guard let canonical = CanonicalXML.standalone(bytes[report.source], in: Self.namespace) else {
            throw MarkupError(.structure, "the report declares a namespace of its own")
        }
        self.init(
            bytes: bytes, report: report, signatures: signatures.childElements, canonicalReport: canonical)
    }

    /// The same as reading the file of a report and its signatures, of which the report was read already.
    ///
    /// - Parameters:
    ///   - report: the root of what `CanonicalXML` reads from `canonicalReport`.
    ///   - canonicalReport: its exclusive canonical form, standing alone.
    ///   - digests: its digests, as far as the caller has taken them.
    ///   - signatures: the signature elements as they stand in a canonical file.
    /// - Throws: `MarkupError` if a signature is not well formed or not canonical, or the element is no report.
    public init(
        report: TreeElement, canonicalReport: [UInt8], digests: [DigestAlgorithm: [UInt8]], signatures: [[UInt8]]
    ) throws(MarkupError) {
        guard Self.isReport(report) else {
            throw MarkupError(.structure, "the element is not a report in \(Self.namespace)")
        }
        var elements: [Element] = []
        for signature in signatures { elements.append(try CanonicalXML.read(signature)) }
        self.init(
            bytes: try Self.file(canonicalReport: canonicalReport, signatures: signatures), report: report,
            signatures: elements, canonicalReport: canonicalReport, digests: digests)
    }

    private static func name(_ local: String) -> Name { Name(local, namespace: namespace) }

    private static func isReport(_ element: TreeElement) -> Bool {
        element.name == name("report") && element.attributes == [Attribute(.xml("id"), XMLSignature.signedID)]
    }

    private init(
        bytes: [UInt8], report: TreeElement, signatures: [Element], canonicalReport canonical: [UInt8],
        digests: [DigestAlgorithm: [UInt8]] = [:]
    ) {
        self.bytes = bytes
        self.report = report
        self.signatures = signatures
        canonicalReport = canonical
        suites = (report.child("suites")?.children("suite") ?? []).compactMap { Suite(rawValue: $0.text) }
        digestAlgorithm = Suite.digestAlgorithm(ofReportRequiring: suites)
        digest = digests[digestAlgorithm] ?? Digest.of(canonical, digestAlgorithm)
    }

    /// The digest of `canonicalReport` that the signature of a suite states, 32 bytes.
    public func digest(for suite: Suite) -> [UInt8] {
        suite.digestAlgorithm == digestAlgorithm ? digest : Digest.of(canonicalReport, suite.digestAlgorithm)
    }

    /// The 报告指纹 as printed: lower-case hex.
    public var fingerprint: String { Hex.encode(digest) }

    /// The text of the element to which names lead from the report; nil if it is not there.
    public func text(_ path: String...) -> String? {
        var element: TreeElement? = report
        for name in path { element = element?.child(name) }
        return element?.text
    }
}

extension Suite {
    /// The hash function of the 报告指纹 of a report that must bear signatures of some suites: who accepts SM2 and SM3
    /// alone needs no other.
    public static func digestAlgorithm(ofReportRequiring suites: [Suite]) -> DigestAlgorithm {
        suites.contains(.sm2) ? .sm3 : .sha256
    }
}
