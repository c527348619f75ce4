// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

/// What typical reports say and where it stands is kept in Tests/Golden: a change is seen in review.
///
/// `make golden` keeps them anew; CONTRIBUTING.md says what else a change asks for.
@Suite struct GoldenTests {
    private static let isRenewed = unsafe getenv("CREDITREPORT_GOLDEN").map { unsafe String(cString: $0) } == "renew"

    @Test(arguments: GoldenReports.all) func itIsAsItWas(report: GoldenReports.Report) throws {
        for (name, text) in try GoldenReports.texts(of: report) {
            let path = Repository.path("Tests/Golden/" + name)
            #expect(!text.contains("\u{FFFD}") && text.utf8.count > 1000)
            if Self.isRenewed { try TestFile.write(Array(text.utf8), to: path) }
            let kept = String(decoding: try TestFile.read(path), as: UTF8.self)
            guard kept != text else { continue }
            let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
            let new = text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = zip(old, new).prefix { $0 == $1 }.count
            let was = line < old.count ? old[line] : "(nothing)"
            let found = line < new.count ? new[line] : "(nothing)"
            Issue.record(
                "Tests/Golden/\(name):\(line + 1): was \(was); is \(found). If that is meant: make golden, and name it in CHANGELOG.md"
            )
        }
    }

    /// No file is left of a report that is made no more.
    @Test(.enabled(if: !isRenewed)) func noneIsLeftOver() throws {
        let names = try Tool.run("ls", [Repository.path("Tests/Golden")]).text.split(separator: "\n").map(String.init)
        let wanted = GoldenReports.all.flatMap { report in
            (report.isWhole ? [".html", ".txt", ".xml"] : [".txt"]).map { report.name + $0 }
        }
        #expect(Set(names) == Set(wanted))
    }
}
