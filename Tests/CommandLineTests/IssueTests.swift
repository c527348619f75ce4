// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite struct IssueTests {
    /// The file without what is random by nature: signature values.
    private func withoutSignatures(_ file: [UInt8], _ kind: String) -> [UInt8] {
        var file = file
        func blank(from start: String, to end: String) {
            let open = Array(start.utf8), close = Array(end.utf8)
            guard let first = file.indices.last(where: { file[$0] == open[0] && file[$0...].starts(with: open) }) else {
                return
            }
            let begin = first + open.count
            guard
                let last = file[begin...].indices.first(where: {
                    file[$0] == close[0] && file[$0...].starts(with: close)
                })
            else { return }
            file.replaceSubrange(begin..<last, with: [])
        }
        if kind == "xml" || kind == "pdf" { blank(from: "<SignatureValue>", to: "</SignatureValue>") }
        if kind == "pdf" { blank(from: "/Contents <", to: ">") }
        if kind == "html" {
            blank(from: "<!--creditreport-signature ", to: "-->")
            blank(from: "<template id=\"signed-report\">", to: "</template>")
        }
        return file
    }

    @Test func issuingTwiceGivesTheSameBytesAndOneEntry() throws {
        let store = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let path = try store.copy(into: scratch)
        var runs: [[String: [UInt8]]] = []
        var number = ""
        for name in ["first", "second"] {
            let result = try Program.run(store.request(out: scratch.path(name), "--json"), store: path)
            #expect(result.status == 0, "\(result.errorText)")
            number = try JSONReader.read(result.output.filter { $0 != 0x0A })["number"]?.string ?? ""
            var files: [String: [UInt8]] = [:]
            for kind in ["xml", "html", "pdf"] {
                files[kind] = withoutSignatures(try TestFile.read(scratch.path("\(name)/\(number).\(kind)")), kind)
            }
            runs.append(files)
        }
        for kind in ["xml", "html", "pdf"] { #expect(runs[0][kind] == runs[1][kind], "\(kind) differs") }
        let log = try Tool.run("grep", ["-r", "-c", number, path + "/registry"]).text
        #expect(log.contains(":1\n"), "\(log)")
        // Both copies are genuine.
        for name in ["first", "second"] {
            let verdict = try Program.run(
                "verify", scratch.path(name), "--trust", store.root, "--at", SampleStore.now, store: path)
            #expect(verdict.status == 0, "\(verdict.text)")
        }
    }

    @Test func theRegisterAnswersByNumberAndHash() throws {
        let report = try SampleReport.shared()
        let byNumber = try Program.run(
            "verify", "--number", report.number, "--code", report.code, "--at", SampleStore.now,
            store: report.store.path)
        #expect(byNumber.status == 0, "\(byNumber.text) \(byNumber.errorText)")
        let byHash = try Program.run("verify", "--hash", report.hash, "--at", SampleStore.now, store: report.store.path)
        #expect(byHash.status == 0, "\(byHash.text) \(byHash.errorText)")
        // A typing error is told from an unknown number by its check character.
        let typo = String(report.number.dropLast()) + (report.number.hasSuffix("0") ? "1" : "0")
        let wrong = try Program.run("verify", "--number", typo, "--code", report.code, store: report.store.path)
        #expect(wrong.status == 64)
        let unknown = try Program.run(
            "verify", "--hash", String(repeating: "0", count: 64), store: report.store.path)
        #expect(unknown.status == 12)
    }

    @Test func showListsWhatTheStoreHolds() throws {
        let store = try SampleStore.shared()
        let result = try Program.run("show", "--subject", SampleStore.subject, store: store.path)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.text.contains("赤峰示例金石矿业有限公司"))
        #expect(result.text.contains("行政处罚"))
    }
}
