// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Issuing
internal import Registry

/// The manifest that stands in the directory of a round that was done before: a round that is done stays as it is.
struct StandingManifest {
    private let manifest: Manifest
    private let signature: CMSSignature
    private let path: String
    private let entries: [Int: Manifest.Entry]
    /// Whether it was signed by who signs the round now, whose word its hashes are then.
    let isOurs: Bool

    /// The manifest in a directory; nil if there is none.
    ///
    /// - Parameter signer: who signs the round now.
    /// - Throws: `IssuingError` with `changed` if it cannot be read, or is of another run.
    init?(
        in directory: String, _ head: Manifest.Head, shard: Shard?, signer: any MessageSigner
    ) throws {
        path = directory + "/" + Manifest.fileName
        guard Directory.exists(path) else { return nil }
        let file = try DurableFile.read(path, limit: Manifest.limit)
        do {
            (manifest, signature) = try Manifest.read(file)
        } catch {
            throw Self.changed("\(path) is not as it was written: \(error.message)", path)
        }
        guard manifest.head == head, manifest.shard == shard else {
            throw Self.changed("\(path) is the manifest of another run", path)
        }
        isOurs = signature.signer == signer.certificate
        entries = Dictionary(manifest.entries.map { ($0.bidder, $0) }) { first, _ in first }
    }

    /// Whether it has a timestamp that holds.
    var isStamped: Bool { (try? signature.timestamp?.verified()) != nil }

    /// The files that it lists for a bidder; nil if there are none, or it is somebody else's word.
    func files(of bidder: Int) -> [IssueEntry.File]? {
        guard isOurs, case .issued(let report)? = entries[bidder]?.outcome else { return nil }
        return report.files
    }

    /// It as a value, if it is ours and the tables that it lists are there as they were.
    func withSummaries(in directory: String) -> Manifest? {
        let stand =
            isOurs
            && manifest.summaries.allSatisfy { summary in
                guard let bytes = try? DurableFile.read(directory + "/" + summary.name, limit: Manifest.limit) else {
                    return false
                }
                return summary.matches(bytes, manifest.head.digestAlgorithm)
            }
        return stand && manifest.summaries.map(\.name) == RoundSummary.fileNames ? manifest : nil
    }

    /// Holds what a bidder comes to against its line.
    func check(_ entry: Manifest.Entry) throws(IssuingError) {
        guard entries[entry.bidder] == entry else {
            var words = "another report"
            if case .notIssued(let code, _) = entry.outcome { words = "no report (\(code))" }
            throw Self.changed("\(path) lists bidder \(entry.bidder) otherwise: now there is \(words)", path)
        }
    }

    /// Holds a manifest of the same round against it.
    func check(_ made: Manifest) throws(IssuingError) {
        guard made == manifest else { throw Self.changed("\(path) is not the manifest of what was issued", path) }
    }

    /// What is said of a listed report that was issued, and whose files are not as they were.
    func changed(_ number: String) -> IssuingError {
        IssuingError(
            .changed, "a file of \(number) beside \(path) is missing or is not the one that was issued",
            hint: "put it back from a copy; to have report and manifest made again, take \(Manifest.fileName) away")
    }

    private static func changed(_ message: String, _ path: String) -> IssuingError {
        IssuingError(
            .changed, message,
            hint: "a round that is done is not made otherwise; take \(path) away, or name another --out")
    }
}
