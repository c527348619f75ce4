// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import TestSupport
import Testing

/// The store in docs/store-format.md is one: its files are taken from the page, read and checked.
@Suite struct StoreFormatTests {
    /// A block of the page: what stands between two fences.
    struct Block {
        let kind: String
        let text: String
    }

    let directory: TemporaryDirectory
    let blocks: [Block]
    var path: String { directory.path("store") }

    init() throws {
        directory = try TemporaryDirectory()
        let page = String(decoding: try TestFile.read(Repository.path("docs/store-format.md")), as: UTF8.self)
        var blocks: [Block] = []
        var file = ""
        var open: (kind: String, lines: [Substring])?
        for folder in ["", "/chain", "/segments", "/configuration"] {
            try Directory.create(directory.path("store") + folder)
        }
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if let block = open {
                guard line == "```" else {
                    open?.lines.append(line)
                    continue
                }
                let text = block.lines.joined(separator: "\n") + "\n"
                blocks.append(Block(kind: block.kind, text: text))
                if !file.isEmpty {
                    try TestFile.write(
                        try #require(Self.bytes(of: text, block.kind)), to: directory.path("store/" + file))
                }
                (open, file) = (nil, "")
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            } else if line.hasPrefix("`"), line.hasSuffix("`:") {
                file = String(line.dropFirst().dropLast(2))
            }
        }
        self.blocks = blocks
        try Tool.run("chmod", ["600", directory.path("store/secret")])
    }

    private static func bytes(of text: String, _ kind: String) -> [UInt8]? {
        switch kind {
        case "json": Array(text.utf8)
        case "json bare": Array(text.utf8.dropLast())
        case "hex": Hex.decode(text.filter { !$0.isWhitespace })
        default: nil
        }
    }

    @Test func thePageHoldsAStore() throws {
        #expect(RecordStore.check(at: path) == [])
        #expect(try RecordStore.rebuildIndexes(at: path) == [])
        let store = try RecordStore(opening: path)
        let snapshot = try store.snapshot()
        #expect(snapshot.links.count == 6 && snapshot.imports.count == 2)
        let entries = try snapshot.entries(for: .code(try StoreFixture.code(1)))
        #expect(entries.map { $0.value("CF_NR") } == ["罚款", "罚款2万元"])
        #expect(entries.map(\.sequence) == [1, 2])
        let erased = try snapshot.entries(for: .name("测试某人"))
        #expect(erased.map(\.kind) == [.erased])
        #expect(erased.first?.tombstone?.basis == "个人信息保护法第四十七条")
        #expect(try snapshot.configuration().policies.map(\.bytes) == [StoreFixture.policy])
    }

    @Test func thePageHoldsEveryKindOfFile() throws {
        let found = try Tool.run("find", [path, "-type", "f", "-printf", "%P\n"]).text.split(separator: "\n")
        #expect(found.count == 10)
        #expect(blocks.count { $0.kind == "hex" } == 2)
    }

    @Test func commonToolsGiveWhatThePageSays() throws {
        let script = try #require(blocks.first { $0.kind == "sh" }).text
        let expected = try #require(blocks.first { $0.kind == "text" }).text
        let result = try Tool.run("bash", ["-euo", "pipefail", "-c", "cd \"$0\"\n" + script, path])
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.text == expected)
    }

    /// What this program writes goes on from the page's store, and what it makes of the same lines has the same bytes.
    @Test func aStoreLikeThePagesIsWritten() throws {
        let store = try RecordStore(opening: path)
        let id = try store.snapshot().id
        _ = try store.append(
            StoreFixture.delivery(
                [StoreFixture.entry(.code(try StoreFixture.code(1)), row: 1, identity: "A")], hour: 4))
        #expect(store.check(tip: id) == [])
        let chain = String(decoding: try TestFile.read(path + "/chain/00000001-00000007.jsonl"), as: UTF8.self)
        let page = try #require(blocks.first { $0.text.contains("\"erasure\"") }).text
        #expect(chain.hasPrefix(page))
        let segments = try Directory.names(in: path + "/segments").filter { $0.hasPrefix("00000003-") }
        let line = String(decoding: try TestFile.read(path + "/segments/" + segments[1]), as: UTF8.self)
        let shown = try #require(blocks.first { $0.text.hasPrefix("{\"salt\"") }).text
        let digits = "{\"salt\":\"".utf8.count + 16
        #expect(
            Array(line.utf8.dropFirst(digits))
                == Array(shown.replacing("\"import\":1,", with: "\"import\":3,").utf8.dropFirst(digits)))
    }
}
