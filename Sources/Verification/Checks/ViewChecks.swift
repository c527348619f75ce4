// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Markup
internal import PDFSyntax
internal import Reporting

extension Verifier {
    /// Looks at an HTML file: its frame, its signature, the report in it, and whether the page is what the report draws.
    func checkHTML(_ file: [UInt8], _ builder: inout VerdictBuilder) {
        guard let envelope = HTMLEnvelope(file) else {
            return refuse(
                "html.frame", "the page is not framed by the signed report and one signature behind it", &builder)
        }
        let suite = Self.suite(of: envelope.cms)
        var digester = Digester(suite.digestAlgorithm)
        digester.update(envelope.page)
        let outcome = CMS.verify(
            envelope.cms, suite: suite, contentDigest: digester.finish(), stock: certificates)
        guard let signed = checkView(outcome, envelope.signedXML, &builder) else { return }
        compare(
            Array(envelope.page), signed, .html, description: envelope.description, suite: suite, capacity: 0, &builder)
    }

    /// Looks at a PDF file: its shape, its signature, the report in it, and whether the pages are what the report draws.
    func checkPDF(_ file: [UInt8], _ builder: inout VerdictBuilder) {
        let shape: SignedPDFShape
        let attached: EmbeddedFile
        do {
            shape = try SignedPDFShape.read(file)
            attached = try shape.file.embeddedFile()
        } catch {
            return refuse("pdf.shape", error.description, &builder)
        }
        builder.add(
            .integrity, "pdf.shape", .valid, "PDF 只有一个版本、一个签名，签名覆盖整个文件",
            "the PDF has one revision and one signature, which covers the whole file")
        let suite = Self.suite(of: shape.cms)
        var digester = Digester(suite.digestAlgorithm)
        digester.update(shape.digestInput.first)
        digester.update(shape.digestInput.second)
        let xml = Array(file[attached.range])
        let outcome = CMS.verify(
            shape.cms, suite: suite, contentDigest: digester.finish(), stock: certificates)
        guard let signed = checkView(outcome, xml, &builder) else { return }
        let gap = shape.byteRange
        compare(
            blanked(file, gap.gapStart + 1..<gap.gapEnd - 1), signed, .pdf, description: attached.description ?? "",
            suite: suite, capacity: (gap.gapEnd - gap.gapStart - 2) / 2, file: shape.file, &builder)
    }

    /// A PDF with zeros in its signature's place; the file itself if nobody will compare it.
    private func blanked(_ file: [UInt8], _ digits: Range<Int>) -> [UInt8] {
        guard ground.redraw != nil else { return file }
        var blank = file
        blank.replaceSubrange(digits, with: repeatElement(UInt8(ascii: "0"), count: digits.count))
        return blank
    }

    /// The suite that a view's signature names, by which it is then held; p256 where it names none.
    private static func suite(of cms: [UInt8]) -> Suite { CMS.suite(of: cms) ?? .p256 }

    /// The signature of a view must hold, and be by the key that signed the report in it, with the same certificates.
    ///
    /// - Returns: the report in it, or nil if it is not so.
    private func checkView(
        _ outcome: CMSOutcome, _ xml: [UInt8], _ builder: inout VerdictBuilder
    ) -> SignedReport? {
        guard case .valid(let signature) = outcome else {
            if case .invalid(let fault) = outcome {
                builder.add(
                    .integrity, "view.signature", .invalid, "文件被改动，或者签名不成立：\(fault)",
                    "the file was changed, or its signature does not hold: \(fault)", forces: .notAuthentic)
            }
            _ = checkSignedReport(xml, &builder)
            return nil
        }
        builder.add(
            .integrity, "view.signature", .valid, "文件签名成立，覆盖全部内容", "the file's signature holds over all of it")
        // The view's signature covers the report in it with all that lies beside the report's own.
        let timestamp = checkTimestamp(signature.timestamp, of: "view", &builder)
        guard let (signed, reports) = checkSignedReport(xml, view: timestamp, &builder) else { return nil }
        // No signature covers the certificates that lie beside it: none may be there that the report does not have.
        guard
            reports.contains(where: { $0.signer == signature.signer && Set($0.chain) == Set(signature.chain) })
        else {
            builder.add(
                .integrity, "view.signer", .invalid, "文件的签名者或者所附证书与其中报告的不同",
                "the signer of the file, or the certificates in it, are not those of the report in it",
                forces: .notAuthentic)
            return nil
        }
        if let suite = signature.signer.suite, !ground.trust.suites.contains(suite) {
            builder.add(
                .issuer, "view.suite", .invalid, "文件的签名属于 \(suite.words)，此处不予采信",
                "the file is signed under \(suite.rawValue), which decides nothing here", forces: .issuerNotTrusted)
        }
        return signed
    }

    /// The view is drawn again from the signed data and must come out the same, byte for byte.
    private func compare(
        _ shown: [UInt8], _ signed: SignedReport, _ kind: ArtefactKind, description: String, suite: Suite,
        capacity: Int, file: PDFFile? = nil, _ builder: inout VerdictBuilder
    ) {
        // What a stranger signed may cost much to draw, and would not be relied on whatever came out.
        guard !builder.refutes("issuer.chain"), !builder.refutes("issuer.signer") else {
            return builder.add(
                .content, "content.redraw", .unknown, "签署者不受信任，未予重绘",
                "it was not drawn again: its signer is not trusted")
        }
        guard let redraw = ground.redraw else {
            return builder.add(
                .content, "content.redraw", .unknown, "没有重绘所需的模板和字体", "there is nothing to draw it again with",
                forces: .statusUnknown)
        }
        let request = RedrawRequest(
            report: signed, kind: kind, description: description, suite: suite, signatureCapacity: capacity,
            shown: file)
        switch redraw(request) {
        case .bytes(let drawn):
            if ByteOrder.compare(shown.span, drawn.span) == 0 {
                builder.add(
                    .content, "content.redraw", .valid, "由签名数据重新绘制，逐字节相同",
                    "drawn again from the signed data it comes out the same, byte for byte")
            } else if kind == .pdf, Self.differOnlyInCompression(shown, drawn) {
                builder.add(
                    .content, "content.redraw", .valid, "由签名数据重新绘制，解压后逐字节相同（压缩由另一版本的 zlib 完成）",
                    "drawn again from the signed data it comes out the same, byte for byte once decompressed "
                        + "(another zlib compressed it)")
            } else {
                let offset = zip(shown, drawn).enumerated().first { $0.element.0 != $0.element.1 }?.offset
                builder.add(
                    .content, "content.redraw", .invalid,
                    "由签名数据重新绘制，结果不同（自第 \(offset ?? min(shown.count, drawn.count)) 字节起）",
                    "drawn again from the signed data it differs (from byte \(offset ?? min(shown.count, drawn.count)) on)",
                    forces: .notAuthentic)
            }
        case .unavailable(let reason):
            builder.add(
                .content, "content.redraw", .unknown, "无法重绘：\(reason)", "it cannot be drawn again here: \(reason)",
                forces: .statusUnknown)
        case .impossible(let reason):
            builder.add(
                .content, "content.redraw", .invalid, "签名数据无法绘出此文件：\(reason)",
                "the signed data cannot be drawn: \(reason)", forces: .notAuthentic)
        }
    }

    /// Whether two PDF files without the values of their signatures are one but for the spelling of compressed streams.
    private static func differOnlyInCompression(_ shown: [UInt8], _ drawn: [UInt8]) -> Bool {
        guard let mine = try? PDFFile.read(drawn), let other = try? PDFFile.read(shown),
            let recoded = try? mine.recoded(as: other)
        else { return false }
        return ByteOrder.compare(shown.span, recoded.span) == 0
    }
}
