// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Verification

/// The options of `trust add` that say which signers of an authority count.
enum SignerOptions {
    static let all: [OptionSyntax] = [
        .several(
            "--signer", "WHO[=NAME]",
            "a signer of reports: the organization in its certificate, or the hash of its key; NAME is the issuer "
                + "that reports may name (default: the organization)"),
        .several("--status-signer", "WHO", "a signer of status lists"),
        .flag("--private", "the authority certifies the issuer's own keys and nobody else's: all of its signers count"),
    ]

    /// Which signers of the authority count.
    ///
    /// - Parameter algorithm: the hash function by which the folder names keys.
    /// - Throws: `Failure` with exit code 64 unless signers are named, or all of them are meant.
    static func admission(
        _ arguments: Arguments, keysBy algorithm: DigestAlgorithm
    ) throws -> Trust.Admission {
        var signers: [Trust.Signer] = []
        func change(_ identity: Trust.Signer.Identity, _ change: (inout Trust.Signer) -> Void) {
            let index = signers.firstIndex { $0.identity == identity } ?? signers.endIndex
            if index == signers.endIndex { signers.append(Trust.Signer(identity)) }
            change(&signers[index])
        }
        for text in arguments.values("--signer") {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let identity = try identity(parts[0], arguments, algorithm)
            var name = parts.count == 2 ? parts[1] : nil
            if name == nil, case .organization(let organization) = identity { name = organization }
            guard let name, !name.isEmpty else {
                throw arguments.usage(
                    "--signer \(text) does not say in whose name it issues",
                    "--signer HASH=NAME, as reports name the issuer")
            }
            change(identity) { if !$0.issuers.contains(name) { $0.issuers.append(name) } }
        }
        for text in arguments.values("--status-signer") {
            change(try identity(text, arguments, algorithm)) { $0.signsStatusLists = true }
        }
        switch (arguments.has("--private"), signers.isEmpty) {
        case (true, true): return .all
        case (false, false): return .signers(signers)
        case (true, false): throw arguments.usage("--private and --signer exclude each other")
        case (false, true):
            throw arguments.usage(
                "nothing says which signers of the authority count",
                "name them by --signer WHO, or say --private if the authority certifies the issuer's own keys alone; "
                    + "whoever holds another certificate of it could issue reports")
        }
    }

    private static func identity(
        _ text: String, _ arguments: Arguments, _ algorithm: DigestAlgorithm
    ) throws -> Trust.Signer.Identity {
        guard !text.isEmpty else { throw arguments.usage("a signer is an organization or the hash of a key") }
        if text.utf8.count == 64, let hash = Hex.decode(text.lowercased()).flatMap({ KeyHash(algorithm, $0) }) {
            return .key(hash)
        }
        return .organization(text)
    }
}
