// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Verification

/// Where a command line lets a verifier learn what became of reports.
enum StatusSources {
    /// The signed list that `--status` names, else the store's issue log; nil if there is neither.
    static func source(_ arguments: Arguments, anchors: TrustAnchors) throws -> (any StatusSource)? {
        if arguments.has("--status") {
            guard !arguments.has("--store") else { throw arguments.usage("--status and --store exclude each other") }
            let now = try arguments.instant("--at") ?? .now
            return ListStatus(list: try list(arguments, anchors: anchors, now: now), now: now)
        }
        guard Directory.exists(arguments.store + "/head") || arguments.has("--store") else { return nil }
        return LogStatus(log: IssueLog(store: arguments.store))
    }

    /// The list that `--status` names, for questions about a number or a hash; it must be fresh.
    static func list(_ arguments: Arguments, now: Instant) throws -> StatusList {
        guard let trust = arguments.value("--trust") else {
            throw arguments.usage("--status goes with --trust", "the list is signed; --trust says by whom it may be")
        }
        let list = try list(arguments, anchors: try TrustFolder.anchors(at: trust), now: now)
        guard (list.thisUpdate...list.nextUpdate).contains(now) else {
            throw Failure(
                "status.stale", "the status list speaks of \(list.thisUpdate) to \(list.nextUpdate)",
                hint: "ask its issuer for a new one", exit: .statusUnknown)
        }
        return list
    }

    /// The list that `--status` names, signed by somebody who is trusted.
    private static func list(_ arguments: Arguments, anchors: TrustAnchors, now: Instant) throws -> StatusList {
        let (list, signature) = try StatusList.read(
            try InputFile.read(try arguments.required("--status"), limit: 1 << 30))
        switch anchors.validate(signature.signer, intermediates: signature.chain, at: now) {
        case .trusted: return list
        case .untrusted(let fault), .outsideValidity(let fault, _):
            throw Failure(
                "status.untrusted", "the status list is not signed by one who is trusted: \(fault)",
                exit: .issuerNotTrusted)
        }
    }
}

/// The store's issue log as a source of status.
private struct LogStatus: StatusSource {
    let log: IssueLog

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

    func status(number: String, fingerprint: String, issuedAt: Instant) -> ReportStatus {
        guard (list.thisUpdate...list.nextUpdate).contains(now) else {
            return .stale("\(list.thisUpdate) – \(list.nextUpdate)")
        }
        guard let entry = list.entry(hash: fingerprint) else {
            return issuedAt > list.thisUpdate ? .stale("\(list.thisUpdate) < \(issuedAt)") : .unknown
        }
        switch entry.state {
        case .issued: return .issued
        case .withdrawn: return .withdrawn(reason: "status list \(list.thisUpdate)")
        case .superseded: return .superseded(by: "status list \(list.thisUpdate)")
        }
    }
}
