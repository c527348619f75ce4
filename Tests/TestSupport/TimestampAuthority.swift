// SPDX-License-Identifier: Apache-2.0

/// A timestamp authority for tests: a root, a certificate for timestamps, and answers. The openssl program makes keys and
/// certificates, and answers with P-256 and RSA keys; Bouncy Castle answers with SM2 keys, and with what is odd.
public final class TimestampAuthority: Sendable {
    /// A run of a program that failed.
    public struct Failure: Error, CustomStringConvertible {
        /// Which, and what it said.
        public let description: String
    }

    /// What the certificate for timestamps says, in openssl's configuration.
    public static let usual = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping"
    /// The policy under which timestamps are given.
    public static let policy = "1.2.156.9999.1"

    /// A key on P-256.
    public static let p256 = ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    /// A key of SM2.
    public static let sm2 = ["SM2"]
    private static let identity = "distid:1234567812345678"

    /// A key of RSA with so many bits.
    public static func rsa(_ bits: Int, exponent: Int = 65537) -> [String] {
        ["RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)", "-pkeyopt", "rsa_keygen_pubexp:\(exponent)"]
    }

    private let directory: TemporaryDirectory

    /// The root's certificate, in PEM.
    public var rootPath: String { directory.path("root.pem") }
    /// The root's key.
    public var rootKeyPath: String { directory.path("root.key") }
    /// The certificate for timestamps.
    public var certificatePath: String { directory.path("tsa.pem") }
    /// Its key.
    public var keyPath: String { directory.path("tsa.key") }

    /// Makes keys and certificates, which are valid from the first day of 2026 if nothing else is said.
    ///
    /// - Parameters:
    ///   - extensions: what the certificate for timestamps says.
    ///   - key: arguments of genpkey behind "-algorithm".
    ///   - digest: the hash function under the certificates.
    ///   - days: for how many days the certificate for timestamps is valid.
    ///   - start: from when on its certificates are valid.
    public init(
        extensions: String = usual, key: [String] = p256, digest: String = "-sha256", days: Int = 3650,
        from start: String = "2026-01-01 00:00:00"
    ) throws {
        directory = try TemporaryDirectory()
        let isSM2 = key == Self.sm2
        let hash = isSM2 ? "-sm3" : digest
        let signing = isSM2 ? [hash, "-sigopt", Self.identity] : [hash]
        let checking = isSM2 ? ["-vfyopt", Self.identity] : []
        try directory.write("tsa.ext", Array((extensions + "\n").utf8))
        let authority = "[x]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
        try directory.write("root.ext", Array(authority.utf8))
        for name in ["root", "tsa"] {
            try openssl(["genpkey", "-algorithm"] + key + ["-out", directory.path(name + ".key")])
            try openssl(
                [
                    "req", "-new", "-utf8", "-key", directory.path(name + ".key"), "-out",
                    directory.path(name + ".csr"),
                    "-subj", name == "root" ? "/O=测试/CN=示例时间戳根" : "/O=测试/CN=示例时间戳机构",
                ] + signing)
        }
        try openssl(
            [
                "x509", "-req", "-in", directory.path("root.csr"), "-out", rootPath, "-signkey", rootKeyPath, "-days",
                "7300", "-set_serial", "0x11", "-extfile", directory.path("root.ext"), "-extensions", "x",
            ] + signing + checking, at: start)
        try openssl(
            [
                "x509", "-req", "-in", directory.path("tsa.csr"), "-out", certificatePath, "-CA", rootPath, "-CAkey",
                rootKeyPath, "-days", String(days), "-set_serial", "0x12", "-extfile",
                directory.path("tsa.ext"),
            ] + signing + checking, at: start)
        try configure(directory)
    }

    /// The configuration of `openssl ts`, for a server.
    public var configurationPath: String { directory.path("tsa.cnf") }

    private func configure(_ place: TemporaryDirectory) throws {
        try place.write("serial", Array("01\n".utf8))
        let configuration = """
            [tsa]
            default_tsa=here
            [here]
            serial=\(place.path("serial"))
            signer_cert=\(certificatePath)
            signer_key=\(keyPath)
            signer_digest=sha256
            default_policy=\(Self.policy)
            other_policies=1.2.156.9999.2
            digests=sha256,sm3
            accuracy=secs:1
            ess_cert_id_alg=sha256

            """
        try place.write("tsa.cnf", Array(configuration.utf8))
    }

    /// The answer to a request, given at a moment such as "2026-11-20 02:00:00" (UTC).
    public func answer(_ request: [UInt8], at moment: String) throws -> [UInt8] {
        let place = try TemporaryDirectory()
        try configure(place)
        let query = try place.write("query", request)
        let answer = place.path("answer")
        try openssl(
            ["ts", "-reply", "-config", place.path("tsa.cnf"), "-queryfile", query, "-out", answer], at: moment)
        return try TestFile.read(answer)
    }

    /// The answers of Bouncy Castle's authority to a request, given at a moment in seconds since 1970: a file in the
    /// directory for each mode (see `Tests/Judges/BouncyAuthority.java`).
    public func answers(_ request: [UInt8], at seconds: Int64, _ modes: [String], in place: TemporaryDirectory) throws {
        let query = try place.write("query", request)
        let result = try Tool.run(
            "java",
            ["-cp", Self.classPath, Repository.path("Tests/Judges/BouncyAuthority.java"), "answer", keyPath]
                + [certificatePath, String(seconds), query, place.path("")] + modes)
        guard result.status == 0 else { throw Failure(description: "BouncyAuthority: \(result.errorText)") }
    }

    /// Where Bouncy Castle is.
    public static let classPath =
        ["bcprov", "bcpkix", "bcutil"].map { "/usr/share/java/\($0).jar" }.joined(separator: ":")

    /// A revocation list of the root: of the certificate for timestamps, as openssl's index says when and why.
    public func revocationList(_ revoked: String?, at moment: String) throws -> [UInt8] {
        let place = try TemporaryDirectory()
        let line = revoked.map { "R\t330101000000Z\t\($0)\t12\tunknown\t/CN=x\n" } ?? ""
        let configuration = """
            [ca]
            default_ca=here
            [here]
            database=\(try place.write("index", Array(line.utf8)))
            crlnumber=\(try place.write("number", Array("01\n".utf8)))
            default_md=sha256
            crl_extensions=list
            [list]
            authorityKeyIdentifier=keyid

            """
        let list = place.path("list.pem")
        try openssl(
            [
                "ca", "-gencrl", "-config", try place.write("ca.cnf", Array(configuration.utf8)), "-cert", rootPath,
                "-keyfile", rootKeyPath, "-out", list, "-crldays", "30",
            ], at: moment)
        return try TestFile.read(list)
    }

    /// Runs openssl at a moment.
    public func openssl(_ arguments: [String], at moment: String = "2026-01-01 00:00:00") throws {
        // A moment that stands still: on a busy machine seconds go by before openssl looks.
        let result = try Tool.run("faketime", ["-f", moment, "openssl"] + arguments, environment: ["TZ=UTC"])
        guard result.status == 0 else {
            throw Failure(description: "openssl \(arguments[0]): \(result.errorText)")
        }
    }
}
