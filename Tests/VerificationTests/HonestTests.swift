// SPDX-License-Identifier: Apache-2.0

import Testing
import Verification

/// What nobody changed is relied on; else the attacks would show nothing.
@Suite struct HonestTests {
    @Test(arguments: ArtefactKind.allCases) func honestFilesAreReliedOn(kind: ArtefactKind) throws {
        let office = try Office.shared()
        let verifier = try office.verifier()
        for papers in [office.stained, office.clean, office.namesake, office.bid] {
            let verdict = verifier.verdict(on: papers.file(kind))
            let reasons = verdict.answers.flatMap(\.evidence).filter { $0.answer != .valid }
            #expect(verdict.outcome == .reliable, "\(reasons)")
            #expect(verdict.kind == kind)
        }
    }

    @Test func theForgerKnowsTheFormat() throws {
        let office = try Office.shared()
        #expect(try office.pdf(office.stained.pdf) == office.stained.pdf)
        // Signed again by the genuine key, everything holds: what is refused below is refused for its change.
        let again = try office.pdf(office.stained.pdf, by: office.signer)
        #expect(again != office.stained.pdf)
        #expect(try office.verifier().verdict(on: again).outcome == .reliable)
        #expect(office.stained.text.contains(Office.name) && office.namesake.text.contains(Office.name))
        let verifier = try office.verifier()
        let totals = [office.stained, office.clean, office.namesake].map { papers in
            verifier.verdict(on: papers.xml).facts?.subjects.first?.total
        }
        #expect(totals[0] != "0" && totals[1...] == ["0", "0"])
    }

    /// The words of a request may be the marks of another kind of file.
    @Test func wordsDoNotDecideOfWhatKindAFileIs() throws {
        let office = try Office.shared()
        let papers = try office.papers(on: Office.cleanCode, purpose: "%PDF-1.7 <html><!doctype html>")
        let verifier = try office.verifier { ground in
            ground.status = Office.Register(issued: [papers.number: papers.fingerprint])
        }
        for kind in ArtefactKind.allCases {
            let verdict = verifier.verdict(on: papers.file(kind))
            #expect(verdict.kind == kind)
            #expect(verdict.outcome == .reliable)
        }
    }
}
