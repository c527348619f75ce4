// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where a command talks: data on standard output, talk on standard error.
enum Console {
    /// Writes a line of data.
    static func print(_ line: String) {
        write(line + "\n", to: STDOUT_FILENO)
    }

    /// Writes a line of talk.
    static func note(_ line: String) {
        write(line + "\n", to: STDERR_FILENO)
    }

    /// Writes a failure in its two lines.
    static func report(_ failure: Failure) {
        note("creditreport: error: \(printable(failure.message)) [\(failure.code)]")
        if let hint = failure.hint { note("creditreport: hint: \(printable(hint))") }
    }

    /// Whether standard error is a terminal, where progress may be shown.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The text with everything replaced that could move the cursor, change colours or turn the direction of reading.
    static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n" && scalar != "\t", .format, .surrogate, .privateUse, .unassigned,
                .lineSeparator, .paragraphSeparator:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that went away is no reason to fail: what was asked for is done.
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}
