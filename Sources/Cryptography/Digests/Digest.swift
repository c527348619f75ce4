// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A cryptographic hash function.
public enum DigestAlgorithm: String, Sendable, CaseIterable {
    /// SHA-256 (FIPS 180-4).
    case sha256 = "SHA-256"
    /// SM3 (GB/T 32905).
    case sm3 = "SM3"

    /// How many bytes a digest has.
    public var byteCount: Int { 32 }
}

/// Digests of what is in memory as a whole.
public enum Digest {
    /// The name and version of the library that computes digests and signatures, as it says itself.
    public static var libraryVersion: String { unsafe String(cString: OpenSSL_version(OPENSSL_VERSION)) }

    /// The digest of some bytes.
    public static func of(_ bytes: [UInt8], _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
        of(bytes.span, algorithm)
    }

    /// The digest of a part of an array.
    public static func of(_ bytes: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
        of(bytes.span, algorithm)
    }

    /// The digest of the bytes of a span.
    public static func of(_ bytes: Span<UInt8>, _ algorithm: DigestAlgorithm = .sha256) -> [UInt8] {
        var digester = Digester(algorithm)
        digester.update(bytes)
        return digester.finish()
    }
}

/// A digest that is fed piece by piece.
@safe
public struct Digester: ~Copyable, @unchecked Sendable {
    // The context has one owner, so it may move between threads, never be shared by them.
    private let context: OpaquePointer
    private let byteCount: Int

    /// A digest of nothing so far.
    public init(_ algorithm: DigestAlgorithm = .sha256) {
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex2(context, Methods.shared[algorithm], nil) == 1
        else { fatalError("libcrypto gives no digest context: out of memory") }
        unsafe self.context = context
        byteCount = algorithm.byteCount
    }

    /// A digest that has taken in what another has, and goes its own way from here.
    public init(copying other: borrowing Digester) {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_MD_CTX_copy_ex(context, other.context) == 1
        else { fatalError("libcrypto gives no digest context: out of memory") }
        unsafe self.context = context
        byteCount = other.byteCount
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// Takes in a part of an array.
    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        update(bytes.span)
    }

    /// Takes in the bytes of a span.
    public mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(status == 1, "libcrypto refuses to go on with a digest")
    }

    /// Appends the digest of all that was taken in to some bytes, and begins anew with nothing.
    public mutating func appendDigest(to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: byteCount))
        let context = unsafe self.context
        let status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(context, buffer.baseAddress.map { unsafe $0 + start }, nil)
        }
        // The method stays the one that it was.
        let isReady = unsafe EVP_DigestInit_ex2(context, nil, nil) == 1
        precondition(status == 1 && isReady, "libcrypto refuses to end a digest")
    }

    /// The digest of all that was taken in.
    public consuming func finish() -> [UInt8] {
        let context = unsafe self.context
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            let status = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            precondition(status == 1, "libcrypto refuses to end a digest")
            count = buffer.count
        }
    }
}

/// The implementations, fetched once: a fetch costs more than the digest of a short message.
@safe
private struct Methods: @unchecked Sendable {
    static let shared = Methods()

    private let sha256: OpaquePointer
    private let sm3: OpaquePointer

    private init() {
        guard let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil), let sm3 = unsafe EVP_MD_fetch(nil, "SM3", nil)
        else { fatalError("this installation of libcrypto lacks SHA-256 or SM3") }
        unsafe self.sha256 = sha256
        unsafe self.sm3 = sm3
    }

    subscript(algorithm: DigestAlgorithm) -> OpaquePointer {
        switch algorithm {
        case .sha256: unsafe sha256
        case .sm3: unsafe sm3
        }
    }
}
