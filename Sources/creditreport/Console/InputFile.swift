// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records

/// Files that a person names on the command line.
enum InputFile {
    /// The bytes of a file, of which there may be so many at most; a symbolic link is followed.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        try DurableFile.read(path, limit: limit, followingLinks: true)
    }
}

extension Arguments {
    /// The moment that an option names; nil if it is not given.
    func instant(_ name: String) throws -> Instant? {
        guard let text = value(name) else { return nil }
        guard let instant = Instant(text) else {
            throw usage("\(name) is \"\(text)\"", "a moment is written 2026-11-23T20:00:00+08:00")
        }
        return instant
    }

    /// The days from one to another that an option names; nil if it is not given.
    func days(_ name: String) throws -> ClosedRange<CivilDay>? {
        guard let text = value(name) else { return nil }
        guard text.utf8.count == 22, text.dropFirst(10).hasPrefix(".."), let first = CivilDay(String(text.prefix(10))),
            let last = CivilDay(String(text.suffix(10))), first <= last
        else { throw usage("\(name) is \"\(text)\"", "days are written 2023-01-01..2025-12-31, the earlier first") }
        return first...last
    }

    /// The day that an option names; nil if it is not given.
    func day(_ name: String) throws -> CivilDay? {
        guard let text = value(name) else { return nil }
        guard let day = CivilDay(text) else { throw usage("\(name) is \"\(text)\"", "a day is written 2026-11-23") }
        return day
    }

    /// The 统一社会信用代码 that an option names; nil if it is not given.
    func creditCode(_ name: String) throws -> CreditCode? {
        guard let text = value(name) else { return nil }
        do throws(CreditCodeFault) {
            return try CreditCode(Spelling.normalize(text))
        } catch {
            throw Failure(
                "show.subject", "\(name) \(Masking.usual.text(text)): \(error)",
                hint: CreditCodeFault.hint,
                exit: .badData)
        }
    }
}
