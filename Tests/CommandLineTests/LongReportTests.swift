// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import TestSupport
import Testing

/// Reports with many records: nothing is lost, and each page costs what every other costs.
///
/// `CREDITREPORT_RECORDS="1000 10000"` asks for other sizes; `make soak` does.
@Suite struct LongReportTests {
    /// What one report took and became.
    private struct Measured {
        var records: Int
        var pages: Int
        /// The most memory at once, in KiB.
        var peak: Int
        /// Processor time in milliseconds; told, never judged.
        var milliseconds: Int
        /// The size of each form.
        var bytes: [String: Int]
    }

    private static let sizes: [Int] = {
        guard let given = unsafe getenv("CREDITREPORT_RECORDS") else { return [60, 360] }
        return unsafe String(cString: given).split(separator: " ").compactMap { Int($0) }
    }()

    private static let script = """
        import resource, subprocess, sys
        status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(status, used.ru_maxrss, int(1000 * (used.ru_utime + used.ru_stime)))
        """

    @Test func eachPageCostsTheSame() throws {
        let measured = try Self.sizes.map(measure)
        for one in measured { print("long report: \(one)") }
        try #require(measured.count > 1)
        for (small, large) in zip(measured, measured.dropFirst()) {
            let pages = large.pages - small.pages
            // As many pages, and as many bytes, for each record more.
            let extent = (large.records - small.records) * small.pages
            #expect(pages > 0 && pages * small.records <= extent + extent / 10)
            for (form, size) in large.bytes {
                let former = small.bytes[form] ?? 0
                #expect(size * small.records <= former * large.records, "\(form): \(former), then \(size)")
            }
            // A page takes some 120 KiB; that of a report ten times as long does not take more.
            #expect(large.peak - small.peak < 200 * pages, "\(small) \(large)")
        }
    }

    private func measure(records: Int) throws -> Measured {
        let store = try PenaltyStore(records: records)
        let out = store.directory.path("out")
        let result = try Tool.run(
            "python3",
            [
                "-c", Self.script, Program.path, "issue", "--subject", PenaltyStore.subject, "--purpose", "企业上市",
                "--key", store.sample.key, "--cert", store.sample.certificate, "--at", SampleStore.now, "--out", out,
            ],
            environment: [
                "CREDITREPORT_STORE=" + store.path, "CREDITREPORT_HOME=" + Repository.root,
                "SWIFT_BACKTRACE=enable=no",
            ])
        let used = result.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(used.count == 3 && used[0] == 0, "\(result.text)\(result.errorText)")
        let stem = out + "/" + (try Directory.names(in: out).first?.split(separator: ".").first.map(String.init) ?? "")

        let verdict = try Program.run(
            "verify", stem + ".xml", stem + ".html", stem + ".pdf", "--trust", store.sample.root, "--at",
            SampleStore.now, store: store.path)
        #expect(verdict.status == 0, "\(verdict.text)\(verdict.errorText)")

        let pages = try Tool.run("pdftotext", ["-raw", stem + ".pdf", "-"]).text
            .split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast()
            .map { $0.filter { !$0.isWhitespace } }
        #expect(try Tool.run("pdfinfo", [stem + ".pdf"]).text.contains("Pages:           \(pages.count)\n"))
        for (index, page) in pages.enumerated() {
            #expect(page.contains("第\(index + 1)页共\(pages.count)页"), "page \(index + 1) of \(pages.count)")
        }
        // Each decision has a heading and a row, on paper, on screen and in the data.
        let forms = [
            pages.joined(), String(decoding: try TestFile.read(stem + ".html"), as: UTF8.self),
            String(decoding: try TestFile.read(stem + ".xml"), as: UTF8.self),
        ]
        for (form, times) in zip(forms, [2, 2, 3]) {
            let counts = Self.counts(of: "蒙环罚示〔2026〕", in: form)
            #expect(counts.count == records && counts.values.allSatisfy { $0 == times }, "\(counts.count)")
        }
        let sizes = try ["xml", "html", "pdf"].map { ($0, try ReadableFile(stem + "." + $0).count) }
        return Measured(
            records: records, pages: pages.count, peak: used[1], milliseconds: used[2],
            bytes: Dictionary(uniqueKeysWithValues: sizes))
    }

    /// How often each number behind a prefix occurs.
    private static func counts(of prefix: String, in text: String) -> [Substring: Int] {
        var counts: [Substring: Int] = [:]
        for piece in text.split(separator: prefix, omittingEmptySubsequences: false).dropFirst() {
            counts[piece.prefix { $0 != "号" }, default: 0] += 1
        }
        return counts
    }
}
