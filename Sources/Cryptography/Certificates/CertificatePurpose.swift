// SPDX-License-Identifier: Apache-2.0

/// What the key of a certificate is to be trusted for.
public enum CertificatePurpose: Sendable, Equatable {
    /// Signatures under documents.
    case documents
    /// Timestamps (RFC 3161).
    case timestamps

    /// The purposes of a key of which one has to be named where purposes are named.
    var extendedKeyUsages: [ObjectIdentifier] {
        switch self {
        case .documents: [.documentSigning, .emailProtection, .anyExtendedKeyUsage]
        case .timestamps: [.timeStamping, .anyExtendedKeyUsage]
        }
    }

    var words: String {
        switch self {
        case .documents: "documents"
        case .timestamps: "timestamps"
        }
    }
}
