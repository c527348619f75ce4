// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing

/// The options of all commands that sign.
enum SigningOptions {
    /// Those that name one signer.
    static let one: [OptionSyntax] =
        [
            .required("--key", "KEY", "the signer's private key (PEM, PKCS #12), or the program that signs (JSON)"),
            .value("--cert", "CERT", "the signer's certificate (PEM); a PKCS #12 file may hold it"),
            .value("--chain", "FILE", "the certificates between the signer's and the authority's (PEM)"),
        ] + PassphraseSource.options
    /// Those of commands that issue reports, which may bear two signatures.
    static let reports: [OptionSyntax] =
        [
            .requiredSeveral(
                "--key", "KEY",
                "the signer's private key (PEM, PKCS #12), or the program that signs (JSON); a second one of the other "
                    + "suite for both"),
            .several("--cert", "CERT", "the signer's certificate (PEM); as many as keys, in their order"),
            .value("--chain", "FILE", "the certificates between the signers' and the authorities' (PEM)"),
            .value(
                "--suite", "p256|sm2|both",
                "the signatures that the report must bear (default: the policy's, else the keys')"),
            .value("--view-suite", "p256|sm2", "under which of them HTML and PDF are signed (default: the first)"),
            .required("--out", "DIR", "where the files go"),
        ] + PassphraseSource.options

    /// The signer that a command line names, for what speaks at a moment; nil if its time was looked at before.
    static func signer(_ arguments: Arguments, at instant: Instant?) throws -> any MessageSigner {
        let signer = try signer(
            key: try arguments.required("--key"), certificate: arguments.value("--cert"), try chain(arguments),
            try PassphraseSource(arguments))
        try refuse(signer.certificate, at: instant)
        try refuseDemonstration(signer, arguments)
        return signer
    }

    /// The signers that a command line names, one for each key, for what speaks at a moment.
    static func signers(_ arguments: Arguments, at instant: Instant) throws -> SignerSet {
        let (keys, certificates) = (arguments.values("--key"), arguments.values("--cert"))
        guard certificates.isEmpty || keys.count == certificates.count else {
            throw arguments.usage(
                "\(keys.count) --key and \(certificates.count) --cert are given", "give one certificate for each key")
        }
        let chain = try chain(arguments)
        let passphrases = try PassphraseSource(arguments)
        let signers = try keys.indices.map { index in
            try signer(
                key: keys[index], certificate: certificates.isEmpty ? nil : certificates[index], chain, passphrases)
        }
        for signer in signers {
            try refuse(signer.certificate, at: instant)
            try refuseDemonstration(signer, arguments)
        }
        return try SignerSet(signers, viewsUnder: try suite("--view-suite", arguments))
    }

    /// The names of the suites that `--suite` asks for; nil if it is not given.
    static func suites(_ arguments: Arguments) throws -> [String]? {
        guard let name = arguments.value("--suite") else { return nil }
        if name == "both" { return Suite.allCases.map(\.rawValue) }
        guard Suite(rawValue: name) != nil else {
            throw arguments.usage("--suite is \"\(name)\"", "expected p256, sm2 or both")
        }
        return [name]
    }

    /// The suite that an option names; nil if it is not given.
    static func suite(_ option: String, _ arguments: Arguments) throws -> Suite? {
        guard let name = arguments.value(option) else { return nil }
        guard let suite = Suite(rawValue: name) else {
            throw arguments.usage("\(option) is \"\(name)\"", "expected p256 or sm2")
        }
        return suite
    }

    private static func chain(_ arguments: Arguments) throws -> [Certificate] {
        guard let path = arguments.value("--chain") else { return [] }
        return try Certificate.readPEM(try InputFile.read(path, limit: 1 << 20))
    }

    /// A signer with those certificates of the chain that are of its suite.
    private static func signer(
        key: String, certificate: String?, _ chain: [Certificate], _ passphrases: PassphraseSource
    ) throws -> any MessageSigner {
        var certificates: [Certificate] = []
        if let certificate {
            certificates = try Certificate.readPEM(try InputFile.read(certificate, limit: 1 << 20))
            certificates += chain.filter { $0.suite == certificates.first?.suite }
        }
        return try KeySource.signer(key, certificates: certificates, passphrases)
    }

    /// Nothing is signed, and no report registered, that every verifier would have to refuse for its certificate.
    private static func refuse(_ certificate: Certificate, at instant: Instant?) throws {
        var fault = certificate.faultAsSigner
        if let instant {
            if instant > certificate.notAfter { fault = "it was valid until \(certificate.notAfter)" }
            // A report may speak of a moment before the certificate that it is signed with now.
            if max(instant, .now) < certificate.notBefore { fault = "it is valid from \(certificate.notBefore) on" }
        }
        guard let fault else { return }
        throw IssuingError(
            .signer, "nobody could accept what \(certificate) signs: \(fault)",
            hint: "sign with a valid certificate whose key usage is digitalSignature and nonRepudiation")
    }

    /// A store for real reports is not to be signed for by a key that is there to be tried out.
    private static func refuseDemonstration(_ signer: any MessageSigner, _ arguments: Arguments) throws {
        guard signer.certificate.isDemonstration, try SigningConfiguration(store: arguments.store).isProduction else {
            return
        }
        throw IssuingError(
            .demonstration,
            "the store \(arguments.store) is for real reports, the certificate of \(signer.certificate.subject) is one "
                + "for demonstrations",
            hint: "sign with a certificate of your authority")
    }
}
