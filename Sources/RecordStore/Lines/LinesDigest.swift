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

    /// The digest in lower-case hex.
    consuming func finish() -> String {
        Hex.encode(digester.finish())
    }
}

/// The salts of the lines of one import: 96 random bits for each, so that nobody can guess a line from its hash.
struct LineSalts {
    private let seed: [UInt8]
    private var number: UInt64 = 0

    /// Salts that nobody can foresee; what they come from is forgotten with this value.
    init() throws(StoreError) {
        do throws(CryptographyError) {
            seed = try SecureRandom.bytes(32)
        } catch {
            throw StoreError(.inputOutput, error.message)
        }
    }

    /// The next salt: 16 characters of base 64.
    mutating func next() -> [UInt8] {
        number += 1
        var message = ByteWriter(capacity: 40)
        message.append(seed)
        message.append(bigEndian: number)
        return Base64.encodedBytes(Array(Digest.of(message.bytes).prefix(12)))
    }
}
