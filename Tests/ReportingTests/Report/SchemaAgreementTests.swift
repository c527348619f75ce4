// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import Markup
import Reporting
import TestSupport
import Testing

/// The table by which most reports are held against the schema says "valid" of nothing that libxml2 refuses, and leaves
/// little to libxml2 that it finds valid.
@Suite struct SchemaAgreementTests {
    private static let schema = Result { () throws(MarkupError) in try XMLSchema(ReportSchema.bytes) }

    /// Honest reports: those of this suite, of the frozen ones and of the vectors.
    private static let reports = Result { () throws(any Error) -> [Element] in
        let made = try ReportXMLTests.requests.map {
            try CanonicalXML.read(ReportXMLTests.world.report(ReportXMLTests.store, $0).canonicalXML())
        }
        let folder = "Tests/Frozen/format-1/reports/"
        let files = ["minimal", "bidding", "standard", "clean", "listing"].map { folder + $0 + ".xml" }
        return try made
            + (files + ["Samples/vectors/report.xml", "Samples/vectors/withdrawn.xml"]).map {
                try SignedReport(try TestFile.read(Repository.path($0))).report.element
            }
    }

    @Test func honestReportsNeedNoSecondTree() throws {
        let schema = try Self.schema.get()
        for report in try Self.reports.get() {
            #expect(try schema.findings(in: CanonicalWriter.bytes(of: report)).isEmpty)
            #expect(schema.admits(ElementTree(report).root), "\(report.child("number")?.text ?? "")")
        }
    }

    private static let mutationCount: Int = {
        guard let text = unsafe getenv("CREDITREPORT_MUTATIONS") else { return 400 }
        return Int(unsafe String(cString: text)) ?? 400
    }()

    /// One change each, anywhere in an honest report. `CREDITREPORT_MUTATIONS` says how many.
    @Test func nothingIsAdmittedThatLibxml2Refuses() throws {
        let schema = try Self.schema.get()
        let reports = try Self.reports.get()
        var random = SeededGenerator.fresh(for: "nothingIsAdmittedThatLibxml2Refuses")
        let rounds = Self.mutationCount
        var (valid, left) = (0, 0)
        for round in 0..<rounds {
            var mutation = Mutation(random: random)
            var changed = reports[round % reports.count]
            mutation.change(&changed)
            random = mutation.random
            // What cannot be written or read has no verdict of a schema.
            guard let bytes = try? CanonicalWriter.bytes(of: changed), let report = try? CanonicalXML.read(bytes),
                let findings = try? schema.findings(in: bytes)
            else { continue }
            let isAdmitted = schema.admits(ElementTree(report).root)
            #expect(!isAdmitted || findings.isEmpty, "\(mutation.what): \(findings.first?.description ?? "")")
            #expect(try schema.findings(of: ElementTree(report).root, in: bytes) == findings, "\(mutation.what)")
            guard findings.isEmpty else { continue }
            valid += 1
            if !isAdmitted {
                left += 1
                print("left to libxml2: \(mutation.what)")
            }
        }
        print("\(rounds) mutations, \(valid) of them valid, \(left) of these left to libxml2")
        #expect(valid > rounds / 50)
        #expect(left * 5 <= valid)
    }
}

/// One change somewhere in a tree.
private struct Mutation {
    var random: SeededGenerator
    var what = ""

    private static let texts = [
        "", " ", "0", "00", "1", "-1", "999999999", "1000000000", "true", "True", "false ", "2026-02-29", "2024-02-29",
        "0000-01-01", "0001-01-01", "2026-13-01", "2026-01-01 ", " 2026-01-01", "2026-01-01Z", "-2026-01-01",
        "2026-11-20T10:00:00+08:00", "2026-11-20T24:00:00+08:00", "2026-11-20T23:59:60+08:00",
        "0000-01-01T00:00:00+08:00",
        "2026-11-20T29:00:00+08:00", "2026-11-20T10:00:00+09:00", "2026-11-20T10:00:00.5+08:00", "https://",
        "https://x",
        "https://a.b/c", "https://a b", "https://a%zz", "https://a:b", "https://[x", "https://\u{4e00}",
        "https://a#b#c",
        "https://a/%41?q=1#f", "http://a.b/c", "p256", "sm2", "P256", "self", "omit", "show", "active", "已修复", "公示期满",
        "日期不明", "repair", "undo", "1 条", "01 条", "10 条（数据未更新至今）", "另有 2 条须授权查询", "数据未更新至今", "未查见", "无", "无 ",
        "数据未更新至今（数据未更新至今）", "1\u{A0}条", "公示期滿", "\u{F967}", "K", "\u{212A}", "e\u{301}", "\u{1F600}", "\n", "a\nb",
        "91110000MA0000000X", "91110000MA000000IX", "\u{FF11}",
        String(repeating: "x", count: 128), String(repeating: "x", count: 129), String(repeating: "数", count: 128),
        String(repeating: "数", count: 300), String(repeating: "数", count: 301),
        String(repeating: "\u{1F600}", count: 300),
        String(repeating: "x", count: 4001), String(repeating: "0", count: 64), String(repeating: "f", count: 65),
        "https://a/" + String(repeating: "x", count: 190), "https://a/" + String(repeating: "x", count: 191),
    ]

    private static let names = ["name", "code", "count", "sm3", "sha256", "domain", "x", "\u{212A}", "note", "field"]

    mutating func change(_ root: inout Element) {
        var places: [[Int]] = []
        Self.collect(root, [], &places)
        let path = places[Int.random(in: places.indices, using: &random)]
        apply(to: &root, path[...])
        what += " at /\(path.map(String.init).joined(separator: "/"))"
    }

    private static func collect(_ element: Element, _ path: [Int], _ places: inout [[Int]]) {
        places.append(path)
        for (index, child) in element.children.enumerated() {
            if case .element(let child) = child { collect(child, path + [index], &places) }
        }
    }

    private mutating func apply(to element: inout Element, _ path: ArraySlice<Int>) {
        guard let index = path.first else { return alter(&element) }
        guard case .element(var child) = element.children[index] else { return }
        apply(to: &child, path.dropFirst())
        element.children[index] = .element(child)
    }

    private mutating func alter(_ element: inout Element) {
        let text = Self.texts[Int.random(in: Self.texts.indices, using: &random)]
        let count = element.children.count
        let isLeaf = element.elements.isEmpty
        what = "\(element.name)"
        switch Int.random(in: 0..<(isLeaf ? 12 : 10), using: &random) {
        case 0:
            what += " with an attribute"
            let attributes = [
                Attribute("x", "1"), Attribute(.xml("lang"), "zh"), Attribute(.xml("space"), "preserve"),
                Attribute(Name("nil", namespace: "http://www.w3.org/2001/XMLSchema-instance", prefix: "xsi"), "true"),
                Attribute(Name("type", namespace: "http://www.w3.org/2001/XMLSchema-instance", prefix: "xsi"), "Name"),
            ]
            element.attributes.append(attributes[Int.random(in: attributes.indices, using: &random)])
        case 1:
            let local = Self.names[Int.random(in: Self.names.indices, using: &random)]
            what += " called \(local)"
            element.name = Name(local, namespace: element.name.namespace)
        case 2:
            what += " of another namespace"
            element.name = Name(element.name.local, namespace: ["", "urn:x"][Int.random(in: 0...1, using: &random)])
        case 3 where count > 0:
            what += " without a child"
            element.children.remove(at: Int.random(in: 0..<count, using: &random))
        case 4 where count > 0:
            what += " with a child twice"
            let index = Int.random(in: 0..<count, using: &random)
            element.children.insert(element.children[index], at: index)
        case 5 where count > 1:
            what += " with children exchanged"
            element.children.swapAt(
                Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
        case 6:
            what += " with a text \(text.debugDescription.prefix(40)) among its children"
            element.children.insert(.text(text), at: Int.random(in: 0...count, using: &random))
        case 7 where isLeaf:
            var scalars = Array(element.text.unicodeScalars)
            guard !scalars.isEmpty else { return }
            let index = Int.random(in: scalars.indices, using: &random)
            let value = UInt32.random(in: 0x20..<0x7F, using: &random)
            if let scalar = Unicode.Scalar(value) { scalars[index] = scalar }
            let changed = String(String.UnicodeScalarView(scalars))
            what += " with \(changed.debugDescription.prefix(60))"
            element.children = [.text(changed)]
        default:
            what += " with the text \(text.debugDescription.prefix(40))"
            element.children = text.isEmpty ? [] : [.text(text)]
        }
    }
}
