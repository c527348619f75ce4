// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A passphrase (口令) in memory that is overwritten when nobody needs it any more.
@safe
public final class Passphrase: @unchecked Sendable {
    // Never changed after the making, so any thread may read it.
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let count: Int

    /// The most bytes of a passphrase.
    public static let limit = 1024

    /// A passphrase that is read into memory of its own.
    ///
    /// - Parameter read: puts at most `limit` bytes into the buffer and gives their number.
    /// - Throws: `key.passphrase` if it is empty or holds a zero byte, which some formats cannot take.
    public init(
        reading read: (UnsafeMutableBufferPointer<UInt8>) throws(CryptographyError) -> Int
    ) throws(CryptographyError) {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.limit + 1)
        unsafe buffer.initialize(repeating: 0)
        do throws(CryptographyError) {
            let found = unsafe try read(UnsafeMutableBufferPointer(rebasing: buffer.dropLast()))
            guard (1...Self.limit).contains(found), unsafe !buffer[..<found].contains(0) else {
                throw CryptographyError(.passphrase, "the passphrase is empty, or holds a zero byte")
            }
            count = found
        } catch {
            unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
            unsafe buffer.deallocate()
            throw error
        }
        unsafe bytes = buffer
    }

    /// A passphrase from a text, which stays where it is.
    public convenience init(_ text: String) throws(CryptographyError) {
        try unsafe self.init { buffer throws(CryptographyError) in
            guard text.utf8.count <= buffer.count else {
                throw CryptographyError(.passphrase, "the passphrase has more than \(Self.limit) bytes")
            }
            return unsafe buffer.update(fromContentsOf: text.utf8)
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsafe bytes.deallocate()
    }

    /// The bytes, with a zero behind them, and their number without it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>, Int32) -> Result?) -> Result? {
        unsafe bytes.withMemoryRebound(to: CChar.self) { text in
            unsafe text.baseAddress.flatMap { unsafe body($0, Int32(count)) }
        }
    }
}

/// Overwriting what must not stay in memory.
public enum Secrets {
    /// Overwrites an array with zeros and empties it.
    public static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
        bytes = []
    }
}
