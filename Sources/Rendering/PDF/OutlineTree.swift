// SPDX-License-Identifier: Apache-2.0

internal import PDFSyntax
internal import Typesetting

/// Writes the bookmarks of a document (ISO 32000-1, 12.3.3): its headings, each under the nearest before it of a higher rank.
struct OutlineTree {
    let entries: [OutlineEntry]
    /// The height of the pages, in thousandths of a point.
    let height: Int
    let pageReferences: [PDFReference]

    /// Writes the tree and gives its root; nil if there are no headings.
    func write(to file: inout PDFWriter) -> PDFReference? {
        guard !entries.isEmpty else { return nil }
        let root = file.reserve()
        let references = file.reserve(count: entries.count)
        var parents: [Int] = []
        var children = [[Int]](repeating: [], count: entries.count + 1)
        // Which child of its parent each entry is; looking for it would take long where there are thousands.
        var positions: [Int] = []
        var path: [Int] = []
        for (index, entry) in entries.enumerated() {
            while let last = path.last, entries[last].level >= entry.level { path.removeLast() }
            parents.append(path.last ?? -1)
            positions.append(children[(path.last ?? -1) + 1].count)
            children[(path.last ?? -1) + 1].append(index)
            path.append(index)
        }
        file.dictionary(root) { dictionary in
            dictionary.name("Type", "Outlines")
            family(of: children[0], references, isOpen: true, &dictionary)
        }
        for (index, entry) in entries.enumerated() {
            let siblings = children[parents[index] + 1]
            let position = positions[index]
            file.dictionary(references[index]) { dictionary in
                dictionary.text("Title", entry.title)
                dictionary.reference("Parent", parents[index] < 0 ? root : references[parents[index]])
                if position > 0 { dictionary.reference("Prev", references[siblings[position - 1]]) }
                if position + 1 < siblings.count { dictionary.reference("Next", references[siblings[position + 1]]) }
                family(of: children[index + 1], references, isOpen: false, &dictionary)
                dictionary.array("Dest") { destination in
                    destination.reference(pageReferences[entry.page])
                    destination.name("XYZ")
                    destination.null()
                    destination.number(thousandths: height - entry.y)
                    destination.null()
                }
            }
        }
        return root
    }

    /// The first and last child, and how many show when it is open; negative while it is closed, as all but the root are.
    private func family(
        of children: [Int], _ references: [PDFReference], isOpen: Bool, _ dictionary: inout DictionaryWriter
    ) {
        guard let first = children.first, let last = children.last else { return }
        dictionary.reference("First", references[first])
        dictionary.reference("Last", references[last])
        dictionary.integer("Count", isOpen ? children.count : -children.count)
    }
}
