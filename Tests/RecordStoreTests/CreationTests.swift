// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import RecordStore
import Records
import TestSupport
import Testing

@Suite struct CreationTests {
    @Test func anEmptyStoreHasItsConfigurationAndNothingElse() throws {
        let fixture = try StoreFixture()
        let snapshot = try fixture.store.snapshot()
        #expect(snapshot.cutoff == nil)
        #expect(snapshot.imports.isEmpty)
        #expect(snapshot.links.count == 3)
        #expect(try snapshot.entries(for: .code(StoreFixture.code(1))).isEmpty)
        let configuration = try snapshot.configuration()
        #expect(configuration.catalog.bytes == StoreFixture.catalog)
        #expect(configuration.catalog.id == "测试目录" && configuration.catalog.version == "1")
        #expect(configuration.catalog.hash == Hex.encode(Digest.of(StoreFixture.catalog)))
        #expect(configuration.domains.bytes == StoreFixture.domains)
        #expect(configuration.policies.map(\.bytes) == [StoreFixture.policy])
        #expect(try fixture.store.secret.count == 32)
        #expect(fixture.store.check() == [])
        #expect(
            try Directory.names(in: fixture.path) == ["chain", "configuration", "head", "secret", "segments"])
    }

    @Test func twoStoresHaveDifferentSecrets() throws {
        let fixtures = [try StoreFixture(), try StoreFixture()]
        #expect(try fixtures[0].store.secret != fixtures[1].store.secret)
    }

    @Test func aDirectoryInUseIsNotOverwritten() throws {
        let directory = try TemporaryDirectory()
        try directory.write("note", [1])
        let error = #expect(throws: StoreError.self) {
            try RecordStore.create(
                at: directory.path, catalog: StoreFixture.catalog, domains: StoreFixture.domains,
                policy: StoreFixture.policy)
        }
        #expect(error?.code == .exists && error?.code.exitStatus == 73)
        #expect(try Directory.names(in: directory.path) == ["note"])
    }

    @Test func whatIsNoStoreIsSaidSo() throws {
        let directory = try TemporaryDirectory()
        for path in [directory.path, directory.path("nowhere")] {
            let error = #expect(throws: StoreError.self) { try RecordStore(opening: path) }
            #expect(error?.code == .notAStore && error?.code.exitStatus == 66)
        }
    }

    @Test func aLaterFormatIsNamed() throws {
        let fixture = try StoreFixture()
        let text = String(decoding: try TestFile.read(fixture.path + "/head"), as: UTF8.self)
        let line = text.prefix { $0 != "\n" }.replacing("creditreport-store-1", with: "creditreport-store-9")
        let digest = Hex.encode(Digest.of(Array(line.utf8)))
        try TestFile.write(Array("\(line)\n{\"sha256\":\"\(digest)\"}\n".utf8), to: fixture.path + "/head")
        let error = #expect(throws: StoreError.self) { try RecordStore(opening: fixture.path) }
        #expect(error?.code == .version)
        #expect(error?.message.contains("creditreport-store-9") == true)
    }

    @Test(arguments: ["", "{", "[]", #"{"id":"x"}"#, #"{"id":"","version":"1"}"#])
    func aConfigurationWithoutIdAndVersionIsRefused(_ text: String) throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: StoreError.self) {
            try RecordStore.create(
                at: directory.path("store"), catalog: Array(text.utf8), domains: StoreFixture.domains,
                policy: StoreFixture.policy)
        }
        #expect(error?.code == .badConfiguration)
        #expect(try Directory.names(in: directory.path) == [])
    }

    @Test func commonToolsReadTheFiles() throws {
        let fixture = try StoreFixture()
        let subject = SubjectKey.code(try StoreFixture.code(1))
        let description = try fixture.store.append(
            StoreFixture.delivery([StoreFixture.entry(subject, row: 1, identity: "A")], hour: 1))
        let script = """
            set -e
            cd "$0"
            jq -r .segments[0].sha256 head | head -1
            sha256sum segments/*.jsonl | cut -c1-64
            jq -r .subject segments/*.jsonl
            head -1 head | tr -d '\\n' | sha256sum | cut -c1-64
            tail -1 head | jq -r .sha256
            tail -1 chain/*.jsonl | tr -d '\\n' | sha256sum | cut -c1-64
            while read -r line; do printf '%s\\n' "$line" | sha256sum | cut -c1-64; done < segments/*.jsonl |
                xxd -r -p | sha256sum | cut -c1-64
            stat -c %a secret
            for file in configuration/*; do [ "$(sha256sum < $file | cut -c1-64).json" = $(basename $file) ]; done
            """
        let result = try Tool.run("bash", ["-c", script, fixture.path])
        try #require(result.status == 0, "\(result.errorText)")
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines[0] == lines[1])
        #expect(lines[2] == subject.text)
        #expect(lines[3] == lines[4])
        #expect(lines[5] == (try fixture.store.snapshot()).id)
        #expect(lines[6] == description.linesHash)
        #expect(lines[7] == "600")
    }

    @Test func configurationsHaveVersions() throws {
        let fixture = try StoreFixture()
        let before = try fixture.store.snapshot()
        let second = Array(#"{"id":"测试政策","version":"2"}"#.utf8)
        let other = Array(#"{"id":"别的政策","version":"1"}"#.utf8)
        try fixture.store.update(.policy, second, at: StoreFixture.start)
        try fixture.store.update(.policy, other, at: StoreFixture.start)
        try fixture.store.update(.policy, second, at: StoreFixture.start)
        let after = try fixture.store.snapshot()
        #expect(after.links.count == 5)
        #expect(after.id != before.id)
        #expect(after.cutoff == nil)
        #expect(try after.configuration().policies.map(\.bytes) == [second, other])
        #expect(try after.configuration().policy("测试政策")?.version == "2")
        #expect(try before.configuration().policies.map(\.bytes) == [StoreFixture.policy])
        #expect(try fixture.store.snapshot(id: before.id).configuration() == before.configuration())

        let changed = Array(#"{"id":"测试政策","version":"2","x":1}"#.utf8)
        let renamed = Array(#"{"id":"别的目录","version":"2"}"#.utf8)
        for (kind, bytes) in [(ConfigurationKind.policy, changed), (.catalog, renamed)] {
            let error = #expect(throws: StoreError.self) {
                try fixture.store.update(kind, bytes, at: StoreFixture.start)
            }
            #expect(error?.code == .badConfiguration)
        }
        #expect(fixture.store.check() == [])
    }
}
