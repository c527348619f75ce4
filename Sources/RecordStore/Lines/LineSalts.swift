// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The salts of lines: 96 random bits for each, so that nobody can guess a line from its hash.
///
/// Each is drawn by itself: nothing tells the salt of an erased line, neither other salts nor anything that is kept.
struct LineSalts {
    private var drawn: [UInt8] = []
    private var position = 0

    /// How many are drawn at a time, and how many characters of base 64 the twelve bytes of each make.
    private static let atATime = 256
    private static let length = 16

    /// The next salt: 16 characters of base 64.
    ///
    /// - Throws: `input-output` if the system has no randomness to give.
    mutating func next() throws(StoreError) -> ArraySlice<UInt8> {
        if position == drawn.count {
            do throws(CryptographyError) {
                drawn = Base64.encodedBytes(try SecureRandom.bytes(12 * Self.atATime))
            } catch {
                throw StoreError(.inputOutput, error.message)
            }
            position = 0
        }
        defer { position += Self.length }
        return drawn[position..<position + Self.length]
    }
}
