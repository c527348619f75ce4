// SPDX-License-Identifier: Apache-2.0

import Glibc
import Records

/// Where a command talks: data on standard output, talk on standard error.
enum Console {
    /// Writes a line of data, identity numbers in it masked.
    static func print(_ line: String) {
        write(masked(line) + "\n", to: STDOUT_FILENO)
    }

    /// Writes a line of talk, identity numbers in it masked.
    static func note(_ line: String) {
        write(masked(line) + "\n", to: STDERR_FILENO)
    }

    /// Replaces the last line of a terminal by one that will be replaced in turn.
    static func transient(_ line: String) {
        write("\r\u{1B}[K" + line, to: STDERR_FILENO)
    }

    /// Writes a failure: in English in two lines, in Chinese under its title.
    static func report(_ failure: Failure, in language: Language) {
        switch language {
        case .english:
            note("creditreport: error: \(printable(failure.message)) [\(failure.code)]")
            if let hint = failure.hint { note("creditreport: hint: \(printable(hint))") }
        case .chinese:
            note("creditreport: 错误：\(ErrorTitle.of(failure.code) ?? "") [\(failure.code)]")
            note(printable("  " + indented(Phrase.chinese(failure.message))))
            if let hint = failure.hint { note(printable("  提示：" + indented(Phrase.chinese(hint)))) }
        }
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }

    /// Whether standard error is a terminal, where progress may be shown.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A text with the identity numbers masked that a person typed or a department delivered, whatever way they took
    /// into it. What is printed of the store is masked before; this is the last line of defence.
    ///
    /// Digits within 32 hexadecimal characters or more are those of a digest.
    static func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result = ""
        var start = 0
        var place = 0
        func isHexadecimal(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        }
        while place < bytes.count {
            let end = bytes[place...].firstIndex { !isHexadecimal($0) } ?? bytes.count
            if end - place >= 32 {
                result += Masking.usual.text(String(decoding: bytes[start..<place], as: UTF8.self))
                result += String(decoding: bytes[place..<end], as: UTF8.self)
                start = end
            }
            place = max(end, place + 1)
        }
        return result + Masking.usual.text(String(decoding: bytes[start...], as: UTF8.self))
    }

    /// The text, identity numbers in it masked, with everything replaced that could move the cursor, change colours or turn the direction of reading.
    static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        // Masked first: what is replaced may stand between the digits of a number.
        for scalar in masked(text).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n" && scalar != "\t", .format, .surrogate, .privateUse, .unassigned,
                .lineSeparator, .paragraphSeparator:
                result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text as a part of one line: what others chose, such as a file's name, must not begin a line of its own.
    static func line(_ text: String) -> String {
        printable(
            String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? "\u{FFFD}" : $0 })))
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
