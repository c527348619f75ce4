// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// The history of a store, in files of up to 256 links each, named by the first and last link in them.
///
/// A full file never changes; the last, not yet full, is replaced by one with a longer name when a link is added.
struct ImportChain: Sendable {
    /// The hash function of the store.
    let algorithm: DigestAlgorithm
    /// The links in order.
    private(set) var links: [ChainLink] = []
    /// The descriptions of the imports in order: import n is the n-th.
    private(set) var imports: [ImportDescription] = []
    /// How many lines all imports brought and no erasure took away.
    private(set) var lines = 0
    /// What is left of erased lines, with the law that asked for it, by the spelling of their subject.
    private(set) var erased: [String: [(line: ErasedLine, basis: String)]] = [:]
    /// Whether lines were erased whose subject is spelled as a keyed hash.
    private(set) var hasHiddenSubjects = false

    /// A chain without links.
    init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
    }

    /// How many links a file holds.
    static let fileLength = 256

    /// The hash of the last link.
    var tip: String { links.last?.hash ?? ChainLink.origin }

    /// The name of the file that holds the last of the first `count` links.
    static func fileName(holding count: Int) -> String {
        let first = (count - 1) / fileLength * fileLength + 1
        var writer = ByteWriter(capacity: 24)
        writer.append(decimal: first, width: 8)
        writer.append("-")
        writer.append(decimal: count, width: 8)
        writer.append(".jsonl")
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The names of all files of a chain with `count` links.
    static func fileNames(_ count: Int) -> [String] {
        stride(from: fileLength, to: count, by: fileLength).map(fileName)
            + (count > 0 ? [fileName(holding: count)] : [])
    }

    /// The contents of the last file.
    var lastFile: [UInt8] {
        var writer = ByteWriter()
        for link in links[((links.count - 1) / Self.fileLength * Self.fileLength)...] {
            writer.append(link.line)
            writer.append(0x0A)
        }
        return writer.bytes
    }

    /// Adds a link at the end.
    mutating func append(_ content: ChainLink.Content) {
        add(ChainLink(number: links.count + 1, content: content, previous: tip, algorithm: algorithm))
    }

    /// Reads the links up to `count` that are not here yet, and makes sure that they end at `tip`.
    mutating func extend(to count: Int, tip: String, in directory: String) throws(StoreError) {
        if count < links.count { self = ImportChain(algorithm) }
        for name in Self.fileNames(count).dropFirst(links.count / Self.fileLength) {
            let path = directory + "/" + name
            let bytes = try StoreError.named(path) { () throws(FileError) in try DurableFile.read(path) }
            guard let lines = EntryLine.split(bytes) else { throw .damaged(path, "its last line is not complete") }
            let first = links.count % Self.fileLength
            guard lines.count >= first else { throw .damaged(path, "links are missing") }
            // What stands before is what was read when the file was shorter: its hash is bound in the next link's.
            for line in lines[first...] {
                let link: ChainLink
                do throws(JSONError) {
                    link = try ChainLink(line, algorithm)
                } catch {
                    throw .damaged(path, "link \(links.count + 1) is not well formed: \(error.message)")
                }
                try check(link, path)
                add(link)
            }
        }
        guard links.count == count, self.tip == tip else {
            throw .damaged(directory, "the import chain does not end at link \(count) with the hash \(tip)")
        }
    }

    private func check(_ link: ChainLink, _ path: String) throws(StoreError) {
        guard link.number == links.count + 1, link.previous == tip else {
            throw .damaged(path, "link \(links.count + 1) does not follow the link before it")
        }
        if case .erasure(let erasure) = link.content {
            guard erasure.lines.allSatisfy({ 1...max(imports.count, 1) ~= $0.sequence }), !imports.isEmpty else {
                throw .damaged(path, "link \(link.number) erases lines of an import that is not there")
            }
        }
        guard case .delivery(let description, _) = link.content else { return }
        guard description.sequence == imports.count + 1 else {
            throw .damaged(path, "import \(imports.count + 1) is missing")
        }
        if let last = imports.last, description.received < last.received {
            throw .damaged(path, "import \(description.sequence) was received before the one that precedes it")
        }
    }

    private mutating func add(_ link: ChainLink) {
        links.append(link)
        switch link.content {
        case .configuration: break
        case .delivery(let description, let count):
            imports.append(description)
            lines += count
        case .erasure(let erasure):
            lines -= erasure.lines.count
            for line in erasure.lines {
                erased[line.subject, default: []].append((line, erasure.basis))
                if line.isHidden { hasHiddenSubjects = true }
            }
        }
    }

    /// What is left of the erased lines of an import, in the order of their places.
    func erased(from sequence: Int) -> [ErasedLine] {
        var lines: [ErasedLine] = []
        for link in links {
            guard case .erasure(let erasure) = link.content else { continue }
            lines += erasure.lines.filter { $0.sequence == sequence }
        }
        return lines.sorted { $0.place < $1.place }
    }
}
