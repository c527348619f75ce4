// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import RecordStore

/// What the issue log is searched by.
enum IssueKey: Hashable, Sendable {
    /// All lines about a report.
    case number(String)
    /// The issue of the report with a hash.
    case hash(String)
    /// The issues about a subject.
    case subject(String)

    /// The keys under which a line is found.
    static func all(of line: LogLine) -> [IssueKey] {
        switch line.record {
        case .issue(let entry): [.number(entry.number), .hash(entry.reportHash)] + Self.subjects(of: entry)
        case .change(let change): [.number(change.number)]
        case .query, .application, .applicationStep, .feedback, .reconciliation, .reconciliationAnswer, .repair: []
        }
    }

    /// A key for each subject, once.
    private static func subjects(of entry: IssueEntry) -> [IssueKey] {
        Set(entry.subjects).sorted().map(IssueKey.subject)
    }

    /// Whether a line is found under this key.
    func matches(_ line: LogLine) -> Bool {
        switch (self, line.record) {
        case (.number(let text), .issue(let entry)): entry.number == text
        case (.number(let text), .change(let change)): change.number == text
        case (.hash(let text), .issue(let entry)): entry.reportHash == text
        case (.subject(let text), .issue(let entry)): entry.subjects.contains(text)
        default: false
        }
    }

    /// What table keys of this key begin with: all have one length, whatever is looked for.
    func prefix(_ algorithm: DigestAlgorithm) -> [UInt8] {
        switch self {
        case .number(let text): [UInt8(ascii: "n")] + Digest.of(Array(text.utf8), algorithm)
        case .hash(let text): [UInt8(ascii: "h")] + Digest.of(Array(text.utf8), algorithm)
        case .subject(let text): [UInt8(ascii: "s")] + Digest.of(Array(text.utf8), algorithm)
        }
    }
}

/// An index of the first lines of the issue log: immutable tables of consecutive lines, named by a small head.
///
/// It is made from the log and can be made again; but as long as it is there, it is checked like the store's own
/// tables, so that damage is an error and never the answer "not issued".
struct IssueIndex: Sendable {
    /// A table of some lines.
    struct Run: Sendable {
        /// The first line in it.
        var first: Int
        /// The last line in it.
        var last: Int
        /// The root of its table.
        var root: Extent
        /// The table: key and line number to the line's place in the log.
        var table: ExtentTable

        /// The name of its file.
        static func file(_ first: Int, _ last: Int) -> String {
            var writer = ByteWriter(capacity: 32)
            writer.append(decimal: first, width: 10)
            writer.append("-")
            writer.append(decimal: last, width: 10)
            writer.append(".index")
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }

    /// Where the lines end that it covers.
    private(set) var covered = LogFile.Position()
    private(set) var runs: [Run] = []
    /// The head as it was read or written; empty if there is none.
    private(set) var head: [UInt8] = []
    private let layout: RegistryLayout

    /// How many lines make a run worth writing, and what a level is 16 times as large as the level below.
    static let smallestRun = 256
    private static let runsPerLevel = 16

    /// An index of nothing.
    init(_ layout: RegistryLayout) {
        self.layout = layout
    }

    /// The contents of the head; empty if there is none.
    static func readHead(_ layout: RegistryLayout) throws(RegistryError) -> [UInt8] {
        do throws(FileError) {
            return try DurableFile.read(layout.indexHead, limit: 1 << 24)
        } catch {
            if error.code == .missing { return [] }
            throw RegistryError(error)
        }
    }

    /// The index that the head names now.
    static func load(_ layout: RegistryLayout) throws(RegistryError) -> IssueIndex {
        var head = try readHead(layout)
        while true {
            do throws(RegistryError) {
                return try IssueIndex(layout, head: head)
            } catch {
                // A writer may have replaced the head and removed tables that the old one names.
                let newer = try readHead(layout)
                guard newer != head else { throw error }
                head = newer
            }
        }
    }

    private init(_ layout: RegistryLayout, head: [UInt8]) throws(RegistryError) {
        self.layout = layout
        self.head = head
        if head.isEmpty { return }
        guard let line = SealedLine.open(head, layout.algorithm) else {
            throw .damaged(layout.indexHead, "its two lines do not agree: the second must be the checksum of the first")
        }
        let named: [(first: Int, last: Int, root: Extent)]
        do throws(JSONError) {
            (covered, named) = try Self.parse(line, layout.algorithm)
        } catch {
            throw .damaged(layout.indexHead, "it is not well formed: \(error.message)")
        }
        for (first, last, root) in named {
            runs.append(try Self.open(first, last, root, layout))
        }
    }

    /// Where the lines of a key stand that the index covers, in the order of the log.
    func extents(_ key: IssueKey) throws(RegistryError) -> [Extent] {
        let prefix = key.prefix(layout.algorithm)
        var extents: [Extent] = []
        for run in runs {
            try RegistryError.tables { () throws(StoreError) in
                var cursor = try ExtentTable.Cursor(run.table, from: prefix)
                while let (found, extent) = try cursor.next(), found.starts(with: prefix) { extents.append(extent) }
            }
        }
        return extents
    }

    /// Takes in the lines behind those covered, under the lock; on return the new head is durable.
    mutating func fold(_ lines: [LogLine], to end: LogFile.Position) throws(RegistryError) {
        guard let first = lines.first, let last = lines.last else { return }
        var entries: [(key: [UInt8], extent: Extent)] = []
        for line in lines {
            let extent = Extent(
                offset: line.offset, length: line.length, digest: line.digest, algorithm: line.algorithm)
            for key in IssueKey.all(of: line) { entries.append((tableKey(key, line.number), extent)) }
        }
        var next = self
        next.covered = end
        if !entries.isEmpty {
            entries.sort { ByteOrder.compare($0.key.span, $1.key.span) < 0 }
            var rest = entries[...]
            next.runs.append(try write(first.number, last.number) { rest.popFirst() })
        }
        while let crowded = next.crowdedLevel() {
            let inputs = Array(next.runs[crowded])
            next.runs.replaceSubrange(crowded, with: [try merge(inputs)])
        }
        try next.publish()
        self = next
    }

    /// Forgets everything, under the lock.
    mutating func remove() throws(RegistryError) {
        let layout = layout
        try RegistryError.files { () throws(FileError) in
            try DurableFile.remove(layout.indexHead)
            try Directory.sync(layout.index)
        }
        self = IssueIndex(layout)
        try removeUnnamed()
    }

    private func tableKey(_ key: IssueKey, _ line: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: 41)
        writer.append(key.prefix(layout.algorithm))
        writer.append(bigEndian: UInt64(line))
        return writer.bytes
    }

    private static func open(
        _ first: Int, _ last: Int, _ root: Extent, _ layout: RegistryLayout
    ) throws(RegistryError) -> Run {
        let path = layout.index + "/" + Run.file(first, last)
        let file: ReadableFile
        do throws(FileError) {
            file = try ReadableFile(path)
        } catch {
            throw error.code == .missing ? .damaged(path, "it is missing") : RegistryError(error)
        }
        let table = try RegistryError.tables { () throws(StoreError) in try ExtentTable(file, root: root) }
        return Run(first: first, last: last, root: root, table: table)
    }

    /// The runs of the lowest level that has too many; runs of one level always stand beside each other.
    private func crowdedLevel() -> Range<Int>? {
        var end = runs.count
        while end > 0 {
            let level = Self.level(runs[end - 1])
            var start = end
            while start > 0 && Self.level(runs[start - 1]) <= level { start -= 1 }
            if end - start > Self.runsPerLevel { return start..<end }
            end = start
        }
        return nil
    }

    private static func level(_ run: Run) -> Int {
        var level = 0
        var limit = smallestRun * 4
        while run.last - run.first + 1 >= limit {
            level += 1
            limit *= 16
        }
        return level
    }

    private func merge(_ inputs: [Run]) throws(RegistryError) -> Run {
        var cursors: [ExtentTable.Cursor] = []
        var heads: [(key: [UInt8], extent: Extent)?] = []
        func advance(_ index: Int) throws(RegistryError) -> (key: [UInt8], extent: Extent)? {
            try RegistryError.tables { () throws(StoreError) in
                try cursors[index].next().map { (Array($0.key), $0.extent) }
            }
        }
        for (index, input) in inputs.enumerated() {
            cursors.append(
                try RegistryError.tables { () throws(StoreError) in try ExtentTable.Cursor(input.table) })
            heads.append(try advance(index))
        }
        return try write(inputs[0].first, inputs[inputs.count - 1].last) { () throws(RegistryError) in
            var least: Int?
            for (index, head) in heads.enumerated() {
                guard let head else { continue }
                if let known = least, let best = heads[known],
                    ByteOrder.compare(best.key.span, head.key.span) <= 0
                {
                    continue
                }
                least = index
            }
            guard let least, let entry = heads[least] else { return nil }
            heads[least] = try advance(least)
            return entry
        }
    }

    /// Writes a table from entries in the order of their keys.
    private func write(
        _ first: Int, _ last: Int, _ next: () throws(RegistryError) -> (key: [UInt8], extent: Extent)?
    ) throws(RegistryError) -> Run {
        let layout = layout
        let file = try RegistryError.files { () throws(FileError) in try PendingFile(in: layout.index) }
        var table = ExtentTableWriter(layout.algorithm)
        func flush() throws(RegistryError) {
            let bytes = table.output.bytes
            try RegistryError.files { () throws(FileError) in try file.write(bytes) }
            table.output.reset()
        }
        while let entry = try next() {
            table.append(entry.key, entry.extent)
            if table.output.count > 1 << 19 { try flush() }
        }
        let root = table.finish()
        try flush()
        try RegistryError.files { () throws(FileError) in
            try file.seal()
            try file.place(as: Run.file(first, last), replacing: true)
        }
        return try Self.open(first, last, root, layout)
    }

    /// Replaces the head, then removes what it no longer names.
    private mutating func publish() throws(RegistryError) {
        var writer = ByteWriter(capacity: 1024)
        writer.append("{\"covered\":{\"bytes\":")
        writer.append(decimal: covered.bytes)
        writer.append(",\"hash\":")
        writer.append(jsonString: covered.hash)
        writer.append(",\"lines\":")
        writer.append(decimal: covered.lines)
        writer.append("},\"format\":\"creditreport-index-1\",\"runs\":[")
        for (index, run) in runs.enumerated() {
            writer.append(index == 0 ? "{\"first\":" : ",{\"first\":")
            writer.append(decimal: run.first)
            writer.append(",\"index\":")
            run.root.write(to: &writer)
            writer.append(",\"last\":")
            writer.append(decimal: run.last)
            writer.append("}")
        }
        writer.append("]}")
        let (bytes, layout) = (SealedLine.seal(writer.bytes, layout.algorithm), layout)
        try RegistryError.files { () throws(FileError) in
            try Directory.sync(layout.index)
            try DurableFile.publish(bytes, at: layout.indexHead, replacing: true)
        }
        head = bytes
        try removeUnnamed()
    }

    private func removeUnnamed() throws(RegistryError) {
        let kept = Set(runs.map { Run.file($0.first, $0.last) })
        let layout = layout
        try RegistryError.files { () throws(FileError) in
            try Directory.sweep(layout.index, ofLivingProcesses: true)
            for name in try Directory.names(in: layout.index) where name.hasSuffix(".index") && !kept.contains(name) {
                try DurableFile.remove(layout.index + "/" + name)
            }
        }
    }

    private static func parse(
        _ line: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm
    ) throws(JSONError) -> (LogFile.Position, [(first: Int, last: Int, root: Extent)]) {
        var cursor = JSONCursor(line)
        var covered = LogFile.Position()
        try cursor.expect("{\"covered\":{\"bytes\":")
        covered.bytes = try cursor.integer()
        try cursor.expect(",\"hash\":")
        covered.hash = try cursor.string()
        try cursor.expect(",\"lines\":")
        covered.lines = try cursor.integer()
        try cursor.expect("},\"format\":\"creditreport-index-1\",\"runs\":[")
        var runs: [(first: Int, last: Int, root: Extent)] = []
        if !cursor.take("]") {
            repeat {
                try cursor.expect("{\"first\":")
                let first = try cursor.integer()
                try cursor.expect(",\"index\":")
                let root = try Extent(&cursor, algorithm)
                try cursor.expect(",\"last\":")
                runs.append((first, try cursor.integer(), root))
                try cursor.expect("}")
            } while cursor.take(",")
            try cursor.expect("]")
        }
        try cursor.expect("}")
        try cursor.end()
        return (covered, runs)
    }
}
