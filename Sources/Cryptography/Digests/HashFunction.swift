// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A hash function of what others sign: those of the suites, and the longer ones of the SHA-2 family (FIPS 180-4) that
/// authorities for timestamps use with RSA keys.
enum HashFunction: Sendable, Hashable, CaseIterable {
    case sha256
    case sha384
    case sha512
    case sm3

    /// The hash function of a suite.
    init(_ algorithm: DigestAlgorithm) {
        switch algorithm {
        case .sha256: self = .sha256
        case .sm3: self = .sm3
        }
    }

    /// Reads the AlgorithmIdentifier of a digest, whose parameters are absent or NULL (RFC 5754, 2).
    init(_ reader: inout DERReader) throws(CryptographyError) {
        var identifier = try reader.enter(.sequence)
        let found = try identifier.readObjectIdentifier()
        if let null = try identifier.readIfPresent(.null), !null.contents.isEmpty {
            throw identifier.malformed("NULL with contents, before")
        }
        try identifier.finish()
        guard let function = Self.allCases.first(where: { $0.identifier == found }) else {
            throw reader.malformed("digest algorithm \(found), none of SHA-256, SHA-384, SHA-512 and SM3, before")
        }
        self = function
    }

    /// How many bytes a digest has.
    var byteCount: Int {
        switch self {
        case .sha256, .sm3: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The digest of some bytes.
    func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        let isDone = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe EVP_Digest(buffer.baseAddress, buffer.count, &digest, nil, function, nil) == 1
        }
        precondition(isDone, "libcrypto cannot hash")
        return digest
    }

    /// The name by which libcrypto knows it.
    var name: String {
        switch self {
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        case .sm3: "SM3"
        }
    }

    var identifier: ObjectIdentifier {
        switch self {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        case .sm3: .sm3
        }
    }

    private var function: OpaquePointer? {
        switch self {
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        case .sm3: unsafe EVP_sm3()
        }
    }
}
