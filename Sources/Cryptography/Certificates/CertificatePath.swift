// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Certificates of which each is signed by the next, from the signer's to an anchor.
struct CertificatePath {
    let certificates: [Certificate]
    let purpose: CertificatePurpose

    /// What the rules say about the path.
    func outcome(given intermediates: [Certificate], at instant: Instant) -> ChainOutcome {
        if let fault = faultOfRoles() ?? faultOfKeys() { return .untrusted(fault) }
        if let unused = intermediates.first(where: { !certificates.contains($0) }) {
            return .untrusted(ChainFault(.unusedCertificate, "the path to the anchor does not need it", unused))
        }
        for certificate in certificates {
            if instant < certificate.notBefore {
                let message = "valid from \(certificate.notBefore) on only"
                return .outsideValidity(ChainFault(.notYetValid, message, certificate), path: certificates)
            }
            if instant > certificate.notAfter {
                let message = "valid until \(certificate.notAfter) only"
                return .outsideValidity(ChainFault(.expired, message, certificate), path: certificates)
            }
        }
        return .trusted(path: certificates)
    }

    /// Why a certificate cannot be a signer's below any authority; nil if it can. Its time is not looked at.
    static func faultOfSigner(_ certificate: Certificate, for purpose: CertificatePurpose) -> ChainFault? {
        let path = CertificatePath(certificates: [certificate], purpose: purpose)
        return path.faultOfSigner(certificate) ?? path.faultOfPurpose(certificate)
    }

    private func faultOfRoles() -> ChainFault? {
        for (index, certificate) in certificates.enumerated() {
            let fault =
                index == 0
                ? faultOfSigner(certificate)
                : Self.faultOfAuthority(certificate, authoritiesBelow: index - 1, for: purpose)
            if let fault { return fault }
            if index < certificates.count - 1, let fault = faultOfPurpose(certificate) { return fault }
        }
        return nil
    }

    private func faultOfKeys() -> ChainFault? {
        for (certificate, issuer) in zip(certificates, certificates.dropFirst()) {
            guard certificate.suite == issuer.suite else {
                return ChainFault(.mixedSuites, "its key is of another suite than its issuer's", certificate)
            }
            if let named = certificate.extensions.authorityKeyIdentifier,
                let own = issuer.extensions.subjectKeyIdentifier, named != own
            {
                return ChainFault(.badSignature, "it names another key of its issuer", certificate)
            }
        }
        return nil
    }

    private func faultOfSigner(_ certificate: Certificate) -> ChainFault? {
        guard !certificate.isCA else {
            return ChainFault(.notEndEntity, "an authority's certificate does not sign \(purpose.words)", certificate)
        }
        let usage = certificate.extensions.keyUsage
        let signing: CertificateExtensions.KeyUsage = [.digitalSignature, .nonRepudiation]
        switch purpose {
        case .documents:
            guard usage?.isSuperset(of: signing) == true else {
                return ChainFault(.keyUsage, "key usage lacks digitalSignature or nonRepudiation", certificate)
            }
        case .timestamps:
            // RFC 3161, 2.3: this one purpose, critical, and no other.
            guard certificate.extensions.extendedKeyUsage == [.timeStamping],
                certificate.extensions.isExtendedKeyUsageCritical
            else {
                return ChainFault(.keyUsage, "extended key usage is not timeStamping alone and critical", certificate)
            }
            guard usage.map({ !$0.isEmpty && $0.isSubset(of: signing) }) ?? true else {
                return ChainFault(.keyUsage, "key usage is not for signatures alone", certificate)
            }
        }
        return Self.faultOfContents(certificate, for: purpose)
    }

    /// Why a certificate cannot be that of an authority with so many other authorities between it and the signer.
    static func faultOfAuthority(
        _ certificate: Certificate, authoritiesBelow count: Int, for purpose: CertificatePurpose
    ) -> ChainFault? {
        guard certificate.isCA else {
            return ChainFault(.notAuthority, "basic constraints do not call it an authority", certificate)
        }
        guard certificate.extensions.keyUsage?.contains(.keyCertSign) == true else {
            return ChainFault(.keyUsage, "key usage lacks keyCertSign", certificate)
        }
        if let limit = certificate.extensions.pathLength, count > limit {
            return ChainFault(.tooLong, "it allows \(limit) authorities below it, \(count) are there", certificate)
        }
        return faultOfContents(certificate, for: purpose)
    }

    private static func faultOfContents(_ certificate: Certificate, for purpose: CertificatePurpose) -> ChainFault? {
        if let fault = certificate.faultOfKey(for: purpose) {
            return ChainFault(.unsupportedKey, fault, certificate)
        }
        if let identifier = certificate.extensions.unknownCritical.first {
            return ChainFault(.unknownExtension, "critical extension \(identifier) is not understood", certificate)
        }
        guard !certificate.extensions.hasNameConstraints else {
            return ChainFault(.nameConstraints, "name constraints are not supported", certificate)
        }
        return nil
    }

    /// Extended key usage, where present, has to allow what the path is for, or any use.
    private func faultOfPurpose(_ certificate: Certificate) -> ChainFault? {
        guard let purposes = certificate.extensions.extendedKeyUsage,
            !purposes.contains(where: purpose.extendedKeyUsages.contains)
        else { return nil }
        return ChainFault(.keyUsage, "extended key usage does not allow to sign \(purpose.words)", certificate)
    }
}
