// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

extension RecordStore {
    /// Reads every byte of the store and lists what is not as it was written; empty if all is well.
    ///
    /// - Parameter tip: the hash of a link of the chain that was noted elsewhere. If the chain does not have it any
    ///   more, an import was removed or altered, or an older copy stands in the store's place.
    public func check(tip: String? = nil) -> [StoreFault] {
        Self.check(at: path, tip: tip)
    }

    /// Reads every byte of a store that may be too damaged to be opened.
    ///
    /// It needs no lock, but should not run beside an import: files that a merge removes would be reported missing.
    public static func check(at path: String, tip: String? = nil) -> [StoreFault] {
        var check = StoreCheck(layout: StoreLayout(path: path), tip: tip)
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

    /// A link that the chain must have; nil if none was noted.
    private let tip: String?
    private var chain = ImportChain(.sha256)

    /// The digest of an import's lines as they are met, with the tombstones of those that were erased.
    private final class DeliveryDigest {
        private var digest: LinesDigest?
        private var places: LinePlaces

        init(erased: [ErasedLine], _ algorithm: DigestAlgorithm) {
            digest = LinesDigest(algorithm)
            places = LinePlaces(erased: erased)
        }

        func update(_ line: ArraySlice<UInt8>) {
            _ = places.next { digest?.add(digest: Hex.decode($0.digest) ?? []) }
            digest?.add(line)
        }

        func finish() -> (lines: Int, hash: String) {
            places.pass { digest?.add(digest: Hex.decode($0.digest) ?? []) }
            let lines = digest?.count ?? 0
            return (lines, digest.take()?.finish() ?? "")
        }
    }

    init(layout: StoreLayout, tip: String?) {
        self.layout = layout
        self.tip = tip
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
        chain = ImportChain(head.algorithm)
        checkSecret(head)
        do throws(StoreError) {
            try chain.extend(to: head.links, tip: head.tip, in: layout.chain)
        } catch {
            report(.chain, layout.chain, error.message, hides: "everything")
        }
        if let tip, chain.links.count == head.links, !chain.links.contains(where: { $0.hash == tip }) {
            report(
                .tip, layout.chain,
                "the chain has no point \(tip): a link was removed or altered, or an older copy of the store stands here",
                hides: "every import after the last point that another note confirms")
        }
        let before = faults.count
        for reference in head.segments { checkSegment(reference) }
        let areSegmentsWhole = faults.count == before
        // Without the whole chain nothing says which versions and imports there should be.
        guard chain.links.count == head.links else { return }
        checkConfiguration()
        checkDeliveries(areSegmentsWhole: areSegmentsWhole)
    }

    private mutating func report(
        _ code: StoreFault.Code, _ file: String, line: Int? = nil, _ message: String, hides: String
    ) {
        faults.append(StoreFault(code: code, file: file, line: line, message: message, hides: hides))
    }

    private mutating func checkSecret(_ head: Head) {
        do throws(FileError) {
            let file = try ReadableFile(layout.secret)
            let bytes = try file.read(at: 0, count: min(file.count, 1024))
            if Hex.encode(Digest.of(bytes, head.algorithm)) != head.secret {
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

    private mutating func checkConfiguration() {
        for link in chain.links {
            guard case .configuration(let version) = link.content else { continue }
            let path = layout.configuration + "/" + version.file
            let name = "\(version.kind.rawValue) \(version.id) \(version.version)"
            do throws(FileError) {
                guard Hex.encode(Digest.of(try DurableFile.read(path), chain.algorithm)) != version.hash else {
                    continue
                }
                report(.configuration, path, "\(path) is changed: \(name)", hides: "every report made by it")
            } catch {
                report(.configuration, path, error.message, hides: "every report made by \(name)")
            }
        }
    }

    private mutating func checkDeliveries(areSegmentsWhole: Bool) {
        for link in chain.links {
            guard case .delivery(let description, let lines) = link.content else { continue }
            let found = delivery(description.sequence).finish()
            guard found.lines != lines || found.hash != description.linesHash else { continue }
            // Damaged lines have been reported with their subjects; their imports add nothing to that.
            guard areSegmentsWhole else { continue }
            report(
                .delivery, layout.segments,
                "import \(description.sequence) has \(found.lines) lines with the digest \(found.hash), it brought "
                    + "\(lines) with \(description.linesHash)",
                hides: "lines of import \(description.sequence)")
        }
    }

    private mutating func delivery(_ sequence: Int) -> DeliveryDigest {
        if let known = deliveries[sequence] { return known }
        let digest = DeliveryDigest(erased: chain.erased(from: sequence), chain.algorithm)
        deliveries[sequence] = digest
        return digest
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
                let subject = String(decoding: key, as: UTF8.self)
                let fault = try walk.check(key, extent) { sequence, line in delivery(sequence).update(line) }
                guard let fault else { continue }
                report(
                    .lines, path, line: fault.line, "\(path): \(fault.message) (\(subject))",
                    hides: "lines about \(subject) of imports \(reference.first) to \(reference.last)")
            }
            if let message = walk.finish(reference) { report(.lines, path, "\(path): \(message)", hides: span) }
        } catch {
            let unreachable = IndexRebuilding.unreachable(reference, file, in: layout.segments)
            report(
                .index, indexPath, error.message,
                hides: "\(unreachable ?? span), until store rebuild-index makes it anew")
            return
        }
        let mark = try? ReadableFile(indexPath).read(at: 0, count: ExtentTable.mark.count)
        if mark != ExtentTable.mark {
            report(.index, indexPath, "\(indexPath) does not begin as an index does", hides: "nothing")
        }
    }
}
