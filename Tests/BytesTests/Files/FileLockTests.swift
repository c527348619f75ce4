// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import TestSupport
import Testing

@Suite struct FileLockTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func aSecondHolderIsRefusedAndToldWhoHasIt() throws {
        let path = directory.path("lock")
        do {
            let lock = try FileLock(path)
            let error = #expect(throws: FileError.self) { _ = try FileLock(path) }
            #expect(error?.code == .locked)
            #expect(error?.message.contains("process \(getpid()) on ") == true)
            #expect(lock.path == path)
        }
        _ = try FileLock(path)
        #expect(try DurableFile.read(path) == [])
    }

    @Test func aKilledHolderHoldsNothing() async throws {
        let path = directory.path("lock")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try FileLock(path)
            kill(getpid(), SIGKILL)
            _ = lock.path
        }
        _ = try FileLock(path)
    }

    @Test func programsStartedMeanwhileDoNotKeepALock() async throws {
        // A child shares the lock between fork and exec.
        let path = directory.path("lock")
        let spawning = Task.detached {
            for _ in 0..<40 { try Tool.run("true") }
        }
        for _ in 0..<3000 { _ = try FileLock(path) }
        try await spawning.value
    }

    @Test func waitingEndsWhenTheLockIsFree() async throws {
        let path = directory.path("lock")
        let holder = Task.detached {
            let lock = try FileLock(path)
            usleep(50_000)
            _ = lock.path
        }
        usleep(10_000)
        _ = try FileLock(path, waiting: 10_000)
        try await holder.value
    }
}
