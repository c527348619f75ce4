// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// Certificates that others have of the office's authority; made with the openssl program.
extension Office {
    /// What a certificate must say to sign reports.
    static let signing = "keyUsage=critical,digitalSignature,nonRepudiation"

    /// Somebody with a fresh key and a certificate by the trusted authority.
    ///
    /// - Parameters:
    ///   - subject: the name, as `-subj` takes it.
    ///   - extensions: lines of an extension section.
    func certified(_ subject: String, extensions: String = signing) throws -> LocalSigner {
        let directory = try TemporaryDirectory()
        let root = try directory.write("root.pem", Array(try authority.rootKey.pem().utf8))
        let rootCertificate = directory.path("root.der")
        try TestFile.write(authority.rootCertificate.der, to: rootCertificate)
        let (key, request, certificate) = (directory.path("k.pem"), directory.path("r.pem"), directory.path("c.pem"))
        let configuration = try directory.write("x.cnf", Array((extensions + "\n").utf8))
        for words in [
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key],
            ["req", "-new", "-utf8", "-key", key, "-out", request, "-subj", subject, "-sha256"],
            [
                "x509", "-req", "-in", request, "-out", certificate, "-days", "30", "-sha256", "-extfile",
                configuration, "-CA", rootCertificate, "-CAform", "DER", "-CAkey", root, "-set_serial", "0x51",
            ],
        ] {
            let result = try Tool.run("openssl", words)
            try #require(result.status == 0, "\(result.errorText)")
        }
        return try LocalSigner(keyPEM: TestFile.read(key), certificatesPEM: TestFile.read(certificate))
    }
}
