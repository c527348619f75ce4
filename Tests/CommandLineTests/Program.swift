// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport

/// The program under test, run as a process of its own.
enum Program {
    /// The binary that was built beside the tests.
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let tests = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
