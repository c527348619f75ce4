// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// A record (信用信息) with all that was ever delivered of it.
public struct RecordHistory: Sendable {
    /// What makes it this record (rules, 1.1).
    public var identity: RecordIdentity
    /// The code of its catalogue item, normalised.
    public var item: String
    /// Its deciding or listing authority as it stands in the identity.
    public var authority: String
    /// The deliveries of all sources in the order of receipt, those that changed nothing included.
    public var deliveries: [Version]

    /// A record of those parts.
    public init(identity: RecordIdentity, item: String, authority: String, deliveries: [Version]) {
        self.identity = identity
        self.item = item
        self.authority = authority
        self.deliveries = deliveries
    }
}

/// What one delivery of one source says of a record: one row, or several as its parts (分项).
public struct Version: Sendable {
    /// The code of the department that delivered it, normalised.
    public var source: String
    /// When it was received.
    public var received: Instant
    /// The sequence number of the import: the later of two deliveries of one instant has the greater.
    public var sequence: Int
    /// Its parts in the order in which they were delivered; never empty.
    public var parts: [Part]

    /// A version of those parts.
    public init(source: String, received: Instant, sequence: Int, parts: [Part]) {
        self.source = source
        self.received = received
        self.sequence = sequence
        self.parts = parts
    }

    /// The source's own time of update: the latest of its parts, if all have one (rules, 7).
    public var updated: Instant? {
        let times = parts.compactMap(\.updated)
        return times.count == parts.count ? times.max() : nil
    }

    /// Whether two versions say the same: equal parts in whatever order (rules, 7).
    public func hasSameContent(as other: Version) -> Bool {
        guard parts.count == other.parts.count else { return false }
        return Self.sortedContents(parts) == Self.sortedContents(other.parts)
    }

    private static func sortedContents(_ parts: [Part]) -> [[UInt8]] {
        parts.count == 1 ? [parts[0].content] : parts.map(\.content).sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// One row of a delivery, with what the rules need of it.
public struct Part: Sendable {
    /// The row as delivered, without the source's time of update: what equality is over (rules, 7).
    public var content: [UInt8] {
        get {
            switch row {
            case .content(let content): content
            case .delivered(let fields, let updateField): RecordIdentity.content(of: fields, except: updateField)
            }
        }
        set { row = .content(newValue) }
    }
    private var row: Row
    /// The fields that a report prints, in the catalogue's order, with codes of choices spelled out.
    public var fields: [ShownField]
    /// The document number as delivered.
    public var documentNumber: String?
    /// The decision or listing day.
    public var decisionDay: DeliveredDay
    /// The delivered end of publicity (公示截止期).
    public var publicityEnd: DeliveredDay
    /// The procedure (简易程序, 普通程序).
    public var procedure: DeliveredWord?
    /// The severity (轻微, 一般, 严重).
    public var severity: DeliveredWord?
    /// The domain that the source gives.
    public var domain: String?
    /// The code of the deciding or listing authority as delivered.
    public var authorityCode: String?
    /// The name of the deciding or listing authority as delivered.
    public var authorityName: String?
    /// The name under which the source delivered it.
    public var sourceName: String?
    /// The permission that the source gives (社会公开, 政务共享, 授权查询).
    public var permission: DeliveredWord?
    /// The 名单 that an entry stands on, as delivered; nothing but the choice of consequences depends on it.
    public var listName: String?
    /// The source's word for its state (当前状态), such as 正常 or 撤销; nothing but a mark depends on it.
    public var status: DeliveredWord?
    /// The source's own time of update.
    public var updated: Instant?

    /// A part of those values.
    public init(
        content: [UInt8], fields: [ShownField] = [], documentNumber: String? = nil,
        decisionDay: DeliveredDay = .missing, publicityEnd: DeliveredDay = .missing, procedure: DeliveredWord? = nil,
        severity: DeliveredWord? = nil, domain: String? = nil, authorityCode: String? = nil,
        authorityName: String? = nil,
        sourceName: String? = nil, permission: DeliveredWord? = nil, listName: String? = nil,
        status: DeliveredWord? = nil,
        updated: Instant? = nil
    ) {
        row = .content(content)
        self.fields = fields
        self.documentNumber = documentNumber
        self.decisionDay = decisionDay
        self.publicityEnd = publicityEnd
        self.procedure = procedure
        self.severity = severity
        self.domain = domain
        self.authorityCode = authorityCode
        self.authorityName = authorityName
        self.sourceName = sourceName
        self.permission = permission
        self.listName = listName
        self.status = status
        self.updated = updated
    }
}

extension Part {
    /// A row, as it is at hand: most rows are never compared, so that their content is made where it is asked for.
    private enum Row: Sendable {
        case content([UInt8])
        case delivered([FieldValue], except: String?)
    }

    /// The same part, of a row that was delivered so.
    ///
    /// - Parameter updateField: the field with the source's time of update, which is no part of the content.
    func delivered(_ fields: [FieldValue], except updateField: String?) -> Part {
        var part = self
        part.row = .delivered(fields, except: updateField)
        return part
    }

    /// Whether its source says that it was revoked (撤销), which is no event of revocation.
    var isCalledRevoked: Bool {
        status.map { ["撤销", "已撤销"].contains(Spelling.normalize($0.meaning)) } ?? false
    }
}

/// A word that the rules look at, as delivered and as meant: a source may deliver 简易程序 or the code "01" for it.
public struct DeliveredWord: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The spelling of the source.
    public var text: String
    /// What it means, by the choices of its field; the spelling itself where they do not know it.
    public var meaning: String

    /// A word of that spelling and meaning.
    public init(text: String, meaning: String) {
        self.text = text
        self.meaning = meaning
    }

    /// A word that was delivered as it is meant.
    public init(stringLiteral text: String) {
        self.init(text: text, meaning: text)
    }
}
