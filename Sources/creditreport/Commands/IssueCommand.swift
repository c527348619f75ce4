// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing
import RecordStore
import Registry
import Rendering
import Reporting

/// `issue`: one report in three forms.
enum IssueCommand: Command {
    static let syntax = CommandSyntax(
        name: "issue", summary: "issue a signed report as XML, HTML and PDF",
        options: RequestOptions.subjects + RequestOptions.finding + [
            .required("--purpose", "TEXT", "what the report is for (用途)"),
            .value("--matter", "TEXT", "the matter (事项) for which it is used"),
        ] + IssuingOptions.views + SigningOptions.reports + TimestampOptions.all + [
            .value("--formats", "LIST", "of xml, html, pdf (default: all three)")
        ],
        example: "creditreport issue --subject 91150402YY0000052E --purpose 企业融资 --key demo-keys/signer.key "
            + "--cert demo-keys/signer.pem --out out")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let forms = try forms(arguments)
        var request = try RequestOptions.request(arguments)
        request.suites = try SigningOptions.suites(arguments)
        let store = try RecordStore(opening: arguments.store)
        let publication = Publication(store)
        let instant = try RequestOptions.instant(arguments)
        let issued: IssuedReport
        let paths: [String]
        do {
            let issuer = try IssuingOptions.issuer(
                arguments, of: try RequestOptions.inquiry(arguments, into: store),
                signedBy: try SigningOptions.signers(arguments, at: instant))
            request = try issuer.withBranches(request)
            issued = try issuer.issue(request, at: instant, forms: forms, with: PDFRenderer())
            paths = try publication.publish(issued, in: try arguments.required("--out"), request: request)
        } catch  where (error as? RegistryError)?.code.isRefusal ?? true {
            // Whatever kept the report from being issued, the request leaves its line.
            let failure = Failure(error)
            try publication.noteRefusal(request, at: instant, reason: failure.code)
            throw failure
        }
        printResult(issued, paths, arguments, try arguments.language())
        return .success
    }

    private static func forms(_ arguments: Arguments) throws -> [IssuedReport.Form] {
        guard arguments.has("--formats") else { return IssuedReport.Form.allCases }
        let forms = try arguments.list("--formats").map { name in
            guard let form = IssuedReport.Form(rawValue: name) else {
                throw arguments.usage("--formats has \"\(name)\"", "expected some of xml,html,pdf")
            }
            return form
        }
        guard !forms.isEmpty, Set(forms).count == forms.count else {
            throw arguments.usage("--formats names no form, or one twice", "expected some of xml,html,pdf")
        }
        return forms
    }

    private static func printResult(
        _ issued: IssuedReport, _ paths: [String], _ arguments: Arguments, _ language: Language
    ) {
        if arguments.has("--json") {
            let files = zip(issued.artefacts, paths).map { artefact, path in
                JSONValue.object([
                    JSONMember("form", .string(artefact.form.rawValue)), JSONMember("path", .string(path)),
                    JSONMember(issued.digestAlgorithm.member, .string(artefact.hash)),
                ])
            }
            Console.print(
                JSONValue.object([
                    JSONMember("number", .string(issued.number.text)), JSONMember("hash", .string(issued.fingerprint)),
                    JSONMember("code", .string(issued.code.text)), JSONMember("files", .array(files)),
                ]).text)
            return
        }
        Console.print(language("报告编号  ", "number  ") + issued.number.text)
        Console.print(language("报告指纹  ", "hash    ") + issued.fingerprint)
        Console.print(language("核验码    ", "code    ") + issued.code.text)
        for (artefact, path) in zip(issued.artefacts, paths) {
            Console.print(artefact.form.rawValue + "  " + artefact.hash + "  " + path)
        }
    }
}

extension Arguments {
    /// The parts of a value between commas; none if the option is not given.
    func list(_ name: String) -> [String] {
        (value(name) ?? "").split(separator: ",").map(String.init)
    }
}
