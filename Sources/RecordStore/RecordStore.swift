// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Cryptography
public import Records
internal import Synchronization

/// A directory that keeps all that departments delivered, in immutable files that `ls`, `less`, `jq` and `sha256sum` read.
///
/// One process writes at a time; readers never wait and never see half an import. `head` is the only file that is ever
/// replaced. Files that a merge has made superfluous lose their names at once; who has them open reads on.
public final class RecordStore: Sendable {
    /// The store's directory.
    public let path: String
    /// The hash function of everything in the store.
    public let digestAlgorithm: DigestAlgorithm
    let layout: StoreLayout
    let mergePolicy: MergePolicy
    private let latest: Mutex<StoreState>

    /// Opens a store.
    ///
    /// - Throws: `not-a-store`, `version`, `damaged` or `io`.
    public convenience init(opening path: String) throws(StoreError) {
        try self.init(opening: path, mergePolicy: MergePolicy())
    }

    /// Opens a store and merges its segments by a policy of one's own.
    package init(opening path: String, mergePolicy: MergePolicy) throws(StoreError) {
        self.path = path
        self.mergePolicy = mergePolicy
        layout = StoreLayout(path: path)
        let state = try StoreState.load(layout, known: nil)
        digestAlgorithm = state.head.algorithm
        latest = Mutex(state)
    }

    /// Lays out an empty store.
    ///
    /// - Parameters:
    ///   - path: a directory that is empty or not there yet.
    ///   - catalog: the catalogue file; like the others it has been read by `Records`, and states its id and version.
    ///   - domains: the domain table.
    ///   - measures: the list of measures (失信惩戒措施清单); nil for a store without one.
    ///   - policy: a policy; `update` adds more.
    ///   - digestAlgorithm: the hash function of everything in the store; under SM3 it issues reports under SM2 alone.
    /// - Throws: `exists` if anything stands in the directory.
    @discardableResult
    public static func create(
        at path: String, catalog: [UInt8], domains: [UInt8], measures: [UInt8]? = nil, policy: [UInt8],
        digestAlgorithm: DigestAlgorithm = .sha256
    ) throws(StoreError) -> RecordStore {
        var files: [(kind: ConfigurationKind, bytes: [UInt8])] = [(.catalog, catalog), (.domains, domains)]
        if let measures { files.append((.measures, measures)) }
        files.append((.policy, policy))
        var chain = ImportChain(digestAlgorithm)
        for file in files {
            chain.append(
                .configuration(
                    try ConfigurationVersion(file.kind, file.bytes, installed: nil, digestAlgorithm)))
        }
        let layout = StoreLayout(path: path)
        try layOut(layout)
        for file in files { try publishConfiguration(file.bytes, digestAlgorithm, in: layout) }
        let secret: [UInt8]
        do throws(CryptographyError) {
            secret = Array((Hex.encode(try SecureRandom.bytes(32)) + "\n").utf8)
        } catch {
            throw StoreError(.inputOutput, error.message)
        }
        let head = Head(
            links: chain.links.count, tip: chain.tip, secret: Hex.encode(Digest.of(secret, digestAlgorithm)),
            segments: [],
            algorithm: digestAlgorithm)
        let lastFile = chain.lastFile
        try StoreError.files { () throws(FileError) in
            try DurableFile.publish(secret, at: layout.secret, replacing: false, mode: 0o600)
            try DurableFile.publish(
                lastFile, at: layout.chain + "/" + ImportChain.fileName(holding: head.links), replacing: false)
            // The head comes last: without it the directory is no store.
            try DurableFile.publish(head.bytes, at: layout.head, replacing: false)
        }
        return try RecordStore(opening: path)
    }

    /// The store as it is now.
    public func snapshot() throws(StoreError) -> Snapshot {
        let state = try state()
        return Snapshot(state, through: state.chain.links.count)
    }

    /// The store as it was at an earlier point of its chain.
    ///
    /// - Parameter id: the hash of the chain at that point, in lower-case hex.
    /// - Throws: `unknown-snapshot` if the chain has no such point.
    public func snapshot(id: String) throws(StoreError) -> Snapshot {
        let state = try state()
        guard let link = state.chain.links.last(where: { $0.hash == id }) else {
            throw StoreError(
                .unknownSnapshot, "the import chain of \(path) has no point \(id)",
                hint: "store log lists the points of the chain")
        }
        return Snapshot(state, through: link.number)
    }

    /// The hash function of the store in a directory; nil if its head cannot be read.
    public static func digestAlgorithm(at path: String) -> DigestAlgorithm? {
        try? StoreState.readHead(StoreLayout(path: path)).algorithm
    }

    /// The 32 bytes that make report numbers unguessable.
    public var secret: [UInt8] {
        get throws(StoreError) { try state().secret() }
    }

    /// Stores a delivery as the next import.
    public func append(_ delivery: Delivery) throws(StoreError) -> ImportDescription {
        var writer = try writer()
        return try writer.append(delivery)
    }

    /// Takes a new version of a configuration file into use; one that is in use already changes nothing.
    public func update(
        _ kind: ConfigurationKind, _ bytes: [UInt8], at instant: Instant
    ) throws(StoreError) {
        var writer = try writer()
        try writer.update(kind, bytes, at: instant)
    }

    /// Begins to write: takes the lock, and sweeps away what a killed writer left behind.
    ///
    /// - Throws: `locked`, naming who writes, if another writer is at work.
    public func writer() throws(StoreError) -> StoreWriter {
        let writer = try StoreWriter(self)
        try writer.sweep()
        return writer
    }

    /// Looks at the store and writes to it under one lock.
    public func withWriter<Result>(_ body: (inout StoreWriter) throws -> Result) throws -> Result {
        var writer = try writer()
        return try body(&writer)
    }

    /// The state that the head names now.
    func state() throws(StoreError) -> StoreState {
        let known = latest.withLock { $0 }
        let state = try StoreState.load(layout, known: known)
        if state !== known { latest.withLock { $0 = state } }
        return state
    }

    /// Writes a configuration file under its hash.
    static func publishConfiguration(
        _ bytes: [UInt8], _ algorithm: DigestAlgorithm, in layout: StoreLayout
    ) throws(StoreError) {
        let path = layout.configuration + "/" + Hex.encode(Digest.of(bytes, algorithm)) + ".json"
        try StoreError.files { () throws(FileError) in try DurableFile.publish(bytes, at: path, replacing: true) }
    }

    private static func layOut(_ layout: StoreLayout) throws(StoreError) {
        let isEmpty = try StoreError.files { () throws(FileError) in
            let isNew = try Directory.create(layout.path)
            return isNew ? true : try Directory.names(in: layout.path).isEmpty
        }
        guard isEmpty else {
            throw StoreError(
                .exists, "\(layout.path) is not empty", hint: "name a directory that is not there yet, or an empty one")
        }
        try StoreError.files { () throws(FileError) in
            for directory in [layout.chain, layout.segments, layout.configuration] { try Directory.create(directory) }
        }
    }
}
