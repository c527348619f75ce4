// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Glibc
import Markup
import PDFSyntax
import Reporting
import TestSupport
import Testing
import Verification

/// One way to make a file that should not be relied on, and what must be said of it.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: Outcome
    let forge: @Sendable (Office) throws -> [UInt8]

    init(_ name: String, _ expected: Outcome = .notAuthentic, _ forge: @escaping @Sendable (Office) throws -> [UInt8]) {
        self.name = name
        self.expected = expected
        self.forge = forge
    }

    var testDescription: String { name }

    /// Makes the file, asks for the verdict, and holds it against what is expected.
    func check() throws {
        let office = try Office.shared()
        let file = try forge(office)
        for honest in [office.stained, office.clean, office.namesake, office.bid] {
            try #require(ArtefactKind.allCases.allSatisfy { honest.file($0) != file }, "the attack changed nothing")
        }
        let verifier = try office.verifier()
        let start = Self.processorSeconds
        let verdict = verifier.verdict(on: file)
        // Of this thread: what else runs on the machine does not count.
        #expect(Self.processorSeconds - start < 5)
        Self.expect(verdict, expected)
    }

    private static var processorSeconds: Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A verdict other than "rely on it" must be the expected one and name a reason in both languages.
    static func expect(_ verdict: Verdict, _ expected: Outcome) {
        let reasons = verdict.answers.flatMap(\.evidence).filter { $0.answer != .valid }
        #expect(verdict.outcome == expected, "\(reasons.map { "\($0.check): \($0.words.english)" })")
        #expect(verdict.outcome != .reliable)
        #expect(reasons.contains { !$0.words.chinese.isEmpty && !$0.words.english.isEmpty }, "no reason is named")
    }
}

extension Office {
    /// The report of some papers with a change in its data, signed again.
    func resigned(
        _ papers: Papers, _ old: String, _ new: String, by signer: LocalSigner
    ) throws -> SignedReport {
        try #require(papers.text.contains(old), "\(old) does not occur")
        let changed = try SignedReport(Array(papers.text.replacing(old, with: new, maxReplacements: 1).utf8))
        let signature = try XMLSignature.sign(digest: changed.digest, with: signer)
        return try SignedReport(
            SignedReport.file(canonicalReport: changed.canonicalReport, signatures: [signature]))
    }

    /// The XML of a report with a change of its text and nothing else.
    func edited(_ papers: Papers, _ old: String, _ new: String) throws -> [UInt8] {
        try #require(papers.text.contains(old), "\(old) does not occur")
        return Array(papers.text.replacing(old, with: new, maxReplacements: 1).utf8)
    }

    /// A page signed by somebody.
    func html(_ page: [UInt8], by signer: LocalSigner) throws -> [UInt8] {
        HTMLEnvelope.file(page: page, cms: try CMS.sign(digest: Digest.of(page), with: signer))
    }

    /// The page of some papers with a change of its text, signed by somebody; with the old signature if by nobody.
    func html(_ papers: Papers, _ old: String, _ new: String, by signer: LocalSigner? = nil) throws -> [UInt8] {
        let envelope = try #require(HTMLEnvelope(papers.html))
        let page = Array(envelope.page)
        try #require(page.offset(of: old) != nil, "\(old) does not occur")
        let changed = page.replacing(old, with: new)
        return try signer.map { try html(changed, by: $0) } ?? HTMLEnvelope.file(page: changed, cms: envelope.cms)
    }

    /// A PDF with all its offsets made right, signed by somebody; with the old signature if by nobody.
    func pdf(_ bytes: [UInt8], by signer: LocalSigner? = nil) throws -> [UInt8] {
        let file = try PDFForgery.reassembled(bytes)
        guard let signer else { return file }
        let start = PDFForgery.contents(in: file)
        let end = try #require(file[start...].firstIndex(of: UInt8(ascii: ">")))
        var digester = Digester(.sha256)
        digester.update(file[..<start])
        digester.update(file[(end + 1)...])
        let cms = try CMS.sign(digest: digester.finish(), with: signer)
        return PDFForgery.withContents(file, cms)
    }

    /// The PDF of some papers with a change of its text, made to fit, and signed by somebody.
    func pdf(_ papers: Papers, _ old: String, _ new: String, by signer: LocalSigner? = nil) throws -> [UInt8] {
        try #require(papers.pdf.offset(of: old) != nil, "\(old) does not occur")
        return try pdf(papers.pdf.replacing(old, with: new), by: signer)
    }

    /// The CMS of a PDF.
    func cms(ofPDF bytes: [UInt8]) throws -> [UInt8] { try SignedPDFShape.read(bytes).cms }
}
