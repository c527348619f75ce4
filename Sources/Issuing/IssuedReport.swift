// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Reporting

/// A signed report with its views, before or after it is published.
public struct IssuedReport: Sendable {
    /// One of the three forms of a report.
    public enum Form: String, Sendable, CaseIterable {
        case xml, html, pdf
    }

    /// A file of the report.
    public struct Artefact: Sendable {
        /// Its form.
        public let form: Form
        /// Its bytes.
        public let bytes: [UInt8]
        /// SHA-256 of the bytes, in lower-case hex.
        public let sha256: String

        init(_ form: Form, _ bytes: [UInt8]) {
            self.form = form
            self.bytes = bytes
            sha256 = Hex.encode(Digest.of(bytes))
        }
    }

    /// What the report says.
    public let report: Report
    /// The 报告指纹, lower-case hex.
    public let fingerprint: String
    /// The 核验码.
    public let code: VerificationCode
    /// The files, in the order in which they were asked for.
    public let artefacts: [Artefact]

    /// The 报告编号.
    public var number: ReportNumber { report.number }

    /// The name of a file of the report: its number and the form's ending.
    public func fileName(_ form: Form) -> String {
        report.number.text + "." + form.rawValue
    }
}
