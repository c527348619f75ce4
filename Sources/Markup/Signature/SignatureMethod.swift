// SPDX-License-Identifier: Apache-2.0

internal import Cryptography

/// The names that XML Signature has for the algorithms of the suites.
///
/// For P-256 they are those of RFC 9231 and XML Encryption. For SM2 and SM3 neither W3C nor IETF has any; these two are
/// the pair that China's customs port system (中国电子口岸) uses and that name both the signature and the digest in a
/// namespace of its owner's.
extension Suite {
    /// The signature algorithm.
    var signatureMethod: String {
        switch self {
        case .p256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
        case .sm2: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3"
        }
    }

    /// The digest algorithm of the reference.
    var digestMethod: String {
        switch self {
        case .p256: "http://www.w3.org/2001/04/xmlenc#sha256"
        case .sm2: "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3"
        }
    }
}
