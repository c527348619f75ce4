// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

/// Files made to be long to look at: each gets its verdict, with a reason, in 5 s of a processor and 512 MiB.
///
/// The files have 2 MiB, which cost this build as much as the largest that are looked at cost the released one;
/// CREDITREPORT_HOSTILE_BYTES says another size, such as 268435456 with a release build.
@Suite struct HostileSizeTests {
    private static let namespace = "urn:creditreport:report:1"
    private static let size: Int = {
        guard let text = unsafe getenv("CREDITREPORT_HOSTILE_BYTES") else { return 2 << 20 }
        return Int(unsafe String(cString: text)) ?? 2 << 20
    }()

    /// A file that repeats something between a head and a tail.
    struct Hostile: Sendable, CustomTestStringConvertible {
        let name: String
        let kind: String
        /// Where the filling is put into the honest file: in front of this text, or behind the end; nil for no honest file.
        let place: String?
        let head: String
        let filling: String
        let tail: String
        var testDescription: String { name }

        init(
            _ name: String, _ kind: String, before place: String?, _ head: String, _ filling: String,
            _ tail: String = ""
        ) {
            (self.name, self.kind, self.place) = (name, kind, place)
            (self.head, self.filling, self.tail) = (head, filling, tail)
        }
    }

    static let files = [
        Hostile("beginnings of a mark", "pdf", before: nil, "%PDF-1.7\n", "<!--creditreport-signature", namespace),
        Hostile("beginnings of the namespace", "pdf", before: nil, "%PDF-1.7\n", "urn:creditreport:", namespace),
        Hostile("white space behind the end", "pdf", before: "", "", " "),
        Hostile("objects in front", "pdf", before: "%PDF", "", "9 0 obj\n<<>>\nendobj\n"),
        Hostile("nested arrays", "pdf", before: "\n1 0 obj", "", "\n9999 0 obj\n<</A[[[[[[[[1]]]]]]]]>>\nendobj"),
        Hostile("arrays nested deeper and deeper", "pdf", before: "\n1 0 obj", "\n9999 0 obj\n", "[", "\nendobj"),
        Hostile(
            "a stream without an end", "pdf", before: "\n1 0 obj", "\n9999 0 obj\n<</Length 1>>\nstream\n", "endstrea"),
        Hostile("a dictionary of one key", "pdf", before: "\n1 0 obj", "\n9999 0 obj\n<<", "/A 1", ">>\nendobj"),
        Hostile("a string of brackets", "pdf", before: "\n1 0 obj", "\n9999 0 obj\n(", "(", "\nendobj"),
        Hostile("ends over and over", "pdf", before: "\n1 0 obj", "", "\n%%EOF\nstartxref\n15\n"),
        Hostile("beginnings of a signature behind the page", "html", before: "", "", "<!--creditreport-signature"),
        Hostile("templates in the page", "html", before: "<body", "", "<template id=\"signed-repor"),
        Hostile("a report of base64", "html", before: "</template></body></html>\n", "", "QUJD"),
        Hostile("elements in elements", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">", "<a>"),
        Hostile("references", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">", "&amp;"),
        Hostile("elements in the report", "xml", before: "<subjects>", "", "<subjects></subjects>"),
        Hostile("attributes", "xml", before: "<subjects>", "<subjects ", "a=\"\" ", "></subjects>"),
        Hostile(
            "attributes of many elements", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">",
            "<a a=\"\" b=\"\" c=\"\" d=\"\" e=\"\"></a>", "</creditReport>"),
        Hostile(
            "different names", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">", "<n#></n#>",
            "</creditReport>"),
        Hostile(
            "different namespaces", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">",
            "<n xmlns=\"urn:u#\"></n>", "</creditReport>"),
        Hostile(
            "different prefixes", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">",
            "<p#:n xmlns:p#=\"urn:u\"></p#:n>", "</creditReport>"),
        Hostile(
            "different attributes", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">", "<n a#=\"\"></n>",
            "</creditReport>"),
        Hostile(
            "little elements", "xml", before: nil, "<creditReport xmlns=\"\(namespace)\">", "<a>b</a>",
            "</creditReport>"),
        Hostile("signatures", "xml", before: "</signatures>", "", "<Signature></Signature>"),
    ]

    @Test(arguments: files) func isBounded(file: Hostile) throws {
        let report = try SampleReport.shared()
        let honest = try TestFile.read(["pdf": report.pdf, "html": report.html, "xml": report.xml][file.kind] ?? "")
        var (front, back): ([UInt8], [UInt8]) = ([], [])
        if let place = file.place {
            let offset = place.isEmpty ? honest.count : try #require(honest.offset(of: place))
            (front, back) = (Array(honest[..<offset]), Array(honest[offset...]))
        }
        let piece = Array(file.filling.utf8)
        let room = max(0, Self.size - front.count - back.count - file.head.utf8.count - file.tail.utf8.count)
        var bytes = front + Array(file.head.utf8)
        if file.filling.contains("#") {
            // Each time another one.
            for number in 0..<(room / (piece.count + 12)) {
                bytes += Array(file.filling.replacing("#", with: String(number)).utf8)
            }
        } else {
            bytes += (0..<(room / piece.count)).flatMap { _ in piece }
        }
        bytes += Array(file.tail.utf8) + back
        let scratch = try TemporaryDirectory()
        let path = try scratch.write("hostile." + file.kind, bytes)
        let result = try Program.run(
            "verify", path, "--trust", report.store.root, "--at", SampleStore.now, "--json",
            store: scratch.path("none"))
        #expect(result.status == 10, "\(result.text)\(result.errorText)")
        #expect(result.text.contains("INVALID"), "no reason is named: \(result.text)")
        #expect(result.processorSeconds < 5, "\(result.processorSeconds) s")
        #expect(result.peakKilobytes < 512 << 10, "\(result.peakKilobytes) KiB")
    }
}
