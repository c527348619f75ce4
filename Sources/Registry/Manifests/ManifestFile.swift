// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

/// The manifest as a file.
extension Manifest {
    /// What the first line of the file says it is.
    public static let format = "creditreport-manifest-1"
    /// The most bytes of the file, and of a table that it lists.
    public static let limit = 1 << 30
    /// The name of the file in the directory of the reports.
    public static let fileName = "manifest.jsonl"

    private static let signatureStart = Array("{\"signature\":\"".utf8)
    private static let signatureEnd = Array("\"}\n".utf8)

    /// The file, signed.
    ///
    /// - Parameters:
    ///   - signer: who signs it.
    ///   - timestamps: who gives the signature its timestamp; nil for none.
    public func file(
        signedBy signer: any MessageSigner, timestamps: (any TimestampSource)? = nil
    ) throws(CryptographyError) -> [UInt8] {
        var writer = content
        let cms = try CMS.sign(
            digest: Digest.of(writer.bytes, signer.suite.digestAlgorithm), with: signer, timestamps: timestamps)
        writer.append(Self.signatureStart)
        writer.append(Base64.encodedBytes(cms))
        writer.append(Self.signatureEnd)
        return writer.bytes
    }

    /// Whether a file says that it is a manifest.
    public static func isManifest(_ file: [UInt8]) -> Bool {
        file.starts(with: "{\"format\":\"creditreport-manifest-".utf8)
    }

    /// Reads a file and checks that it is whole, of its one spelling, and signed by the certificate in it.
    ///
    /// Whether that certificate is trusted, and whether the files are there, is for the caller to see.
    ///
    /// - Throws: `manifest`.
    public static func read(
        _ file: [UInt8]
    ) throws(RegistryError) -> (manifest: Manifest, signature: CMSSignature) {
        guard file.count > signatureEnd.count, file.suffix(signatureEnd.count).elementsEqual(signatureEnd),
            let line = file.dropLast().lastIndex(of: 0x0A),
            file[(line + 1)...].dropLast(signatureEnd.count).starts(with: signatureStart),
            let cms = Base64.decode(
                file[(line + 1 + signatureStart.count)..<(file.count - signatureEnd.count)])
        else { throw .badManifest("it does not end with a signature") }
        let content = Array(file[...line])
        guard let suite = CMS.suite(of: cms),
            case .valid(let signature) = CMS.verify(
                cms, suite: suite, contentDigest: Digest.of(content, suite.digestAlgorithm))
        else {
            throw .badManifest("its signature does not hold")
        }
        let manifest = try Manifest(content: content)
        guard manifest.content.bytes == content else {
            throw .badManifest("it is not of the form that is written here")
        }
        return (manifest, signature)
    }

    private init(content: [UInt8]) throws(RegistryError) {
        var lines = content.split(separator: 0x0A).makeIterator()
        guard let first = lines.next(), let line = try? JSONReader.read(first),
            line["format"]?.string == Self.format, let round = line["round"]?.string,
            let roundHash = line["roundHash"]?.string, let snapshot = line["snapshot"]?.string,
            let issuedAt = line["issuedAt"]?.string.flatMap({ Instant($0) }),
            let function = line["digest"]?.string.flatMap({ DigestAlgorithm(rawValue: $0) }),
            let bidders = line["bidders"]?.integer,
            let root = line["merkleRoot"]?.string
        else { throw .badManifest("its first line is not that of \(Self.format)") }
        var shard: Shard?
        if let text = line["shard"] {
            shard = text.string.flatMap { Shard($0) }
            guard shard != nil else { throw .badManifest("it names no shard such as 2/8") }
        }
        var summaries: [Summary] = []
        for member in line["summary"]?.members ?? [] {
            guard Summary.names.contains(member.name), let hash = member.value.string, Hex.decode(hash)?.count == 32
            else { throw .badManifest("it names no summary and its hash") }
            summaries.append(Summary(name: member.name, hash: hash))
        }
        var policy: Policy?
        if let value = line["policy"] {
            policy = Policy(value)
            guard policy != nil else { throw .badManifest("it names no policy with version and hash") }
        }
        self.init(
            Head(
                round: round, roundHash: roundHash, snapshot: snapshot, issuedAt: issuedAt, digestAlgorithm: function,
                bidders: bidders, policy: policy),
            shard: shard, summaries: summaries, entries: [])
        var numbers: Set<String> = []
        while let line = lines.next() {
            guard let value = try? JSONReader.read(line), let entry = Entry(value, function),
                entry.bidder > entries.last?.bidder ?? 0, entry.bidder <= bidders
            else {
                throw .badManifest("line \(entries.count + 2) is not that of a bidder, or out of order")
            }
            if case .issued(let report) = entry.outcome, !numbers.insert(report.number).inserted {
                throw .badManifest("it lists the report \(report.number) for two bidders")
            }
            entries.append(entry)
        }
        guard merkleRoot == root else { throw .badManifest("its Merkle root is not that of its reports") }
        guard shard != nil || entries.count == bidders else {
            throw .badManifest("it has \(entries.count) of \(bidders) bidders")
        }
    }

    /// All lines before the signature's.
    private var content: ByteWriter {
        var writer = ByteWriter(capacity: 640 * (entries.count + 2))
        var members = [
            JSONMember("format", .string(Self.format)), JSONMember("round", .string(head.round)),
            JSONMember("roundHash", .string(head.roundHash)), JSONMember("snapshot", .string(head.snapshot)),
            JSONMember("issuedAt", .string(head.issuedAt.description)),
            JSONMember("digest", .string(head.digestAlgorithm.rawValue)), JSONMember("bidders", .integer(head.bidders)),
        ]
        if let policy = head.policy { members.append(JSONMember("policy", policy.json)) }
        if let shard { members.append(JSONMember("shard", .string(shard.description))) }
        members += [
            JSONMember("issued", .integer(reports.count)), JSONMember("merkleRoot", .string(merkleRoot)),
        ]
        if !summaries.isEmpty {
            members.append(
                JSONMember("summary", .object(summaries.map { JSONMember($0.name, .string($0.hash)) })))
        }
        writer.append(json: .object(members))
        writer.append("\n")
        for entry in entries {
            writer.append(json: .object(entry.members))
            writer.append("\n")
        }
        return writer
    }
}

extension Manifest.Policy {
    /// The policy as an object.
    public var json: JSONValue {
        .object([
            JSONMember("id", .string(id)), JSONMember("version", .string(version)), JSONMember("hash", .string(hash)),
        ])
    }

    /// Reads what `json` gives; nil if it is no such object.
    public init?(_ value: JSONValue) {
        guard let id = value["id"]?.string, let version = value["version"]?.string, let hash = value["hash"]?.string,
            Hex.decode(hash)?.count == 32
        else { return nil }
        self.init(id: id, version: version, hash: hash)
    }
}

extension Manifest.Entry {
    /// The members of its line, in order.
    public var members: [JSONMember] {
        let members = [JSONMember("bidder", .integer(bidder)), JSONMember("subject", .string(subject))]
        switch outcome {
        case .issued(let report):
            return members + [
                JSONMember("number", .string(report.number)), JSONMember("hash", .string(report.hash)),
                JSONMember("code", .string(report.code)),
                JSONMember("files", .object(report.files.map { JSONMember(report.name(of: $0), .string($0.hash)) })),
            ]
        case .notIssued(let code, let reason):
            return members + [JSONMember("error", .string(code)), JSONMember("reason", .string(reason))]
        }
    }

    /// Reads what `members` gives; nil if it is no such object. Further members are passed over.
    public init?(_ value: JSONValue, _ algorithm: DigestAlgorithm) {
        guard let bidder = value["bidder"]?.integer, let subject = value["subject"]?.string else { return nil }
        if let code = value["error"]?.string, let reason = value["reason"]?.string {
            self.init(bidder: bidder, subject: subject, outcome: .notIssued(code: code, reason: reason))
            return
        }
        guard let number = value["number"]?.string, !number.isEmpty,
            number.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
            let hash = value["hash"]?.string, Hex.decode(hash)?.count == 32, let code = value["code"]?.string,
            let members = value["files"]?.members
        else { return nil }
        var files: [IssueEntry.File] = []
        for member in members {
            guard let kind = ["xml", "html", "pdf"].first(where: { number + "." + $0 == member.name }),
                let sum = member.value.string, Hex.decode(sum)?.count == 32
            else { return nil }
            files.append(IssueEntry.File(kind: kind, hash: sum, algorithm: algorithm))
        }
        self.init(
            bidder: bidder, subject: subject,
            outcome: .issued(Manifest.Report(number: number, hash: hash, code: code, files: files)))
    }
}
