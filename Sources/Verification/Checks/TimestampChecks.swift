// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

extension Verifier {
    /// What there is of a timestamp beside a signature.
    enum TimestampFinding {
        /// There is none.
        case missing
        /// It is not that of the signature; evidence says so already.
        case broken
        /// It is that of the signature. Whether its authority is trusted is another question.
        case found(TimestampToken)
    }

    /// Looks at whether a timestamp belongs to the signature beside which it lies.
    ///
    /// - Parameter place: whose signature: "xml" or "view".
    func checkTimestamp(
        _ timestamp: SignatureTimestamp?, of place: String, _ builder: inout VerdictBuilder
    ) -> TimestampFinding {
        guard let timestamp else { return .missing }
        do {
            let token = try timestamp.verified(stock: certificates)
            builder.add(
                .integrity, place + ".timestamp", .valid, "时间戳与签名相符", "the timestamp is that of the signature")
            return .found(token)
        } catch {
            builder.add(
                .integrity, place + ".timestamp", .invalid, "时间戳不成立：\(error)", "the timestamp does not hold: \(error)",
                forces: .notAuthentic)
            return .broken
        }
    }

    /// The moment at which a signature is proven to have existed; nil if nothing proves it.
    func provenTime(_ finding: TimestampFinding, _ builder: inout VerdictBuilder) -> Instant? {
        switch finding {
        case .broken: return nil
        case .missing:
            let required = ground.trust.requiresTimestamps
            builder.add(
                .issuer, "issuer.timestamp", required ? .unknown : .valid,
                "签名没有时间戳（基线级别 B-B）：签名时间只由出具者自称，证书过期或者被吊销之后不再可信",
                "the signature has no timestamp (level B-B): only the issuer says when it signed, and once the "
                    + "certificate expires or is revoked, it proves nothing",
                forces: .statusUnknown)
            return nil
        case .found(let token):
            return provenTime(token, &builder)
        }
    }

    private func provenTime(_ token: TimestampToken, _ builder: inout VerdictBuilder) -> Instant? {
        let authority = token.signer.subject
        let judgement = ground.trust.judge(token, at: ground.now)
        if case .trusted(let instant) = judgement {
            builder.add(
                .issuer, "issuer.timestamp", .valid, "可信时间戳（基线级别 B-T）证明签名不晚于 \(token.time)，由 \(authority) 签发",
                "a trusted timestamp (level B-T) of \(authority) proves that it was signed by \(token.time)")
            return instant
        }
        if let doubt = judgement.doubt {
            builder.add(
                .issuer, "issuer.timestamp", doubt.answer, doubt.chinese, doubt.english, forces: doubt.outcome)
            return nil
        }
        builder.add(
            .issuer, "issuer.timestamp", ground.trust.requiresTimestamps ? .unknown : .valid,
            "有 \(authority) 的时间戳，但此处不信任任何时间戳机构，故未作依据：签名时间只由出具者自称",
            "there is a timestamp of \(authority), but no authority for timestamps is trusted here, so it counts "
                + "for nothing: only the issuer says when it signed",
            forces: .statusUnknown)
        return nil
    }

    /// Whether a report says that it was issued after its signature is proven to have existed.
    func checkOrder(issuedAt: Instant, provenAt: Instant, _ builder: inout VerdictBuilder) {
        guard issuedAt.seconds > provenAt.seconds + Trust.clockSlack else { return }
        builder.add(
            .issuer, "issuer.signing-time", .invalid, "出具时间 \(issuedAt) 晚于时间戳所证明的签名时间 \(provenAt)",
            "it says to have been issued at \(issuedAt), but was signed by \(provenAt)", forces: .outsideValidity)
    }
}

extension Trust.TimestampJudgement {
    /// Why a timestamp proves nothing although authorities for timestamps are trusted, and what follows; nil if that is not so.
    var doubt: (answer: Answer, chinese: String, english: String, outcome: Outcome)? {
        switch self {
        case .trusted, .noAuthorities: nil
        case .untrusted(let reason):
            (.invalid, "时间戳不受信任：\(reason)", "the timestamp is not trusted: \(reason)", .issuerNotTrusted)
        case .revocationUnknown(let reason):
            (
                .unknown, "无法得知时间戳机构的证书是否已被吊销：\(reason)",
                "whether the certificate of the timestamp's authority was revoked cannot be known: \(reason)",
                .statusUnknown
            )
        }
    }
}
