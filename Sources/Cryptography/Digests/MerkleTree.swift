// SPDX-License-Identifier: Apache-2.0

/// The hash of a list, from which a part of it can be proven to be in it (Merkle tree, RFC 9162, 2.1.1), with one of the hash
/// functions.
///
/// Leaves and inner nodes are told apart by a byte before what is hashed, so that no node passes for a leaf. Takes the
/// leaves one by one and keeps one digest for each level.
public struct MerkleTree: Sendable {
    /// The roots of the complete subtrees to the left, the largest first, each with its number of leaves.
    private var subtrees: [(leaves: Int, digest: [UInt8])] = []

    private let algorithm: DigestAlgorithm

    /// The tree without leaves.
    public init(_ algorithm: DigestAlgorithm = .sha256) {
        self.algorithm = algorithm
    }

    /// Adds a leaf behind those that are there.
    public mutating func append(_ leaf: [UInt8]) {
        subtrees.append((1, Digest.of([0x00] + leaf, algorithm)))
        while subtrees.count >= 2, subtrees[subtrees.count - 2].leaves == subtrees[subtrees.count - 1].leaves {
            join()
        }
    }

    /// The hash of the whole list, 32 bytes; of no leaves that of nothing.
    public var root: [UInt8] {
        guard !subtrees.isEmpty else { return Digest.of([UInt8](), algorithm) }
        var copy = self
        while copy.subtrees.count >= 2 { copy.join() }
        return copy.subtrees[0].digest
    }

    private mutating func join() {
        let right = subtrees.removeLast()
        let left = subtrees.removeLast()
        subtrees.append((left.leaves + right.leaves, Digest.of([0x01] + left.digest + right.digest, algorithm)))
    }
}
