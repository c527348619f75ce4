// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
internal import Records

/// How a store's reports are signed: the file `signing.json` in the store's directory, which the operator sets.
public struct SigningConfiguration: Hashable, Sendable {
    /// The authority for timestamps (时间戳机构) that gives every signature its own.
    public struct Timestamp: Hashable, Sendable {
        /// Its address, such as `http://tsa.example.cn/tsa`.
        public var address: String
        /// The authorities to one of which it has to lead: those that the verifiers trust.
        public var roots: [Certificate]
        /// The policy to ask for, by its arcs with dots between them; nil for the authority's own.
        public var policy: String?
        /// How many seconds an answer may take.
        public var seconds: Int

        /// An authority of those parts.
        public init(address: String, roots: [Certificate], policy: String? = nil, seconds: Int = 20) {
            self.address = address
            self.roots = roots
            self.policy = policy
            self.seconds = seconds
        }

        /// The authority, ready to be asked.
        ///
        /// - Throws: `CryptographyError` for an address, a policy or roots that cannot be used.
        public func service() throws(CryptographyError) -> TimestampService {
            try TimestampService(
                at: address, trusting: TrustAnchors(roots, for: .timestamps), policy: policy,
                seconds: seconds)
        }
    }

    /// The format that is read and written.
    public static let format = "creditreport-signing-1"
    /// The name of the file.
    public static let file = "signing.json"

    /// Whether the store is for real reports: demonstration keys are refused then.
    public var isProduction: Bool
    /// The authority for timestamps; nil for signatures without.
    public var timestamp: Timestamp?

    /// A configuration of those parts.
    public init(isProduction: Bool = false, timestamp: Timestamp? = nil) {
        self.isProduction = isProduction
        self.timestamp = timestamp
    }

    /// The configuration of the store in a directory; that of a store without the file if there is none.
    ///
    /// - Throws: `FileError`, or `RecordsError` with every fault of the file.
    public init(store path: String) throws {
        let path = path + "/" + Self.file
        guard Directory.exists(path) else {
            self.init()
            return
        }
        try self.init(DurableFile.read(path, limit: 1 << 20))
    }

    /// Reads a configuration.
    ///
    /// - Throws: `RecordsError` with every fault.
    public init(_ bytes: [UInt8]) throws {
        let faults = ConfigurationNode.Faults(area: "signing")
        guard let root = ConfigurationNode.root(of: bytes, format: Self.format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "production", "timestamp"])
        isProduction = root.optional("production")?.bool ?? false
        timestamp = root.optional("timestamp").flatMap(Self.timestamp)
        try faults.check()
    }

    /// Writes the configuration into the store's directory.
    public func write(store path: String) throws(FileError) {
        var members = [
            JSONMember("format", .string(Self.format)), JSONMember("production", .bool(isProduction)),
        ]
        if let timestamp {
            var parts = [JSONMember("address", .string(timestamp.address))]
            if let policy = timestamp.policy { parts.append(JSONMember("policy", .string(policy))) }
            parts.append(JSONMember("seconds", .integer(timestamp.seconds)))
            let roots = timestamp.roots.map { JSONValue.string(Base64.encode($0.der)) }
            parts.append(JSONMember("roots", .array(roots)))
            members.append(JSONMember("timestamp", .object(parts)))
        }
        let text = JSONValue.object(members).text + "\n"
        try DurableFile.publish(Array(text.utf8), at: path + "/" + Self.file, replacing: true)
    }

    private static func timestamp(_ node: ConfigurationNode) -> Timestamp? {
        node.expect(keys: ["address", "policy", "seconds", "roots"])
        let address = node.required("address")?.text(upTo: 1024)
        let policy = node.optional("policy")?.text(upTo: 200)
        let seconds = node.optional("seconds")?.integer(in: 1...600) ?? 20
        let roots = (node.required("roots")?.elements ?? []).compactMap { element -> Certificate? in
            guard let text = element.text(upTo: Certificate.limit * 2) else { return nil }
            guard let der = Base64.decode(Array(text.utf8)), let certificate = try? Certificate(der: der) else {
                element.faults.note("certificate", at: element.path, "the base64 of a certificate was expected")
                return nil
            }
            return certificate
        }
        guard let address else { return nil }
        return Timestamp(address: address, roots: roots, policy: policy, seconds: seconds)
    }
}
