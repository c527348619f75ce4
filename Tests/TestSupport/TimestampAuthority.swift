// SPDX-License-Identifier: Apache-2.0

/// A timestamp authority for tests, run with the openssl program: a root, a certificate for timestamps, and answers.
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

    private let directory: TemporaryDirectory

    /// The root's certificate, in PEM.
    public var rootPath: String { directory.path("root.pem") }
    /// The root's key.
    public var rootKeyPath: String { directory.path("root.key") }
    /// The certificate for timestamps.
    public var certificatePath: String { directory.path("tsa.pem") }
    /// Its key.
    public var keyPath: String { directory.path("tsa.key") }

    /// Makes keys and certificates that are valid from the first day of 2026.
    ///
    /// - Parameters:
    ///   - extensions: what the certificate for timestamps says.
    ///   - key: arguments of genpkey behind "-algorithm".
    ///   - days: for how many days the certificate for timestamps is valid.
    public init(
        extensions: String = usual, key: [String] = ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"], days: Int = 3650
    ) throws {
        directory = try TemporaryDirectory()
        try directory.write("tsa.ext", Array((extensions + "\n").utf8))
        let authority = "[x]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
        try directory.write("root.ext", Array(authority.utf8))
        for name in ["root", "tsa"] {
            try openssl(["genpkey", "-algorithm"] + key + ["-out", directory.path(name + ".key")])
            try openssl([
                "req", "-new", "-utf8", "-key", directory.path(name + ".key"), "-out", directory.path(name + ".csr"),
                "-subj", name == "root" ? "/O=测试/CN=示例时间戳根" : "/O=测试/CN=示例时间戳机构",
            ])
        }
        try openssl([
            "x509", "-req", "-in", directory.path("root.csr"), "-out", rootPath, "-signkey", rootKeyPath, "-days",
            "7300", "-sha256", "-set_serial", "0x11", "-extfile", directory.path("root.ext"), "-extensions", "x",
        ])
        try openssl([
            "x509", "-req", "-in", directory.path("tsa.csr"), "-out", certificatePath, "-CA", rootPath, "-CAkey",
            rootKeyPath, "-days", String(days), "-sha256", "-set_serial", "0x12", "-extfile",
            directory.path("tsa.ext"),
        ])
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

    /// Runs openssl at a moment.
    public func openssl(_ arguments: [String], at moment: String = "2026-01-01 00:00:00") throws {
        let result = try Tool.run("faketime", [moment, "openssl"] + arguments, environment: ["TZ=UTC"])
        guard result.status == 0 else {
            throw Failure(description: "openssl \(arguments[0]): \(result.errorText)")
        }
    }
}
