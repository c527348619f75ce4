// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Certificates that were read before, by their bytes: files of one issuer carry the same ones, which need be taken apart
/// once.
///
/// It says nothing of trust, and gives for any bytes what reading them would give.
public final class CertificateStock: Sendable {
    /// How many are kept: files of a forger may not fill the memory.
    private static let limit = 64

    private let known = Mutex<[[UInt8]: Certificate]>([:])

    /// A stock that is empty yet.
    public init() {}

    /// The certificate of these bytes.
    ///
    /// - Throws: as ``Certificate/init(der:)``; what cannot be read is not kept.
    public func certificate(der: [UInt8]) throws(CryptographyError) -> Certificate {
        if let certificate = known.withLock({ $0[der] }) { return certificate }
        let certificate = try Certificate(der: der)
        known.withLock { known in
            if known.count < Self.limit { known[der] = certificate }
        }
        return certificate
    }
}
