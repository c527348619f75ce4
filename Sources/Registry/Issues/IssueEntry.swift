// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
internal import RecordStore

/// A report that was issued, as the issue log keeps it.
public struct IssueEntry: Hashable, Sendable {
    /// A file of the report.
    public struct File: Hashable, Sendable {
        /// Its kind: "xml", "html" or "pdf".
        public var kind: String
        /// The hash of the file by the function of the store, in lower-case hex.
        public var hash: String

        /// The hash function.
        public var algorithm: DigestAlgorithm

        /// A file of that kind and digest.
        public init(kind: String, hash: String, algorithm: DigestAlgorithm) {
            self.kind = kind
            self.hash = hash
            self.algorithm = algorithm
        }

        /// Whether these are the bytes of the file.
        public func matches(_ bytes: [UInt8]) -> Bool {
            Hex.encode(Digest.of(bytes, algorithm)) == hash
        }
    }

    /// What was asked, as far as it decides what a report finds.
    public struct Request: Hashable, Sendable {
        /// Who asked: "self", "agency" or "third-party".
        public var requester: String
        /// Whether the subject's authorisation was named and valid.
        public var isAuthorised: Bool
        /// The first day of the period.
        public var from: CivilDay
        /// The last day of the period.
        public var to: CivilDay
        /// The codes of the domains asked for; nil for all.
        public var domains: [String]?
        /// Of how many subjects, the first ones of the report, the branches and subsidiaries (分支机构、子公司) were asked for;
        /// nil if they were not, and in lines that earlier versions wrote.
        public var branchesOf: Int?
        /// Of which of several subjects the request might see what takes an authorisation (授权查询), by their codes; nil
        /// of a report on one subject, and in lines that earlier versions wrote.
        public var permitted: [String]?

        /// A request of those parts.
        public init(
            requester: String, isAuthorised: Bool, from: CivilDay, to: CivilDay, domains: [String]?,
            branchesOf: Int? = nil, permitted: [String]? = nil
        ) {
            self.requester = requester
            self.isAuthorised = isAuthorised
            self.from = from
            self.to = to
            self.domains = domains
            self.branchesOf = branchesOf
            self.permitted = permitted
        }
    }

    /// The report number.
    public var number: String
    /// The report hash (报告指纹), in lower-case hex.
    public var reportHash: String
    /// The verification code (核验码).
    public var code: String
    /// The 统一社会信用代码 of the subject; of several, with a comma between them.
    public var subject: String
    /// The snapshot that the report was made from.
    public var snapshot: String
    /// When it was issued (出具时间).
    public var issuedAt: Instant
    /// The last day on which it is valid.
    public var validUntil: CivilDay
    /// The policy: its id and version.
    public var policy: String
    /// The files, in the order in which they were published.
    public var files: [File]
    /// Who asked for it.
    public var requester: String
    /// For what it was asked.
    public var purpose: String
    /// What was asked; nil in lines that earlier versions wrote.
    public var request: Request?

    /// An entry of those parts.
    public init(
        number: String, reportHash: String, code: String, subject: String, snapshot: String, issuedAt: Instant,
        validUntil: CivilDay, policy: String, files: [File], requester: String, purpose: String, request: Request? = nil
    ) {
        self.number = number
        self.reportHash = reportHash
        self.code = code
        self.subject = subject
        self.snapshot = snapshot
        self.issuedAt = issuedAt
        self.validUntil = validUntil
        self.policy = policy
        self.files = files
        self.requester = requester
        self.purpose = purpose
        self.request = request
    }

    /// The codes of all its subjects, in the order of the report.
    public var subjects: [String] { subject.split(separator: ",").map(String.init) }

    /// Appends its members as JSON, each after a comma.
    func write(_ algorithm: DigestAlgorithm, to writer: inout ByteWriter) {
        writer.append(member: "number", number)
        writer.append(member: "hash", reportHash)
        writer.append(member: "code", code)
        writer.append(member: "subject", subject)
        writer.append(member: "snapshot", snapshot)
        writer.append(member: "issuedAt", issuedAt.description)
        writer.append(member: "validUntil", validUntil.description)
        writer.append(member: "policy", policy)
        writer.append(",\"files\":[")
        for (index, file) in files.enumerated() {
            writer.append(index == 0 ? "{\"kind\":" : ",{\"kind\":")
            writer.append(jsonString: file.kind)
            writer.append(member: algorithm.member, file.hash)
            writer.append("}")
        }
        writer.append("]")
        writer.append(member: "requester", requester)
        writer.append(member: "purpose", purpose)
        request?.write(to: &writer)
    }

    /// Reads what `write` writes.
    init(_ cursor: inout JSONCursor, _ algorithm: DigestAlgorithm) throws(JSONError) {
        number = try cursor.member("number")
        reportHash = try cursor.member("hash")
        code = try cursor.member("code")
        subject = try cursor.member("subject")
        snapshot = try cursor.member("snapshot")
        issuedAt = try cursor.instantMember("issuedAt")
        validUntil = try cursor.dayMember("validUntil")
        policy = try cursor.member("policy")
        try cursor.expect(",\"files\":[")
        files = []
        if !cursor.take("]") {
            repeat {
                try cursor.expect("{\"kind\":")
                let kind = try cursor.string()
                files.append(File(kind: kind, hash: try cursor.member(algorithm.member), algorithm: algorithm))
                try cursor.expect("}")
            } while cursor.take(",")
            try cursor.expect("]")
        }
        requester = try cursor.member("requester")
        purpose = try cursor.member("purpose")
        request = try cursor.take(",\"request\":") ? Request(&cursor) : nil
    }
}

extension IssueEntry.Request {
    /// Appends it as JSON, after a comma and its name.
    fileprivate func write(to writer: inout ByteWriter) {
        writer.append(",\"request\":{\"requester\":")
        writer.append(jsonString: requester)
        writer.append(isAuthorised ? ",\"authorised\":true" : ",\"authorised\":false")
        writer.append(member: "from", from.description)
        writer.append(member: "to", to.description)
        if let domains { Self.write(domains, as: "domains", to: &writer) }
        if let branchesOf { writer.append(",\"branchesOf\":\(branchesOf)") }
        if let permitted { Self.write(permitted, as: "permitted", to: &writer) }
        writer.append("}")
    }

    private static func write(_ codes: [String], as name: String, to writer: inout ByteWriter) {
        writer.append(",\"\(name)\":[")
        for (index, code) in codes.enumerated() {
            if index > 0 { writer.append(",") }
            writer.append(jsonString: code)
        }
        writer.append("]")
    }

    /// Reads what `write` writes behind the name.
    fileprivate init(_ cursor: inout JSONCursor) throws(JSONError) {
        try cursor.expect("{\"requester\":")
        requester = try cursor.string()
        isAuthorised = cursor.take(",\"authorised\":true")
        if !isAuthorised { try cursor.expect(",\"authorised\":false") }
        from = try cursor.dayMember("from")
        to = try cursor.dayMember("to")
        if cursor.take(",\"domains\":[") { domains = try Self.codes(&cursor) }
        if cursor.take(",\"branchesOf\":") { branchesOf = try cursor.integer() }
        if cursor.take(",\"permitted\":[") { permitted = try Self.codes(&cursor) }
        try cursor.expect("}")
    }

    private static func codes(_ cursor: inout JSONCursor) throws(JSONError) -> [String] {
        var codes: [String] = []
        if cursor.take("]") { return codes }
        repeat { codes.append(try cursor.string()) } while cursor.take(",")
        try cursor.expect("]")
        return codes
    }
}
