// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Markup
internal import Records

extension Report {
    /// The namespace of the report format.
    public static let namespace = "urn:creditreport:report:1"

    /// The canonical XML of the report: the element `report` standing alone, which is hashed and signed.
    ///
    /// - Throws: `MarkupError` (`character`) for a text that XML cannot hold.
    public func canonicalXML() throws(MarkupError) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 16_384)
        writer.open(Name("report", namespace: Self.namespace), [Attribute(.xml("id"), XMLSignature.signedID)])
        writer.element("title", title)
        writer.element("issuer", issuer)
        writer.element("number", number.text)
        writer.element("issuedAt", issuedAt.description)
        writer.element("validUntil", validUntil.description)
        writer.element("verificationAddress", verificationAddress)
        writer.open("suites")
        for suite in suites { writer.element("suite", suite.rawValue) }
        writer.close()
        request.write(to: &writer)
        data.write(to: &writer)
        policy.write(to: &writer)
        writer.open("subjects")
        for subject in subjects { subject.write(to: &writer) }
        writer.close()
        writer.open("notices")
        for notice in notices { writer.element("notice", notice) }
        writer.close()
        writer.close()
        return try writer.finish()
    }
}

extension CanonicalWriter {
    /// Writes an element that may be absent.
    mutating func element(_ local: String, ifPresent content: String?) {
        if let content { element(local, content) }
    }

    /// Writes an element that holds `true` or `false`.
    mutating func element(_ local: String, _ truth: Bool) {
        element(local, truth ? "true" : "false")
    }

    /// Writes an element that holds a code and its name.
    mutating func element(_ local: String, _ named: Report.CodedName) {
        open(local)
        element("code", named.code)
        element("name", named.name)
        close()
    }

    /// Writes an element that holds a code, a label and a value.
    mutating func element(_ local: String, _ field: ShownField) {
        open(local)
        element("code", field.code)
        element("label", field.label)
        element("value", field.value)
        close()
    }
}

extension Report.Request {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("request")
        writer.open("requester")
        writer.element("kind", requester.kind.rawValue)
        writer.element("kindName", requester.kindName)
        writer.element("name", ifPresent: requester.name)
        writer.close()
        if let (statement, isValid) = authorisation {
            writer.open("authorisation")
            writer.element("reference", statement.reference)
            writer.element("scope", ifPresent: statement.scope)
            writer.element("from", ifPresent: statement.from)
            writer.element("until", ifPresent: statement.until)
            writer.element("valid", isValid)
            writer.close()
        }
        if let subjects {
            writer.open("subjects")
            writer.element("name", subjects.name)
            writer.element("code", subjects.code)
            writer.element("count", subjects.count)
            writer.element("branches", subjects.hasBranches)
            writer.element("extent", subjects.extent)
            writer.element("text", subjects.text)
            writer.element("note", ifPresent: subjects.note)
            writer.close()
        }
        writer.element("purpose", purpose)
        writer.element("matter", ifPresent: matter)
        writer.element("basis", ifPresent: basis)
        if let round {
            writer.open("round")
            writer.element("id", round.id)
            writer.element("project", ifPresent: round.project)
            writer.element("lot", ifPresent: round.lot)
            writer.close()
        }
        writer.open("period")
        writer.element("from", from.description)
        writer.element("to", to.description)
        writer.close()
        writer.open("domains")
        writer.element("all", domains == nil)
        for domain in domains ?? [] { writer.element("domain", domain) }
        writer.close()
        writer.close()
    }
}

extension Report.DataStatement {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("data")
        writer.element("snapshot", snapshot)
        writer.element("cutoff", cutoff.description)
        write("catalog", catalog, region: nil, to: &writer)
        write("domainTable", domainTable, region: region, to: &writer)
        write("policy", policy, region: nil, to: &writer)
        if let measures { write("measures", measures, region: nil, to: &writer) }
        writer.close()
    }

    private func write(
        _ local: String, _ file: Report.FileVersion, region: String?, to writer: inout CanonicalWriter
    ) {
        writer.open(local)
        writer.element("id", file.id)
        writer.element("version", file.version)
        writer.element("region", ifPresent: region)
        writer.element(digestAlgorithm == .sm3 ? "sm3" : "sha256", file.hash)
        writer.close()
    }
}

extension Report.PolicyStatement {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("policy")
        for document in basis { writer.element("basis", document) }
        for item in countedItems { writer.element("countedItem", item) }
        for item in uncountedItems { writer.element("uncountedItem", item) }
        for procedure in procedures {
            writer.open("procedure")
            writer.element("name", procedure.name)
            writer.element("counts", procedure.counts)
            writer.close()
        }
        writer.element("narrowScopeBasis", ifPresent: narrowScopeBasis)
        for (local, treatment, mark) in [("repaired", repaired, "已修复"), ("expired", expired, "公示期满")] {
            writer.open(local)
            writer.element("treatment", treatment.rawValue)
            writer.element("text", treatment.text(mark: mark))
            writer.close()
        }
        for term in publicity {
            writer.open("publicity")
            writer.element("severity", term.severity)
            writer.element("months", term.months)
            writer.close()
        }
        writer.element("freshnessDays", freshnessDays)
        writer.element("longestPeriodYears", longestPeriodYears)
        writer.element("longestLagDays", longestLagDays)
        writer.element("validityDays", validityDays)
        writer.close()
    }
}
