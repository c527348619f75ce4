// SPDX-License-Identifier: Apache-2.0

public import Bytes
package import Cryptography
public import Records

/// When segments are merged, and how.
package struct MergePolicy: Sendable {
    /// How many segments a level may hold.
    package var segmentsPerLevel: Int
    /// Below how many bytes a segment belongs to level 0; each further level is 8 times as large.
    package var smallest: Int
    /// From how many bytes on the lines of a subject are not held together in memory, when they come and when they are merged.
    package var longSubject: Int

    /// A policy; the one that stores have unless a test asks for another: 8 segments, 256 KiB, 4 MiB.
    package init(segmentsPerLevel: Int = 8, smallest: Int = 1 << 18, longSubject: Int = 1 << 22) {
        self.segmentsPerLevel = segmentsPerLevel
        self.smallest = smallest
        self.longSubject = longSubject
    }

    /// The level of a segment of that many bytes.
    func level(_ bytes: Int) -> Int {
        var level = 0
        var limit = smallest
        while bytes >= limit {
            level += 1
            limit = limit > Int.max / 8 ? Int.max : limit * 8
        }
        return level
    }
}

/// The right to write to a store, held until the value goes.
public struct StoreWriter: ~Copyable {
    let store: RecordStore
    /// The hash function of the store.
    package let algorithm: DigestAlgorithm
    private let lock: FileLock

    /// Takes the lock of a store.
    init(_ store: RecordStore) throws(StoreError) {
        lock = try Self.lock(store.layout)
        algorithm = store.digestAlgorithm
        self.store = store
    }

    static func lock(_ layout: StoreLayout) throws(StoreError) -> FileLock {
        do throws(FileError) {
            return try FileLock(layout.lock)
        } catch {
            guard error.code == .locked else { throw StoreError(error) }
            throw StoreError(.locked, "\(layout.path) is being written to: \(error.message)", hint: error.hint)
        }
    }

    /// The store as it is now; nobody else changes it meanwhile.
    public var snapshot: Snapshot {
        get throws(StoreError) { try store.snapshot() }
    }

    /// Stores a delivery as the next import.
    ///
    /// When it returns, the import survives a loss of power; when it throws, nothing of it is in the store, unless the
    /// error came from the very last step, the sync of the directory after the new head.
    ///
    /// - Throws: `received-earlier` if the delivery was received before the last import; `bad-entry`.
    public mutating func append(_ delivery: Delivery) throws(StoreError) -> ImportDescription {
        let sequence = try nextSequence(receivedAt: delivery.received)
        let sorted = try EntryOrder(delivery.entries)
        var lines = importLines(jobs: 1)
        var line = ByteWriter(capacity: 1 << 12)
        for position in sorted.indices {
            let entry = delivery.entries[sorted.entry(position)]
            line.reset()
            try EntryLine.write(entry, sequence: sequence, to: &line)
            try lines.append(
                subject: sorted.subject(position)[...], identity: Array(entry.identity.utf8)[...], row: entry.row,
                line: line.bytes[...])
        }
        return try append(delivery, lines)
    }

    /// The number that an import will have which is stored next.
    ///
    /// - Throws: `received-earlier` if it was received before the last import.
    package func nextSequence(receivedAt received: Instant) throws(StoreError) -> Int {
        let imports = try store.state().chain.imports
        if let last = imports.last, received < last.received {
            throw StoreError(
                .receivedEarlier,
                "the delivery was received at \(received), import \(last.sequence) at \(last.received)",
                hint: "deliveries are stored in the order of their receipt")
        }
        return imports.count + 1
    }

    /// Where an import may put what it can't hold in memory; what a killed import leaves there, the next writer removes.
    package var scratchDirectory: String { store.layout.segments }

    /// Takes the lines of the next import one by one; `append` stores them with its description.
    ///
    /// - Parameter jobs: how many threads work on them, at least 1.
    package func importLines(jobs: Int) -> ImportLines {
        ImportLines(in: store.layout.segments, algorithm, jobs: jobs, longSubject: store.mergePolicy.longSubject)
    }

    /// Stores a delivery whose lines are given apart; its `entries` count for nothing.
    ///
    /// - Throws: as `append`.
    package mutating func append(
        _ delivery: Delivery, _ lines: consuming ImportLines
    ) throws(StoreError) -> ImportDescription {
        let sequence = try nextSequence(receivedAt: delivery.received)
        let state = try store.state()
        let count = lines.count
        let (reference, linesHash) = try lines.finish(sequence: sequence)
        var segments = state.segments
        if let reference { segments.append(try Segment(reference, in: store.layout.segments)) }
        let description = delivery.description(sequence: sequence, linesHash: linesHash)
        try commit(.delivery(description, lines: count), merged(segments), after: state)
        return description
    }

    /// Takes a new version of a configuration file into use; one that is in use already changes nothing.
    ///
    /// - Throws: `bad-configuration` if the file states no id and version, if a catalogue or domain table has another
    ///   id than before, or if its version was in use with other contents.
    public mutating func update(
        _ kind: ConfigurationKind, _ bytes: [UInt8], at instant: Instant
    ) throws(StoreError) {
        let state = try store.state()
        let version = try ConfigurationVersion(kind, bytes, installed: instant, state.head.algorithm)
        let known = Snapshot(state, through: state.chain.links.count).versions().filter { $0.kind == kind }
        if kind != .policy, let id = known.last?.id, id != version.id {
            throw StoreError(
                .badConfiguration, "the \(kind.rawValue) file has the id \(version.id), the store's has \(id)")
        }
        let versions = known.filter { $0.id == version.id }
        if versions.last?.hash == version.hash { return }
        if versions.contains(where: { $0.version == version.version && $0.hash != version.hash }) {
            throw StoreError(
                .badConfiguration,
                "version \(version.version) of \(kind.rawValue) \(version.id) is in the store with other contents",
                hint: "give the changed file a version of its own")
        }
        try RecordStore.publishConfiguration(bytes, state.head.algorithm, in: store.layout)
        try commit(.configuration(version), state.segments, after: state)
    }

    /// How many segments there are.
    public var segmentCount: Int {
        get throws(StoreError) { try store.state().segments.count }
    }

    /// Merges all segments into one; the chain and with it every snapshot stay what they are.
    public mutating func compact() throws(StoreError) {
        let state = try store.state()
        guard state.segments.count > 1 else { return }
        try publish(state.chain, [try merge(state.segments)], after: state)
    }

    /// The segments after merging each level that holds too many.
    private func merged(_ segments: [Segment]) throws(StoreError) -> [Segment] {
        let policy = store.mergePolicy
        var segments = segments
        while true {
            let levels = segments.map { policy.level($0.reference.bytes) }
            guard
                let level = levels.sorted().first(where: { level in
                    levels.count { $0 == level } > policy.segmentsPerLevel
                })
            else { return segments }
            let crowded = zip(segments, levels).filter { $0.1 == level }.map(\.0)
            let result = try merge(crowded)
            segments.removeAll { segment in crowded.contains { $0 === segment } }
            segments.append(result)
            segments.sort { ($0.reference.last, $0.reference.first) < ($1.reference.last, $1.reference.first) }
        }
    }

    private func merge(_ segments: [Segment]) throws(StoreError) -> Segment {
        var subjects = try SubjectMerge(segments)
        var writer = try SegmentWriter(in: store.layout.segments, algorithm)
        while let subject = try subjects.next() {
            try subject.write(to: &writer, algorithm, long: store.mergePolicy.longSubject)
        }
        let references = segments.map(\.reference)
        let reference = try writer.finish(
            first: references.reduce(.max) { min($0, $1.first) }, last: references.reduce(0) { max($0, $1.last) })
        guard reference.lines == references.reduce(0, { $0 + $1.lines }) else {
            throw .damaged(store.layout.segments, "a merge would have changed the number of lines")
        }
        return try Segment(reference, in: store.layout.segments)
    }

    /// Adds a link to the chain and makes it and the segments what the store is.
    func commit(
        _ content: ChainLink.Content, _ segments: [Segment], after state: StoreState
    ) throws(StoreError) {
        var chain = state.chain
        chain.append(content)
        let layout = store.layout
        let (name, bytes) = (ImportChain.fileName(holding: chain.links.count), chain.lastFile)
        try StoreError.files { () throws(FileError) in
            try DurableFile.publish(bytes, at: layout.chain + "/" + name, replacing: true)
        }
        try publish(chain, segments, after: state)
    }

    /// Replaces the head, then removes what it no longer names.
    private func publish(
        _ chain: ImportChain, _ segments: [Segment], after state: StoreState
    ) throws(StoreError) {
        let head = Head(
            links: chain.links.count, tip: chain.tip, secret: state.head.secret,
            segments: segments.map(\.reference), algorithm: state.head.algorithm)
        let layout = store.layout
        try StoreError.files { () throws(FileError) in
            try Directory.sync(layout.segments)
            try DurableFile.publish(head.bytes, at: layout.head, replacing: true)
        }
        try removeUnnamed(head)
    }

    /// Removes unfinished files, and finished ones that no head came to name.
    func sweep() throws(StoreError) {
        let state = try store.state()
        let layout = store.layout
        try StoreError.files { () throws(FileError) in
            // A head that is read but not yet durable must not be what decides over the removal of files.
            try Directory.sync(layout.path)
            for directory in [layout.path, layout.segments, layout.chain, layout.configuration] {
                try Directory.sweep(directory, ofLivingProcesses: true)
            }
        }
        try removeUnnamed(state.head)
    }

    private func removeUnnamed(_ head: Head) throws(StoreError) {
        let layout = store.layout
        let segmentFiles = Set(head.segments.flatMap { [$0.linesFile, $0.indexFile] })
        let chainFiles = Set(ImportChain.fileNames(head.links))
        try StoreError.files { () throws(FileError) in
            for (directory, kept) in [(layout.segments, segmentFiles), (layout.chain, chainFiles)] {
                for name in try Directory.names(in: directory) where !kept.contains(name) {
                    guard name.hasSuffix(".jsonl") || name.hasSuffix(".index") else { continue }
                    try DurableFile.remove(directory + "/" + name)
                }
            }
        }
    }
}
