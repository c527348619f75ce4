// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records

/// The store as it was after some link of its import chain: a prefix of the chain, which no later import changes.
///
/// A snapshot holds the files that it reads from, so that imports and merges do not disturb it. It may be used by many
/// threads at once.
public struct Snapshot: Sendable {
    /// The hash of the last link, in lower-case hex.
    public let id: String
    /// The imports up to here, in order: import n is the n-th.
    public let imports: [ImportDescription]
    /// The hash function of the store.
    public var digestAlgorithm: DigestAlgorithm { state.head.algorithm }
    private let state: StoreState
    private let linkCount: Int

    init(_ state: StoreState, through linkCount: Int) {
        self.state = state
        self.linkCount = linkCount
        if linkCount == state.chain.links.count {
            id = state.chain.tip
            imports = state.chain.imports
        } else {
            let links = state.chain.links.prefix(linkCount)
            id = links.last?.hash ?? ChainLink.origin
            imports = Array(state.chain.imports.prefix(links.count { $0.isImport }))
        }
    }

    /// When the last import was received (数据截止时间); nil if there was none.
    public var cutoff: Instant? { imports.last?.received }

    /// The links of the chain up to here.
    public var links: ArraySlice<ChainLink> { state.chain.links.prefix(linkCount) }

    /// The link of an import; nil if it is not up to here.
    public func link(of sequence: Int) -> ChainLink? {
        links.last { if case .delivery(let item, _) = $0.content { item.sequence == sequence } else { false } }
    }

    /// All lines about a subject, in the order of import and row.
    ///
    /// Every byte that could hold a line of the subject is checked: the answer is whole, or an error (`damaged`). Of
    /// what was erased, whenever that was, the tombstones are among the lines.
    public func entries(for key: SubjectKey) throws(StoreError) -> [Entry] {
        let text = Array(key.text.utf8)
        var entries: [Entry] = []
        for segment in state.segments where segment.reference.first <= imports.count {
            entries += try segment.entries(for: key, spelled: text, through: imports.count)
        }
        entries += try state.tombstones(of: key, through: imports.count)
        entries.sort { ($0.sequence, $0.row) < ($1.sequence, $1.row) }
        return entries
    }

    /// Hands over all lines, subject by subject in the order of their keys' UTF-8, each subject's in the order of
    /// import and row, at constant memory; without tombstones.
    public func forEachSubject(_ body: (SubjectKey, [Entry]) throws -> Void) throws {
        try forEachPlace { key, parts in
            var entries: [Entry] = []
            for part in parts { entries += try part.segment.entries(in: part.extent, subject: key) }
            entries.removeAll { $0.sequence > imports.count }
            entries.sort { ($0.sequence, $0.row) < ($1.sequence, $1.row) }
            if !entries.isEmpty { try body(key, entries) }
        }
    }

    /// Hands over all lines one by one: subject by subject in the order of their keys' UTF-8, each subject's in the order of
    /// identity, import and row; without tombstones.
    ///
    /// A subject with very many lines costs the memory of their bytes, not that of their entries.
    public func forEachLine(_ body: (SubjectKey, Entry) throws -> Void) throws {
        try forEachPlace { key, parts in
            var lines = try SubjectLines(parts, of: key)
            while let entry = try lines.next() {
                if entry.sequence <= imports.count { try body(key, entry) }
            }
        }
    }

    /// Hands over each subject with where its lines stand, in the order of the keys' UTF-8.
    private func forEachPlace(
        _ body: (SubjectKey, [(segment: Segment, extent: Extent)]) throws -> Void
    ) throws {
        var subjects = try SubjectMerge(state.segments.filter { $0.reference.first <= imports.count })
        while let subject = try subjects.next() {
            guard let key = SubjectKey(String(decoding: subject.key, as: UTF8.self)) else {
                throw StoreError.damaged(state.layout.segments, "an index holds a key that names no subject")
            }
            try body(key, subject.parts)
        }
    }

    /// Hands over the key of each subject of which an import after the first `count` brought a line, in the order of
    /// the keys' UTF-8.
    ///
    /// Older segments are not looked at, and newer ones by their index alone; lines are read only where a merge has put
    /// old and new ones together. Subjects of which lines were erased are among them, whenever that was.
    public func forEachSubject(after count: Int, _ body: (SubjectKey) throws -> Void) throws {
        let segments = state.segments.filter { $0.reference.last > count && $0.reference.first <= imports.count }
        var subjects = try SubjectMerge(segments)
        var erased = state.chain.erased.keys.filter { (try? CreditCode($0)) != nil }.sorted()[...]
        while let subject = try subjects.next() {
            guard let key = SubjectKey(String(decoding: subject.key, as: UTF8.self)) else {
                throw StoreError.damaged(state.layout.segments, "an index holds a key that names no subject")
            }
            while let next = erased.first, next < key.text {
                if let other = SubjectKey(next) { try body(other) }
                erased.removeFirst()
            }
            if erased.first == key.text {
                erased.removeFirst()
                try body(key)
                continue
            }
            let isTouched = try subject.parts.contains { part in
                let reference = part.segment.reference
                if reference.first > count && reference.last <= imports.count { return true }
                return try part.segment.entries(in: part.extent, subject: key).contains {
                    $0.sequence > count && $0.sequence <= imports.count
                }
            }
            if isTouched { try body(key) }
        }
        for next in erased {
            if let other = SubjectKey(next) { try body(other) }
        }
    }

    /// The spellings of the keys that begin with a prefix, in order; nil if there are more than `limit`.
    ///
    /// Lines of later imports count as well.
    package func keys(withPrefix prefix: String, atMost limit: Int) throws(StoreError) -> [[UInt8]]? {
        let prefix = Array(prefix.utf8)
        var keys: Set<[UInt8]> = []
        for segment in state.segments where segment.reference.first <= imports.count {
            var cursor = try ExtentTable.Cursor(segment.table, from: prefix)
            while let (key, _) = try cursor.next(), key.starts(with: prefix) {
                keys.insert(Array(key))
                if keys.count > limit { return nil }
            }
        }
        return keys.sorted { ByteOrder.compare($0.span, $1.span) < 0 }
    }

    /// The configuration files in use here, read and checked; first of the policies is the one that the store began with.
    public func configuration() throws(StoreError) -> Configuration {
        var catalog: ConfigurationVersion?
        var domains: ConfigurationVersion?
        var measures: ConfigurationVersion?
        var holidays: ConfigurationVersion?
        var policies: [ConfigurationVersion] = []
        for version in versions() {
            switch version.kind {
            case .catalog: catalog = version
            case .domains: domains = version
            case .measures: measures = version
            case .holidays: holidays = version
            case .policy:
                if let place = policies.firstIndex(where: { $0.id == version.id }) {
                    policies[place] = version
                } else {
                    policies.append(version)
                }
            }
        }
        guard let catalog, let domains else {
            throw .damaged(state.layout.chain, "the chain names no catalogue or no domain table")
        }
        var files: [ConfigurationFile] = []
        for version in policies { files.append(try read(version)) }
        var list: ConfigurationFile?
        if let measures { list = try read(measures) }
        var table: ConfigurationFile?
        if let holidays { table = try read(holidays) }
        return Configuration(
            catalog: try read(catalog), domains: try read(domains), measures: list, policies: files, holidays: table)
    }

    /// All versions of a kind of configuration file that came into use up to here, in order, each with when it did; nil for
    /// what the store was made with.
    public func configurations(
        _ kind: ConfigurationKind
    ) throws(StoreError) -> [(installed: Instant?, file: ConfigurationFile)] {
        var files: [(installed: Instant?, file: ConfigurationFile)] = []
        for version in versions() where version.kind == kind { files.append((version.installed, try read(version))) }
        return files
    }

    /// All versions of configuration files that came into use up to here, in order.
    func versions() -> [ConfigurationVersion] {
        links.compactMap { if case .configuration(let version) = $0.content { version } else { nil } }
    }

    private func read(_ version: ConfigurationVersion) throws(StoreError) -> ConfigurationFile {
        let path = state.layout.configuration + "/" + version.file
        let bytes = try StoreError.named(path) { () throws(FileError) in try DurableFile.read(path) }
        guard Hex.encode(Digest.of(bytes, state.head.algorithm)) == version.hash else {
            throw .damaged(path, "its hash is not the one in its name")
        }
        return ConfigurationFile(id: version.id, version: version.version, hash: version.hash, bytes: bytes)
    }
}

extension ChainLink {
    /// Whether it records an import.
    var isImport: Bool {
        if case .delivery = content { true } else { false }
    }
}
