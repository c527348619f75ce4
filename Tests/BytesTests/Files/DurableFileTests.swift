// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import TestSupport
import Testing

@Suite struct DurableFileTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func publishedBytesAreReadBack() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try DurableFile.publish(bytes, at: directory.path("a"), replacing: false)
        #expect(try DurableFile.read(directory.path("a")) == bytes)
        #expect(try Directory.names(in: directory.path) == ["a"])
    }

    @Test func aTakenNameIsReplacedOnlyIfAllowed() throws {
        try DurableFile.publish([1], at: directory.path("a"), replacing: false)
        let error = #expect(throws: FileError.self) {
            try DurableFile.publish([2], at: directory.path("a"), replacing: false)
        }
        #expect(error?.code == .exists)
        #expect(error?.number == EEXIST)
        #expect(error?.message == "cannot create \(directory.path("a")): File exists")
        #expect(try DurableFile.read(directory.path("a")) == [1])
        try DurableFile.publish([3], at: directory.path("a"), replacing: true)
        #expect(try DurableFile.read(directory.path("a")) == [3])
        #expect(try Directory.names(in: directory.path) == ["a"])
    }

    @Test func aGroupIsPublishedAsAWholeOrNotAtAll() throws {
        try directory.write("c", [9])
        let error = #expect(throws: FileError.self) {
            try DurableFile.publish(["a", "b", "c"].map { (directory.path($0), [1]) })
        }
        #expect(error?.code == .exists)
        #expect(try Directory.names(in: directory.path) == ["c"])
        #expect(try DurableFile.read(directory.path("c")) == [9])
        try DurableFile.publish(["a", "b", "d"].map { (directory.path($0), Array($0.utf8)) })
        #expect(try Directory.names(in: directory.path) == ["a", "b", "c", "d"])
        #expect(try DurableFile.read(directory.path("d")) == Array("d".utf8))
    }

    @Test func symbolicLinksAreNotFollowed() throws {
        try directory.write("target", [1])
        #expect(unsafe symlink(directory.path("target"), directory.path("link")) == 0)
        #expect(throws: FileError.self) { try DurableFile.read(directory.path("link")) }
        #expect(try DurableFile.read(directory.path("link"), followingLinks: true) == [1])
        let error = #expect(throws: FileError.self) { try DurableFile.append([2], to: directory.path("link")) }
        #expect(error?.code == .link)
        #expect(throws: FileError.self) {
            try DurableFile.publish([2], at: directory.path("link"), replacing: false)
        }
        // A rename replaces the link itself, never what it points to.
        try DurableFile.publish([3], at: directory.path("link"), replacing: true)
        #expect(try DurableFile.read(directory.path("target")) == [1])
        #expect(try DurableFile.read(directory.path("link")) == [3])
    }

    @Test(arguments: ["", ".", "..", "a/", "a\0b"])
    func aPathThatNamesNoFileIsRefused(_ name: String) throws {
        #expect(throws: FileError.self) {
            try DurableFile.publish([1], at: directory.path(name), replacing: true)
        }
        #expect(try Directory.names(in: directory.path) == [])
    }

    @Test func aPipeOrADirectoryIsNoFile() throws {
        #expect(unsafe mkfifo(directory.path("pipe"), 0o600) == 0)
        #expect(throws: FileError.self) { try DurableFile.read(directory.path("pipe")) }
        #expect(throws: FileError.self) { try DurableFile.read(directory.path) }
        #expect(throws: FileError.self) { try DurableFile.publish([1], at: directory.path("no/x"), replacing: true) }
    }

    @Test func aLimitIsKept() throws {
        try directory.write("a", [1, 2, 3])
        #expect(try DurableFile.read(directory.path("a"), limit: 3) == [1, 2, 3])
        let error = #expect(throws: FileError.self) { try DurableFile.read(directory.path("a"), limit: 2) }
        #expect(error?.code == .tooLong)
    }

    @Test func readingBehindTheEndIsAnError() throws {
        let file = try ReadableFile(directory.write("a", [1, 2, 3]))
        #expect(try file.read(at: 1, count: 2) == [2, 3])
        let error = #expect(throws: FileError.self) { try file.read(at: 1, count: 3) }
        #expect(error?.code == .truncated)
        try DurableFile.remove(directory.path("a"))
        #expect(try file.read(at: 0, count: 3) == [1, 2, 3])
    }

    @Test func linesAreAppended() throws {
        try DurableFile.append(Array("a\n".utf8), to: directory.path("log"))
        try DurableFile.append(Array("b\n".utf8), to: directory.path("log"))
        #expect(try DurableFile.read(directory.path("log")) == Array("a\nb\n".utf8))
        try DurableFile.replaceTail(of: directory.path("log"), from: 1, with: [0x21])
        #expect(try DurableFile.read(directory.path("log")) == Array("a!".utf8))
    }

    @Test func aFileThatIsNotPlacedGoes() throws {
        do {
            let file = try PendingFile(in: directory.path)
            try file.write([1])
            #expect(try Directory.names(in: directory.path).count == 1)
        }
        #expect(try Directory.names(in: directory.path) == [])
    }

    @Test func leftoversOfDeadProcessesAreSwept() throws {
        // Process numbers end at 2^22 on Linux.
        try directory.write(".creditreport-99999999-1.tmp", [1])
        try directory.write(".creditreport-\(getpid())-0.tmp", [1])
        try directory.write(".creditreport-note", [1])
        #expect(
            try Directory.sweep(directory.path, ofLivingProcesses: false) == [".creditreport-99999999-1.tmp"])
        #expect(try Directory.sweep(directory.path, ofLivingProcesses: true) == [".creditreport-\(getpid())-0.tmp"])
        #expect(try Directory.names(in: directory.path) == [".creditreport-note"])
    }

    @Test func aLimitOnFileSizeLeavesNothingBehind() async throws {
        let path = directory.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
            try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let error = #expect(throws: FileError.self) {
                try DurableFile.publish([UInt8](repeating: 1, count: 5000), at: path + "/a", replacing: false)
            }
            #expect(error?.code == .tooLong && error?.number == EFBIG)
            try DurableFile.append([UInt8](repeating: 2, count: 900), to: path + "/log")
            #expect(throws: FileError.self) {
                try DurableFile.append([UInt8](repeating: 3, count: 900), to: path + "/log")
            }
        }
        #expect(try Directory.names(in: directory.path) == ["log"])
        #expect(try DurableFile.read(directory.path("log")) == [UInt8](repeating: 2, count: 900))
    }

    @Test func aReadOnlyDirectoryIsNamed() throws {
        let path = directory.path("sealed")
        try Directory.create(path)
        // Permissions do not stop root; the immutable flag does.
        let isRoot = geteuid() == 0
        let status = isRoot ? try Tool.run("chattr", ["+i", path]).status : unsafe chmod(path, 0o555)
        try #require(status == 0)
        defer {
            if isRoot { _ = try? Tool.run("chattr", ["-i", path]) } else { unsafe chmod(path, 0o755) }
        }
        let error = #expect(throws: FileError.self) {
            try DurableFile.publish([1], at: path + "/a", replacing: false)
        }
        #expect(error?.code == .notPermitted)
        #expect(error?.message.contains(path) == true)
    }

    @Test func namesAreListedInTheOrderOfTheirBytes() throws {
        for name in ["b", "a", "é", "Z", "测试"] { try directory.write(name, []) }
        #expect(try Directory.names(in: directory.path) == ["Z", "a", "b", "é", "测试"])
    }

    @Test(arguments: [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/", "a"), ("/", "/")])
    func parents(_ path: String, _ parent: String) {
        #expect(Directory.parent(of: path) == parent)
    }
}
