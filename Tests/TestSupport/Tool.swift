// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Glibc

/// A program outside this project, run as a judge.
public enum Tool {
    /// What a program left behind.
    public struct Result: Sendable {
        /// The exit status, or 128 plus the number of the signal that ended it.
        public let status: Int32
        /// Its standard output.
        public let output: [UInt8]
        /// Its standard error.
        public let errors: [UInt8]
        /// How many seconds of a processor it took.
        public let processorSeconds: Double
        /// The most memory that it held at once, in KiB.
        public let peakKilobytes: Int

        /// Standard output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
        /// Standard error as text.
        public var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// Why a program could not be run at all; a judge that is missing fails the test.
    public struct Missing: Error, CustomStringConvertible {
        /// The program and the reason.
        public let description: String
    }

    /// The Python that has the judges written in it (signxml, pyHanko, fontTools): the one that the environment
    /// variable `CREDITREPORT_PYTHON` names, or `python3`.
    public static var python: String {
        guard let named = unsafe getenv("CREDITREPORT_PYTHON") else { return "python3" }
        return unsafe String(cString: named)
    }

    /// Runs a program found through PATH and waits for its end.
    ///
    /// - Parameters:
    ///   - name: the program, or a path to it.
    ///   - arguments: what follows its name.
    ///   - environment: variables set beside the inherited ones, as "NAME=value".
    /// - Throws: `Missing` if the program cannot be started.
    @discardableResult
    public static func run(_ name: String, _ arguments: [String] = [], environment: [String] = []) throws -> Result {
        let scratch = try TemporaryDirectory()
        let outputPath = scratch.path("output")
        let errorPath = scratch.path("errors")

        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o600)

        let words = unsafe ([name] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var inherited: [String] = []
        var cursor = unsafe environ
        while let variable = unsafe cursor.pointee {
            inherited.append(unsafe String(cString: variable))
            unsafe cursor += 1
        }
        let replaced = environment.compactMap { $0.split(separator: "=").first.map { $0 + "=" } }
        let kept = inherited.filter { variable in !replaced.contains { variable.hasPrefix($0) } }
        let variables = unsafe (kept + environment).map { unsafe strdup($0) } + [nil]
        defer { unsafe variables.forEach { unsafe free($0) } }

        var process: pid_t = 0
        let failure = unsafe posix_spawnp(&process, name, &actions, nil, words, variables)
        guard failure == 0 else {
            throw Missing(description: "\(name): \(unsafe String(cString: strerror(failure)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            output: try TestFile.read(outputPath), errors: try TestFile.read(errorPath),
            processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakKilobytes: usage.ru_maxrss)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
