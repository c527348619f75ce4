// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A directory of a test's own, removed with all it holds when the test lets go of it.
public final class TemporaryDirectory: Sendable {
    /// Its absolute path.
    public let path: String

    /// What all directories of the process lie in; it goes when the process ends, with those that are never let go of.
    private static let root: Result<String, TestFile.Failure> = Result { () throws(TestFile.Failure) -> String in
        let root = try make(in: "/tmp")
        _ = atexit { TemporaryDirectory.removeAll() }
        return root
    }

    private static func removeAll() {
        if case .success(let path) = root { remove(path) }
    }

    /// Makes an empty directory.
    public init() throws {
        path = try Self.make(in: try Self.root.get())
    }

    private static func make(in directory: String) throws(TestFile.Failure) -> String {
        var template = Array((directory + "/creditreport-test-XXXXXX").utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw TestFile.Failure(path: directory, number: errno) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        Self.remove(path)
    }

    /// The path of a file in it.
    public func path(_ name: String) -> String {
        path + "/" + name
    }

    private static func remove(_ path: String) {
        if let directory = unsafe opendir(path) {
            var names: [String] = []
            while let entry = unsafe readdir(directory) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                    unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                }
                if name != "." && name != ".." { names.append(name) }
            }
            unsafe closedir(directory)
            var status = stat()
            for name in names.map({ path + "/" + $0 }) {
                if unsafe lstat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
                    remove(name)
                } else {
                    unsafe unlink(name)
                }
            }
        }
        unsafe rmdir(path)
    }

    /// Writes a file in it and gives its path.
    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try TestFile.write(bytes, to: path(name))
        return path(name)
    }
}
