// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

extension RecordStore {
    /// Reads every byte of the store and lists what is not as it was written; empty if all is well.
    public func check() -> [StoreFault] {
        Self.check(at: path)
    }

    /// Reads every byte of a store that may be too damaged to be opened.
    ///
    /// It needs no lock, but should not run beside an import: files that a merge removes would be reported missing.
    public static func check(at path: String) -> [StoreFault] {
        var check = StoreCheck(layout: StoreLayout(path: path))
        check.run()
        return check.faults
    }
}

/// One pass over a store.
struct StoreCheck {
    /// Where the files are.
    let layout: StoreLayout
    /// What was found.
    private(set) var faults: [StoreFault] = []
    /// The digest of each import's lines, as far as they were met.
    private var deliveries: [Int: DeliveryDigest] = [:]

    private final class DeliveryDigest {
        private var digester: Digester? = Digester()
        var lines = 0

        func update(_ line: ArraySlice<UInt8>) {
            digester?.update(line)
            digester?.update([0x0A])
            lines += 1
        }

        func finish() -> String {
            Hex.encode(digester.take()?.finish() ?? [])
        }
    }

    init(layout: StoreLayout) {
        self.layout = layout
    }

    /// Checks all files.
    mutating func run() {
        let head: Head
        do throws(StoreError) {
            head = try StoreState.readHead(layout)
        } catch {
            report(.head, layout.head, error.message, hides: "everything")
            return
        }
        checkSecret(head)
        var chain = ImportChain()
        do throws(StoreError) {
            try chain.extend(to: head.links, tip: head.tip, in: layout.chain)
        } catch {
            report(.chain, layout.chain, error.message, hides: "everything")
        }
        let before = faults.count
        for reference in head.segments { checkSegment(reference) }
        let areSegmentsWhole = faults.count == before
        // Without the whole chain nothing says which versions and imports there should be.
        guard chain.links.count == head.links else { return }
        checkConfiguration(chain)
        checkDeliveries(chain, areSegmentsWhole: areSegmentsWhole)
    }

    private mutating func report(_ code: StoreFault.Code, _ file: String, _ message: String, hides: String) {
        faults.append(StoreFault(code: code, file: file, message: message, hides: hides))
    }

    private mutating func checkSecret(_ head: Head) {
        do throws(FileError) {
            let file = try ReadableFile(layout.secret)
            let bytes = try file.read(at: 0, count: min(file.count, 1024))
            if Hex.encode(Digest.of(bytes)) != head.secret {
                report(
                    .secret, layout.secret, "\(layout.secret) is not the secret that the store was made with",
                    hides: "nothing, but no report can be numbered")
            }
            if try file.isOpenToOthers() {
                report(
                    .secret, layout.secret, "\(layout.secret) is open to others than its owner (chmod 600 closes it)",
                    hides: "nothing, but report numbers can be guessed")
            }
        } catch {
            report(.secret, layout.secret, error.message, hides: "nothing, but no report can be numbered")
        }
    }

    private mutating func checkConfiguration(_ chain: ImportChain) {
        for link in chain.links {
            guard case .configuration(let version) = link.content else { continue }
            let path = layout.configuration + "/" + version.file
            let name = "\(version.kind.rawValue) \(version.id) \(version.version)"
            do throws(FileError) {
                guard Hex.encode(Digest.of(try DurableFile.read(path))) != version.sha256 else { continue }
                report(.configuration, path, "\(path) is changed: \(name)", hides: "every report made by it")
            } catch {
                report(.configuration, path, error.message, hides: "every report made by \(name)")
            }
        }
    }

    private mutating func checkDeliveries(_ chain: ImportChain, areSegmentsWhole: Bool) {
        for link in chain.links {
            guard case .delivery(let description, let lines) = link.content else { continue }
            let found = deliveries[description.sequence]
            let digest = found?.finish() ?? Hex.encode(Digest.of([]))
            guard found?.lines ?? 0 != lines || digest != description.linesSHA256 else { continue }
            // Damaged lines have been reported with their subjects; their imports add nothing to that.
            guard areSegmentsWhole else { continue }
            report(
                .delivery, layout.segments,
                "import \(description.sequence) has \(found?.lines ?? 0) lines with the SHA-256 \(digest), it brought "
                    + "\(lines) with \(description.linesSHA256)",
                hides: "lines of import \(description.sequence)")
        }
    }

    private mutating func checkSegment(_ reference: SegmentReference) {
        let path = layout.segments + "/" + reference.linesFile
        let indexPath = layout.segments + "/" + reference.indexFile
        let span = "lines of imports \(reference.first) to \(reference.last)"
        let file: ReadableFile
        do throws(StoreError) {
            file = try Segment.openLines(reference, in: layout.segments)
        } catch {
            report(.lines, path, error.message, hides: span)
            return
        }
        do throws(StoreError) {
            let table = try Segment.openTable(reference, in: layout.segments)
            var walk = SegmentWalk(Segment(reference, file, table))
            while let (key, extent) = try walk.next() {
                do throws(StoreError) {
                    try walk.check(key, extent) { sequence, line in
                        let digest = deliveries[sequence] ?? DeliveryDigest()
                        deliveries[sequence] = digest
                        digest.update(line)
                    }
                } catch {
                    let subject = String(decoding: key, as: UTF8.self)
                    report(.lines, path, "\(error.message) (\(subject))", hides: "lines about \(subject)")
                }
            }
            if let message = walk.finish(reference) { report(.lines, path, "\(path): \(message)", hides: span) }
        } catch {
            report(
                .index, indexPath, error.message,
                hides: "\(span), until it is restored from a copy or made anew from its segment")
            return
        }
        let mark = try? ReadableFile(indexPath).read(at: 0, count: ExtentTable.mark.count)
        if mark != ExtentTable.mark {
            report(.index, indexPath, "\(indexPath) does not begin as an index does", hides: "nothing")
        }
    }
}

/// A walk over a segment along its index, which checks the lines and makes the index again to compare it.
private struct SegmentWalk: ~Copyable {
    private let segment: Segment
    private var cursor: ExtentTable.Cursor?
    private var table = ExtentTableWriter()
    private var digester = Digester()
    private var position = 0
    private var lines = 0
    private var subjectsMet = 0
    private var subjectsWhole = 0

    init(_ segment: Segment) {
        self.segment = segment
    }

    /// The next subject; nil at the end.
    mutating func next() throws(StoreError) -> (key: [UInt8], extent: Extent)? {
        if cursor == nil { cursor = try ExtentTable.Cursor(segment.table) }
        guard let (key, extent) = try cursor?.next() else { return nil }
        guard extent.offset == position else {
            throw .damaged(segment.file.path, "the index leaves a gap before byte \(extent.offset)")
        }
        subjectsMet += 1
        position += extent.length
        table.append(Array(key), extent)
        table.output.reset()
        return (Array(key), extent)
    }

    /// Checks the lines of a subject and hands each to `body` with the number of its import.
    mutating func check(
        _ key: [UInt8], _ extent: Extent, _ body: (Int, ArraySlice<UInt8>) -> Void
    ) throws(StoreError) {
        let bytes = try extent.read(from: segment.file)
        digester.update(bytes)
        var writer = ByteWriter(capacity: 1024)
        var last: Entry?
        guard let split = EntryLine.split(bytes) else {
            throw .damaged(segment.file.path, "a line is not complete")
        }
        for line in split {
            let place = "the line at byte \(extent.offset + line.startIndex)"
            let entry: Entry
            do throws(JSONError) {
                entry = try EntryLine.read(line)
            } catch {
                throw .damaged(segment.file.path, "\(place) is not well formed: \(error.message)")
            }
            writer.reset()
            try EntryLine.write(entry, sequence: entry.sequence, to: &writer)
            guard writer.bytes.dropLast().elementsEqual(line), entry.subject.text.utf8.elementsEqual(key) else {
                throw .damaged(segment.file.path, "\(place) is not spelled as a line of this subject")
            }
            guard segment.reference.first...segment.reference.last ~= entry.sequence else {
                throw .damaged(segment.file.path, "\(place) is of an import that the segment does not hold")
            }
            if let last, !Self.precedes(last, entry) {
                throw .damaged(segment.file.path, "\(place) stands in the wrong place")
            }
            last = entry
            lines += 1
            body(entry.sequence, line)
        }
        subjectsWhole += 1
    }

    /// What is wrong with the segment as a whole; nil if nothing is.
    consuming func finish(_ reference: SegmentReference) -> String? {
        // Damaged subjects have been reported one by one.
        guard subjectsWhole == subjectsMet, subjectsMet > 0 else { return nil }
        if position != reference.bytes { return "the index covers \(position) of \(reference.bytes) bytes" }
        if lines != reference.lines { return "it has \(lines) lines, \(reference.lines) were expected" }
        if Hex.encode(digester.finish()) != reference.sha256 { return "its SHA-256 is not the one in the head" }
        if table.finish() != reference.root { return "its index is not the one that its lines give" }
        return nil
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        let order = ByteOrder.compare(left.identity.utf8.span, right.identity.utf8.span)
        return order != 0 ? order < 0 : (left.sequence, left.row) <= (right.sequence, right.row)
    }
}
