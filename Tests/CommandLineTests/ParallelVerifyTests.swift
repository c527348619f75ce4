// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// Many files at once: what is printed and answered does not depend on how many threads look at them.
@Suite struct ParallelVerifyTests {
    private static func verify(_ folder: String, jobs: Int, _ more: String...) throws -> Tool.Result {
        let store = try SampleStore.shared()
        return try Program.run(
            ["verify", folder, "--trust", store.root, "--at", SampleStore.now, "--jobs", "\(jobs)"] + more,
            store: store.path)
    }

    @Test func outputIsTheSameForEveryNumberOfJobs() throws {
        let report = try SampleReport.shared()
        let scratch = try TemporaryDirectory()
        let files = try [report.pdf, report.html, report.xml].map { try TestFile.read($0) }
        let kinds = ["pdf", "html", "xml"]
        for index in 0..<24 {
            var file = files[index % 3]
            if index % 5 == 3 { file[file.count / 2] ^= 1 }
            if index % 7 == 6 { file = Array("nothing".utf8) }
            try scratch.write("\(100 + index).\(kinds[index % 3])", file)
        }
        // A file that cannot be read stands between the others.
        try Tool.run("ln", ["-s", "nowhere", scratch.path("110-gone.xml")])
        let alone = try Self.verify(scratch.path, jobs: 1, "--json")
        #expect(alone.status == 10)
        let names = try alone.output.split(separator: 0x0A).map { try JSONReader.read($0)["file"]?.string ?? "" }
        #expect(names.count == 24)
        #expect(names == names.sorted())
        for jobs in [2, 3, 16] {
            let together = try Self.verify(scratch.path, jobs: jobs, "--json")
            #expect(together.status == alone.status)
            #expect(together.output == alone.output, "\(jobs) jobs print something else")
            #expect(together.errors == alone.errors)
        }
    }

    @Test(arguments: ["0", "-1", "many", "1000"]) func jobsAreANumber(text: String) throws {
        let report = try SampleReport.shared()
        let result = try Program.run(
            "verify", report.xml, "--trust", report.store.root, "--jobs", text, store: report.store.path)
        #expect(result.status == 64)
    }
}
