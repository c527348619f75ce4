// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

/// The signed list of a bidding round's reports (清单): for each bidder its report and the files of it, or why there is
/// none.
///
/// The file is JSON Lines: a line about the round with the root of the Merkle tree over the report hashes, a line for
/// each bidder in order, and at last a line with a detached CMS over all bytes before it. `docs/batch.md` describes it.
public struct Manifest: Hashable, Sendable {
    /// What became of a bidder.
    public enum Outcome: Hashable, Sendable {
        /// A report was issued.
        case issued(Report)
        /// None was: the stable name of the reason, and the reason in words.
        case notIssued(code: String, reason: String)
    }

    /// A report of the list.
    public struct Report: Hashable, Sendable {
        /// Its 报告编号.
        public var number: String
        /// Its 报告指纹, lower-case hex.
        public var hash: String
        /// Its 核验码.
        public var code: String
        /// Its files, in the order in which they were published.
        public var files: [IssueEntry.File]

        /// A report of those parts.
        public init(number: String, hash: String, code: String, files: [IssueEntry.File]) {
            self.number = number
            self.hash = hash
            self.code = code
            self.files = files
        }

        /// The name of one of its files.
        public func name(of file: IssueEntry.File) -> String { number + "." + file.kind }
    }

    /// A bidder.
    public struct Entry: Hashable, Sendable {
        /// Its place in the round, from 1 on.
        public var bidder: Int
        /// The 统一社会信用代码 as the round gives it; of a consortium all, with a comma between them.
        public var subject: String
        /// What became of it.
        public var outcome: Outcome

        /// A bidder of those parts.
        public init(bidder: Int, subject: String, outcome: Outcome) {
            self.bidder = bidder
            self.subject = subject
            self.outcome = outcome
        }
    }

    /// A table about the round (汇总表) that lies beside the manifest.
    public struct Summary: Hashable, Sendable {
        /// The names that tables may have.
        public static let names = ["summary.xlsx", "summary.csv", "summary.html"]

        /// Its name.
        public var name: String
        /// Its hash by the function of the manifest, lower-case hex.
        public var hash: String

        /// A table of that name and hash.
        public init(name: String, hash: String) {
            self.name = name
            self.hash = hash
        }

        /// Whether these are the bytes of the table.
        public func matches(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Bool {
            Hex.encode(Digest.of(bytes, algorithm)) == hash
        }
    }

    /// The policy that all reports of a round follow.
    public struct Policy: Hashable, Sendable, CustomStringConvertible {
        /// Its id.
        public var id: String
        /// Its version.
        public var version: String
        /// The hash of its file by the function of the store, lower-case hex.
        public var hash: String

        /// A policy of those parts.
        public init(id: String, version: String, hash: String) {
            self.id = id
            self.version = version
            self.hash = hash
        }

        /// Id, version and the beginning of the hash.
        public var description: String { "\(id) \(version) (\(hash.prefix(12)))" }
    }

    /// What all shards of a round have in common.
    public struct Head: Hashable, Sendable {
        /// The number of the round.
        public var round: String
        /// SHA-256 of the round file and its list of bidders, lower-case hex.
        public var roundHash: String
        /// The snapshot of the store, lower-case hex.
        public var snapshot: String
        /// When the reports were issued.
        public var issuedAt: Instant
        /// The hash function of the files and of the Merkle tree: that of the store.
        public var digestAlgorithm: DigestAlgorithm
        /// How many bidders the whole round has.
        public var bidders: Int
        /// The policy that all reports follow; nil in manifests that earlier versions wrote.
        public var policy: Policy?

        /// A head of those parts.
        public init(
            round: String, roundHash: String, snapshot: String, issuedAt: Instant, digestAlgorithm: DigestAlgorithm,
            bidders: Int, policy: Policy? = nil
        ) {
            self.round = round
            self.roundHash = roundHash
            self.snapshot = snapshot
            self.issuedAt = issuedAt
            self.digestAlgorithm = digestAlgorithm
            self.bidders = bidders
            self.policy = policy
        }

        /// By what a run is told from another.
        fileprivate var words: String {
            "\(round) (round \(roundHash.prefix(12)), snapshot \(snapshot.prefix(12)), policy "
                + "\(policy?.description ?? "unknown"), \(issuedAt))"
        }
    }

    /// What it says of the round.
    public var head: Head
    /// The share of the round that it lists; nil if it lists all.
    public var shard: Shard?
    /// The tables that were made of what it lists; none in a manifest that was joined from shards.
    public var summaries: [Summary]
    /// The bidders, in the order of their places.
    public var entries: [Entry]

    /// A manifest of those parts.
    public init(_ head: Head, shard: Shard? = nil, summaries: [Summary] = [], entries: [Entry]) {
        self.head = head
        self.shard = shard
        self.summaries = summaries
        self.entries = entries
    }

    /// The reports in the order of the bidders.
    public var reports: [Report] {
        entries.compactMap { if case .issued(let report) = $0.outcome { report } else { nil } }
    }

    /// The root of the Merkle tree whose leaves are the report hashes, 32 bytes each, in the order of the bidders;
    /// lower-case hex.
    public var merkleRoot: String {
        var tree = MerkleTree(head.digestAlgorithm)
        for report in reports { tree.append(Hex.decode(report.hash) ?? []) }
        return Hex.encode(tree.root)
    }

    /// Joins the manifests of all shards of a round into that of the whole.
    ///
    /// - Throws: `manifest` if they are not of one round, one snapshot, one policy and one moment, or one is missing or
    ///   there twice.
    public static func merge(_ shards: [Manifest]) throws(RegistryError) -> Manifest {
        guard let first = shards.first else { throw .badManifest("there is none to join") }
        for manifest in shards where manifest.head != first.head {
            throw .badManifest("the shards are not of one run: \(first.head.words) and \(manifest.head.words)")
        }
        let entries = shards.flatMap(\.entries).sorted { $0.bidder < $1.bidder }
        for (index, entry) in entries.enumerated() where entry.bidder != index + 1 {
            throw .badManifest(
                index > 0 && entries[index - 1].bidder == entry.bidder
                    ? "bidder \(entry.bidder) is in two of them" : "bidder \(index + 1) is in none of them")
        }
        guard entries.count == first.head.bidders else {
            throw .badManifest("bidder \(entries.count + 1) of \(first.head.bidders) is in none of them")
        }
        return Manifest(first.head, entries: entries)
    }
}

/// A share of a round: the bidders that one of several processes looks after.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// Which share, from 1 on.
    public let index: Int
    /// How many shares there are.
    public let count: Int

    /// The share that is written "2/8"; nil if it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), (1...65536).contains(count),
            (1...count).contains(index), "\(index)/\(count)" == text
        else { return nil }
        self.index = index
        self.count = count
    }

    /// As it is written.
    public var description: String { "\(index)/\(count)" }

    /// Whether a subject belongs to it: by the first 8 bytes of the SHA-256 of its code, so that a subject falls to the
    /// same shard in every round and whatever the order of the bidders.
    public func holds(_ code: String) -> Bool {
        let value = Digest.of(Array(code.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(value % UInt64(count)) == index - 1
    }
}
