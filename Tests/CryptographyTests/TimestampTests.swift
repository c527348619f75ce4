// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import TestSupport
import Testing

/// Timestamps that the openssl program gives, and what is no timestamp of the thing asked about.
@Suite struct TimestampTests {
    private static let made = Result { () throws(any Error) in try TimestampAuthority() }
    private static let moment = "2026-11-20 02:00:00"
    private static let message = Array("签名值".utf8)

    private static func anchors(_ authority: TimestampAuthority) throws -> TrustAnchors {
        try TrustAnchors(pem: TestFile.read(authority.rootPath))
    }

    /// A request with its honest answer.
    private func answered(
        by authority: TimestampAuthority? = nil, policy: String? = nil
    ) throws -> (request: TimestampRequest, answer: [UInt8]) {
        let request = try TimestampRequest(for: TimestampImprint(of: Self.message, .sha256), policy: policy)
        return (request, try (authority ?? Self.made.get()).answer(request.der, at: Self.moment))
    }

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let error as CryptographyError {
            return error.code.rawValue
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: DigestAlgorithm.allCases) func aTokenSaysWhatWasAsked(algorithm: DigestAlgorithm) throws {
        let authority = try Self.made.get()
        let imprint = TimestampImprint(of: Self.message, algorithm)
        let request = try TimestampRequest(for: imprint)
        let token = try TimestampResponse.token(
            authority.answer(request.der, at: Self.moment), answering: request)
        #expect(token.imprint == imprint)
        #expect(token.time == Instant("2026-11-20T10:00:00+08:00"))
        // The configuration states an accuracy of one second.
        #expect(token.latest.seconds == token.time.seconds + 1)
        #expect(token.policy == TimestampAuthority.policy)
        #expect(token.signer.subject.commonName == "示例时间戳机构")
        try token.check(trusting: Self.anchors(authority))
        #expect(try TimestampToken(token.der) == token)
    }

    @Test func opensslReadsTheRequest() throws {
        let directory = try TemporaryDirectory()
        let request = try TimestampRequest(
            for: TimestampImprint(of: Self.message, .sha256), policy: "1.2.156.9999.2")
        let path = try directory.write("request", request.der)
        let text = try Tool.run("openssl", ["ts", "-query", "-in", path, "-text"]).text
        #expect(text.contains("Policy OID: 1.2.156.9999.2"))
        #expect(text.contains("Certificate required: yes"))
        #expect(text.contains("Hash Algorithm: sha256"))
        #expect(try TimestampRequest(der: request.der) == request)
        #expect(code { _ = try TimestampRequest(der: request.der + [0]) } == "timestamp.malformed")
    }

    @Test func theAnswerToAnotherRequestIsRefused() throws {
        let (request, answer) = try answered()
        let again = try TimestampRequest(for: request.imprint)
        #expect(code { _ = try TimestampResponse.token(answer, answering: again) } == "timestamp.invalid")
        let other = try TimestampRequest(for: TimestampImprint(of: [0], .sha256))
        #expect(code { _ = try TimestampResponse.token(answer, answering: other) } == "timestamp.invalid")
        let (_, underOther) = try answered(policy: "1.2.156.9999.2")
        #expect(code { _ = try TimestampResponse.token(underOther, answering: request) } == "timestamp.invalid")
    }

    @Test func aPolicyThatTheAuthorityDoesNotHaveIsRefusedByIt() throws {
        let (request, answer) = try answered(policy: "1.2.3.4.5")
        #expect(code { _ = try TimestampResponse.token(answer, answering: request) } == "timestamp.refused")
    }

    @Test func bytesBehindAnAnswerOrATokenAreRefused() throws {
        let (request, answer) = try answered()
        let token = try TimestampResponse.token(answer, answering: request).der
        #expect(
            code { _ = try TimestampResponse.token(answer + [0], answering: request) } == "timestamp.malformed")
        #expect(code { _ = try TimestampToken(token + [0]) } == "timestamp.malformed")
        #expect(code { _ = try TimestampToken(Array(token.dropLast())) } == "timestamp.malformed")
    }

    /// Every byte of a token is changed in turn: none that is accepted says anything else.
    @Test func noChangedTokenSaysSomethingElse() throws {
        let (request, answer) = try answered()
        let token = try TimestampResponse.token(answer, answering: request)
        var accepted = 0
        for index in token.der.indices {
            var changed = token.der
            changed[index] ^= 0x01
            guard let other = try? TimestampToken(changed) else { continue }
            accepted += 1
            #expect(other.time == token.time && other.imprint == token.imprint && other.signer == token.signer)
        }
        // The authority's certificate is named by its hash, and the rest is signed.
        #expect(accepted == 0)
    }

    @Test(arguments: [
        "keyUsage=critical,digitalSignature",
        "keyUsage=critical,digitalSignature\nextendedKeyUsage=timeStamping",
        "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping,emailProtection",
        "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,emailProtection",
        "keyUsage=critical,digitalSignature,keyCertSign\nextendedKeyUsage=critical,timeStamping",
        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping",
    ])
    func aCertificateForSomethingElseGivesNoTimestamps(extensions: String) throws {
        let authority = try TimestampAuthority(extensions: extensions)
        // openssl itself refuses some of these as a signer of timestamps; the other one asks nobody.
        let request = try TimestampRequest(for: TimestampImprint(of: Self.message, .sha256))
        let place = try TemporaryDirectory()
        try authority.answers(request.der, at: 1_795_140_000, ["plain"], in: place)
        let token = try TimestampResponse.token(TestFile.read(place.path("plain")), answering: request)
        #expect(code { try token.check(trusting: Self.anchors(authority)) } == "timestamp.untrusted")
    }

    @Test func anotherAuthorityOfTheSameNameIsNotTrusted() throws {
        let (request, answer) = try answered()
        let token = try TimestampResponse.token(answer, answering: request)
        let rogue = try TimestampAuthority()
        #expect(code { try token.check(trusting: Self.anchors(rogue)) } == "timestamp.untrusted")
    }

    @Test func aTimestampFromAfterTheAuthoritysCertificateIsNotTrusted() throws {
        let authority = try TimestampAuthority(days: 30)
        let (request, answer) = try answered(by: authority)
        let token = try TimestampResponse.token(answer, answering: request)
        #expect(code { try token.check(trusting: Self.anchors(authority)) } == "timestamp.untrusted")
    }

    @Test(arguments: [
        "", "https://tsa.example.cn/", "http://", "http://a b/", "http://u@h/", "http://h:0/", "ftp://h/",
    ])
    func whatIsNoAddressIsRefused(address: String) throws {
        #expect(code { _ = try TimestampService(at: address, trusting: .none) } == "request.invalid")
    }

    @Test func nobodyThereIsAnErrorAtOnce() throws {
        let service = try TimestampService(at: "http://127.0.0.1:9/", trusting: .none, seconds: 2)
        #expect(code { _ = try service.timestamp(of: Self.message, .p256) } == "timestamp.unreachable")
    }
}

/// Timestamps in the CMS of a signature.
@Suite struct StampedCMSTests {
    /// An authority that answers at a moment.
    private struct Source: TimestampSource {
        let authority: TimestampAuthority
        let policy: String? = nil

        func token(for request: TimestampRequest) throws(CryptographyError) -> TimestampToken {
            do {
                return try TimestampResponse.token(
                    authority.answer(request.der, at: "2026-11-20 02:00:00"), answering: request)
            } catch let error as CryptographyError {
                throw error
            } catch {
                throw CryptographyError(.unreachableTimestamp, "\(error)")
            }
        }
    }

    @Test(arguments: Cryptography.Suite.allCases) func theTimestampIsAboutTheSignatureValue(suite: Cryptography.Suite)
        throws
    {
        let fixture = try Fixture.of(suite)
        let source = Source(authority: try TimestampAuthority())
        let cms = try CMS.sign(digest: fixture.digest, with: fixture.authority.signer(), timestamps: source)
        guard case .valid(let signature) = CMS.verify(cms, suite: suite, contentDigest: fixture.digest) else {
            Issue.record("the stamped object is not accepted")
            return
        }
        let token = try #require(signature.timestamp).verified()
        #expect(try token == signature.timestamp?.verified())
        #expect(try signature.stamped(with: token) == cms)
        #expect(cms.count <= CMS.maximumLength(for: try fixture.authority.signer(), timestamp: token.der.count))

        // The same token beside another signature of the same key.
        let other = try CMS.sign(digest: fixture.digest, with: fixture.authority.signer())
        guard case .valid(let bare) = CMS.verify(other, suite: suite, contentDigest: fixture.digest) else {
            Issue.record("the plain object is not accepted")
            return
        }
        #expect(bare.timestamp == nil)
        #expect(throws: CryptographyError.self) { _ = try bare.stamped(with: token) }

        // Two attributes, two values of one, and whatever else is not the one form.
        let authority = try TimestampAuthority()
        let second = try Source(authority: authority).timestamp(of: Array(signature.value), suite)
        let twin = DERObject(sequence: [0x30], [Self.identifier, DERObject(sequence: [0x31], [second.der]).bytes]).bytes
        func changed(_ change: @escaping ([UInt8]) -> [UInt8]) -> [UInt8] {
            DERObject.changing(cms, tail: 6, change)
        }
        func attribute(_ values: [UInt8]) -> [UInt8] {
            DERObject(sequence: [0x30], [Self.identifier, DERObject(sequence: [0x31], [values]).bytes]).bytes
        }
        #expect(changed { $0 } == cms)
        #expect(changed { _ in attribute(token.der) } == cms)
        let forms = [
            changed { $0 + $0 }, changed { $0 + twin }, changed { twin + $0 }, changed { _ in [] },
            changed { _ in attribute([]) }, changed { _ in attribute(token.der + token.der) },
            changed { _ in attribute(token.der + second.der) }, changed { _ in attribute(token.der + [5, 0]) },
            changed { $0 + [0x30, 0x09, 0x06, 0x03, 0x2A, 0x03, 0x04, 0x31, 0x02, 0x05, 0x00] },
        ]
        for (index, form) in forms.enumerated() {
            guard case .invalid = CMS.verify(form, suite: suite, contentDigest: fixture.digest) else {
                Issue.record("form \(index) is accepted")
                continue
            }
        }
        // Another token in the one form: the object holds, its timestamp does not.
        let exchanged = changed { _ in twin }
        guard case .valid(let foreign) = CMS.verify(exchanged, suite: suite, contentDigest: fixture.digest) else {
            Issue.record("the object with another's timestamp is not even read")
            return
        }
        let error = #expect(throws: CryptographyError.self) { _ = try foreign.timestamp?.verified() }
        #expect(error?.code == .badTimestamp)
    }

    /// The type of the attribute.
    private static let identifier: [UInt8] = [
        0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x0E,
    ]
}

/// An object in DER that is taken apart and put together with its lengths in order.
private struct DERObject {
    let bytes: [UInt8]

    init(sequence tag: [UInt8], _ parts: [[UInt8]]) {
        let contents = parts.flatMap { $0 }
        let count = contents.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            }
        bytes = tag + length + contents
    }

    /// The object with other contents in the element that is the last of the last, so many levels down.
    static func changing(_ der: [UInt8], tail depth: Int, _ change: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let contents = Array(der[header(der[...])...])
        guard depth > 1 else { return DERObject(sequence: [der[0]], [change(contents)]).bytes }
        var parts: [[UInt8]] = []
        var rest = contents[...]
        while !rest.isEmpty {
            let start = header(rest)
            let count = rest[rest.startIndex + 1] < 0x80 ? Int(rest[rest.startIndex + 1]) : length(rest)
            parts.append(Array(rest[..<(start + count)]))
            rest = rest[(start + count)...]
        }
        if let last = parts.popLast() { parts.append(changing(last, tail: depth - 1, change)) }
        return DERObject(sequence: [der[0]], parts).bytes
    }

    /// Where the contents of an element begin.
    private static func header(_ der: ArraySlice<UInt8>) -> Int {
        let octet = der[der.startIndex + 1]
        return der.startIndex + 2 + (octet < 0x80 ? 0 : Int(octet & 0x7F))
    }

    private static func length(_ der: ArraySlice<UInt8>) -> Int {
        der[(der.startIndex + 2)..<header(der)].reduce(0) { $0 << 8 | Int($1) }
    }
}
