// SPDX-License-Identifier: Apache-2.0

import Documents
import Rendering
import TestSupport
import Testing
import Typesetting

/// Our own file with one thing wrong at a time: that the judges find it shows that they look.
@Suite struct BrokenFileTests {
    /// What is put in the place of what, of the same length so that all offsets hold.
    private static let faults: [(name: String, from: String, to: String)] = [
        ("header", "%PDF-1.7\n%", "%PDF-1.7\n "),
        ("language", "/Lang(zh-CN)", "/Lxng(zh-CN)"),
        ("language-form", "/Lang(zh-CN)", "/Lang(zhCN!)"),
        ("marked", "/Marked true", "/Marked null"),
        ("structure", "/StructTreeRoot", "/StructTreeRxxt"),
        ("title-shown", "/DisplayDocTitle true", "/DisplayDocTitle null"),
        ("metadata", "/Metadata ", "/Metadatx "),
        ("output-intent", "/OutputIntents", "/OutputIntentx"),
        ("output-intent-kind", "/S/GTS_PDFA1", "/S/GTS_PDFXX"),
        ("relationship", "/AFRelationship/Source", "/AFRelationshix/Source"),
        ("file-name", "/UF(report.xml)", "/UX(report.xml)"),
        ("associated", "/AF[", "/AX["),
        ("media-type", "/Subtype/text#2fxml", "/Subtypx/text#2fxml"),
        ("widget-hidden", "/F 132", "/F 130"),
        ("widget-unlocked-unprinted", "/F 132", "/F 128"),
        ("part", "<pdfaid:part>3<", "<pdfaid:part>9<"),
        ("conformance", "<pdfaid:conformance>A<", "<pdfaid:conformance>X<"),
        ("accessible-part", "<pdfuaid:part>1<", "<pdfuaid:part>7<"),
        ("title", "<dc:title>", "<dc:titlx>"),
        (
            "extension", "namespaceURI>http://www.aiim.org/pdfua/ns/id/<",
            "namespaceURI>http://www.aiim.org/pdfua/ns/ix/<"
        ),
        ("metadata-type", "/Type/Metadata/Subtype/XML", "/Type/Metadata/Subtype/XMX"),
        ("end", "%%EOF\n", "%%EOX\n"),
        ("annotation", "/Subtype/Widget", "/Subtype/Widgex"),
    ]

    @Test func judgesFindWhatIsWrong() throws {
        let directory = try TemporaryDirectory()
        var sample = SampleReport()
        let blocks = [sample.heading(1, "测试")]
        let file = try SignedSample().file(sample.document(blocks))
        var paths: [String: String] = [:]
        for fault in Self.faults {
            let place = try #require(firstPlace(of: Array(fault.from.utf8), in: file), "\(fault.name)")
            var broken = file
            let bytes = Array(fault.to.utf8)
            #expect(bytes.count == fault.from.utf8.count, "\(fault.name)")
            broken.replaceSubrange(place..<place + bytes.count, with: bytes)
            paths[fault.name] = try directory.write(fault.name + ".pdf", broken)
        }
        let verdicts = try Tool.run(Judges.verapdf, ["3a,ua1"] + paths.values.sorted()).text
        for (name, path) in paths.sorted(by: { $0.key < $1.key }) {
            let lines = verdicts.split(separator: "\n").filter { $0.hasSuffix(path) || $0.contains(path + ":") }
            #expect(lines.count == 2, "\(name)")
            #expect(lines.contains { !$0.hasPrefix("conforms ") }, "\(name)")
        }
    }

    private func firstPlace(of part: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= part.count else { return nil }
        return (0...bytes.count - part.count).first { bytes[$0..<$0 + part.count].elementsEqual(part) }
    }
}
