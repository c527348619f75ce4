// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing

/// `timestamp request`: a question that is carried to an authority for timestamps by hand.
enum TimestampRequestCommand: Command {
    static let syntax = CommandSyntax(
        name: "timestamp request", summary: "write the request for a timestamp of a report's signature",
        operands: "FILE",
        options: [
            .required("--out", "FILE", "the request (RFC 3161, DER)"),
            TimestampOptions.suite,
            .value("--tsa-policy", "OID", "the policy to ask for (default: the authority's own)"),
        ],
        example: "creditreport timestamp request out/report.pdf --out report.tsq")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let artefact = try TimestampOptions.artefact(arguments)
        let request = try TimestampRequest(for: artefact.imprint, policy: arguments.value("--tsa-policy"))
        let path = try arguments.required("--out")
        try DurableFile.publish(request.der, at: path, replacing: false)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("path", .string(path)),
                    JSONMember("algorithm", .string(request.imprint.algorithm.rawValue)),
                    JSONMember("imprint", .string(Hex.encode(request.imprint.digest))),
                ]).text)
        } else {
            Console.print(path)
        }
        return .success
    }
}

/// `timestamp attach`: the authority's answer, put beside the signature.
enum TimestampAttachCommand: Command {
    static let syntax = CommandSyntax(
        name: "timestamp attach", summary: "put the answer to a timestamp request into a report's file",
        operands: "FILE",
        options: [
            .required("--request", "FILE", "the request that was answered"),
            .required("--response", "FILE", "the answer (RFC 3161, DER)"),
            .required("--tsa-root", "FILE", "the certificate that its authority has to lead to (PEM)"),
            .required("--out", "FILE", "the report's file with the timestamp"),
            TimestampOptions.suite,
        ],
        example: "creditreport timestamp attach out/report.pdf --request report.tsq --response report.tsr "
            + "--tsa-root tsa-root.pem --out stamped/report.pdf")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let artefact = try TimestampOptions.artefact(arguments)
        let request = try TimestampRequest(
            der: try InputFile.read(try arguments.required("--request"), limit: TimestampRequest.limit))
        let answer = try InputFile.read(try arguments.required("--response"), limit: TimestampResponse.limit)
        let token = try TimestampResponse.token(answer, answering: request)
        try token.check(
            trusting: try TrustAnchors(
                pem: try InputFile.read(try arguments.required("--tsa-root"), limit: 1 << 20), for: .timestamps))
        let path = try arguments.required("--out")
        try DurableFile.publish(try artefact.stamped(with: token), at: path, replacing: false)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("path", .string(path)), JSONMember("time", .string(token.time.description)),
                    JSONMember("authority", .string(token.signer.subject.text)),
                ]).text)
        } else {
            Console.print(Console.printable("\(path)  \(token.time)  \(token.signer.subject)"))
        }
        return .success
    }
}
