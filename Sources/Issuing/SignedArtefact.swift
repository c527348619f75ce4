// SPDX-License-Identifier: Apache-2.0

public import Cryptography
internal import Markup
internal import PDFSyntax
internal import Reporting

/// One file of a report that gets the timestamp of its signature later, by way of a file pair (RFC 3161, 3.1).
///
/// The signature that the timestamp is about is the file's own: that of the XML, or that which covers a whole page or
/// PDF with the report in it.
public struct SignedArtefact: Sendable {
    /// What the timestamp has to be about.
    public let imprint: TimestampImprint
    /// Whether it has one already.
    public let isStamped: Bool
    private let signature: Signature

    private enum Signature: Sendable {
        case xml(SignedReport, [XMLSignature], Int)
        case html(HTMLEnvelope, CMSSignature)
        case pdf(SignedPDFShape, CMSSignature)
    }

    /// Reads a file and verifies its signature with the key of its certificate; nothing is said about trust.
    ///
    /// - Parameter suite: the signature of an XML file that bears two; nil for its first.
    /// - Throws: `IssuingError` with `notSigned` if it is not a file of a report, or its signature does not hold.
    public init(_ file: [UInt8], suite: Suite? = nil) throws(IssuingError) {
        do {
            signature = try Self.signature(of: file, suite)
        } catch let error as IssuingError {
            throw error
        } catch {
            throw Self.notSigned("\(error)")
        }
        switch signature {
        case .xml(_, let signatures, let index):
            let signature = signatures[index]
            imprint = TimestampImprint(of: signature.timestampedMessage, signature.suite.digestAlgorithm)
            isStamped = signature.timestamp != nil
        case .html(_, let signature), .pdf(_, let signature):
            imprint = TimestampImprint(
                of: signature.timestampedMessage, signature.signer.suite?.digestAlgorithm ?? .sha256)
            isStamped = signature.timestamp != nil
        }
    }

    /// The file with a timestamp of its signature.
    ///
    /// - Throws: `IssuingError` with `noRoom` for a PDF that was issued without room for a timestamp;
    ///   `timestamp.invalid` if the timestamp is that of another signature.
    public func stamped(with token: TimestampToken) throws -> [UInt8] {
        switch signature {
        case .xml(let report, var signatures, let index):
            signatures[index] = try signatures[index].stamped(with: token)
            return try SignedReport.file(
                canonicalReport: report.canonicalReport, signatures: signatures.map(\.bytes))
        case .html(let envelope, let signature):
            return HTMLEnvelope.file(page: Array(envelope.page), cms: try signature.stamped(with: token))
        case .pdf(let shape, let signature):
            let cms = try signature.stamped(with: token)
            let prepared = shape.unsigned
            guard cms.count <= prepared.capacity else {
                throw IssuingError(
                    .noRoom,
                    "the PDF keeps \(prepared.capacity) bytes for its signature, with the timestamp it has \(cms.count)",
                    hint: "issue it with --reserve-timestamp")
            }
            return try prepared.completed(with: cms)
        }
    }

    private static func signature(of file: [UInt8], _ wanted: Suite?) throws -> Signature {
        if let envelope = HTMLEnvelope(file) {
            let suite = CMS.suite(of: envelope.cms) ?? .p256
            return .html(
                envelope,
                try valid(
                    CMS.verify(
                        envelope.cms, suite: suite, contentDigest: Digest.of(envelope.page, suite.digestAlgorithm))))
        }
        if file.starts(with: "%PDF".utf8) {
            let shape = try SignedPDFShape.read(file)
            let suite = CMS.suite(of: shape.cms) ?? .p256
            var digester = Digester(suite.digestAlgorithm)
            digester.update(shape.digestInput.first)
            digester.update(shape.digestInput.second)
            return .pdf(shape, try valid(CMS.verify(shape.cms, suite: suite, contentDigest: digester.finish())))
        }
        let report = try SignedReport(file)
        let suites = report.suites
        guard !suites.isEmpty, suites.count == report.signatures.count,
            let index = wanted.map({ suites.firstIndex(of: $0) }) ?? 0
        else { throw notSigned("it has no such signature") }
        let signatures = try zip(suites, report.signatures).map { suite, element in
            let outcome = XMLSignature.read(element, suite: suite, digest: report.digest(for: suite))
            guard case .verified(let signature) = outcome else { throw notSigned("a signature of it does not hold") }
            return signature
        }
        return .xml(report, signatures, index)
    }

    private static func valid(_ outcome: CMSOutcome) throws(IssuingError) -> CMSSignature {
        switch outcome {
        case .valid(let signature): return signature
        case .invalid(let fault): throw notSigned(fault.description)
        }
    }

    private static func notSigned(_ reason: String) -> IssuingError {
        IssuingError(.notSigned, "the file is no signed report: \(reason)")
    }
}
