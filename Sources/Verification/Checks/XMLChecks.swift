// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Markup
internal import Reporting

extension Verifier {
    /// Looks at an XML file.
    func checkXML(_ file: [UInt8], _ builder: inout VerdictBuilder) {
        guard checkSignedReport(file, &builder) != nil else { return }
        builder.add(
            .content, "xml.canonical", .valid, "XML 是签名数据本身，逐字节与其规范形式相同",
            "the XML is the signed data itself, byte for byte in its canonical form")
    }

    /// Looks at the signed XML, whether it stands alone or in a view, and at all that follows from it alone.
    ///
    /// - Parameter view: the timestamp of the view in which it is; nil if it stands alone.
    /// - Returns: the report and its signatures, or nil if the report is not unchanged.
    func checkSignedReport(
        _ file: [UInt8], view: TimestampFinding? = nil, _ builder: inout VerdictBuilder
    ) -> (report: SignedReport, signatures: [XMLSignature])? {
        let signed: SignedReport
        do {
            signed = try SignedReport(file)
            let findings = try schema.findings(of: signed.report, in: signed.canonicalReport)
            if let finding = findings.first {
                refuse("xml.schema", finding.description, &builder)
                return nil
            }
        } catch {
            refuse("xml.shape", error.description, &builder)
            return nil
        }
        builder.add(
            .integrity, "xml.shape", .valid, "XML 结构正确，且为唯一的规范写法", "the XML has the one form that is written here")
        builder.facts = ReportFacts(signed)
        guard let signatures = checkSignatures(signed, &builder) else { return nil }
        checkIssuers(signatures, view: view, &builder)
        checkStatus(signed, &builder)
        return (signed, signatures)
    }

    /// All signatures that the signed data requires must be there and hold, in its order, and no other.
    private func checkSignatures(_ signed: SignedReport, _ builder: inout VerdictBuilder) -> [XMLSignature]? {
        let names = (signed.report.child("suites")?.children("suite") ?? []).map(\.text)
        let required = signed.suites
        // One order, so that the same signatures are required in one way.
        guard required.map(\.rawValue) == names, required == Suite.allCases.filter(required.contains) else {
            refuse("xml.suites", "it requires signatures of \(names.joined(separator: ", "))", &builder)
            return nil
        }
        guard signed.signatures.count == required.count else {
            let words = required.map(\.rawValue).joined(separator: ", ")
            refuse("xml.signatures", "\(signed.signatures.count) signatures, \(words) are required", &builder)
            return nil
        }
        var signatures: [XMLSignature] = []
        for (suite, element) in zip(required, signed.signatures) {
            guard let signature = checkSignature(element, of: suite, signed, &builder) else { return nil }
            signatures.append(signature)
        }
        return signatures
    }

    private func checkSignature(
        _ element: Element, of suite: Suite, _ signed: SignedReport, _ builder: inout VerdictBuilder
    ) -> XMLSignature? {
        let outcome = XMLSignature.read(
            element, suite: suite, digest: signed.digest(for: suite), stock: certificates)
        switch outcome {
        case .verified(let signature):
            builder.add(
                .integrity, "xml.signature", .valid, "数字签名与报告数据相符（\(suite.words)）",
                "the signature fits the report's data (\(suite.words))")
            return signature
        case .malformed(let reason): refuse("xml.signature", reason, &builder)
        case .otherReport:
            builder.add(
                .integrity, "xml.digest", .invalid, "报告数据被改动：签名所记的摘要与数据不符",
                "the data was changed: the signature is over another digest", forces: .notAuthentic)
        case .wrongValue:
            builder.add(
                .integrity, "xml.signature", .invalid, "数字签名的值不是证书所示密钥所签",
                "the signature value is not that of the certificate's key", forces: .notAuthentic)
        }
        return nil
    }

    /// Whom the signatures are by: those of the accepted suites decide, all of them.
    private func checkIssuers(
        _ signatures: [XMLSignature], view: TimestampFinding?, _ builder: inout VerdictBuilder
    ) {
        let deciding = signatures.filter { ground.trust.suites.contains($0.suite) }
        builder.facts?.signer = (deciding.first ?? signatures.first)?.signer.subject.text ?? ""
        if let missing = Suite.allCases.first(where: { suite in
            ground.trust.requiredSuites.contains(suite) && !deciding.contains { $0.suite == suite }
        }) {
            builder.add(
                .issuer, "issuer.suites", .invalid, "报告没有所要求的 \(missing.words) 签名",
                "it bears no signature of the suite \(missing.rawValue), which is required here",
                forces: .issuerNotTrusted)
        }
        let own = signatures.map { checkTimestamp($0.timestamp, of: "xml", &builder) }
        // The view's timestamp is about a signature that covers all that is in it.
        let ofView = view.map { provenTime($0, &builder) }
        for (signature, timestamp) in zip(signatures, own) {
            // Where none decides, the first is judged, and refused for its suite.
            guard deciding.contains(signature) || (deciding.isEmpty && signature == signatures[0]) else { continue }
            let provenAt = ofView ?? provenTime(timestamp, &builder)
            checkIssuer(signature.signer, signature.chain, provenAt: provenAt, &builder)
        }
    }

    private func checkIssuer(
        _ signer: Certificate, _ chain: [Certificate], provenAt: Instant?, _ builder: inout VerdictBuilder
    ) {
        let issuedOn = builder.facts?.issuedAt?.day
        let issuer = builder.facts?.issuer ?? ""
        let statement = Trust.Statement.report(inTheNameOf: issuer)
        let judgement = judgements.judgement(
            on: .init(
                signer: signer, chain: chain, statement: statement, issuedOn: issuedOn, provenAt: provenAt,
                moment: ground.now),
            by: ground.trust)
        switch judgement {
        case .trusted(let path, let entitlement):
            builder.add(
                .issuer, "issuer.chain", .valid, "签名证书 \(signer.subject) 由受信任的 \(path.last?.subject.text ?? "") 签发",
                "the signer's certificate \(signer.subject) leads to the trusted \(path.last?.subject.text ?? "")")
            let words = Self.words(on: entitlement, issuer: issuer, authority: path.last?.subject.text ?? "")
            builder.add(.issuer, "issuer.signer", .valid, words.chinese, words.english)
        case .notEntitled:
            builder.add(
                .issuer, "issuer.signer", .invalid,
                "根证书受信任，但信任目录未指定签名者 \(signer.subject) 以“\(issuer)”的名义出具报告",
                "the authority is trusted, but the trust folder names no such signer for reports in the name of "
                    + "\(issuer): \(signer.subject)", forces: .issuerNotTrusted)
        case .untrusted(let reason):
            builder.add(
                .issuer, "issuer.chain", .invalid, "签名证书不受信任：\(reason)", "the signer is not trusted: \(reason)",
                forces: .issuerNotTrusted)
        case .outsideValidity(let fault):
            builder.add(
                .issuer, "issuer.validity", .invalid,
                provenAt == nil
                    ? "签名证书在核验时不在有效期内，且没有可信时间戳证明签名时间：\(fault)" : "签名证书在时间戳所证明的时间不在有效期内：\(fault)",
                provenAt == nil
                    ? "the certificate is not valid now and no trusted timestamp proves when it signed: \(fault)"
                    : "the certificate was not valid when the timestamp proves that it signed: \(fault)",
                forces: .outsideValidity)
        case .outsidePeriod(let root):
            let period = "\(root.from?.description ?? "…") – \(root.until?.description ?? "…")"
            builder.add(
                .issuer, "issuer.period", .invalid, "\(root.certificate.subject) 只对 \(period) 出具的报告受信任",
                "\(root.certificate.subject) is trusted for reports of \(period) alone", forces: .issuerNotTrusted)
        case .revoked(let certificate, let entry):
            builder.add(
                .issuer, "issuer.revocation", .invalid, "证书 \(certificate) 已于 \(entry.at) 被吊销（原因 \(entry.reason)）",
                "the certificate \(certificate) was revoked at \(entry.at) (reason \(entry.reason))",
                forces: .issuerNotTrusted)
        case .revocationUnknown(let reason):
            builder.add(
                .issuer, "issuer.revocation", .unknown, "无法得知签名证书是否已被吊销：\(reason)",
                "whether the certificate was revoked cannot be known: \(reason)", forces: .statusUnknown)
        }
        if let issuedAt = builder.facts?.issuedAt, let provenAt {
            checkOrder(issuedAt: issuedAt, provenAt: provenAt, &builder)
        }
        if let issuedAt = builder.facts?.issuedAt, issuedAt < signer.notBefore || issuedAt > signer.notAfter {
            builder.add(
                .issuer, "issuer.signing-time", .invalid, "出具时间不在签名证书的有效期内",
                "it says to have been issued when its certificate was not valid", forces: .outsideValidity)
        }
    }

    /// Why the signer may issue in that name.
    private static func words(on entitlement: Trust.Entitlement, issuer: String, authority: String) -> Words {
        switch entitlement {
        case .privateAuthority:
            Words(
                "未指定签名者：\(authority) 按专用根对待，其签发的任何证书均可以任何名义出具（本报告为“\(issuer)”）",
                "no signer is named: \(authority) is taken for a private authority, whose every certificate may issue "
                    + "in any name (here \(issuer))")
        case .signer(let signer):
            Words(
                "签名者由信任目录指定（\(signer.identity)），可以“\(issuer)”的名义出具",
                "the trust folder names the signer (\(signer.identity)) for reports in the name of \(issuer)")
        }
    }
}

extension Suite {
    /// The algorithms, as people name them.
    var words: String {
        switch self {
        case .p256: "P-256/SHA-256"
        case .sm2: "SM2/SM3"
        }
    }
}
