// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Issuing
import Verification

/// Who gives the signatures of reports their timestamps.
enum TimestampOptions {
    static let all: [OptionSyntax] =
        authority + [
            none,
            .flag("--reserve-timestamp", "keep room in the PDF for a timestamp that it gets later"),
        ]

    /// The option to do without.
    static let none: OptionSyntax = .flag(
        "--no-timestamp", "sign without timestamps, although the store names an authority for them")

    /// The options that name an authority.
    static let authority: [OptionSyntax] = [
        .value("--tsa", "URL", "the authority for timestamps (时间戳机构), http://host:port/path"),
        .value("--tsa-root", "FILE", "the certificate that it has to lead to (PEM)"),
        .value("--tsa-policy", "OID", "the policy to ask it for (default: its own)"),
        .value("--tsa-seconds", "N", "how long its answer may take (default: 20)"),
    ]

    /// Which signature of an XML file a timestamp is for.
    static let suite: OptionSyntax = .value(
        "--suite", "p256|sm2", "of an XML file with two signatures the one that is meant (default: the first)")

    /// The file of a report that a command line names.
    static func artefact(_ arguments: Arguments) throws -> SignedArtefact {
        guard arguments.operands.count == 1 else { throw arguments.usage("one file of a report is expected") }
        let name = arguments.value("--suite")
        let suite = name.flatMap { Suite(rawValue: $0) }
        guard (name == nil) == (suite == nil) else {
            throw arguments.usage("--suite is \"\(name ?? "")\"", "expected p256 or sm2")
        }
        return try SignedArtefact(
            try InputFile.read(arguments.operands[0], limit: Verifier.fileLimit), suite: suite)
    }

    /// The authority that a command line names, else the one of the store; nil if no timestamps are wanted.
    static func source(_ arguments: Arguments) throws -> (any TimestampSource)? {
        guard !arguments.has("--no-timestamp") else {
            guard !arguments.has("--tsa") else {
                throw arguments.usage("--tsa and --no-timestamp exclude each other")
            }
            return nil
        }
        let configured = try SigningConfiguration(store: arguments.store).timestamp
        guard let authority = try named(arguments) ?? configured else { return nil }
        guard !arguments.has("--reserve-timestamp") else {
            throw arguments.usage(
                "--reserve-timestamp is for reports that get their timestamps later", "add --no-timestamp")
        }
        return try authority.service()
    }

    /// The authority that a command line names; nil if it names none.
    static func named(_ arguments: Arguments) throws -> SigningConfiguration.Timestamp? {
        guard let address = arguments.value("--tsa") else {
            for option in ["--tsa-root", "--tsa-policy", "--tsa-seconds"] where arguments.has(option) {
                throw arguments.usage("\(option) goes with --tsa URL")
            }
            return nil
        }
        guard let file = arguments.value("--tsa-root") else {
            throw arguments.usage("--tsa needs --tsa-root FILE", "name the authority that verifiers trust for it")
        }
        let text = arguments.value("--tsa-seconds") ?? "20"
        guard let seconds = Int(text), (1...600).contains(seconds) else {
            throw arguments.usage("--tsa-seconds is \"\(text)\"", "a number from 1 to 600")
        }
        return SigningConfiguration.Timestamp(
            address: address, roots: try Certificate.readPEM(try InputFile.read(file, limit: 1 << 20)),
            policy: arguments.value("--tsa-policy"), seconds: seconds)
    }

    /// For how many bytes of a timestamp that comes later a PDF keeps room.
    static func reserve(_ arguments: Arguments) -> Int {
        arguments.has("--reserve-timestamp") ? reservedBytes : 0
    }

    /// More than a token with two certificates of common authorities has.
    private static let reservedBytes = 8192
}
