// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport

/// The program under test, run as a process of its own.
enum Program {
    /// The binary that was built beside the tests.
    static let path: String = {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = unsafe buffer.withUnsafeMutableBytes {
            unsafe readlink("/proc/self/exe", $0.baseAddress, $0.count)
        }
        let tests = String(decoding: buffer.prefix(max(0, length)), as: UTF8.self)
        return tests.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/creditreport"
    }()

    /// Runs a command line.
    static func run(_ words: String..., store: String? = nil, language: String = "C.UTF-8") throws -> Tool.Result {
        try run(words, store: store, language: language)
    }

    /// Runs a command line.
    static func run(_ words: [String], store: String? = nil, language: String = "C.UTF-8") throws -> Tool.Result {
        var environment = ["LC_ALL=" + language, "SWIFT_BACKTRACE=enable=no", "CREDITREPORT_HOME=" + Repository.root]
        if let store { environment.append("CREDITREPORT_STORE=" + store) }
        return try Tool.run(path, words, environment: environment)
    }
}
