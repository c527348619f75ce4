// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// Where the files of a store are.
struct StoreLayout: Sendable {
    /// The store's directory.
    let path: String

    var head: String { path + "/head" }
    var lock: String { path + "/lock" }
    var secret: String { path + "/secret" }
    var chain: String { path + "/chain" }
    var segments: String { path + "/segments" }
    var configuration: String { path + "/configuration" }
}

/// A store as one head describes it, all its files opened: what snapshots read from. Never changes.
final class StoreState: Sendable {
    /// Where the files are.
    let layout: StoreLayout
    /// The head.
    let head: Head
    /// The import chain up to the head's tip.
    let chain: ImportChain
    /// The segments in the order of the head.
    let segments: [Segment]

    /// A state of checked parts.
    init(layout: StoreLayout, head: Head, chain: ImportChain, segments: [Segment]) {
        self.layout = layout
        self.head = head
        self.chain = chain
        self.segments = segments
    }

    /// The state that the head names now.
    ///
    /// - Parameter known: an earlier state, whose chain and open segments are used again.
    static func load(_ layout: StoreLayout, known: StoreState?) throws(StoreError) -> StoreState {
        var head = try readHead(layout)
        while true {
            if let known, known.head == head { return known }
            do throws(StoreError) {
                return try open(layout, head, known)
            } catch {
                // A writer may have replaced the head and removed what the old one named. Then there is a new head,
                // and each round means that another import has ended.
                let newer = try readHead(layout)
                guard newer != head else { throw error }
                head = newer
            }
        }
    }

    static func readHead(_ layout: StoreLayout) throws(StoreError) -> Head {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try DurableFile.read(layout.head, limit: Head.sizeLimit)
        } catch {
            guard error.code == .missing else { throw StoreError(error) }
            throw StoreError(
                .notAStore, "\(layout.path) is not a store: it has no file named head",
                hint: "name the directory of a store (--store DIR), or make one: creditreport init")
        }
        return try Head(bytes, path: layout.head)
    }

    private static func open(
        _ layout: StoreLayout, _ head: Head, _ known: StoreState?
    ) throws(StoreError) -> StoreState {
        var chain = ImportChain(head.algorithm)
        if let known, known.head.algorithm == head.algorithm { chain = known.chain }
        try chain.extend(to: head.links, tip: head.tip, in: layout.chain)
        var segments: [Segment] = []
        for reference in head.segments {
            if let open = known?.segments.first(where: { $0.reference == reference }) {
                segments.append(open)
            } else {
                segments.append(try Segment(reference, in: layout.segments))
            }
        }
        let lines = head.segments.reduce(0) { $0 + $1.lines }
        guard lines == chain.lines else {
            throw .damaged(layout.head, "its segments have \(lines) lines, the chain says \(chain.lines)")
        }
        return StoreState(layout: layout, head: head, chain: chain, segments: segments)
    }

    /// The 32 bytes of the secret file, if they are those that the store was made with.
    func secret() throws(StoreError) -> [UInt8] {
        let text = try StoreError.named(layout.secret) { () throws(FileError) in
            try DurableFile.read(layout.secret, limit: 1024)
        }
        guard Hex.encode(Digest.of(text, head.algorithm)) == head.secret, let bytes = Hex.decode(text.dropLast()),
            bytes.count == 32
        else { throw .damaged(layout.secret, "it is not the secret that the store was made with") }
        return bytes
    }

    /// The tombstones of a key among the first `last` imports, in the order of import and row.
    func tombstones(of key: SubjectKey, through last: Int) throws(StoreError) -> [Entry] {
        guard !chain.erased.isEmpty else { return [] }
        var spelled = key.text
        switch key {
        case .code, .nobody: break
        case .registration, .name, .parent:
            guard chain.hasHiddenSubjects else { return [] }
            spelled = ErasedLine.spelling(of: key, secret: try secret(), head.algorithm)
        }
        return (chain.erased[spelled] ?? []).filter { $0.line.sequence <= last }.map { line, basis in
            Entry(
                kind: .erased, subject: key, item: line.item, source: line.source, identity: "", fields: [],
                delivered: [], faults: [], sequence: line.sequence, row: line.row,
                tombstone: Tombstone(kind: line.kind, digest: line.digest, basis: basis))
        }
    }
}
