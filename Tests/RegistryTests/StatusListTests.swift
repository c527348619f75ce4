// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import TestSupport
import Testing

@Suite struct StatusListTests {
    private func file(of fixture: RegistryFixture) throws -> [UInt8] {
        try fixture.log.register([RegistryFixture.entry(1), RegistryFixture.entry(2)])
        let list = try StatusList(
            of: fixture.log, at: RegistryFixture.start, until: RegistryFixture.start.adding(days: 1))
        return try list.file(signedBy: DemonstrationAuthority(from: RegistryFixture.start).signer())
    }

    @Test func aListIsReadAgain() throws {
        let (list, _) = try StatusList.read(file(of: RegistryFixture()))
        #expect(list.entries.count == 2)
    }

    @Test func aListThatEndsBeforeItBeginsIsNone() throws {
        let fixture = try RegistryFixture()
        try fixture.log.register([RegistryFixture.entry(1)])
        let signer = try DemonstrationAuthority(from: RegistryFixture.start).signer()
        for days in [-1, 0] {
            let list = try StatusList(
                of: fixture.log, at: RegistryFixture.start, until: RegistryFixture.start.adding(days: days))
            let file = try list.file(signedBy: signer)
            if days == 0 {
                #expect(try StatusList.read(file).list.nextUpdate == RegistryFixture.start)
            } else {
                #expect(throws: RegistryError.self) { try StatusList.read(file) }
            }
        }
    }

    /// The hash that a verifier looks for has small letters: one of capitals would never be found.
    @Test(arguments: ["AB", "ab ", "a", "", "xy"]) func aHashHasOneSpelling(_ digits: String) throws {
        let fixture = try RegistryFixture()
        var entry = RegistryFixture.entry(1)
        entry.reportHash = String(repeating: digits, count: 32)
        try fixture.log.register([entry])
        let list = try StatusList(
            of: fixture.log, at: RegistryFixture.start, until: RegistryFixture.start.adding(days: 1))
        let file = try list.file(signedBy: DemonstrationAuthority(from: RegistryFixture.start).signer())
        #expect(throws: RegistryError.self) { try StatusList.read(file) }
    }

    /// Among them a line in which the beginning of the signature runs into its end.
    @Test func everyEndingIsAnErrorAndNoCrash() throws {
        let file = try file(of: RegistryFixture())
        for count in 0..<file.count {
            #expect(throws: RegistryError.self, "the first \(count) bytes") {
                try StatusList.read(Array(file[..<count]))
            }
        }
        let line = try #require(file.dropLast().lastIndex(of: 0x0A))
        for ending in ["", "\n", "\"}\n", "{\"signature\":\"}\n", "{\"signature\":\"\"}\n", "{\"signature\":\"A\"}\n"] {
            for start in [[], Array(file[...line])] {
                #expect(throws: RegistryError.self, "\(ending)") { try StatusList.read(start + Array(ending.utf8)) }
            }
        }
    }
}
