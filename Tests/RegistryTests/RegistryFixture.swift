// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import TestSupport

/// A registry in a temporary directory, and made-up reports (测试).
struct RegistryFixture {
    let directory: TemporaryDirectory

    static let start = Instant(seconds: 1_767_225_600)

    var log: IssueLog { IssueLog(store: directory.path) }
    var queries: QueryLog { QueryLog(store: directory.path) }
    var issuesPath: String { directory.path("registry/issues.jsonl") }
    var queriesPath: String { directory.path("registry/queries.jsonl") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    static func hash(_ text: String) -> String {
        Hex.encode(Digest.of(Array(text.utf8)))
    }

    static func entry(_ number: Int, subject: Int? = nil, hash: String? = nil) -> IssueEntry {
        IssueEntry(
            number: "NM-2026-\(number)", reportHash: hash ?? Self.hash("report \(number)"), code: "7K3M-9QXA-2WVRC",
            subject: "测试主体\(subject ?? number % 7)", snapshot: Self.hash("snapshot"),
            issuedAt: Instant(seconds: start.seconds + Int64(number)), validUntil: start.day, policy: "测试政策 1",
            files: ["xml", "html", "pdf"].map {
                .init(kind: $0, hash: Self.hash("\(number).\($0)"), algorithm: .sha256)
            },
            requester: "测试\"\n机构", purpose: "招标投标")
    }

    static func query(_ number: Int) -> QueryEntry {
        QueryEntry(
            at: Instant(seconds: start.seconds + Int64(number)), requester: "测试机构", requesterKind: "agency",
            subject: "测试主体", purpose: "招标投标", authorisation: number % 2 == 0 ? "授权 1" : "",
            outcome: number % 3 == 0 ? .refused(reason: "subject.unknown") : .issued(number: "NM-2026-\(number)"))
    }
}
