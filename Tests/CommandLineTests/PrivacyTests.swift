// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

/// No identity number of the store reaches an artefact, a log, an error or the terminal whole (rules, 6).
///
/// A store is filled with fictitious numbers in every field of every kind of information, in names, file names and
/// events, and asked in requests full of them; then every byte that comes out is searched.
@Suite struct PrivacyTests {
    private static let subject = "91150105YY000001XR"
    private static let other = "91150402YY0000052E"
    private static let source = "11150000YY000140XH"
    private static let now = "2026-11-20T10:00:00+08:00"

    /// What came out of a command: its name, with all that it wrote.
    private struct Outputs {
        var list: [(name: String, bytes: [UInt8])] = []

        mutating func add(_ name: String, _ bytes: [UInt8]) { list.append((name, bytes)) }

        mutating func run(_ words: [String], store: String, status: Int32? = nil) throws {
            for more in [["--lang", "zh"], ["--lang", "en"], ["--json"]] {
                let result = try Program.run(words + more, store: store)
                let name = (words.prefix(2) + more).joined(separator: " ")
                if let status { #expect(result.status == status, "\(name): \(result.errorText)") }
                add(name + " (output)", result.output)
                add(name + " (errors)", result.errors)
            }
        }
    }

    /// Deliveries of every item, each field of them with a number where it may hold one.
    private func deliveries(_ catalog: Catalog, _ numbers: inout IdentityNumbers) -> [(item: String, csv: String)] {
        catalog.items.map { item in
            let header = item.fields.map(\.code)
            func row(_ value: (CatalogField) -> String) -> [String] { item.fields.map(value) }
            var rows = [row { Self.sound($0, item, "示例1号", &numbers) }]
            // A second of a kind, whose fields of all types hold numbers: kept as delivered where they cannot be read.
            rows.append(
                row { field in
                    switch (field.role, field.type) {
                    case (.subjectCode?, _): Self.other
                    case (.subjectKind?, _), (.eventKind?, _), (.sourceCode?, _), (.status?, _): ""
                    case (_, .text), (_, .choice), (_, .day), (_, .money), (_, .instant), (_, .creditCode):
                        numbers.next()
                    }
                })
            // A third that cannot be accepted: its subject's code is a number.
            rows.append(
                row { field in
                    field.role == .subjectCode
                        ? numbers.long() : field.role == .sourceCode ? "" : Self.sound(field, item, "示例3号", &numbers)
                })
            let lines = ([header] + rows).map { cells in
                cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }
            return (item.code, lines.joined(separator: "\n") + "\n")
        }
    }

    /// A value that is accepted, with a number in it if the field takes any text.
    private static func sound(
        _ field: CatalogField, _ item: CatalogItem, _ number: String, _ numbers: inout IdentityNumbers
    ) -> String {
        switch (field.role, field.type) {
        case (.subjectCode?, _): subject
        case (.subjectName?, _): "示例" + numbers.long() + "有限公司"
        case (.subjectKind?, _): "法人及非法人组织"
        case (.sourceCode?, _): source
        case (.eventKind?, _): field.choices.first?.code ?? ""
        case (.eventItem?, _): "XZCF"
        case (.effectiveDay?, _), (.decisionDay?, _), (.establishedDay?, _): "2026-03-01"
        case (.permission?, _): "社会公开"
        case (.tradeSecret?, _), (.registrationNumber?, _): ""
        case (.documentNumber?, _): item.nature == .event ? "等待" + numbers.long() : number + numbers.long()
        case (_, .text): numbers.both()
        case (_, .choice): field.choices.first?.code ?? ""
        case (_, .day): "2026-03-01"
        case (_, .money): "1.5"
        case (_, .instant): "2026-03-02 08:00:00"
        case (_, .creditCode): source
        }
    }

    @Test func noNumberComesOutWhole() throws {
        let shared = try SampleStore.shared()
        let scratch = try TemporaryDirectory()
        let store = scratch.path("store")
        let samples = Repository.path("Samples")
        var numbers = IdentityNumbers()
        var outputs = Outputs()
        #expect(
            try Program.run(
                "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--measures",
                samples + "/measures.json", "--policy", samples + "/policies/marked-repaired.json", store: store
            ).status == 0)

        // The deliveries, under names that hold numbers.
        let catalog = try Catalog.read(try TestFile.read(samples + "/catalog.json"), sha256: "00")
        for (place, delivery) in deliveries(catalog, &numbers).enumerated() {
            let name = scratch.path("\(place) " + numbers.long() + ".csv")
            try TestFile.write(Array(delivery.csv.utf8), to: name)
            let result = try Program.run(
                "import", name, "--item", delivery.item, "--source", Self.source, "--received",
                "2026-11-19T0\(place):00:00+08:00", "--pending", scratch.path("pending-\(place).csv"), store: store)
            #expect(result.status == 0, "\(delivery.item): \(result.errorText)")
            outputs.add("import \(delivery.item) (output)", result.output)
            outputs.add("import \(delivery.item) (errors)", result.errors)
        }
        // What cannot be read at all: headings, a format and an encoding that are wrong about numbers.
        for text in [
            "\(numbers.long()),\(numbers.short())\n1,2\n", "CF_WSH,\(numbers.long()),\(numbers.long())\n",
            "{\"CF_WSH\": \"\(numbers.long())\", \"\(numbers.long())\": [1]}\n", "CF_WSH,CF_JDRQ\n\"\(numbers.long())",
            "{\"\(numbers.long())",
        ] {
            let name = scratch.path(numbers.long() + ".csv")
            try TestFile.write(Array(text.utf8), to: name)
            try outputs.run(["import", name, "--source", Self.source], store: store)
            try outputs.run(["import", name, "--item", "XZCF", "--source", numbers.long()], store: store)
        }
        try outputs.run(["import", scratch.path(numbers.long() + ".csv")], store: store)
        try outputs.run(
            ["import", "--nil", "--item", numbers.long(), "--source", numbers.long(), "--through", "x"], store: store)

        try requests(shared, scratch, store, &numbers, &outputs)
        try searches(store, scratch, &numbers, &outputs)

        #expect(numbers.numbers.count > 300)
        var leaks: [String] = []
        for (name, bytes) in outputs.list {
            for number in numbers.found(in: bytes) { leaks.append("\(name): \(number)") }
        }
        #expect(leaks.isEmpty, "\(leaks.count): \(leaks.prefix(40).joined(separator: "\n"))")

        // The search does find what is there: the store keeps what was delivered.
        let segments = try Directory.names(in: store + "/segments").filter { $0.hasSuffix(".jsonl") }
        let kept = try segments.flatMap { numbers.found(in: try TestFile.read(store + "/segments/" + $0)) }
        #expect(Set(kept).count > 200)
        // Rows that were not accepted go back to the department that sent them, as it sent them, and to nobody else.
        let pending = try #require(try Directory.names(in: scratch.path).first { $0.hasPrefix("pending-") })
        #expect(!numbers.found(in: try TestFile.read(scratch.path(pending))).isEmpty)
        #expect(try Tool.run("stat", ["-c", "%a", scratch.path(pending)]).text == "600\n")
    }

    /// Reports, explanations and rounds asked for with numbers in every text of the request.
    private func requests(
        _ shared: SampleStore, _ scratch: TemporaryDirectory, _ store: String, _ numbers: inout IdentityNumbers,
        _ outputs: inout Outputs
    ) throws {
        for (place, subject) in [Self.subject, Self.other].enumerated() {
            let common = [
                "--subject", subject, "--at", Self.now, "--requester", "third-party", "--requester-name",
                numbers.both(), "--authorisation", numbers.both(), "--authorisation-scope", numbers.both(), "--basis",
                numbers.both(),
            ]
            let texts = [
                "--purpose", numbers.both(), "--matter", numbers.both(), "--key", shared.key, "--cert",
                shared.certificate,
            ]
            try outputs.run(["explain"] + common, store: store, status: 0)
            let out = scratch.path("out-\(place)")
            let issued = try Program.run(["issue"] + common + texts + ["--out", out], store: store)
            #expect(issued.status == 0, "\(issued.errorText)")
            outputs.add("issue", issued.output + issued.errors)
            try outputs.run(["issue"] + common + texts + ["--out", out], store: store)
            try artefacts(in: out, &outputs)
            try outputs.run(["verify", out, "--trust", shared.root, "--at", Self.now], store: store)
            try outputs.run(["show", "--subject", subject], store: store, status: 0)
        }
        // Refusals that repeat what was typed.
        let signing = [
            "--key", shared.key, "--cert", shared.certificate, "--out", scratch.path("none"), "--at", Self.now,
        ]
        let refused: [[String]] = [
            ["--subject", numbers.long()], ["--subject", Self.subject, "--name", numbers.both()],
            ["--subject", Self.subject, "--domains", numbers.long()],
            ["--subject", Self.subject, "--from", numbers.long()],
            ["--subject", Self.subject, "--policy", numbers.long()],
            ["--subject", Self.subject, "--authorisation", "x", "--authorisation-until", numbers.short()],
            ["--subject", Self.subject, "--requester", numbers.long()], [numbers.long(), "--" + numbers.long()],
            ["--subject", Self.subject, "--snapshot", numbers.long()],
        ]
        for words in refused {
            try outputs.run(["issue", "--purpose", numbers.long()] + signing + words, store: store)
            try outputs.run(["explain", "--at", Self.now] + words, store: store)
        }
        try outputs.run(["show", "--subject", numbers.long()], store: store)
        try outputs.run([numbers.long()], store: store)

        let round = """
            {"id": "\(numbers.long())", "project": "\(numbers.both())", "lot": "\(numbers.both())",
             "tenderingUnit": "\(numbers.both())", "purpose": "\(numbers.both())", "instant": "\(Self.now)", "bidders": [
             {"code": "\(Self.subject)", "authorisation": "\(numbers.both())"},
             {"code": "\(numbers.long())", "name": "\(numbers.both())"},
             {"code": "\(Self.other)", "name": "\(numbers.both())"}]}
            """
        for (place, text) in [round, round.replacing("\"id\"", with: "\"\(numbers.long())\": 1, \"id\"")].enumerated() {
            let file = scratch.path("round-\(place).json")
            try TestFile.write(Array(text.utf8), to: file)
            for form in [["--lang", "zh"], ["--json"]] {
                let out = scratch.path("round-\(place)-\(form.last ?? "")")
                let result = try Program.run(
                    ["batch", "--round", file, "--key", shared.key, "--cert", shared.certificate, "--out", out] + form,
                    store: store)
                #expect(result.status == (place == 0 ? 3 : 65), "\(result.errorText)")
                outputs.add("batch \(place) (output)", result.output)
                outputs.add("batch \(place) (errors)", result.errors)
                if place == 0 { try artefacts(in: out, &outputs) }
            }
        }
    }

    /// The files of a directory; of a PDF also what its streams hold and what a reader sees in it.
    private func artefacts(in directory: String, _ outputs: inout Outputs) throws {
        for name in try Directory.names(in: directory) {
            let path = directory + "/" + name
            outputs.add(name, try TestFile.read(path))
            guard name.hasSuffix(".pdf") else { continue }
            let scratch = try TemporaryDirectory()
            try Tool.run("qpdf", ["--qdf", "--object-streams=disable", path, scratch.path("q.pdf")])
            outputs.add(name + " (inflated)", try TestFile.read(scratch.path("q.pdf")))
            outputs.add(name + " (text)", try Tool.run("pdftotext", ["-raw", path, "-"]).output)
            outputs.add(name + " (layout)", try Tool.run("pdftotext", ["-layout", path, "-"]).output)
        }
    }

    /// The logs, as they are printed and as they lie in the store.
    private func searches(
        _ store: String, _ scratch: TemporaryDirectory, _ numbers: inout IdentityNumbers, _ outputs: inout Outputs
    ) throws {
        let shared = try SampleStore.shared()
        try outputs.run(["log", "queries"], store: store, status: 0)
        try outputs.run(["log", "queries", "--outcome", numbers.long()], store: store)
        try outputs.run(["store", "log"], store: store, status: 0)
        try outputs.run(["store", "check"], store: store, status: 0)
        let status = scratch.path("status.jsonl")
        let exported = try Program.run(
            "status", "export", "--key", shared.key, "--cert", shared.certificate, "--out", status, store: store)
        #expect(exported.status == 0, "\(exported.errorText)")
        outputs.add("status list", try TestFile.read(status))
        for number in [numbers.long(), numbers.short()] {
            try outputs.run(["verify", "--number", number, "--code", number], store: store)
            try outputs.run(["verify", "--hash", number], store: store)
        }
        // The logs as they lie there; the segments and the import chain keep what was delivered.
        let logs = try Tool.run(
            "find", [store, "-type", "f", "-not", "-path", "*/segments/*", "-not", "-path", "*/chain/*"]
        ).text
        for path in logs.split(separator: "\n").map(String.init) { outputs.add(path, try TestFile.read(path)) }
    }
}
