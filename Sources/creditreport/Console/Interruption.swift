// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Whether somebody wants the program to stop (SIGINT, SIGTERM): long work asks from time to time and leaves in order.
enum Interruption {
    private static let isWanted = Atomic<Bool>(false)

    /// Begins to listen; without this a signal ends the process at once.
    static func listen() {
        var numbers = sigset_t()
        unsafe sigemptyset(&numbers)
        for number in [SIGINT, SIGTERM] {
            _ = signal(number) { _ in Interruption.isWanted.store(true, ordering: .relaxed) }
            unsafe sigaddset(&numbers, number)
        }
        // Who started the program may have left them blocked.
        unsafe pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
    }

    /// Whether a signal came.
    static var isRequested: Bool { isWanted.load(ordering: .relaxed) }
}
