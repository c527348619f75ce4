// SPDX-License-Identifier: Apache-2.0

/// What an authority answers to a request for a timestamp (RFC 3161, 2.4.2).
public enum TimestampResponse {
    /// The most bytes of an answer that are read.
    public static let limit = TimestampToken.limit + 4096

    /// The token of an answer to a request; its signature holds, and it is what was asked for.
    ///
    /// - Parameters:
    ///   - der: TimeStampResp in DER, with nothing behind it.
    ///   - request: the request that was sent.
    /// - Throws: `timestamp.refused` with the authority's reason, and what reading and checking the token throw.
    public static func token(
        _ der: [UInt8], answering request: TimestampRequest
    ) throws(CryptographyError) -> TimestampToken {
        guard der.count <= limit else {
            throw CryptographyError(.overLimit, "answer of \(der.count) bytes, at most \(limit) are read")
        }
        let status: (code: Int, reason: String)
        let token: ArraySlice<UInt8>?
        do throws(CryptographyError) {
            var outer = DERReader(der)
            var response = try outer.enter(.sequence)
            try outer.finish()
            status = try Self.status(try response.enter(.sequence))
            token = response.isAtEnd ? nil : try response.read(.sequence).encoded
            try response.finish()
        } catch {
            throw CryptographyError(.malformedTimestamp, "answer to the timestamp request: \(error.message)")
        }
        // 0 is granted; 1 is granted with modifications, which the checks below judge.
        guard status.code <= 1, let token else {
            throw CryptographyError(
                .refusedTimestamp, "the authority gave no timestamp: status \(status.code)\(status.reason)")
        }
        let granted = try TimestampToken(Array(token))
        try granted.check(answers: request)
        return granted
    }

    /// PKIStatusInfo: the status, and words and bits of failure for people.
    private static func status(_ reader: DERReader) throws(CryptographyError) -> (code: Int, reason: String) {
        var fields = reader
        let code = try fields.readSmallInteger()
        var reason = ""
        if var texts = try fields.readIfPresent(.sequence).map({ DERReader($0.contents) }) {
            while !texts.isAtEnd {
                let text = String(decoding: try texts.read(.utf8String).contents.prefix(200), as: UTF8.self)
                reason += ", " + String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
            }
        }
        if let failure = try fields.readIfPresent(.bitString), failure.contents.count > 1 {
            let bits = failure.contents.dropFirst().enumerated().flatMap { index, octet in
                (0..<8).filter { octet & (0x80 >> UInt8($0)) != 0 }.map { index * 8 + $0 }
            }
            reason += ", failure " + bits.map { Self.failures[$0] ?? String($0) }.joined(separator: " ")
        }
        try fields.finish()
        return (code, reason)
    }

    /// The names of PKIFailureInfo.
    private static let failures = [
        0: "badAlg", 2: "badRequest", 5: "badDataFormat", 14: "timeNotAvailable", 15: "unacceptedPolicy",
        16: "unacceptedExtension", 17: "addInfoNotAvailable", 25: "systemFailure",
    ]
}
