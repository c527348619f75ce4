// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography
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
        /// The hash of the bytes by the function of the store, in lower-case hex.
        public let hash: String

        init(_ form: Form, _ bytes: [UInt8], _ algorithm: DigestAlgorithm) {
            self.init(form, bytes, Digester(algorithm), after: 0)
        }

        /// - Parameter digester: of the store's function; has taken in the first `count` bytes.
        init(_ form: Form, _ bytes: [UInt8], _ digester: consuming Digester, after count: Int) {
            self.form = form
            self.bytes = bytes
            digester.update(bytes[count...])
            hash = Hex.encode(digester.finish())
        }
    }

    /// What the report says.
    public let report: Report
    /// The 报告指纹, lower-case hex.
    public let fingerprint: String
    /// The hash function of the store.
    public let digestAlgorithm: DigestAlgorithm
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
