// SPDX-License-Identifier: Apache-2.0

public import Records

/// A department's own count of a period, to be held against the platform's.
public struct Declaration: Sendable {
    /// A document that the department says it has decided on or delivered.
    struct Document: Hashable {
        /// The code of the item, normalised.
        var item: String
        /// The document number, normalised.
        var number: String
    }

    /// How many rows it says it delivered, by item; nil if the file is a list.
    let counts: [(item: String, count: Int)]?
    /// The documents, each once, as written; nil if the file has counts.
    let documents: [(document: Document, written: String)]?

    /// Reads a declaration: a table with a row of headings.
    ///
    /// - Parameters:
    ///   - bytes: columns `目录项` (or `item`) with `条数` (or `count`), or with `文号` (or `number`); items by code or name.
    ///   - catalog: knows the items.
    /// - Throws: `file` at the first row that cannot be read.
    public init(_ bytes: [UInt8], catalog: Catalog) throws(StewardshipError) {
        let table = try HeadedTable(bytes, called: "the declaration")
        guard let itemColumn = table.column("目录项", "目录代码", "item") else {
            throw table.fault("there is no column 目录项 (item), found " + table.found)
        }
        let countColumn = table.column("条数", "count")
        let numberColumn = table.column("文号", "决定书文号", "number")
        guard (countColumn == nil) != (numberColumn == nil) else {
            throw table.fault(
                "either a column 条数 (count) or a column 文号 (number) was expected, found " + table.found)
        }
        var counts: [(item: String, count: Int)] = []
        var documents: [(document: Document, written: String)] = []
        var seen: Set<Document> = []
        for (place, cells) in table.rows {
            let name = cells[cell: itemColumn]
            let wanted = Spelling.normalize(name)
            guard
                let item = catalog.items.first(where: {
                    Spelling.normalize($0.code) == wanted || Spelling.normalize($0.name) == wanted
                })
            else {
                throw table.fault("\"\(name)\" is no item of the catalogue, neither by code nor by name", at: place)
            }
            let code = Spelling.normalize(item.code)
            if let countColumn {
                guard let count = Int(cells[cell: countColumn]), count >= 0 else {
                    throw table.fault("\"\(cells[cell: countColumn])\" is no number of rows", at: place)
                }
                guard !counts.contains(where: { $0.item == code }) else {
                    throw table.fault("\(name) stands twice", at: place)
                }
                counts.append((code, count))
            } else {
                let written = cells[cell: numberColumn]
                guard !RecordIdentity.isBlank(number: written) else {
                    throw table.fault("\"\(written)\" is no document number", at: place)
                }
                let document = Document(item: code, number: Spelling.normalizeNumber(written))
                if seen.insert(document).inserted { documents.append((document, written)) }
            }
        }
        self.counts = countColumn == nil ? nil : counts
        self.documents = numberColumn == nil ? nil : documents
    }
}
