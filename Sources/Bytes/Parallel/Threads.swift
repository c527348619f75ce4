// SPDX-License-Identifier: Apache-2.0

internal import CPlatform
internal import Glibc

/// Threads that do one thing each and are joined.
@safe
struct Threads: ~Copyable {
    /// As much stack as the first thread of a process usually has, whatever the limits of the shell.
    private static let stackSize = 8 << 20

    private var threads: [pthread_t] = []

    /// Starts so many threads of one body, or as many as the system grants.
    init(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        unsafe pthread_attr_setstacksize(&attributes, Self.stackSize)
        defer { unsafe pthread_attr_destroy(&attributes) }
        for _ in 0..<count {
            let task = unsafe Unmanaged.passRetained(Task(body)).toOpaque()
            var thread = pthread_t()
            let status = unsafe pthread_create(
                &thread, &attributes,
                { raw in
                    guard let raw = unsafe raw else { return nil }
                    unsafe Unmanaged<Task>.fromOpaque(raw).takeRetainedValue().body()
                    return nil
                }, task)
            guard status == 0 else {
                unsafe Unmanaged<Task>.fromOpaque(task).release()
                return
            }
            threads.append(thread)
        }
    }

    /// How many run.
    var count: Int { threads.count }

    /// Waits for all to end.
    consuming func join() {
        for thread in threads { pthread_join(thread, nil) }
    }

    private final class Task {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}

/// The processors of this machine.
public enum Processors {
    /// How many of them this process may run on; at least 1.
    public static var count: Int { Int(creditreport_processor_count()) }
}
