// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The digest of an import's lines in their order: the hash of the hashes of the lines, each with its line feed.
///
/// Of an erased line its hash is enough, so the digest of an import stays the same when lines are erased from it.
struct LinesDigest: ~Copyable {
    private var digester: Digester
    private let algorithm: DigestAlgorithm
    /// How many lines were taken in.
    private(set) var count = 0

    /// A digest of no lines, with that hash function.
    init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        digester = Digester(algorithm)
    }

    /// Takes in a line with its line feed.
    mutating func add(_ line: ArraySlice<UInt8>) {
        add(digest: Digest.of(line, algorithm))
    }

    /// Takes in the hash of a line.
    mutating func add(digest: [UInt8]) {
        digester.update(digest)
        count += 1
    }

    /// Takes in the hashes of so many lines, one behind the other.
    mutating func add(digests: [UInt8], count: Int) {
        digester.update(digests)
        self.count += count
    }

    /// The digest in lower-case hex.
    consuming func finish() -> String {
        Hex.encode(digester.finish())
    }
}
