// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Markup
import PDFSyntax
import Registry
import Reporting
import Verification

extension Target {
    /// XML, and reports in it.
    static let markup = [
        Target("xml", throwing: xml), Target("report", throwing: report),
        Target("status", throwing: { _ = try StatusList.read($0) }),
    ]

    /// The views.
    static let files = [Target("html", html), Target("pdf", throwing: pdf)]

    /// What is signed with.
    static let signatures = [
        Target("cms", cms), Target("certificate", throwing: certificate),
        Target("pem", throwing: { _ = try Certificate.readPEM($0) }),
        Target("crl", throwing: { _ = try RevocationList($0) }), Target("trust", throwing: trust),
    ]

    /// What is read can be written in canonical form, which is the same for libxml2, and canonical; both ways of
    /// reading a canonical file agree.
    private static func xml(_ bytes: [UInt8]) throws {
        let fast = Result { () throws(MarkupError) in try CanonicalXML.read(bytes) }
        let slow = Result { () throws(MarkupError) in try CanonicalXML.readAndCompare(bytes) }
        require(fast == slow, "the two readers of canonical files differ")
        if let left = try? fast.get(), let right = try? slow.get() {
            require(samePlaces(left, right), "the two readers of canonical files see elements at other places")
        }
        let element = try XMLReader(comments: .skipped).read(bytes)
        let canonical = try CanonicalWriter.bytes(of: element, capacity: bytes.count)
        require((try? CanonicalXML.read(canonical)) != nil, "the canonical form is not canonical")
        let second = try CanonicalXML.exclusive(bytes)
        require(second == canonical, "libxml2 has another canonical form")
    }

    private static func samePlaces(_ left: Element, _ right: Element) -> Bool {
        left.source == right.source && zip(left.elements, right.elements).allSatisfy(samePlaces)
    }

    /// The table of the schema admits nothing that libxml2 refuses.
    private static func report(_ bytes: [UInt8]) throws {
        let signed = try SignedReport(bytes)
        let findings = try schema?.findings(in: signed.canonicalReport)
        require(schema?.admits(signed.report) != true || findings?.isEmpty == true, "the schema is broken")
        let canonical = try CanonicalXML.exclusive(bytes, element: "report")
        require(canonical == signed.canonicalReport, "the signed bytes are not the canonical form")
        for signature in signed.signatures { _ = XMLSignature.read(signature, digest: signed.digest) }
    }

    private static let schema = try? XMLSchema(ReportSchema.bytes)

    /// A page that is taken apart can be put together again.
    private static func html(_ bytes: [UInt8]) {
        guard let envelope = HTMLEnvelope(bytes) else { return }
        require(HTMLEnvelope.file(page: Array(envelope.page), cms: envelope.cms) == bytes, "another file")
    }

    private static func pdf(_ bytes: [UInt8]) throws {
        let file = try PDFFile.read(bytes)
        try? file.checkObjectStreams()
        for reference in file.references {
            _ = try? file.value(reference)
            _ = try? file.streamBytes(reference, limit: 1 << 20)
        }
        if let attached = try? file.embeddedFile() { require(attached.range.upperBound <= bytes.count, "beyond") }
        let shape = try SignedPDFShape.read(bytes)
        let (first, second) = shape.digestInput
        let gap = shape.byteRange.gapEnd - shape.byteRange.gapStart
        require(first.count + second.count + gap == bytes.count, "a byte is not covered")
    }

    private static func cms(_ bytes: [UInt8]) {
        let suite = CMS.suite(of: bytes) ?? .p256
        let digest = Digest.of([UInt8](), suite.digestAlgorithm)
        if case .valid(let signature) = CMS.verify(bytes, suite: suite, contentDigest: digest) {
            require(signature.signer.suite == suite, "a signer of another suite")
        }
        if let length = CMS.length(ofPadded: bytes) { require(length <= bytes.count, "longer than it is") }
    }

    private static func certificate(_ bytes: [UInt8]) throws {
        let certificate = try Certificate(der: bytes)
        require(certificate.der == bytes, "another certificate")
        _ = certificate.description
        let anchors = try TrustAnchors([certificate])
        _ = anchors.validate(certificate, at: certificate.notBefore)
    }

    /// What is read of a trust folder's description is written, and read again to the same.
    private static func trust(_ bytes: [UInt8]) throws {
        let description = try TrustDescription(bytes)
        require((try? TrustDescription(description.file)) == description, "what is written reads otherwise")
    }
}
