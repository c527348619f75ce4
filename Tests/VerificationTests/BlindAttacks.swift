// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing
import Verification

/// Changes without a plan: flipped bytes, files cut short, halves of two reports.
@Suite struct BlindAttacks {
    /// How a damaged file may end: what says of itself that it is a report or whose certificate it is may be what changed.
    private static let refusals: Set<Outcome> = [.notAuthentic, .issuerNotTrusted, .notAReport, .overLimit]

    @Test(arguments: ArtefactKind.allCases) func noFlippedByteIsReliedOn(kind: ArtefactKind) throws {
        let office = try Office.shared()
        let verifier = try office.verifier()
        var generator = SeededGenerator.fresh(for: "noFlippedByteIsReliedOn(\(kind))")
        let file = office.stained.file(kind)
        for _ in 0..<10 {
            var changed = file
            let place = Int.random(in: file.indices, using: &generator)
            changed[place] ^= UInt8.random(in: 1...255, using: &generator)
            let outcome = verifier.verdict(on: changed).outcome
            #expect(Self.refusals.contains(outcome), "byte \(place): \(outcome)")
        }
    }

    /// Cut at each boundary of the structure, and beside it.
    @Test(arguments: ArtefactKind.allCases) func noPartIsReliedOn(kind: ArtefactKind) throws {
        let office = try Office.shared()
        let verifier = try office.verifier()
        let file = office.stained.file(kind)
        for place in try Self.boundaries(file, kind) + Self.ends(file, kind) {
            for end in [place, place + 1] {
                let head = verifier.verdict(on: Array(file[..<end]))
                #expect(head.outcome == .notAuthentic || head.outcome == .notAReport, "to \(end): \(head.outcome)")
                guard end == place, end > 0 else { continue }
                let tail = verifier.verdict(on: Array(file[end...]))
                #expect(tail.outcome == .notAuthentic || tail.outcome == .notAReport, "from \(end): \(tail.outcome)")
            }
        }
    }

    /// The beginning of one honest file with the end of another, at each boundary that both have.
    @Test(arguments: ArtefactKind.allCases) func noSpliceIsReliedOn(kind: ArtefactKind) throws {
        let office = try Office.shared()
        let verifier = try office.verifier()
        let honest = [office.stained, office.namesake].map { $0.file(kind) }
        for first in honest {
            for second in honest where second != first {
                for (start, end) in zip(try Self.boundaries(first, kind), try Self.boundaries(second, kind)) {
                    let spliced = Array(first[..<start]) + Array(second[end...])
                    if honest.contains(spliced) { continue }
                    let outcome = verifier.verdict(on: spliced).outcome
                    #expect(outcome == .notAuthentic, "\(start), \(end): \(outcome)")
                }
            }
        }
    }

    /// What is no report at all is said to be none.
    @Test func otherFilesAreNoReports() throws {
        let verifier = try Office.shared().verifier()
        let files: [[UInt8]] = [
            [], [0], Array("hello".utf8), Array("<html></html>".utf8), Array("%PDF-1.7\n%%EOF\n".utf8),
            Array("<?xml version=\"1.0\"?><a/>".utf8), [0x50, 0x4B, 3, 4],
        ]
        for file in files { Attack.expect(verifier.verdict(on: file), .notAReport) }
    }

    /// Where objects and streams of a PDF end, and the elements of the report right below its root.
    private static func ends(_ file: [UInt8], _ kind: ArtefactKind) -> [Int] {
        let marks: [String] =
            switch kind {
            case .xml:
                ["</suites>", "</issuer>", "</request>", "</data>", "</subject>", "</subjects>", "</SignedInfo>"]
            case .html: ["</head>", "</section>", "</table>", "</body>"]
            case .pdf: ["\nendobj\n", "\nstream\n", "\nendstream\n"]
            }
        return marks.flatMap { mark in
            var places: [Int] = []
            while let place = file.offset(of: mark, from: places.last ?? 0) { places.append(place + mark.utf8.count) }
            return places
        }
    }

    /// Where the parts begin that hold a file together.
    private static func boundaries(_ file: [UInt8], _ kind: ArtefactKind) throws -> [Int] {
        let marks: [String] =
            switch kind {
            case .xml:
                [
                    "<report ", "<number>", "<subjects>", "<code>", "</report>", "<signatures>", "<SignatureValue>",
                    "<X509Certificate>", "</Signature>", "</creditReport>",
                ]
            case .html:
                ["<html", "<style>", "</style>", "<body", "<template", "</template>", "<!--creditreport", "-->\n"]
            case .pdf:
                [
                    "\n1 0 obj", "<creditReport", "<signatures>", "</creditReport>", "/Type/Filespec", "/Type/Sig/",
                    "/Contents <", ">/Filter/Adobe", "/Type/Catalog", "/Type/XRef", "startxref", "%%EOF",
                ]
            }
        return try marks.map { try #require(file.offset(of: $0), "\($0) does not occur") }
    }
}
