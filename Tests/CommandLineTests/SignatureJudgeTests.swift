// SPDX-License-Identifier: Apache-2.0

import Reporting
import TestSupport
import Testing

/// Other people's tools find the signatures of the vectors good, and those of changed files bad.
@Suite struct SignatureJudgeTests {
    private static let folder = Repository.path("Samples/vectors")
    private static let root = folder + "/root.pem"

    private func changed(_ name: String, _ old: String, _ new: String, in scratch: TemporaryDirectory) throws -> String
    {
        let bytes = try TestFile.read(Self.folder + "/" + name)
        let replaced = bytes.replacing(Array(old.utf8), with: Array(new.utf8), maxReplacements: 1)
        #expect(replaced != bytes)
        return try scratch.write("changed-" + name, replaced)
    }

    @Test func pyHankoFindsPAdESBaseline() throws {
        func judge(_ path: String) throws -> Tool.Result {
            try Tool.run(
                "faketime",
                [
                    "2026-11-20 10:00:00", "pyhanko", "sign", "adesverify", "--pretty-print", "--no-revocation-check",
                    "--trust-replace", "--trust", Self.root, path,
                ])
        }
        for name in ["report.pdf", "other-zlib.pdf"] {
            let result = try judge(Self.folder + "/" + name)
            #expect(result.text.contains("The signature is judged VALID."), "\(name): \(result.text)")
            #expect(result.text.contains("The signature covers the entire file."))
        }
        let scratch = try TemporaryDirectory()
        let other = try changed("report.pdf", "企业融资", "企业上市", in: scratch)
        #expect(!(try judge(other).text.contains("judged VALID")))
    }

    @Test func opensslFindsCAdESInThePage() throws {
        let scratch = try TemporaryDirectory()
        let envelope = try #require(HTMLEnvelope(try TestFile.read(Self.folder + "/report.html")))
        let cms = try scratch.write("page.cms", envelope.cms)
        func judge(_ page: [UInt8]) throws -> Int32 {
            try Tool.run(
                "openssl",
                [
                    "cms", "-verify", "-inform", "DER", "-binary", "-cades", "-in", cms, "-content",
                    scratch.write("page", page), "-CAfile", Self.root, "-purpose", "any", "-attime", "1795140000",
                    "-out", scratch.path("out"),
                ]
            ).status
        }
        #expect(try judge(Array(envelope.page)) == 0)
        #expect(try judge(Array(envelope.page) + [0x20]) != 0)
    }

    @Test func signxmlFollowsTheChain() throws {
        let program = """
            import sys
            from signxml import XMLVerifier
            data = open(sys.argv[1], "rb").read()
            print(XMLVerifier().verify(data, ca_pem_file=sys.argv[2]).signed_xml.tag)
            """
        func judge(_ path: String, root: String) throws -> Tool.Result {
            try Tool.run("faketime", ["2026-11-20 10:00:00", Tool.python, "-c", program, path, root])
        }
        let result = try judge(Self.folder + "/report.xml", root: Self.root)
        #expect(result.text == "{urn:creditreport:report:1}report\n", "\(result.errorText)")
        for bad in ["changed-data.xml", "other-authority.xml"] {
            #expect(try judge(Self.folder + "/" + bad, root: Self.root).status != 0, "\(bad)")
        }
    }

    @Test func popplerAndQpdfReadWhatAnotherZlibCompressed() throws {
        let path = Self.folder + "/other-zlib.pdf"
        let text = try Tool.run("pdfsig", ["-nocert", path]).text
        #expect(text.contains("Signature is Valid."))
        #expect(text.contains("Total document signed"))
        #expect(try Tool.run("qpdf", ["--check", path]).status == 0)
        let shown = try [path, Self.folder + "/report.pdf"].map { try Tool.run("pdftotext", ["-raw", $0, "-"]).output }
        #expect(shown[0] == shown[1])
    }
}
