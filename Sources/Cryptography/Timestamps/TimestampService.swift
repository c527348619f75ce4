// SPDX-License-Identifier: Apache-2.0

internal import CCrypto

/// A timestamp authority (时间戳机构, TSA) on the network, asked over HTTP (RFC 3161, 3.4).
///
/// Its address comes from whoever runs the program and from nowhere else. Connections are direct, without proxies and
/// redirections, and without TLS: the token is signed, and the nonce keeps an old one from being played again.
public struct TimestampService: TimestampSource {
    /// The address, such as `http://tsa.example.cn:8080/tsa`.
    public let address: String
    /// The policy to ask for.
    public let policy: String?
    /// How many seconds an answer may take, from 1 to 600.
    public let seconds: Int
    private let location: Location
    private let anchors: TrustAnchors

    /// A service at an address.
    ///
    /// - Parameters:
    ///   - address: an `http` address.
    ///   - anchors: the authorities to one of which the service has to lead: those that the verifiers trust.
    ///   - policy: the policy to ask for, by its arcs with dots between them; nil for the authority's own.
    ///   - seconds: how long an answer may take.
    /// - Throws: `request.invalid` for an address that is not `http://host[:port][/path]` or a time out of range.
    public init(
        at address: String, trusting anchors: TrustAnchors, policy: String? = nil, seconds: Int = 20
    ) throws(CryptographyError) {
        guard let location = Location(address) else {
            throw CryptographyError(
                .invalidRequest, "\"\(address)\" is not an address like http://host:port/path",
                hint: address.hasPrefix("https:")
                    ? "tokens are signed, so http is enough; the program speaks no TLS" : nil)
        }
        guard (1...600).contains(seconds) else {
            throw CryptographyError(.invalidRequest, "\(seconds) seconds given for an answer, 1 to 600 expected")
        }
        self.address = address
        self.anchors = anchors
        self.policy = policy
        self.seconds = seconds
        self.location = location
    }

    /// Asks the service.
    ///
    /// - Throws: `timestamp.unreachable` if no answer comes in time, and what reading and checking the answer throw.
    public func token(for request: TimestampRequest) throws(CryptographyError) -> TimestampToken {
        let token = try TimestampResponse.token(try post(request.der), answering: request)
        try token.check(trusting: anchors)
        return token
    }

    private func post(_ body: [UInt8]) throws(CryptographyError) -> [UInt8] {
        defer { ERR_clear_error() }
        let answer = unsafe creditreport_http_post(
            location.host, location.port, location.path, "application/timestamp-query", "application/timestamp-reply",
            body, Int32(body.count), TimestampResponse.limit, Int32(seconds))
        guard let answer = unsafe answer else {
            throw CryptographyError(
                .unreachableTimestamp, "\(address) gave no timestamp within \(seconds) seconds: \(Self.reasons())",
                hint: "check the address and the network; creditreport timestamp request works without one")
        }
        defer { unsafe BIO_free_all(answer) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= TimestampResponse.limit {
            let count = unsafe Int(BIO_read(answer, &buffer, Int32(buffer.count)))
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// What the library says went wrong, in its own words.
    private static func reasons() -> String {
        var reasons: [String] = []
        while true {
            var data: UnsafePointer<CChar>?
            var flags: Int32 = 0
            let code = unsafe ERR_get_error_all(nil, nil, nil, &data, &flags)
            guard code != 0 else { break }
            var reason = unsafe ERR_reason_error_string(code).map { unsafe String(cString: $0) } ?? "error \(code)"
            if let data = unsafe data, flags & ERR_TXT_STRING != 0 {
                let detail = unsafe String(cString: data)
                if !detail.isEmpty { reason += " (\(detail))" }
            }
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons.isEmpty ? "no reason is known" : reasons.joined(separator: ", ")
    }

    /// Where a service is.
    private struct Location: Sendable {
        let host: String
        let port: String
        let path: String

        init?(_ address: String) {
            let scheme = "http://"
            guard address.hasPrefix(scheme), address.utf8.count <= 1024,
                address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !address.contains("#"),
                !address.contains("@")
            else { return nil }
            let rest = address.dropFirst(scheme.count)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            path = slash == rest.endIndex ? "/" : String(rest[slash...])
            let authority = rest[..<slash]
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), !parts[0].isEmpty,
                parts[0].utf8.allSatisfy({ byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                        true
                    default: false
                    }
                })
            else { return nil }
            host = String(parts[0])
            port = parts.count == 2 ? String(parts[1]) : "80"
            guard let number = UInt16(port), number > 0, String(number) == port else { return nil }
        }
    }
}
