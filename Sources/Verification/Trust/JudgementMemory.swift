// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Synchronization

/// What one verifier has found out about signers: the reports of a round are of one, and its path need be built once.
final class JudgementMemory: Sendable {
    /// All that a judgement depends on beside the trust, which is one for a verifier.
    struct Question: Hashable {
        var signer: Certificate
        var chain: [Certificate]
        var statement: Trust.Statement
        var issuedOn: CivilDay?
        var provenAt: Instant?
        var moment: Instant
    }

    /// How many judgements are kept: files of a forger may not fill the memory.
    private static let limit = 256

    private let known = Mutex<[Question: Trust.Judgement]>([:])

    /// The judgement on a signer.
    func judgement(on question: Question, by trust: Trust) -> Trust.Judgement {
        if let judgement = known.withLock({ $0[question] }) { return judgement }
        let judgement = trust.judge(
            question.signer, chain: question.chain, of: question.statement, issuedOn: question.issuedOn,
            provenAt: question.provenAt, at: question.moment)
        known.withLock { known in
            if known.count < Self.limit { known[question] = judgement }
        }
        return judgement
    }
}
