// SPDX-License-Identifier: Apache-2.0

import Glibc

do {
    try IssueBench(Array(CommandLine.arguments.dropFirst())).run()
} catch {
    let message = Array("creditbench: error: \(error)\n".utf8)
    _ = unsafe write(STDERR_FILENO, message, message.count)
    exit(1)
}
