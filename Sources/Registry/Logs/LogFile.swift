// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import RecordStore

/// A file of chained lines, to which lines are only ever appended.
struct LogFile: Sendable {
    /// The file; it may not be there yet.
    let path: String
    /// The hash function by which its lines are chained.
    let algorithm: DigestAlgorithm

    /// The end of what was read of a log.
    struct Position: Hashable, Sendable {
        /// How many lines there are up to here.
        var lines = 0
        /// The hash of the last of them.
        var hash = String(repeating: "0", count: 64)
        /// Where the next line begins.
        var bytes = 0

        /// The position at the beginning of a log.
        init() {}

        /// The position behind a line.
        init(after line: LogLine) {
            lines = line.number
            hash = line.hash
            bytes = line.end
        }

        /// A position of those parts.
        init(lines: Int, hash: String, bytes: Int) {
            self.lines = lines
            self.hash = hash
            self.bytes = bytes
        }
    }

    /// What stands behind the last line.
    enum Ending: Hashable, Sendable {
        /// Nothing.
        case clean
        /// Not even the line's own line feed: the last byte of a write is missing.
        case withoutLineFeed
        /// Bytes of a line that was never finished.
        case torn([UInt8])
    }

    private static let pieceSize = 1 << 20
    /// The longest line that is read.
    private static let longestLine = 1 << 24

    /// Reads the lines behind a position, and checks that each follows the one before it.
    func read(
        from start: Position, _ body: (LogLine) throws(RegistryError) -> Void
    ) throws(RegistryError) -> (end: Position, ending: Ending) {
        var position = start
        guard let file = try open() else {
            guard start.bytes == 0 else { throw .damaged(path, "it is missing") }
            return (position, .clean)
        }
        // The last line may stand there without its line feed.
        if file.count == start.bytes - 1 { return (position, .withoutLineFeed) }
        guard file.count >= start.bytes else {
            throw .damaged(path, "it has \(file.count) bytes, at least \(start.bytes) were expected")
        }
        var buffer: [UInt8] = []
        while true {
            let next = position.bytes + buffer.count
            let count = min(Self.pieceSize, file.count - next)
            if count == 0 { break }
            buffer += try RegistryError.files { () throws(FileError) in try file.read(at: next, count: count) }
            var lineStart = 0
            while let end = buffer[lineStart...].firstIndex(of: 0x0A) {
                let line = try follow(position, buffer[lineStart..<end])
                try body(line)
                position = Position(after: line)
                lineStart = end + 1
            }
            buffer.removeFirst(lineStart)
            guard buffer.count <= Self.longestLine else {
                throw .damaged(path, "line \(position.lines + 1) has no end")
            }
        }
        let ending = try ending(buffer[...], offset: position.bytes)
        guard ending == .withoutLineFeed else { return (position, ending) }
        let line = try follow(position, buffer[...])
        try body(line)
        return (Position(after: line), ending)
    }

    /// The end of the log, found from its last line alone.
    func end() throws(RegistryError) -> (end: Position, ending: Ending) {
        guard let file = try open() else { return (Position(), .clean) }
        var length = min(file.count, 1 << 13)
        while true {
            let start = file.count - length
            let tail = try RegistryError.files { () throws(FileError) in try file.read(at: start, count: length) }
            let last = tail.lastIndex(of: 0x0A)
            let before = last.flatMap { tail[..<$0].lastIndex(of: 0x0A) }
            if start == 0 || before != nil {
                let rest = tail[(last.map { $0 + 1 } ?? 0)...]
                let ending = try ending(rest, offset: start + rest.startIndex)
                if ending == .withoutLineFeed {
                    return (Position(after: try parse(rest, offset: start + rest.startIndex)), ending)
                }
                guard let last else { return (Position(), ending) }
                let first = before.map { $0 + 1 } ?? 0
                return (Position(after: try parse(tail[first..<last], offset: start + first)), ending)
            }
            guard length < Self.longestLine else { throw .damaged(path, "its last line has no end") }
            length = min(file.count, length * 8)
        }
    }

    /// The line whose body stands in an extent and has the digest recorded there.
    func line(_ extent: Extent) throws(RegistryError) -> LogLine {
        guard let file = try open() else { throw .damaged(path, "it is missing") }
        let body = try RegistryError.tables { () throws(StoreError) in try extent.read(from: file) }
        do throws(JSONError) {
            return try LogLine(body: body[...], offset: extent.offset, algorithm)
        } catch {
            throw .damaged(path, "the line at byte \(extent.offset) is not well formed: \(error.message)")
        }
    }

    /// Appends records behind the end of the log with one write, and syncs the file.
    ///
    /// - Parameters:
    ///   - records: what to append.
    ///   - end: the end of the log, known under the lock.
    ///   - ending: what stands behind it: an unfinished line is replaced by a record of the repair.
    /// - Returns: the lines that were appended, the repair included.
    func append(
        _ records: [LogRecord], at end: Position, _ ending: Ending
    ) throws(RegistryError) -> (lines: [LogLine], end: Position) {
        var position = end
        var lines: [LogLine] = []
        var text = ByteWriter()
        func add(_ record: LogRecord) throws(RegistryError) {
            do throws(JSONError) {
                let (line, bytes) = try LogLine.make(
                    record, number: position.lines + 1, previous: position.hash, offset: position.bytes, algorithm)
                lines.append(line)
                text.append(bytes)
                position = Position(after: line)
            } catch {
                throw .damaged(path, "a line cannot be written so that it can be read: \(error.message)")
            }
        }
        switch ending {
        case .clean: break
        case .withoutLineFeed: text.append("\n")
        case .torn(let torn):
            try add(.repair(bytes: torn.count, hash: Hex.encode(Digest.of(torn, algorithm))))
            let repair = text.bytes
            try RegistryError.files { () throws(FileError) in
                try DurableFile.replaceTail(of: path, from: end.bytes, with: repair)
            }
            text.reset()
        }
        for record in records { try add(record) }
        let bytes = text.bytes
        if !bytes.isEmpty {
            try RegistryError.files { () throws(FileError) in try DurableFile.append(bytes, to: path) }
        }
        return (lines, position)
    }

    /// What the bytes behind the last line feed are.
    ///
    /// - Throws: `damaged` if they are a whole line and one more byte: a line feed that was changed must not let a line
    ///   pass for unfinished.
    private func ending(_ rest: ArraySlice<UInt8>, offset: Int) throws(RegistryError) -> Ending {
        if rest.isEmpty { return .clean }
        if (try? LogLine(rest, offset: offset, algorithm)) != nil { return .withoutLineFeed }
        guard (try? LogLine(rest.dropLast(), offset: offset, algorithm)) == nil else {
            throw .damaged(path, "the line at byte \(offset) does not end with a line feed")
        }
        return .torn(Array(rest))
    }

    private func open() throws(RegistryError) -> ReadableFile? {
        do throws(FileError) {
            return try ReadableFile(path)
        } catch {
            if error.code == .missing { return nil }
            throw RegistryError(error)
        }
    }

    private func follow(_ position: Position, _ bytes: ArraySlice<UInt8>) throws(RegistryError) -> LogLine {
        let line = try parse(bytes, offset: position.bytes)
        guard line.number == position.lines + 1, line.previous == position.hash else {
            throw .damaged(path, "line \(position.lines + 1) does not follow the line before it")
        }
        return line
    }

    private func parse(_ bytes: ArraySlice<UInt8>, offset: Int) throws(RegistryError) -> LogLine {
        do throws(JSONError) {
            return try LogLine(bytes, offset: offset, algorithm)
        } catch {
            throw .damaged(path, "the line at byte \(offset) is not well formed: \(error.message)")
        }
    }
}
