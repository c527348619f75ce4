// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Markup
import TestSupport

/// A demonstration authority and a small report signed under it, made once for the tests.
struct SignedReport: Sendable {
    static let namespace = "urn:creditreport:report:1"

    let rootPEM: [UInt8]
    let signer: LocalSigner
    /// The report element as it stands in the file.
    let report: [UInt8]
    /// The signature element as it stands in the file.
    let signature: [UInt8]

    /// The whole file.
    var file: [UInt8] { Self.file(report: report, signatures: signature) }

    static let shared = Result { try SignedReport() }

    static func made() throws -> SignedReport { try shared.get() }

    private init() throws {
        let directory = try TemporaryDirectory()
        try Self.makeAuthority(directory, "root", "signer")
        rootPEM = try TestFile.read(directory.path("root.pem"))
        signer = try LocalSigner(
            keyPEM: TestFile.read(directory.path("signer.key")),
            certificatesPEM: TestFile.read(directory.path("signer.pem")))

        var writer = CanonicalWriter()
        writer.open(Name("report", namespace: Self.namespace), [Attribute(.xml("id"), "report")])
        writer.element("number", "TEST-2024-0001")
        writer.element("subject", "示例建设有限公司（测试） & <Co>", [Attribute("code", "91110000MA00TEST0X")])
        writer.element("finding", "100000")
        writer.element("remark", "")
        writer.close()
        let canonical = try writer.finish()
        guard let embedded = CanonicalXML.embedded(canonical, in: Self.namespace) else {
            throw Failure(description: "the report does not declare its namespace first")
        }
        report = embedded
        signature = try XMLSignature.sign(digest: Digest.of(canonical), with: signer)
    }

    static func file(report: [UInt8], signatures: [UInt8]) -> [UInt8] {
        Array("<creditReport xmlns=\"\(namespace)\">".utf8) + report + Array("<signatures>".utf8) + signatures
            + Array("</signatures></creditReport>".utf8)
    }

    /// Makes a root and a signer's certificate under it with OpenSSL's own tool.
    static func makeAuthority(_ directory: TemporaryDirectory, _ root: String, _ signer: String) throws {
        func path(_ name: String) -> String { directory.path(name) }
        try directory.write("v3.cnf", Array("keyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n".utf8))
        for name in [root, signer] {
            try openssl(
                "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt",
                "ec_param_enc:named_curve", "-out", path(name + ".key"))
        }
        try openssl(
            "req", "-x509", "-new", "-key", path(root + ".key"), "-sha256", "-days", "30", "-subj",
            "/C=CN/O=Test/CN=Test root", "-out", path(root + ".pem"))
        try openssl(
            "req", "-new", "-key", path(signer + ".key"), "-sha256", "-subj", "/C=CN/O=Test/CN=Test signer", "-out",
            path(signer + ".csr"))
        try openssl(
            "x509", "-req", "-in", path(signer + ".csr"), "-CA", path(root + ".pem"), "-CAkey", path(root + ".key"),
            "-set_serial", "0x1234567890abcdef", "-sha256", "-days", "20", "-extfile", path("v3.cnf"), "-out",
            path(signer + ".pem"))
    }

    /// Makes a certificate of the root's name and key by an authority above it.
    static func certify(_ directory: TemporaryDirectory, _ root: String, by upper: String) throws {
        func path(_ name: String) -> String { directory.path(name) }
        try directory.write("ca.cnf", Array("keyUsage=critical,keyCertSign\nbasicConstraints=critical,CA:TRUE\n".utf8))
        try openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path(upper + ".key"))
        try openssl(
            "req", "-x509", "-new", "-key", path(upper + ".key"), "-sha256", "-days", "30", "-subj",
            "/C=CN/O=Test/CN=Upper root", "-out", path(upper + ".pem"))
        try openssl(
            "req", "-new", "-key", path(root + ".key"), "-sha256", "-subj", "/C=CN/O=Test/CN=Test root", "-out",
            path(root + ".csr"))
        try openssl(
            "x509", "-req", "-in", path(root + ".csr"), "-CA", path(upper + ".pem"), "-CAkey", path(upper + ".key"),
            "-set_serial", "0x22", "-sha256", "-days", "20", "-extfile", path("ca.cnf"), "-out",
            path("intermediate.pem"))
    }

    private static func openssl(_ words: String...) throws {
        let result = try Tool.run("openssl", words)
        guard result.status == 0 else { throw Failure(description: result.errorText) }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What a verifier does with a file before it asks about trust: the canonical file, its one shape, the digest of
    /// the report's own bytes, the signature, and the pinned signer.
    static func accepts(_ file: [UInt8], pinned: Certificate) -> Bool {
        guard case .verified(let signature)? = outcome(file) else { return false }
        return signature.signer == pinned
    }

    /// The outcome for a file of the one shape; nil for any other.
    static func outcome(_ file: [UInt8]) -> XMLSignature.Outcome? {
        guard let root = try? CanonicalXML.read(file), root.name == Name("creditReport", namespace: namespace),
            root.attributes.isEmpty, root.children.count == 2, let report = root.child("report"),
            report.attributes == [Attribute(.xml("id"), "report")], let holder = root.child("signatures"),
            holder.children.count == 1, let signature = holder.elements.first, let range = report.source?.bytes,
            let canonical = CanonicalXML.standalone(file[range], in: namespace)
        else { return nil }
        return XMLSignature.read(signature, digest: Digest.of(canonical))
    }
}
