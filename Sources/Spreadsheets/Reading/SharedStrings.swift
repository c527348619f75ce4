// SPDX-License-Identifier: Apache-2.0

internal import Compression

/// The texts that cells share (ISO/IEC 29500-1, 18.4), one after the other in one run of bytes.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// No texts.
    init() {}

    /// Reads the part that holds them.
    init(_ entry: ZIPEntry, of archive: ZIPArchive, limits: SpreadsheetLimits) throws(SpreadsheetError) {
        var reader = try PartReader(entry, of: archive, in: PartReader.spreadsheet)
        var text = RichText()
        while let event = try reader.next() {
            switch event {
            case .start("si", _): text = RichText()
            case .end("si"):
                let whole = try text.read(in: entry.name)
                // What a string costs beside its bytes counts as well: a file may hold many that are empty.
                guard bytes.count + 4 * ends.count + whole.utf8.count <= min(limits.sharedBytes, Int(UInt32.max)) else {
                    throw SpreadsheetError(
                        .limit, "the shared strings of the workbook have more than \(limits.sharedBytes) bytes")
                }
                bytes.append(contentsOf: whole.utf8)
                ends.append(UInt32(bytes.count))
            default: text.take(event)
            }
        }
    }

    /// A text by its number; nil if there is none of it.
    subscript(number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        let start = number == 0 ? 0 : Int(ends[number - 1])
        return String(decoding: bytes[start..<Int(ends[number])], as: UTF8.self)
    }
}

/// The characters of a text in runs of several fonts; what tells how they sound (phonetic runs) is no part of it.
struct RichText {
    private var text = ""
    private var isInText = false
    private var phonetic = 0

    /// Takes in what stands in `si` or `is`.
    mutating func take(_ event: PartReader.Event) {
        switch event {
        case .start("rPh", _): phonetic += 1
        case .end("rPh"): phonetic -= 1
        case .start("t", _): isInText = phonetic == 0
        case .end("t"): isInText = false
        // A text of a workbook that reads well has no more; what is longer is refused, not kept.
        case .text(let part) where isInText && text.utf8.count <= SpreadsheetLimits.textBytes: text += part
        default: return
        }
    }

    /// The text; an error if it is longer than a cell's may be.
    func read(in part: String) throws(SpreadsheetError) -> String {
        let read = EscapedText.read(text)
        guard read.utf16.count <= SpreadsheetLimits.cellUnits else {
            throw SpreadsheetError(
                .limit, "\(part): a text has more than the \(SpreadsheetLimits.cellUnits) characters of a cell")
        }
        return read
    }
}
