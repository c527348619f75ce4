// SPDX-License-Identifier: Apache-2.0

import Issuing
import PDFSyntax
import Rendering
import Reporting
import Testing

/// What a worker keeps from one report to the next must change no byte of any.
@Suite struct DrawingOrderTests {
    /// The unsigned views of a report.
    private func views(_ signed: SignedReport, _ renderer: PDFRenderer) throws -> [[UInt8]] {
        let issuer = try Office.shared().genuine
        let views = try issuer.views(for: signed)
        let document = views.document(of: signed)
        return [
            try views.htmlPage(of: signed, document: document, with: renderer),
            try views.preparedPDF(
                of: signed, document: document, signatureCapacity: try issuer.signatureCapacity(of: signed),
                with: renderer
            ).bytes,
        ]
    }

    @Test func aReportDrawnColdWarmFirstOrLastIsTheSame() throws {
        let office = try Office.shared()
        let reports = [office.stained, office.clean, office.namesake, office.bid].map(\.signed)
        let cold = try reports.map { try views($0, PDFRenderer()) }
        #expect(Set(cold).count == reports.count)
        let renderer = PDFRenderer()
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 2, 0]] {
            for index in order { #expect(try views(reports[index], renderer) == cold[index]) }
        }
    }
}
