// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import TestSupport
import Testing

@Suite("ZIP archives")
struct ZIPTests {
    /// What an archive holds, in its order.
    static func contents(
        _ bytes: [UInt8], limits: ZIPLimits = ZIPLimits()
    ) throws(CompressionError) -> [(name: String, bytes: [UInt8])] {
        let archive = try ZIPArchive(.memory(bytes), limits: limits)
        var found: [(name: String, bytes: [UInt8])] = []
        for entry in archive.entries { found.append((entry.name, try archive.bytes(of: entry, limit: 1 << 26))) }
        return found
    }

    /// An archive with a deflated, a stored and an empty entry.
    static func sample() throws -> [UInt8] {
        var writer = ZIPWriter()
        try writer.add("报告/一.xml", Array(String(repeating: "信用代证 ", count: 5_000).utf8))
        try writer.add("plain.bin", Array(0...255), .stored)
        try writer.add("empty", [])
        return writer.finish()
    }

    @Test("gives back what was written, and the same bytes for the same entries")
    func roundTrip() throws {
        let bytes = try Self.sample()
        let found = try Self.contents(bytes)
        #expect(found.map(\.name) == ["报告/一.xml", "plain.bin", "empty"])
        #expect(found[0].bytes == Array(String(repeating: "信用代证 ", count: 5_000).utf8))
        #expect(found[1].bytes == Array(0...255))
        #expect(found[2].bytes == [])
        #expect(try Self.sample() == bytes)
        #expect(bytes.count < 1_000)
    }

    @Test("is read from a file as well")
    func file() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("a.zip", try Self.sample())
        let archive = try ZIPArchive(.file(try ReadableFile(path)))
        let entry = try #require(archive.entry("plain.bin"))
        #expect(entry.method == .stored)
        #expect(try archive.bytes(of: entry, limit: 256) == Array(0...255))
        #expect(throws: CompressionError.self) { try archive.bytes(of: entry, limit: 255) }
        #expect(archive.entry("Plain.bin") == nil)
    }

    @Test("holds large entries in pieces")
    func pieces() throws {
        var random = SeededGenerator.fresh(for: "ZIP pieces")
        let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let runs = [UInt8](repeating: 7, count: 3_000_000)
        var writer = ZIPWriter(level: 1)
        try writer.add("noise", noise)
        try writer.add("runs", runs)
        let found = try Self.contents(writer.finish())
        #expect(found[0].bytes == noise)
        #expect(found[1].bytes == runs)
    }

    @Test("other programs read what is written")
    func judged() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("a.zip", try Self.sample())
        let unzip = try Tool.run("unzip", ["-t", path])
        #expect(unzip.status == 0, "\(unzip.text)\(unzip.errorText)")
        let script = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            assert z.namelist() == ["报告/一.xml", "plain.bin", "empty"], z.namelist()
            assert z.read("plain.bin") == bytes(range(256))
            assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
            """
        let python = try Tool.run("python3", ["-c", script, path])
        #expect(python.status == 0, "\(python.errorText)")
    }

    @Test("reads what other programs write: descriptors, ZIP64, directories")
    func written() throws {
        let directory = try TemporaryDirectory()
        let script = """
            import io, sys, zipfile
            text = "示例 ".encode() * 1000
            class Pipe(io.RawIOBase):  # cannot seek, so that sizes stand behind the data
                def __init__(self, f): self.f = f
                def writable(self): return True
                def write(self, b): return self.f.write(b)
            with open(sys.argv[1] + "/pipe.zip", "wb") as f, zipfile.ZipFile(Pipe(f), "w", zipfile.ZIP_DEFLATED) as z:
                z.writestr("folder/", b"")
                z.writestr("folder/a", text)
                with z.open(zipfile.ZipInfo("b"), "w", force_zip64=True) as e: e.write(text)
            with zipfile.ZipFile(sys.argv[1] + "/seek.zip", "w", zipfile.ZIP_DEFLATED) as z:
                z.writestr("folder/", b"")
                z.writestr("folder/a", text)
                with z.open("b", "w", force_zip64=True) as e: e.write(text)
                z.comment = "注".encode()
            """
        let made = try Tool.run("python3", ["-c", script, directory.path])
        #expect(made.status == 0, "\(made.errorText)")
        let text = Array(String(repeating: "示例 ", count: 1_000).utf8)
        for name in ["pipe.zip", "seek.zip"] {
            let found = try Self.contents(try TestFile.read(directory.path(name)))
            #expect(found.map(\.name) == ["folder/", "folder/a", "b"])
            #expect(found.dropFirst().allSatisfy { $0.bytes == text }, "\(name)")
        }
    }

    @Test(
        "refuses names that lead elsewhere, and names twice",
        arguments: [
            "", "/etc/passwd", "../up", "a/../b", "a/./b", "a//b", "a\\b", "C:/b", "a\u{0}b", "a\nb", "..", "//",
        ])
    func names(name: String) throws {
        var writer = ZIPWriter()
        #expect(throws: CompressionError.self) { try writer.add(name, []) }
        try writer.add("ok", [])
        do throws(CompressionError) {
            try writer.add("OK", [])
            Issue.record("a second entry of the same name was written")
        } catch {
            #expect(error.code == .zipDuplicate)
        }
    }
}
