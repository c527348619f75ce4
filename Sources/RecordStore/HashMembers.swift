// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// How hashes are named in the files of a store: by the function that made them.
extension DigestAlgorithm {
    /// The name of a member that holds a hash: "sha256" or "sm3".
    package var member: String {
        switch self {
        case .sha256: "sha256"
        case .sm3: "sm3"
        }
    }

    /// The name of a member that holds the hash of something, such as "fileSHA256" or "fileSM3".
    package func member(of thing: String) -> String { thing + member.uppercased() }
}
