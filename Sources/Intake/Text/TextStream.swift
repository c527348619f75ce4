// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The text of a delivery as UTF-8, read piece by piece: memory does not grow with the file.
///
/// A file whose beginning is UTF-8 is read as UTF-8 until a byte says otherwise: then it was GB 18030 all along and is
/// read again from the beginning. The digest is taken on the way, so what is digested is what was decoded.
final class TextStream {
    /// Where the bytes come from.
    enum Origin {
        case file(ReadableFile)
        case memory([UInt8])

        var count: Int {
            switch self {
            case .file(let file): file.count
            case .memory(let bytes): bytes.count
            }
        }

        func read(at offset: Int, count: Int) throws(IntakeError) -> ArraySlice<UInt8> {
            switch self {
            case .memory(let bytes): return bytes[offset..<offset + count]
            case .file(let file):
                do {
                    return try file.read(at: offset, count: count)[...]
                } catch {
                    throw IntakeError(error)
                }
            }
        }
    }

    /// The encoding of the file.
    let encoding: TextEncoding
    private let origin: Origin
    private let piece: Int
    private var offset: Int
    private var carried: [UInt8] = []
    private var check = UTF8Check()
    private var digester: Digester?
    private let hasMark: Bool
    /// Where the file stops being UTF-8, once that is known. Read as GB 18030, it may have been meant as UTF-8; read as
    /// UTF-8, it must be read again.
    private(set) var notUTF8At: Int?

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How much of a file is looked at before the first character is given.
    private static let window = 1 << 20

    /// Tells the encoding of a delivery and stands before its first character.
    ///
    /// - Parameters:
    ///   - notUTF8At: where the file was found to be no UTF-8; it is read as GB 18030 then.
    ///   - algorithm: the hash function of the store.
    ///   - piece: how many bytes are read at a time.
    init(
        _ origin: Origin, notUTF8At: Int? = nil, _ algorithm: DigestAlgorithm = .sha256, piece: Int = 1 << 18
    ) throws(IntakeError) {
        digester = Digester(algorithm)
        let head = try origin.read(at: 0, count: min(Self.window, origin.count))
        try Self.refuseOtherKinds(Array(head.prefix(8)))
        hasMark = head.starts(with: Self.mark)
        var fault = notUTF8At
        if fault == nil {
            var check = UTF8Check()
            fault = check.take(head) ?? (head.count == origin.count ? check.cutOff : nil)
        }
        if hasMark, let fault { throw Self.falseMark(fault) }
        self.origin = origin
        self.piece = piece
        self.notUTF8At = fault
        encoding = fault == nil ? .utf8 : .gb18030
        offset = 0
        if hasMark {
            digester?.update(Self.mark)
            offset = Self.mark.count
            _ = check.take(Self.mark[...])
        }
    }

    private static func falseMark(_ fault: Int) -> IntakeError {
        IntakeError(.encoding, "byte \(fault): no UTF-8, though the file begins with the mark of UTF-8")
    }

    /// How many bytes of the file have been read.
    var bytesRead: Int { offset }

    /// The next piece of text, ending with a whole character of the encoding; nil after the last.
    func next() throws(IntakeError) -> [UInt8]? {
        while offset < origin.count {
            let bytes = try origin.read(at: offset, count: min(piece, origin.count - offset))
            digester?.update(bytes)
            offset += bytes.count
            let text = encoding == .utf8 ? try checked(bytes) : try decoded(bytes)
            if !text.isEmpty { return text }
        }
        if encoding == .utf8, let cut = check.cutOff { throw notUTF8(cut) }
        if !carried.isEmpty {
            let cut = offset - carried.count
            throw IntakeError(
                .encoding, "byte \(cut): the file ends within a character of \(encoding.rawValue)",
                hint: "the file was cut off: have it sent again")
        }
        return nil
    }

    /// The hash of the bytes that were read, in lower-case hex; asked for once, at the end.
    func digest() -> String {
        guard let digester = digester.take() else { preconditionFailure("the digest was taken already") }
        return Hex.encode(digester.finish())
    }

    private func checked(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> [UInt8] {
        // A piece may end within a character: the row reader works on bytes and joins it with the next.
        if let fault = check.take(bytes) { throw notUTF8(fault) }
        return Array(bytes)
    }

    private func notUTF8(_ fault: Int) -> IntakeError {
        if hasMark { return Self.falseMark(fault) }
        notUTF8At = fault
        return IntakeError(.encoding, "byte \(fault): no UTF-8")
    }

    private func decoded(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> [UInt8] {
        let input = carried.isEmpty ? bytes : (carried + bytes)[...]
        let base = offset - input.count
        var output: [UInt8] = []
        output.reserveCapacity(input.count * 3 / 2)
        var place = input.startIndex
        while place < input.endIndex {
            let byte = input[place]
            if byte < 0x80 {
                output.append(byte)
                place += 1
                continue
            }
            switch GB18030.character(at: input[place...]) {
            case .scalar(let scalar, let count):
                output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
                place += count
            case .incomplete:
                carried = Array(input[place...])
                return output
            case .invalid:
                let at = base + place - input.startIndex
                let shown = Hex.encode(Array(input[place..<min(place + 4, input.endIndex)]))
                throw IntakeError(
                    .encoding,
                    "byte \(at): \(shown) is no character of GB 18030"
                        + (notUTF8At.map { ", and byte \($0) none of UTF-8" } ?? ""),
                    hint: "save the file as UTF-8 or GB 18030")
            }
        }
        carried = []
        return output
    }

    /// Refuses what is no text at all, with the name of what it is.
    private static func refuseOtherKinds(_ head: [UInt8]) throws(IntakeError) {
        let kinds: [(mark: [UInt8], name: String)] = [
            ([0xFF, 0xFE], "UTF-16 text"), ([0xFE, 0xFF], "UTF-16 text"),
            ([0x50, 0x4B], "a ZIP container, which only an XLSX workbook may be"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an XLS workbook, or one with a password"), ([0x25, 0x50, 0x44, 0x46], "a PDF"),
        ]
        for kind in kinds where head.starts(with: kind.mark) {
            throw IntakeError(
                .encoding, "the file is \(kind.name), text in UTF-8 or GB 18030 was expected",
                hint: "save it as XLSX without a password, or as CSV in UTF-8")
        }
        if head.contains(0) {
            throw IntakeError(.encoding, "the file begins with zero bytes, text in UTF-8 or GB 18030 was expected")
        }
    }
}
