// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
public import Registry

/// What is to be said of the manifest of a round by itself; the files that it lists have verdicts of their own.
public struct ManifestVerdict: Sendable {
    /// What it lists; nil if it cannot be read.
    public var manifest: Manifest?
    /// What was looked at, in order.
    public var evidence: [Evidence]
    /// What follows.
    public var outcome: Outcome
}

extension Verifier {
    /// The verdict on a manifest: its form, its signature, its Merkle root, and whether who signed it is trusted.
    public func verdict(onManifest file: [UInt8]) -> ManifestVerdict {
        let manifest: Manifest
        let judgement: Trust.Judgement
        do throws(RegistryError) {
            let (read, signature) = try Manifest.read(file)
            manifest = read
            judgement = ground.trust.judge(
                signature.signer, chain: signature.chain, of: .manifest, issuedOn: read.head.issuedAt.day,
                at: ground.now)
        } catch {
            let words = Words("清单不能采信：\(error.message)", error.message)
            return ManifestVerdict(
                manifest: nil, evidence: [Evidence(check: "manifest.form", answer: .invalid, words: words)],
                outcome: .notAuthentic)
        }
        let root = manifest.merkleRoot
        var verdict = ManifestVerdict(
            manifest: manifest,
            evidence: [
                Evidence(
                    check: "manifest.form", answer: .valid,
                    words: Words(
                        "清单完整，签名有效，默克尔根 \(root)，报告 \(manifest.reports.count) 份，投标人 \(manifest.entries.count) 家",
                        "it is whole and its signature holds: Merkle root \(root), \(manifest.reports.count) reports, "
                            + "\(manifest.entries.count) bidders"))
            ], outcome: .reliable)
        verdict.add(judgement)
        if let expected = ground.expectations.round {
            let holds = expected == manifest.head.round
            verdict.evidence.append(
                Evidence(
                    check: "manifest.round", answer: holds ? .valid : .invalid,
                    words: Words(
                        "批次 \(manifest.head.round)，要求 \(expected)", "round \(manifest.head.round), expected \(expected)"
                    )))
            if !holds, verdict.outcome == .reliable { verdict.outcome = .unexpected }
        }
        return verdict
    }

    /// The verdict on a file that stands where a manifest lists one.
    ///
    /// - Parameters:
    ///   - file: its bytes.
    ///   - listed: how the manifest lists it.
    ///   - report: the report that it belongs to.
    public func verdict(
        on file: [UInt8], listed: IssueEntry.File, of report: Manifest.Report
    ) -> Verdict {
        var verdict = verdict(on: file)
        let isSame =
            listed.matches(file)
            && verdict.facts.map { $0.number == report.number && $0.fingerprint == report.hash }
                ?? false
        let words =
            isSame
            ? Words("与清单所列一致", "it is the file that the manifest lists")
            : Words(
                "与清单所列不一致：应为报告 \(report.number)，文件哈希 \(listed.hash)",
                "it is not the file that the manifest lists: report \(report.number), file hash \(listed.hash)")
        verdict.add(.integrity, Evidence(check: "manifest.file", answer: isSame ? .valid : .invalid, words: words))
        if !isSame { verdict.outcome = .notAuthentic }
        return verdict
    }

    /// The verdict on a file in the directory of a manifest that does not list it.
    public func verdict(onUnlisted file: [UInt8]) -> Verdict {
        var verdict = verdict(on: file)
        verdict.add(
            .status,
            Evidence(
                check: "manifest.unlisted", answer: .invalid,
                words: Words("同一目录下的清单没有列出此文件", "the manifest in its directory does not list it")))
        if verdict.outcome == .reliable || verdict.outcome == .statusUnknown { verdict.outcome = .unexpected }
        return verdict
    }
}

extension Verdict {
    fileprivate mutating func add(_ question: Question, _ evidence: Evidence) {
        guard let index = answers.firstIndex(where: { $0.question == question }) else { return }
        answers[index].evidence.append(evidence)
        if evidence.answer == .invalid { answers[index].answer = .invalid }
    }
}

extension ManifestVerdict {
    fileprivate mutating func add(_ judgement: Trust.Judgement) {
        let answer: Answer
        switch judgement {
        case .trusted: answer = .valid
        case .untrusted, .revoked, .outsidePeriod, .notEntitled: (answer, outcome) = (.invalid, .issuerNotTrusted)
        case .outsideValidity: (answer, outcome) = (.invalid, .outsideValidity)
        case .revocationUnknown: (answer, outcome) = (.unknown, .statusUnknown)
        }
        evidence.append(
            Evidence(
                check: "manifest.issuer", answer: answer,
                words: answer == .valid
                    ? Words("签署者受信任：\(judgement)", "its signer is trusted: \(judgement)")
                    : Words("签署者不受信任：\(judgement)", "its signer is not trusted: \(judgement)")))
    }
}
