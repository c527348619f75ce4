// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Markup

/// The XML of one part of a workbook as events of its own vocabulary; what belongs to others is passed over.
///
/// Of the elements in other namespaces (extensions, alternate content) nothing is seen, not even what stands in them.
struct PartReader: ~Copyable {
    /// What a part holds, one after the other.
    enum Event {
        /// A start tag.
        case start(String, [Attribute])
        /// Characters.
        case text(String)
        /// An end tag.
        case end(String)
    }

    /// The name of the part.
    let name: String
    private let source: ZIPEntryReader
    private let namespaces: [String]
    private var stream: XMLStream
    private var isAtEnd = false
    private var foreign = 0

    /// The vocabulary of spreadsheets, in the transitional and the strict edition.
    static let spreadsheet = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]
    /// The vocabulary of relationships between parts.
    static let relationships = ["http://schemas.openxmlformats.org/package/2006/relationships"]

    private static let limits: XMLLimits = {
        var limits = XMLLimits(
            elements: .max, depth: 48, attributes: 64, attributesInAll: .max, attributeBytes: 64 << 10,
            textBytes: SpreadsheetLimits.textBytes)
        limits.bytes = .max
        return limits
    }()

    /// Stands before the first event.
    init(_ entry: ZIPEntry, of archive: ZIPArchive, in namespaces: [String]) throws(SpreadsheetError) {
        name = entry.name
        source = archive.reader(of: entry)
        self.namespaces = namespaces
        do {
            stream = try XMLStream(limits: Self.limits)
        } catch {
            throw SpreadsheetError(error, part: entry.name)
        }
    }

    /// How many bytes of the archive have been read for it.
    var bytesRead: Int { source.bytesRead }

    /// The next event; nil after the last.
    mutating func next() throws(SpreadsheetError) -> Event? {
        while true {
            guard let event = stream.take() else {
                guard !isAtEnd else { return nil }
                try feed()
                continue
            }
            switch event {
            case .start(let name, let attributes, _):
                if foreign == 0, namespaces.contains(name.namespace) { return .start(name.local, attributes) }
                foreign += 1
            case .text(let text):
                if foreign == 0 { return .text(text) }
            case .end(let name):
                if foreign == 0 { return .end(name.local) }
                foreign -= 1
            }
        }
    }

    private mutating func feed() throws(SpreadsheetError) {
        let piece: [UInt8]?
        do {
            piece = try source.next()
        } catch {
            throw SpreadsheetError(error)
        }
        do {
            if let piece {
                try stream.feed(piece)
            } else {
                isAtEnd = true
                try stream.finish()
            }
        } catch {
            throw SpreadsheetError(error, part: name)
        }
    }
}
