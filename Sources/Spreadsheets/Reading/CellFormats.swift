// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Markup

/// What the number formats of a workbook make of the numbers in its cells (ISO/IEC 29500-1, 18.8).
struct CellFormats {
    private var formats: [NumberFormat] = []

    /// The most formats of cells; a workbook has at most 65 490.
    private static let most = 100_000

    /// Only numbers.
    init() {}

    /// Reads the part that holds the styles.
    init(_ entry: ZIPEntry, of archive: ZIPArchive) throws(SpreadsheetError) {
        var reader = try PartReader(entry, of: archive, in: PartReader.spreadsheet)
        var custom: [Int: NumberFormat] = [:]
        var isInCells = false
        while let event = try reader.next() {
            switch event {
            case .start("cellXfs", _): isInCells = true
            case .end("cellXfs"): isInCells = false
            case .start("numFmt", let attributes):
                guard custom.count < Self.most else { throw Self.tooMany(entry) }
                if let number = attributes.value("numFmtId").flatMap({ Int($0) }),
                    let code = attributes.value("formatCode")
                {
                    custom[number] = NumberFormat(code: EscapedText.read(code))
                }
            case .start("xf", let attributes) where isInCells:
                guard formats.count < Self.most else { throw Self.tooMany(entry) }
                let number = attributes.value("numFmtId").flatMap { Int($0) } ?? 0
                formats.append(custom[number] ?? NumberFormat(builtIn: number))
            default: continue
            }
        }
    }

    /// The format of that number.
    subscript(number: Int) -> NumberFormat {
        formats.indices.contains(number) ? formats[number] : .number
    }

    private static func tooMany(_ entry: ZIPEntry) -> SpreadsheetError {
        SpreadsheetError(.limit, "\(entry.name): more than \(most) formats")
    }
}
