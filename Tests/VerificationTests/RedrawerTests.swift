// SPDX-License-Identifier: Apache-2.0

import Cryptography
import PDFSyntax
import Redrawing
import Reporting
import TestSupport
import Testing
import Verification

/// A view comes out as it was, or it is said why not.
@Suite struct RedrawerTests {
    private let office: Office
    private let papers: Papers
    private let redrawer: Redrawer

    init() throws {
        office = try Office.shared()
        papers = office.stained
        redrawer = Redrawer(office.library)
    }

    private func request(_ kind: ArtefactKind) throws -> RedrawRequest {
        let description = try #require(HTMLEnvelope(papers.html)).description
        return RedrawRequest(
            report: papers.signed, kind: kind, description: description, suite: .p256, signatureCapacity: 8192)
    }

    private func html(_ request: RedrawRequest) -> [UInt8]? {
        if case .bytes(let bytes) = redrawer.redraw(request) { bytes } else { nil }
    }

    @Test func drawsTheSameAgainAndAgain() throws {
        let page = Array(try #require(HTMLEnvelope(papers.html)).page)
        for _ in 0..<2 {
            #expect(html(try request(.html)) == page)
            #expect(html(try request(.xml)) == papers.signed.bytes)
            #expect(html(try request(.pdf)) != nil)
        }
    }

    @Test func aViewThatSaysAnotherSuiteThanItIsSignedUnderCannotBe() throws {
        for kind in ArtefactKind.allCases {
            var request = try request(kind)
            request.suite = .sm2
            guard case .impossible(let reason) = redrawer.redraw(request) else {
                Issue.record("drawn under another suite")
                continue
            }
            #expect(reason.contains("sm2") && reason.contains("p256"))
        }
    }

    @Test func whatIsNotAtHandIsNamed() throws {
        for description in ["", "creditreport view; template none \(String(repeating: "0", count: 64))"] {
            var request = try request(.html)
            request.description = description
            guard case .unavailable(let reason) = redrawer.redraw(request) else {
                Issue.record("drawn by \(description)")
                continue
            }
            #expect(description.isEmpty ? !reason.isEmpty : reason == description)
        }
    }
}
