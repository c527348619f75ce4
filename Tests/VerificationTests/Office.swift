// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Intake
import Issuing
import PDFSyntax
import RecordStore
import Records
import Redrawing
import Rendering
import Reporting
import TestSupport
import Verification

/// A report in its three forms, as an enterprise received it.
struct Papers: Sendable {
    let number: String
    let fingerprint: String
    let signed: SignedReport
    let html: [UInt8]
    let pdf: [UInt8]

    var xml: [UInt8] { signed.bytes }
    /// The XML as text.
    var text: String { String(decoding: xml, as: UTF8.self) }

    func file(_ kind: ArtefactKind) -> [UInt8] {
        switch kind {
        case .xml: xml
        case .html: html
        case .pdf: pdf
        }
    }
}

/// An issuer with honest reports, all on fictitious enterprises, and a forger beside it.
///
/// The forger has reports of several firms, everything that is public, a key of an authority of his own that bears the
/// same names, and, in some cases, the genuine key (a thief, or an insider) but never the issue log.
final class Office: Sendable {
    static let instant = Instant("2026-11-20T10:00:00+08:00") ?? Instant(seconds: 0)

    private static let made = Result { () throws(any Error) in try Office() }

    static func shared() throws -> Office { try made.get() }

    let authority: DemonstrationAuthority
    /// Signs with the genuine key.
    let genuine: ReportIssuer
    let signer: LocalSigner
    /// Signs with a key of another authority of the same names.
    let rogue: ReportIssuer
    let rogueAuthority: DemonstrationAuthority
    let rogueSigner: LocalSigner
    let library: ViewLibrary
    let anchors: TrustAnchors

    /// On a firm with penalties: what the forger has, and wants to be clean.
    let stained: Papers
    /// On another firm, which is clean.
    let clean: Papers
    /// On a clean firm of the same name as the first, with another code.
    let namesake: Papers
    /// On the first firm, for a bidding round and another purpose.
    let bid: Papers
    /// An authority whose keys are of SM2, and who signs under it.
    let national: DemonstrationAuthority
    let nationalSigner: LocalSigner
    /// On the firm with penalties, signed under SM2 alone.
    let sm2: Papers
    /// On the same firm, signed under both suites, its views under SM2.
    let both: Papers
    /// What was issued, by number.
    private let register: [String: String]
    private let directory: TemporaryDirectory

    static let stainedCode = "91150402YY0000052E"
    static let cleanCode = "91150105YY000001XR"
    static let name = "赤峰示例金石矿业有限公司"
    static let round = "NMZB-2026-示例-0118"

    private init() throws {
        directory = try TemporaryDirectory()
        let store = try Self.store(in: directory)
        guard let start = Instant("2026-01-01T00:00:00+08:00") else { throw Failure(description: "no instant") }
        authority = try DemonstrationAuthority(from: start)
        signer = try authority.signer()
        anchors = try authority.anchors()
        rogueAuthority = try DemonstrationAuthority(from: start)
        rogueSigner = try rogueAuthority.signer()
        library = ViewLibrary(templates: [Repository.path("Templates")], fonts: [Repository.path("Fonts")])
        let views = try library.views(template: "standard")
        genuine = try ReportIssuer(store: store, policy: nil, views: views, signers: SignerSet(signer))
        rogue = try ReportIssuer(store: store, policy: nil, views: views, signers: SignerSet(rogueSigner))
        stained = try Self.papers(genuine, ReportRequest(subject: Self.stainedCode, purpose: "企业融资"))
        clean = try Self.papers(genuine, ReportRequest(subject: Self.cleanCode, purpose: "企业融资"))
        namesake = try Self.papers(genuine, ReportRequest(subject: Self.namesakeCode, purpose: "企业融资"))
        bid = try Self.papers(
            genuine,
            ReportRequest(subject: Self.stainedCode, purpose: "招标投标", round: .init(id: Self.round)))
        national = try DemonstrationAuthority(suite: .sm2, from: start)
        nationalSigner = try national.signer()
        let nationally = try ReportIssuer(store: store, policy: nil, views: views, signers: SignerSet(nationalSigner))
        let doubly = try ReportIssuer(
            store: store, policy: nil, views: views,
            signers: try SignerSet([nationalSigner, signer], viewsUnder: .sm2))
        sm2 = try Self.papers(nationally, ReportRequest(subject: Self.stainedCode, purpose: "国密"))
        both = try Self.papers(doubly, ReportRequest(subject: Self.stainedCode, purpose: "双签名"))
        let all = [stained, clean, namesake, bid, sm2, both]
        register = Dictionary(all.map { ($0.number, $0.fingerprint) }) { first, _ in first }
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// A code of the same district as the first firm's, made valid by its check character.
    static let namesakeCode: String = {
        let stem = "91150402YY0000900"
        let code = "0123456789ABCDEFGHJKLMNPQRTUWXY".lazy.map { stem + String($0) }.first {
            (try? CreditCode($0)) != nil
        }
        return code ?? stem
    }()

    private static func store(in directory: TemporaryDirectory) throws -> RecordStore {
        func sample(_ name: String) throws -> [UInt8] { try TestFile.read(Repository.path("Samples/" + name)) }
        let catalog = try sample("catalog.json")
        let store = try RecordStore.create(
            at: directory.path("store"), catalog: catalog, domains: sample("domains.json"),
            policy: sample("policies/default.json"))
        let intake = DeliveryIntake(
            store: store, catalog: try Catalog.read(catalog, sha256: Hex.encode(Digest.of(catalog))))
        let register = String(decoding: try sample("register/2026-01-05-qiye.csv"), as: UTF8.self)
        let line = register.split(whereSeparator: \.isNewline).first { $0.contains(stainedCode) } ?? ""
        let more = line.replacing(stainedCode, with: namesakeCode).replacing(",150402", with: ",150403")
        func take(_ bytes: [UInt8], _ item: String, _ source: String, _ day: String) throws {
            guard let received = Instant(day + "T09:00:00+08:00") else { throw Failure(description: day) }
            _ = try intake.importBytes(
                bytes, name: item + ".csv", ImportOptions(received: received, item: item, source: source))
        }
        try take(Array((register + more + "\n").utf8), "DJXX", "11150000YY000140XH", "2026-11-18")
        try take(sample("deliveries/2026-11-17-zrzy-xzcf.csv"), "XZCF", "11150000YY0001151Y", "2026-11-19")
        return store
    }

    private static func papers(_ issuer: ReportIssuer, _ request: ReportRequest) throws -> Papers {
        let report = try issuer.report(for: request, at: instant)
        let signed = try issuer.sign(try issuer.checkedXML(of: report), of: report)
        return try papers(issuer, signed)
    }

    /// What the office gives out for a purpose, without a line in its register.
    func papers(on subject: String, purpose: String) throws -> Papers {
        try Self.papers(genuine, ReportRequest(subject: subject, purpose: purpose))
    }

    /// The views of a signed report, signed by the issuer that draws them.
    static func papers(_ issuer: ReportIssuer, _ signed: SignedReport) throws -> Papers {
        let (views, renderer) = (try issuer.views(for: signed), PDFRenderer())
        let document = views.document(of: signed)
        return Papers(
            number: signed.text("number") ?? "", fingerprint: signed.fingerprint, signed: signed,
            html: try issuer.signHTML(
                try views.htmlPage(of: signed, document: document, with: renderer), of: signed
            ).bytes,
            pdf: try issuer.signPDF(
                try views.preparedPDF(
                    of: signed, document: document, signatureCapacity: try issuer.signatureCapacity(of: signed),
                    with: renderer), of: signed
            ).bytes)
    }

    /// What the register says of everything but what is overridden.
    struct Register: StatusSource {
        let issued: [String: String]
        var changed: [String: ReportStatus] = [:]

        func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus {
            if let changed = changed[number] { return changed }
            return issued[number] == fingerprint ? .issued : .unknown
        }
    }

    /// A verifier of an agency that trusts the authority and sees the issue log.
    func verifier(_ change: (inout Verifier.Ground) throws -> Void = { _ in }) throws -> Verifier {
        let redrawer = Redrawer(library)
        var ground = Verifier.Ground(
            trust: Trust(privateAuthorities: anchors), status: Register(issued: register),
            redraw: { redrawer.redraw($0) }, now: Self.instant.adding(days: 1))
        try change(&ground)
        return try Verifier(ground)
    }

    /// The register with another answer about some reports.
    func register(_ changed: [String: ReportStatus]) -> Register {
        Register(issued: register, changed: changed)
    }
}
