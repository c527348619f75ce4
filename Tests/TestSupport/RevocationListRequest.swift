// SPDX-License-Identifier: Apache-2.0

/// What `openssl ca -gencrl` needs to make a revocation list.
public struct RevocationListRequest {
    /// A certificate that the list names.
    public struct Revoked {
        /// When, as OpenSSL's index spells it.
        public var time: String
        /// Why, as OpenSSL names it; nil for no reason.
        public var reason: String?
        /// The serial number in hexadecimal digits.
        public var serial: String

        /// A certificate that is revoked.
        public init(_ serial: String, at time: String = "260301000000Z", reason: String? = "keyCompromise") {
            self.serial = serial
            self.time = time
            self.reason = reason
        }
    }

    /// The arguments, but for those that say for how long the list speaks.
    public let arguments: [String]

    /// The request for a list; what OpenSSL reads is written into a directory.
    ///
    /// - Parameters:
    ///   - path: where the list goes.
    ///   - directory: where OpenSSL's own files go.
    ///   - certificate: the file of the authority's certificate, and `key` that of its key.
    ///   - isSM2: whether the key is of SM2, which signs with SM3 and the usual identity.
    ///   - extensions: the lines of the list's extensions.
    public init(
        to path: String, in directory: TemporaryDirectory, certificate: String, key: String, isSM2: Bool = false,
        revoked: [Revoked] = [], extensions: String = "authorityKeyIdentifier=keyid"
    ) throws {
        let index = revoked.map { one in
            "R\t330101000000Z\t\(([one.time] + [one.reason].compactMap { $0 }).joined(separator: ","))\t\(one.serial)"
                + "\tunknown\t/CN=x\n"
        }
        let configuration = """
            [ca]
            default_ca=here
            [here]
            database=\(try directory.write("index.txt", Array(index.joined().utf8)))
            crlnumber=\(try directory.write("crlnumber", Array("01\n".utf8)))
            default_md=\(isSM2 ? "sm3" : "sha256")
            crl_extensions=list
            [list]
            \(extensions)

            """
        arguments =
            [
                "ca", "-gencrl", "-config", try directory.write("ca.cnf", Array(configuration.utf8)), "-cert",
                certificate, "-keyfile", key, "-out", path,
            ] + (isSM2 ? ["-sigopt", "distid:1234567812345678"] : [])
    }
}
