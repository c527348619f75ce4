// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Who signs reports: one signer for each suite.
///
/// The XML bears a signature of each suite that the report requires. A PDF bears one alone, since a second would be a
/// second revision, and so does a page.
public struct SignerSet: Sendable {
    /// The signers, in the order of the suites.
    let all: [any MessageSigner]
    private let viewSuite: Suite?

    /// Who signs lists of reports (清单): the signer of the views if their suite was named, else the first.
    public var listSigner: any MessageSigner {
        all.first { $0.suite == viewSuite } ?? all[0]
    }

    /// One signer for all.
    public init(_ signer: any MessageSigner) {
        all = [signer]
        viewSuite = nil
    }

    /// Signers of different suites.
    ///
    /// - Parameters:
    ///   - signers: the signers, one or two.
    ///   - suite: the suite under which the views are signed; nil for the first that a report requires.
    /// - Throws: `IssuingError` with `signer` if there is none, or two are of one suite.
    public init(_ signers: [any MessageSigner], viewsUnder suite: Suite? = nil) throws(IssuingError) {
        all = Suite.allCases.compactMap { suite in signers.first { $0.suite == suite } }
        viewSuite = suite
        guard !all.isEmpty, all.count == signers.count else {
            throw IssuingError(
                .signer, "\(signers.count) keys of \(all.count) suites were given, one of each suite was expected",
                hint: "give one key of the suite p256, one of sm2, or both")
        }
    }

    /// The signers of the suites that a report requires, in their order.
    ///
    /// - Throws: `IssuingError` with `signer` if one of them is missing.
    func signers(for suites: [Suite]) throws(IssuingError) -> [any MessageSigner] {
        var found: [any MessageSigner] = []
        for suite in suites { found.append(try signer(of: suite)) }
        return found
    }

    /// Who signs the views of a report that requires some suites.
    ///
    /// - Throws: `IssuingError` with `signer` if the suite of the views is not among those, or has no signer.
    func viewSigner(for suites: [Suite]) throws(IssuingError) -> any MessageSigner {
        guard let suite = viewSuite ?? suites.first, suites.contains(suite) else {
            throw IssuingError(
                .signer,
                "the views would be signed under \(viewSuite?.rawValue ?? "none"), which the report does not require",
                hint: "name one of \(suites.map(\.rawValue).joined(separator: ", ")) for the views")
        }
        return try signer(of: suite)
    }

    private func signer(of suite: Suite) throws(IssuingError) -> any MessageSigner {
        guard let signer = all.first(where: { $0.suite == suite }) else {
            throw IssuingError(
                .signer, "the report must be signed under \(suite.rawValue), and no key of that suite was given",
                hint: "creditreport key demo --suite \(suite.rawValue) makes one for trials")
        }
        return signer
    }
}
