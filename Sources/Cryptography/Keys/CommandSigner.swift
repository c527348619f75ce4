// SPDX-License-Identifier: Apache-2.0

/// A signer whose key another program holds: the door to devices (密码机, HSM) and to services that sign.
///
/// For each signature the program is started anew. It gets the 32 bytes of a digest on its standard input, and gives
/// the 64 bytes r‖s on its standard output and nothing else; with any exit status but 0, more or fewer bytes, or after
/// the time limit there is no signature. Every value is verified with the certificate before it is used.
public struct CommandSigner: MessageSigner {
    /// The signer's certificate.
    public let certificate: Certificate
    /// The certificates above it.
    public let chain: [Certificate]
    /// The suite of the certificate's key.
    public let suite: Suite
    /// The absolute path of the program, and its arguments.
    public let command: [String]
    /// How many seconds a signature may take.
    public let seconds: Int

    /// A signer behind a program.
    ///
    /// - Parameters:
    ///   - command: the absolute path of the program, and its arguments; no shell looks at them.
    ///   - certificate: the certificate of the key that the program signs with.
    ///   - chain: the certificates above it.
    ///   - seconds: how many seconds a signature may take, from 1 to 600.
    /// - Throws: `request.invalid` for a path that is not absolute or a time out of range, `key.unsupported` for a
    ///   certificate whose key is of neither suite.
    public init(
        command: [String], certificate: Certificate, chain: [Certificate] = [], seconds: Int = 30
    ) throws(CryptographyError) {
        guard let program = command.first, program.hasPrefix("/"), (1...600).contains(seconds) else {
            throw CryptographyError(
                .invalidRequest, "a signer's command begins with an absolute path and may take 1 to 600 seconds")
        }
        guard let suite = certificate.suite else {
            throw CryptographyError(
                .unsupportedKey, "the key of \(certificate.subject) is neither a P-256 nor an SM2 key")
        }
        self.command = command
        self.certificate = certificate
        self.chain = chain
        self.suite = suite
        self.seconds = seconds
    }

    /// The signature r‖s of a message, 64 bytes, by the program.
    ///
    /// - Throws: `signer.command` if the program fails, `key.mismatch` if its value is not that of the certificate's key.
    public func signature(over message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let digest = SignedDigest.of(message, suite, point: certificate.point)
        let raw = try CommandRun(command, seconds: seconds).output(
            of: digest, upTo: Suite.signatureByteCount + 1)
        guard raw.count == Suite.signatureByteCount else {
            throw CryptographyError(
                .signerCommand,
                "\(command[0]) gave \(raw.count > 64 ? "more than 64" : "\(raw.count)") bytes, the 64 of r‖s are expected"
            )
        }
        guard certificate.verifies(signature: raw, of: message) else {
            throw CryptographyError(
                .keyMismatch, "what \(command[0]) gave is no signature of the key of \(certificate.subject)",
                hint: "the program must sign the digest as it is, with the key of this certificate")
        }
        return raw
    }
}
