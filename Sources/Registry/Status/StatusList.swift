// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography

/// A signed list of what became of each report (状态列表), for whoever verifies without the store.
///
/// It names nobody: a report stands in it under its hash (报告指纹) alone. The file is JSON Lines: a line about the list,
/// a line for each report in the order of the hashes, and at last a line with a detached CMS over all bytes before it.
public struct StatusList: Sendable {
    /// What became of a report.
    public enum State: String, Sendable, CaseIterable {
        /// It was issued and stands.
        case issued
        /// It was withdrawn (撤回).
        case withdrawn
        /// Another took its place (替代).
        case superseded
    }

    /// A report of the list.
    public struct Entry: Hashable, Sendable {
        /// Its hash, lower-case hex.
        public let hash: String
        /// What became of it.
        public let state: State
        /// The last day on which it is valid.
        public let validUntil: CivilDay
    }

    /// The moment of which the list speaks.
    public let thisUpdate: Instant
    /// Until when it may be relied on.
    public let nextUpdate: Instant
    /// The reports, in the order of their hashes.
    public let entries: [Entry]

    private static let format = "creditreport-status-1"
    private static let signatureStart = Array("{\"signature\":\"".utf8)
    private static let signatureEnd = Array("\"}\n".utf8)

    /// The list of all that an issue log knows.
    ///
    /// - Parameters:
    ///   - log: the issue log.
    ///   - thisUpdate: the moment of which the list speaks.
    ///   - nextUpdate: until when it may be relied on.
    public init(of log: IssueLog, at thisUpdate: Instant, until nextUpdate: Instant) throws(RegistryError) {
        var issues: [IssueEntry] = []
        try log.forEach { issues.append($0) }
        var entries: [Entry] = []
        for issue in issues {
            let state: State =
                switch try log.status(number: issue.number) {
                case .withdrawn: .withdrawn
                case .superseded: .superseded
                case .issued, .unknown: .issued
                }
            entries.append(Entry(hash: issue.reportHash, state: state, validUntil: issue.validUntil))
        }
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.entries = entries.sorted { $0.hash < $1.hash }
    }

    /// The report with a hash; nil if the list does not know it.
    public func entry(hash: String) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].hash == hash ? entries[low] : nil
    }

    /// The file, signed.
    public func file(signedBy signer: any MessageSigner) throws(CryptographyError) -> [UInt8] {
        var writer = content
        let cms = try CMS.sign(digest: Digest.of(writer.bytes, signer.suite.digestAlgorithm), with: signer)
        writer.append(Self.signatureStart)
        writer.append(Base64.encodedBytes(cms))
        writer.append(Self.signatureEnd)
        return writer.bytes
    }

    /// Reads a file and checks that it is whole, of its one spelling, and signed by the certificate in it.
    ///
    /// Whether that certificate is trusted, and whether the list is fresh, is for the caller to see.
    public static func read(_ file: [UInt8]) throws(RegistryError) -> (list: StatusList, signature: CMSSignature) {
        guard file.count > signatureEnd.count, file.suffix(signatureEnd.count).elementsEqual(signatureEnd),
            let line = file.dropLast().lastIndex(of: 0x0A),
            file[(line + 1)...].dropLast(signatureEnd.count).starts(with: signatureStart),
            let cms = Base64.decode(
                file[(line + 1 + signatureStart.count)..<(file.count - signatureEnd.count)])
        else { throw RegistryError.badStatusList("it does not end with a signature") }
        let content = Array(file[...line])
        guard let suite = CMS.suite(of: cms),
            case .valid(let signature) = CMS.verify(
                cms, suite: suite, contentDigest: Digest.of(content, suite.digestAlgorithm))
        else {
            throw RegistryError.badStatusList("its signature does not hold")
        }
        let list = try StatusList(content: content)
        guard list.content.bytes == content else {
            throw RegistryError.badStatusList("it is not of the form that is written here")
        }
        return (list, signature)
    }

    private init(content: [UInt8]) throws(RegistryError) {
        var lines = content.split(separator: 0x0A).makeIterator()
        guard let first = lines.next(), let head = try? JSONReader.read(first), head["format"]?.string == Self.format,
            let this = head["thisUpdate"]?.string.flatMap({ Instant($0) }),
            let next = head["nextUpdate"]?.string.flatMap({ Instant($0) })
        else { throw RegistryError.badStatusList("its first line is not that of \(Self.format)") }
        guard this <= next else { throw RegistryError.badStatusList("it speaks of \(this) to \(next)") }
        var entries: [Entry] = []
        while let line = lines.next() {
            guard let value = try? JSONReader.read(line), let hash = value["hash"]?.string,
                Hex.decode(hash).map({ $0.count == 32 && Hex.encode($0) == hash }) ?? false,
                let state = value["state"]?.string.flatMap({ State(rawValue: $0) }),
                let day = value["validUntil"]?.string.flatMap({ CivilDay($0) }),
                entries.last.map({ $0.hash < hash }) ?? true
            else {
                throw RegistryError.badStatusList("line \(entries.count + 2) is not that of a report, or out of order")
            }
            entries.append(Entry(hash: hash, state: state, validUntil: day))
        }
        thisUpdate = this
        nextUpdate = next
        self.entries = entries
    }

    /// All lines before the signature's.
    private var content: ByteWriter {
        var writer = ByteWriter(capacity: 128 * (entries.count + 2))
        writer.append(
            "{\"format\":\"\(Self.format)\",\"thisUpdate\":\"\(thisUpdate)\",\"nextUpdate\":\"\(nextUpdate)\"}\n")
        for entry in entries {
            writer.append("{\"hash\":\"\(entry.hash)\",\"state\":\"\(entry.state.rawValue)\",")
            writer.append("\"validUntil\":\"\(entry.validUntil)\"}\n")
        }
        return writer
    }
}
