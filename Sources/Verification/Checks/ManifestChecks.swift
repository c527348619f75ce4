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
    /// Whose signature it bears; nil if it cannot be read.
    fileprivate var signature: CMSSignature?
    /// When that signature is proven to have existed; nil if nothing proves it.
    fileprivate var provenAt: Instant?
}

/// What a manifest says of one of the files that it lists.
public struct ManifestListing: Sendable {
    /// The file.
    public let file: IssueEntry.File
    /// The name under which it stands beside the manifest.
    public var name: String { report.name(of: file) }
    fileprivate let report: Manifest.Report
    fileprivate let subject: String
    fileprivate let head: Manifest.Head
    fileprivate let signature: CMSSignature
    fileprivate let provenAt: Instant?

    /// Whether a report is the one that is listed: of that number and hash, on that bidder (further subjects may follow),
    /// for that round.
    fileprivate func names(_ facts: ReportFacts) -> Bool {
        facts.number == report.number && facts.fingerprint == report.hash && facts.round == head.round
            && facts.subjects.map(\.code).starts(with: subject.split(separator: ",").map(String.init))
    }
}

extension ManifestVerdict {
    /// The files that the manifest lists, in its order; none if it cannot be read.
    public var listings: [ManifestListing] {
        guard let manifest, let signature else { return [] }
        return manifest.entries.flatMap { entry -> [ManifestListing] in
            guard case .issued(let report) = entry.outcome else { return [] }
            return report.files.map {
                ManifestListing(
                    file: $0, report: report, subject: entry.subject, head: manifest.head, signature: signature,
                    provenAt: provenAt)
            }
        }
    }
}

extension Verifier {
    /// The verdict on a manifest: its form, its signature, its Merkle root, and whether who signed it is trusted.
    public func verdict(onManifest file: [UInt8]) -> ManifestVerdict {
        let manifest: Manifest
        let signature: CMSSignature
        let token: TimestampToken?
        do throws(RegistryError) {
            (manifest, signature) = try Manifest.read(file)
        } catch {
            return .notAuthentic(error.message)
        }
        do throws(CryptographyError) {
            token = try signature.timestamp?.verified()
        } catch {
            return .notAuthentic("its timestamp does not hold: \(error)")
        }
        let root = manifest.merkleRoot
        var verdict = ManifestVerdict(
            manifest: manifest,
            evidence: [
                Evidence(
                    check: "manifest.form", answer: .valid,
                    words: Words(
                        "清单\(manifest.shard == nil ? "完整，" : "")签名有效，默克尔根 \(root)，报告 \(manifest.reports.count) 份，"
                            + "投标人 \(manifest.entries.count) 家",
                        "\(manifest.shard == nil ? "it is whole and " : "")its signature holds: Merkle root \(root), "
                            + "\(manifest.reports.count) reports, \(manifest.entries.count) bidders"))
            ], outcome: .reliable, signature: signature)
        if let shard = manifest.shard {
            // Whoever gives a share for the whole makes bidders vanish.
            verdict.add(
                "manifest.shard", .unknown,
                "这只是该批次 \(manifest.head.bidders) 家投标人中的第 \(shard) 分片，并非整个批次：请用 manifest merge 合并各分片的清单",
                "it is share \(shard) of \(manifest.head.bidders) bidders and not the round: join the shards "
                    + "(manifest merge)", forces: .statusUnknown)
        }
        if manifest.head.issuedAt > ground.now {
            verdict.add(
                "manifest.time", .invalid, "清单所称时间 \(manifest.head.issuedAt) 晚于核验时间",
                "it speaks of \(manifest.head.issuedAt), after now", forces: .outsideValidity)
        }
        let provenAt = verdict.provenTime(token, ground)
        verdict.provenAt = provenAt
        if let provenAt, manifest.head.issuedAt.seconds > provenAt.seconds + Trust.clockSlack {
            verdict.add(
                "manifest.signing-time", .invalid, "清单所称时间 \(manifest.head.issuedAt) 晚于时间戳所证明的签名时间 \(provenAt)",
                "it speaks of \(manifest.head.issuedAt), but was signed by \(provenAt)", forces: .outsideValidity)
        }
        verdict.add(
            ground.trust.judge(
                signature.signer, chain: signature.chain, of: .manifest, issuedOn: manifest.head.issuedAt.day,
                provenAt: provenAt, at: ground.now))
        if let expected = ground.expectations.round {
            let holds = expected == manifest.head.round
            verdict.add(
                "manifest.round", holds ? .valid : .invalid, "批次 \(manifest.head.round)，要求 \(expected)",
                "round \(manifest.head.round), expected \(expected)", forces: .unexpected)
        }
        return verdict
    }

    /// The verdict on a file that stands where a manifest lists one: whether it is the report that is listed, and whether
    /// who signed the manifest may issue reports in that name. Otherwise one issuer could make another's report, or its
    /// bidder, vanish from the round.
    ///
    /// - Parameters:
    ///   - file: its bytes.
    ///   - listing: what the manifest says of it.
    public func verdict(on file: [UInt8], listed listing: ManifestListing) -> Verdict {
        var verdict = verdict(on: file)
        let isSame = listing.file.matches(file) && verdict.facts.map(listing.names) ?? false
        let report = listing.report
        let words =
            isSame
            ? Words("与清单所列一致", "it is the file that the manifest lists")
            : Words(
                "与清单所列不一致：应为批次 \(listing.head.round) 中 \(listing.subject) 的报告 \(report.number)，"
                    + "文件哈希 \(listing.file.hash)",
                "it is not the file that the manifest lists: report \(report.number) on \(listing.subject) for the round "
                    + "\(listing.head.round), file hash \(listing.file.hash)")
        verdict.add(.integrity, Evidence(check: "manifest.file", answer: isSame ? .valid : .invalid, words: words))
        if !isSame { verdict.outcome = .notAuthentic }
        guard let issuer = verdict.facts?.issuer, !mayList(issuer, listing) else { return verdict }
        verdict.add(
            .issuer,
            Evidence(
                check: "manifest.entitlement", answer: .invalid,
                words: Words(
                    "清单的签署者无权以“\(issuer)”的名义出具报告，不能把它列入批次",
                    "who signed the manifest may not issue reports in the name of \(issuer), and so not list them")))
        if verdict.outcome != .notAuthentic { verdict.outcome = .issuerNotTrusted }
        return verdict
    }

    private func mayList(_ issuer: String, _ listing: ManifestListing) -> Bool {
        let question = JudgementMemory.Question(
            signer: listing.signature.signer, chain: listing.signature.chain, statement: .report(inTheNameOf: issuer),
            issuedOn: listing.head.issuedAt.day, provenAt: listing.provenAt, moment: ground.now)
        // Everything else about the signer is said of the manifest itself.
        if case .notEntitled = judgements.judgement(on: question, by: ground.trust) { return false }
        return true
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
    /// Adds whether a table beside the manifest is the one that it lists.
    public mutating func add(_ summary: Manifest.Summary, file: [UInt8]) {
        guard let manifest else { return }
        if summary.matches(file, manifest.head.digestAlgorithm) {
            add("manifest.summary", .valid, "\(summary.name) 与清单所列一致", "\(summary.name) is the one that it lists")
        } else {
            add(
                "manifest.summary", .invalid, "\(summary.name) 与清单所列不一致",
                "\(summary.name) is not the one that it lists", forces: .notAuthentic)
        }
    }

    /// The verdict on a directory of a round without its manifest.
    ///
    /// - Parameter trace: the name of what shows that it is one; nil if a round was asked for.
    public static func missing(beside trace: String?) -> ManifestVerdict {
        let (chinese, english) = trace.map { ("有批次文件 \($0)，", "there is \($0) of a round, ") } ?? ("", "")
        return ManifestVerdict(
            manifest: nil,
            evidence: [
                Evidence(
                    check: "manifest.missing", answer: .unknown,
                    words: Words(
                        "\(chinese)没有清单 \(Manifest.fileName)：报告是否齐全、其他文件是否属实均无从核验",
                        "\(english)but no \(Manifest.fileName): whether the reports are all, and whether what else lies there "
                            + "is true, cannot be checked"))
            ], outcome: .statusUnknown)
    }

    /// Adds what else lies in the directory and is no report: nobody has signed that it belongs to the round.
    public mutating func add(unlisted names: [String]) {
        guard !names.isEmpty else { return }
        let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
        add(
            "manifest.unlisted", .unknown, "清单没有列出同一目录下的 \(names.count) 项，未予核验：\(shown)",
            "it does not list \(names.count) more in its directory, which were not looked at: \(shown)",
            forces: .statusUnknown)
    }

    /// The verdict on what is no manifest, or another than was signed.
    fileprivate static func notAuthentic(_ reason: String) -> ManifestVerdict {
        let words = Words("清单不能采信：\(reason)", reason)
        return ManifestVerdict(
            manifest: nil, evidence: [Evidence(check: "manifest.form", answer: .invalid, words: words)],
            outcome: .notAuthentic)
    }

    /// Adds what a check showed, and the outcome that it forces unless a graver one is known.
    fileprivate mutating func add(
        _ check: String, _ answer: Answer, _ chinese: String, _ english: String, forces outcome: Outcome? = nil
    ) {
        evidence.append(Evidence(check: check, answer: answer, words: Words(chinese, english)))
        guard let outcome, answer != .valid else { return }
        self.outcome = Outcome.byGravity.first { $0 == outcome || $0 == self.outcome } ?? outcome
    }

    /// Says what the timestamp proves, and gives the moment at which the signature is proven to have existed.
    fileprivate mutating func provenTime(_ token: TimestampToken?, _ ground: Verifier.Ground) -> Instant? {
        let check = "manifest.timestamp"
        let unproven: Answer = ground.trust.requiresTimestamps ? .unknown : .valid
        guard let token else {
            add(
                check, unproven, "签名没有时间戳：签名时间只由签署者自称",
                "its signature has no timestamp: only its signer says when it signed", forces: .statusUnknown)
            return nil
        }
        let authority = token.signer.subject
        let judgement = ground.trust.judge(token, at: ground.now)
        if case .trusted(let instant) = judgement {
            add(
                check, .valid, "可信时间戳证明签名不晚于 \(token.time)，由 \(authority) 签发",
                "a trusted timestamp of \(authority) proves that it was signed by \(token.time)")
            return instant
        }
        if let doubt = judgement.doubt {
            add(check, doubt.answer, doubt.chinese, doubt.english, forces: doubt.outcome)
            return nil
        }
        add(
            check, unproven, "有 \(authority) 的时间戳，但此处不信任任何时间戳机构，故未作依据",
            "there is a timestamp of \(authority), but no authority for timestamps is trusted here",
            forces: .statusUnknown)
        return nil
    }

    fileprivate mutating func add(_ judgement: Trust.Judgement) {
        let (answer, forced): (Answer, Outcome?) =
            switch judgement {
            case .trusted: (.valid, nil)
            case .untrusted, .revoked, .outsidePeriod, .notEntitled: (.invalid, .issuerNotTrusted)
            case .outsideValidity: (.invalid, .outsideValidity)
            case .revocationUnknown: (.unknown, .statusUnknown)
            }
        add(
            "manifest.issuer", answer, (answer == .valid ? "签署者受信任：" : "签署者不受信任：") + "\(judgement)",
            (answer == .valid ? "its signer is trusted: " : "its signer is not trusted: ") + "\(judgement)",
            forces: forced)
    }
}
