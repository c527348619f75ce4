// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import TestSupport
import Testing

@Suite struct ZIPFileWriterTests {
    @Test func aFewEntriesAreTheBytesOfTheWriterInMemory() throws {
        let scratch = try TemporaryDirectory()
        let entries: [(String, [UInt8])] = [
            ("汇总.csv", Array("a,b\r\n".utf8)), ("zeros", [UInt8](repeating: 0, count: 100_000)), ("empty", []),
        ]
        let file = try PendingFile(in: scratch.path)
        var writer = ZIPFileWriter(file)
        var other = ZIPWriter()
        for (name, bytes) in entries {
            try writer.add(name, bytes)
            try other.add(name, bytes)
        }
        try writer.finish()
        try file.seal()
        try file.place(as: "a.zip", replacing: false)
        #expect(try TestFile.read(scratch.path("a.zip")) == other.finish())
        #expect(try Tool.run("unzip", ["-tqq", scratch.path("a.zip")]).status == 0)
    }

    @Test func moreThan65535EntriesAreZIP64() throws {
        let scratch = try TemporaryDirectory()
        let file = try PendingFile(in: scratch.path)
        var writer = ZIPFileWriter(file)
        for number in 1...65_600 { try writer.add("\(number).txt", [0x78], .stored) }
        try writer.finish()
        try file.seal()
        try file.place(as: "a.zip", replacing: false)
        let script = "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(len(z.namelist()),z.read('65600.txt'))"
        #expect(try Tool.run("python3", ["-c", script, scratch.path("a.zip")]).text == "65600 b'x'\n")
        #expect(try Tool.run("sh", ["-c", "bsdtar -tf \"$0\" | wc -l", scratch.path("a.zip")]).text == "65600\n")
        let limits = ZIPLimits(entries: 70_000)
        let archive = try ZIPArchive(.file(try ReadableFile(scratch.path("a.zip"))), limits: limits)
        #expect(archive.entries.count == 65_600)
    }

    @Test func namesAreChecked() throws {
        let scratch = try TemporaryDirectory()
        let file = try PendingFile(in: scratch.path)
        var writer = ZIPFileWriter(file)
        try writer.add("a", [])
        for name in ["a", "A", "../b", "/c", ""] {
            var code: CompressionError.Code?
            do throws(CompressionError) { try writer.add(name, []) } catch { code = error.code }
            #expect(code == .zipName || code == .zipDuplicate, "\(name)")
        }
    }
}
