// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Verification

/// Where a command line lets a verifier learn what became of reports.
enum StatusSources {
    /// Which source a command line chooses.
    enum Choice {
        /// A signed status list in a file.
        case list(path: String)
        /// The issue log of a store.
        case log(store: String)
    }

    /// The signed list that `--status` names, else the issue log of the store that somebody named, else the list of the
    /// trust folder; nil if there is none of them.
    static func choice(_ arguments: Arguments, _ trust: TrustOption.Source?) throws -> Choice? {
        if let path = arguments.value("--status") {
            guard !arguments.has("--store") else { throw arguments.usage("--status and --store exclude each other") }
            return .list(path: path)
        }
        if let store = arguments.namedStore, arguments.has("--store") || Directory.exists(store + "/head") {
            return .log(store: store)
        }
        return (trust?.statusList).map { .list(path: $0) }
    }

    /// The chosen source as a verifier asks it.
    static func source(
        _ arguments: Arguments, _ trust: TrustOption.Source, now: Instant
    ) throws -> (any StatusSource)? {
        switch try choice(arguments, trust) {
        case .list(let path): ListStatus(list: try list(at: path, trust: trust.trust, now: now), now: now)
        case .log(let store): LogStatus(store: store)
        case nil: nil
        }
    }

    /// A list signed by somebody who is trusted, of which the moment is not over.
    static func freshList(at path: String, trust: Trust, now: Instant) throws -> StatusList {
        let list = try list(at: path, trust: trust, now: now)
        guard (list.thisUpdate...list.nextUpdate).contains(now) else {
            throw Failure(
                "status.stale", "the status list speaks of \(list.thisUpdate) to \(list.nextUpdate)",
                hint: "ask its issuer for a new one", exit: .statusUnknown)
        }
        return list
    }

    /// The most bytes of a list.
    static let limit = 1 << 30

    /// Whether a list may lie in a trust folder: whoever verifies says whether it speaks at that moment.
    static func mayBeKept(_ judgement: Trust.Judgement) -> Bool {
        switch judgement {
        case .trusted, .outsideValidity, .revocationUnknown: true
        case .untrusted, .outsidePeriod, .notEntitled, .revoked: false
        }
    }

    private static func list(at path: String, trust: Trust, now: Instant) throws -> StatusList {
        try list(try InputFile.read(path, limit: limit), trust: trust, now: now) {
            if case .trusted = $0 { true } else { false }
        }
    }

    /// A list signed by somebody who is trusted.
    ///
    /// - Parameter isAcceptable: which judgements of its signer are good enough.
    static func list(
        _ file: [UInt8], trust: Trust, now: Instant, isAcceptable: (Trust.Judgement) -> Bool
    ) throws -> StatusList {
        let (list, signature) = try StatusList.read(file)
        let judgement = trust.judge(
            signature.signer, chain: signature.chain, of: .statusList, issuedOn: list.thisUpdate.day, at: now)
        guard isAcceptable(judgement) else {
            throw Failure(
                "status.untrusted", "the status list is not signed by one who is trusted: \(judgement)",
                exit: .issuerNotTrusted)
        }
        return list
    }
}

/// The issue log of a store as a source of status.
private struct LogStatus: StatusSource {
    let store: String
    let log: IssueLog

    init(store: String) {
        self.store = store
        log = IssueLog(store: store)
    }

    var name: Words { Words("\(store) 的出具登记", "the issue log of \(store)") }

    func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus {
        do throws(RegistryError) {
            switch try log.status(number: number) {
            case .unknown: return .unknown
            case .issued(let entry): return entry.reportHash == fingerprint ? .issued : .unknown
            case .withdrawn(_, let change): return .withdrawn(reason: change.reason)
            case .superseded(_, let change): return .superseded(by: change.successor ?? "")
            }
        } catch {
            return .unreadable(error.message)
        }
    }
}

/// A signed status list as a source of status.
private struct ListStatus: StatusSource {
    let list: StatusList
    let now: Instant

    var name: Words { Words("\(list.thisUpdate) 的状态列表", "the status list of \(list.thisUpdate)") }

    func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus {
        guard (list.thisUpdate...list.nextUpdate).contains(now) else {
            return .stale("\(list.thisUpdate) – \(list.nextUpdate)")
        }
        guard let entry = list.entry(hash: fingerprint) else {
            return issuedAt > list.thisUpdate ? .stale("\(list.thisUpdate) < \(issuedAt)") : .unknown
        }
        switch entry.state {
        case .issued: return .issued
        case .withdrawn: return .withdrawn(reason: "")
        case .superseded: return .superseded(by: "")
        }
    }
}
