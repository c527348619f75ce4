// SPDX-License-Identifier: Apache-2.0

import Bytes
import Registry
import Verification

/// The files that a command line asks about, those that manifests list among them.
struct VerifiedFiles {
    /// A file to look at.
    struct Item: Sendable {
        /// Where it is, or should be.
        var path: String
        /// What the manifest beside it says of it.
        var listing = Listing.none
    }

    /// What a manifest says of a file.
    enum Listing: Sendable {
        /// There is no manifest.
        case none
        /// It is a file of a report.
        case listed(ManifestListing)
        /// It is not listed, though a manifest stands beside it.
        case unlisted
    }

    /// The manifests with their verdicts, in order.
    private(set) var manifests: [(path: String, verdict: ManifestVerdict)] = []
    /// The files, in order.
    private(set) var items: [Item] = []
    private let isForRound: Bool

    /// The files named, those in the directories named, and those that the manifests among them list.
    ///
    /// - Parameter isForRound: whether a whole round is expected, so that a directory must have a manifest.
    init(_ operands: [String], isForRound: Bool, verifier: () throws -> Verifier) throws {
        self.isForRound = isForRound
        for operand in operands {
            if Directory.isDirectory(operand) {
                try add(directory: operand, verifier)
            } else if try Self.isManifest(operand) {
                _ = try add(manifest: operand, verifier)
            } else {
                items.append(Item(path: operand))
            }
        }
    }

    private mutating func add(directory: String, _ verifier: () throws -> Verifier) throws {
        let names = try Directory.names(in: directory)
        let found = names.filter { Self.mayBeReport($0) && !Manifest.Summary.names.contains($0) }
        // By its name: one that is damaged or cannot be read is not none.
        guard names.contains(Manifest.fileName) else {
            guard !found.isEmpty else {
                throw Failure(
                    "verify.empty", "\(directory) holds no .xml, .html or .pdf", hint: "name the files", exit: .noInput)
            }
            items += found.map { Item(path: directory + "/" + $0) }
            // Reports by themselves are as good as ever; that they are all of a round nobody has signed then.
            if let trace = names.first(where: Self.isOfRound) {
                manifests.append((directory, .missing(beside: trace)))
            } else if isForRound {
                manifests.append((directory, .missing(beside: nil)))
            }
            return
        }
        let listed = try add(manifest: directory + "/" + Manifest.fileName, verifier)
        var others: [String] = []
        for name in names where !listed.contains(Array(name.utf8)) && !Self.kept.contains(name) {
            if Self.mayBeReport(name) {
                items.append(Item(path: directory + "/" + name, listing: .unlisted))
            } else {
                others.append(name)
            }
        }
        manifests[manifests.count - 1].verdict.add(unlisted: others)
    }

    /// What a round keeps in its directory for itself, beside the manifest.
    private static let kept: Set<String> = [Manifest.fileName, "journal.jsonl", lock]
    private static let lock = "round.lock"

    /// Adds a manifest with the tables and files that it lists, and gives the names of these, byte for byte: Swift holds
    /// two names for equal that are those of two files.
    private mutating func add(manifest path: String, _ verifier: () throws -> Verifier) throws -> Set<[UInt8]> {
        var verdict = try verifier().verdict(
            onManifest: try DurableFile.read(path, limit: Manifest.limit, followingLinks: true))
        var names: Set<[UInt8]> = []
        let directory = Directory.parent(of: path)
        for summary in verdict.manifest?.summaries ?? [] {
            names.insert(Array(summary.name.utf8))
            // A table that is not there misleads nobody.
            guard Directory.exists(directory + "/" + summary.name) else { continue }
            verdict.add(
                summary,
                file: try DurableFile.read(
                    directory + "/" + summary.name, limit: Manifest.limit, followingLinks: true))
        }
        manifests.append((path, verdict))
        for listing in verdict.listings {
            names.insert(Array(listing.name.utf8))
            items.append(Item(path: directory + "/" + listing.name, listing: .listed(listing)))
        }
        return names
    }

    /// Whether a name is one that only the directory of a round holds, in whatever case; a stream of requests has the
    /// lock alone.
    private static func isOfRound(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower != lock && kept.contains(lower) || Manifest.Summary.names.contains(lower)
    }

    /// Whether a name is that of a view or an XML; a file must not go unlooked at for the case of its letters.
    private static func mayBeReport(_ name: String) -> Bool {
        let lower = name.lowercased()
        return [".xml", ".html", ".htm", ".pdf"].contains { lower.hasSuffix($0) }
    }

    private static func isManifest(_ path: String) throws -> Bool {
        guard Directory.exists(path), let file = try? ReadableFile(path, followingLinks: true) else { return false }
        return Manifest.isManifest(try file.read(at: 0, count: min(64, file.count)))
    }
}

extension Verifier {
    /// The verdict on a file, and on its being what a manifest says.
    func verdict(on file: [UInt8], _ listing: VerifiedFiles.Listing) -> Verdict {
        switch listing {
        case .none: verdict(on: file)
        case .listed(let listing): verdict(on: file, listed: listing)
        case .unlisted: verdict(onUnlisted: file)
        }
    }
}
