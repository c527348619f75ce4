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
