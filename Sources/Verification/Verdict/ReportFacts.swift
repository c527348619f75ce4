// SPDX-License-Identifier: Apache-2.0

public import Bytes
internal import Markup
internal import Reporting

/// Whom a report is about and what for: what must be read beside every verdict.
public struct ReportFacts: Sendable {
    /// A subject of the report and what was found on it.
    public struct Subject: Sendable {
        /// Its name.
        public var name: String
        /// Its 统一社会信用代码.
        public var code: String
        /// How many records were found, as the report counts them.
        public var total: String
        /// The conclusion for each domain.
        public var conclusions: [(domain: String, conclusion: String)]
    }

    /// The 报告编号.
    public var number: String
    /// The 报告指纹, lower-case hex.
    public var fingerprint: String
    /// The body in whose name it was issued.
    public var issuer: String
    /// The certificate name of the signer; empty if there is none.
    public var signer: String
    /// The subjects.
    public var subjects: [Subject]
    /// First and last day of the period.
    public var period: (from: String, to: String)
    /// The domains asked for; empty for all.
    public var domains: [String]
    /// Up to when data was considered.
    public var cutoff: String
    /// When it was issued.
    public var issuedAt: Instant?
    /// The last day on which it is valid.
    public var validUntil: CivilDay?
    /// What it was asked for.
    public var purpose: String
    /// The bidding round; nil if it is for none.
    public var round: String?

    init(_ signed: SignedReport) {
        number = signed.text("number") ?? ""
        fingerprint = signed.fingerprint
        issuer = signed.text("issuer") ?? ""
        signer = ""
        subjects = (signed.report.child("subjects")?.children("subject") ?? []).map { subject in
            Subject(
                name: subject.child("name")?.text ?? "", code: subject.child("code")?.text ?? "",
                total: subject.child("overview")?.child("total")?.text ?? "",
                conclusions: subject.children("domain").map {
                    ($0.child("name")?.text ?? "", $0.child("conclusion")?.text ?? "")
                })
        }
        period = (signed.text("request", "period", "from") ?? "", signed.text("request", "period", "to") ?? "")
        let asked = signed.report.child("request")?.child("domains")
        domains =
            asked?.child("all")?.text == "true"
            ? [] : (asked?.children("domain") ?? []).map { $0.child("name")?.text ?? "" }
        cutoff = signed.text("data", "cutoff") ?? ""
        issuedAt = signed.text("issuedAt").flatMap { Instant($0) }
        validUntil = signed.text("validUntil").flatMap { CivilDay($0) }
        purpose = signed.text("request", "purpose") ?? ""
        round = signed.text("request", "round", "id")
    }
}
