// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

@Suite("Mapped files")
struct MappedFileTests {
    private let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }

    @Test("holds the bytes of a file, or of an array")
    func contents() throws {
        let directory = try TemporaryDirectory()
        let mapped = try MappedFile(path: directory.write("file", bytes))
        for file in [mapped, MappedFile(bytes)] {
            #expect(file.count == bytes.count)
            #expect(file[8] == 1 && file[99_999] == bytes[99_999])
            #expect(file.bigEndian16(at: 7) == 0x0001)
            #expect(file.bigEndian32(at: 99_996) == 0xD3D3_D3D3)
            var copy: [UInt8] = [9]
            file.append(10..<20, to: &copy)
            #expect(copy == [9] + bytes[10..<20])
            #expect(file.withSpan { $0.count } == bytes.count)
            #expect(file.withSpan(of: 800..<808) { $0[0] } == 100)
        }
    }

    @Test("takes an empty file")
    func empty() throws {
        let directory = try TemporaryDirectory()
        let file = try MappedFile(path: directory.write("empty", []))
        #expect(file.count == 0)
        #expect(file.withSpan { $0.isEmpty })
        #expect(MappedFile([]).count == 0)
    }

    @Test("outlives the name of its file")
    func unlinked() throws {
        var file: MappedFile?
        do {
            let directory = try TemporaryDirectory()
            file = try MappedFile(path: directory.write("gone", bytes))
        }
        #expect(file?[99_999] == bytes[99_999])
    }

    @Test("names the path and the reason of a failure")
    func failures() throws {
        let directory = try TemporaryDirectory()
        do {
            _ = try MappedFile(path: directory.path("absent"))
            Issue.record("a file that is not there was mapped")
        } catch {
            #expect(error.path.hasSuffix("/absent"))
            #expect(error.description.contains("No such file"))
        }
        #expect(throws: MappedFile.Failure.self) { try MappedFile(path: directory.path) }
    }
}
