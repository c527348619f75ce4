// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// One run of another program: bytes in, bytes out, within a time.
///
/// The program gets this process's environment and standard error, and a process group of its own, so that it can be
/// ended with whatever it started.
struct CommandRun {
    private let command: [String]
    private let seconds: Int

    init(_ command: [String], seconds: Int) {
        self.command = command
        self.seconds = seconds
    }

    /// What the program writes to its standard output, given some bytes on its standard input.
    ///
    /// - Parameters:
    ///   - input: at most as many bytes as a pipe holds.
    ///   - limit: after so many bytes no more are read.
    /// - Throws: `signer.command` if it cannot be started, ends with another status than 0, or takes too long.
    func output(of input: [UInt8], upTo limit: Int) throws(CryptographyError) -> [UInt8] {
        precondition(input.count <= 4096)
        let deadline = Self.now + Int64(seconds) * 1000
        // No program that another thread starts may hold an end of these pipes.
        let started = Self.starting.withLock { _ in
            Result { () throws(CryptographyError) in
                let (toProgram, fromProgram) = (try Pipe(), try Pipe())
                let process = try start(reading: toProgram.readEnd, writing: fromProgram.writeEnd)
                return (toProgram, fromProgram, process)
            }
        }
        let (toProgram, fromProgram, process) = try started.get()
        toProgram.closeReadEnd()
        fromProgram.closeWriteEnd()
        // A program that ends without reading is no reason to fail here: its status will tell.
        _ = unsafe write(toProgram.writeEnd, input, input.count)
        toProgram.closeWriteEnd()
        var output: [UInt8] = []
        var isInTime = true
        while output.count < limit {
            var watched = pollfd(fd: fromProgram.readEnd, events: Int16(POLLIN), revents: 0)
            let left = deadline - Self.now
            let ready = left > 0 ? unsafe poll(&watched, 1, Int32(left)) : 0
            if ready < 0 && errno == EINTR { continue }
            isInTime = ready > 0
            guard isInTime else { break }
            var buffer = [UInt8](repeating: 0, count: limit - output.count)
            let count = unsafe read(fromProgram.readEnd, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        guard isInTime, let status = Self.end(of: process, by: deadline) else {
            _ = kill(-process, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
            throw CryptographyError(
                .signerCommand, "\(command[0]) gave no signature within \(seconds) seconds and was ended")
        }
        guard status == 0 else {
            let signal = status & 0x7F
            let how = signal == 0 ? "ended with status \(status >> 8 & 0xFF)" : "was ended by signal \(signal)"
            throw CryptographyError(.signerCommand, "\(command[0]) \(how)")
        }
        return output
    }

    private static let starting = Mutex(())

    private func start(reading input: Int32, writing output: Int32) throws(CryptographyError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        // What this process ignores, a program that it starts would ignore too.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let failure = unsafe posix_spawn(&process, command[0], &actions, &attributes, words, environ)
        guard failure == 0 else {
            throw CryptographyError(
                .signerCommand, "\(command[0]) cannot be started: \(unsafe String(cString: strerror(failure)))")
        }
        return process
    }

    /// The status of a process that ends by itself in time; nil if it does not.
    private static func end(of process: pid_t, by deadline: Int64) -> Int32? {
        var status: Int32 = 0
        while true {
            let found = unsafe waitpid(process, &status, WNOHANG)
            if found == process { return status }
            guard found == 0 || errno == EINTR, now < deadline else { return nil }
            usleep(2000)
        }
    }

    /// Milliseconds of a clock that nobody sets.
    private static var now: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A pipe whose ends are closed when it goes, and when another program is started.
private final class Pipe {
    let readEnd: Int32
    let writeEnd: Int32
    private var isReadEndOpen = true
    private var isWriteEndOpen = true

    init() throws(CryptographyError) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else {
            throw CryptographyError(.signerCommand, "no pipe: \(unsafe String(cString: strerror(errno)))")
        }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        closeReadEnd()
        closeWriteEnd()
    }

    func closeReadEnd() {
        if isReadEndOpen { close(readEnd) }
        isReadEndOpen = false
    }

    func closeWriteEnd() {
        if isWriteEndOpen { close(writeEnd) }
        isWriteEndOpen = false
    }
}
