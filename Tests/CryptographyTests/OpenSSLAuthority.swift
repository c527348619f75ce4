// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport

/// A certification authority run with the openssl program, for certificates that this project would not make.
struct OpenSSLAuthority {
    /// A certificate and where its files are.
    struct Issued {
        let certificate: Certificate
        let name: String
    }

    /// A run of openssl that failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static let authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign"
    static let signer = "keyUsage=critical,digitalSignature,nonRepudiation"
    static let p256 = ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Makes a key and a certificate.
    ///
    /// - Parameters:
    ///   - name: the common name, and the name of the files.
    ///   - issuer: who signs; nil for a self-signed certificate.
    ///   - extensions: lines of openssl's configuration.
    ///   - key: arguments of genpkey behind "-algorithm".
    ///   - digest: the digest of the signature.
    ///   - subject: the whole name, if it is another than the common name.
    func issue(
        _ name: String, by issuer: Issued?, _ extensions: String, key: [String] = p256, digest: String = "-sha256",
        subject: String? = nil
    ) throws -> Issued {
        let keyPath = directory.path(name + ".key")
        let certificatePath = directory.path(name + ".pem")
        let requestPath = directory.path(name + ".csr")
        let extensionPath = try directory.write(name + ".cnf", Array((extensions + "\n").utf8))
        try run(["genpkey", "-algorithm"] + key + ["-out", keyPath])
        let isSM2 = key == ["SM2"]
        let identity = "distid:1234567812345678"
        try run(
            [
                "req", "-new", "-utf8", "-key", keyPath, "-out", requestPath, "-subj",
                subject ?? "/O=测试/CN=\(name)", isSM2 ? "-sm3" : "-sha256",
            ] + (isSM2 ? ["-sigopt", identity] : []))
        let signing =
            issuer.map { ["-CA", directory.path($0.name + ".pem"), "-CAkey", directory.path($0.name + ".key")] }
            ?? ["-signkey", keyPath]
        try run(
            [
                "x509", "-req", "-in", requestPath, "-out", certificatePath, "-days", "30", digest, "-extfile",
                extensionPath, "-set_serial", "0x51",
            ] + signing + (isSM2 ? ["-vfyopt", identity] : []) + (digest == "-sm3" ? ["-sigopt", identity] : []))
        let certificate = try Certificate.readPEM(TestFile.read(certificatePath))[0]
        return Issued(certificate: certificate, name: name)
    }

    /// Makes a revocation list in DER.
    ///
    /// - Parameters:
    ///   - issuer: the authority.
    ///   - revoked: the serial numbers in hexadecimal digits, and the reasons as openssl names them.
    ///   - options: further arguments of "openssl ca -gencrl".
    func revocationList(
        by issuer: Issued, revoked: [(serial: String, reason: String)], options: [String] = ["-crldays", "7"],
        extensions: String = "authorityKeyIdentifier=keyid"
    ) throws -> [UInt8] {
        let request = try RevocationListRequest(
            to: directory.path("crl.pem"), in: directory, certificate: directory.path(issuer.name + ".pem"),
            key: directory.path(issuer.name + ".key"), revoked: revoked.map { .init($0.serial, reason: $0.reason) },
            extensions: extensions)
        try run(request.arguments + options)
        return try TestFile.read(directory.path("crl.pem"))
    }

    private func run(_ arguments: [String]) throws {
        let result = try Tool.run("openssl", arguments)
        guard result.status == 0 else {
            throw Failure(description: "openssl \(arguments[0]): \(result.errorText)")
        }
    }
}
