// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// The list of a round's reports (清单): JSON Lines, first the round, then a line for each bidder in order.
enum RoundManifest {
    static let fileName = "manifest.jsonl"

    static func bytes(_ round: Round, _ results: [RoundRunner.Result], at instant: Instant) -> [UInt8] {
        var writer = ByteWriter(capacity: 1 << 14)
        let issued = results.filter { if case .issued = $0 { true } else { false } }.count
        line(
            [
                JSONMember("format", .string("creditreport-manifest-1")),
                JSONMember("round", .string(Masking.usual.text(round.id))),
                JSONMember("issuedAt", .string(instant.description)),
                JSONMember("bidders", .integer(results.count)), JSONMember("issued", .integer(issued)),
            ], &writer)
        for (index, result) in results.enumerated() {
            let bidder = round.bidders[index]
            var members = [
                JSONMember("bidder", .integer(index + 1)),
                JSONMember("subject", .string(Masking.usual.text(bidder.code))),
            ]
            switch result {
            case .issued(let entry):
                members += [
                    JSONMember("number", .string(entry.number)), JSONMember("hash", .string(entry.fingerprint)),
                    JSONMember("code", .string(entry.code)),
                    JSONMember("files", .object(entry.files.map { JSONMember($0.name, .string($0.sha256)) })),
                ]
            case .failed(let code, let reason):
                members += [
                    JSONMember("error", .string(code)), JSONMember("reason", .string(Masking.usual.text(reason))),
                ]
            }
            line(members, &writer)
        }
        return writer.bytes
    }

    private static func line(_ members: [JSONMember], _ writer: inout ByteWriter) {
        writer.append(json: .object(members))
        writer.append(UInt8(ascii: "\n"))
    }
}
