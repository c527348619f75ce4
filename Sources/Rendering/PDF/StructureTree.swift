// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import PDFSyntax
internal import Typesetting

/// Writes the structure of a document (ISO 32000-1, 14.7; ISO 14289-1, 7.1).
struct StructureTree {
    let pages: PageSet
    /// The marked content that belongs to the elements.
    let sequences: MarkedSequences
    let pageReferences: [PDFReference]
    /// Where the figures stand, by element: page and box in thousandths of a point, upwards.
    let figureBoxes: [Int: [Int]]

    /// Writes the tree and gives its root.
    ///
    /// - Parameter widget: the annotation of the signature field, which is the last thing in the tree.
    func write(widget: PDFReference?, to file: inout PDFWriter) -> PDFReference {
        let root = file.reserve()
        let parents = file.reserve()
        let references = file.reserve(count: pages.elements.count)
        let form = widget == nil ? nil : file.reserve()
        let family = Family(pages.elements)
        file.dictionary(root) { dictionary in
            dictionary.name("Type", "StructTreeRoot")
            dictionary.references("K", [references[0]])
            dictionary.reference("ParentTree", parents)
            dictionary.integer("ParentTreeNextKey", pageReferences.count + (widget == nil ? 0 : 1))
        }
        for (index, element) in pages.elements.enumerated() {
            let parent = element.parent < 0 ? root : references[element.parent]
            file.dictionary(references[index]) { dictionary in
                dictionary.name("S", element.role.name)
                dictionary.reference("P", parent)
                if element.parent < 0 { dictionary.text("Lang", pages.language) }
                content(of: index, family, references, form: index == 0 ? form : nil, &dictionary)
                attributes(of: index, element, &dictionary)
            }
        }
        if let form, let widget {
            file.dictionary(form) { dictionary in
                dictionary.name("S", "Form")
                dictionary.reference("P", references[0])
                dictionary.dictionary("K") { object in
                    object.name("Type", "OBJR")
                    object.reference("Pg", pageReferences[0])
                    object.reference("Obj", widget)
                }
            }
        }
        writeParents(parents, references, form: form, to: &file)
        return root
    }

    /// The children of the elements, in order: the first of each, and for each child the next one; -1 if there is none.
    private struct Family {
        private(set) var first: [Int]
        private(set) var next: [Int]

        init(_ elements: [StructureElement]) {
            first = [Int](repeating: -1, count: elements.count)
            next = first
            for index in elements.indices.reversed() where elements[index].parent >= 0 {
                next[index] = first[elements[index].parent]
                first[elements[index].parent] = index
            }
        }
    }

    /// What an element holds: other elements, or content of one page, or of several.
    private func content(
        of index: Int, _ family: Family, _ references: [PDFReference], form: PDFReference?,
        _ dictionary: inout DictionaryWriter
    ) {
        let hasKids = family.first[index] >= 0 || form != nil
        let first = sequences.first(of: index)
        if let first {
            dictionary.reference("Pg", pageReferences[first.page])
            if first.next < 0 && !hasKids {
                dictionary.integer("K", first.identifier)
                return
            }
        } else if !hasKids {
            return
        }
        dictionary.array("K") { array in
            var own = first
            while let sequence = own {
                if sequence.page == first?.page {
                    array.integer(sequence.identifier)
                } else {
                    array.dictionary { reference in
                        reference.name("Type", "MCR")
                        reference.reference("Pg", pageReferences[sequence.page])
                        reference.integer("MCID", sequence.identifier)
                    }
                }
                own = sequences.next(after: sequence)
            }
            var kid = family.first[index]
            while kid >= 0 {
                array.reference(references[kid])
                kid = family.next[kid]
            }
            if let form { array.reference(form) }
        }
    }

    private func attributes(of index: Int, _ element: StructureElement, _ dictionary: inout DictionaryWriter) {
        switch element.role {
        case .headingCell, .cell:
            guard element.scope != nil || element.columnSpan > 1 else { return }
            dictionary.dictionary("A") { attributes in
                attributes.name("O", "Table")
                if let scope = element.scope { attributes.name("Scope", scope == .column ? "Column" : "Row") }
                if element.columnSpan > 1 { attributes.integer("ColSpan", element.columnSpan) }
            }
        case .list:
            dictionary.dictionary("A") { attributes in
                attributes.name("O", "List")
                attributes.name("ListNumbering", element.isOrdered ? "Decimal" : "Disc")
            }
        case .figure:
            dictionary.text("Alt", element.alternative)
            guard let box = figureBoxes[index] else { return }
            dictionary.dictionary("A") { attributes in
                attributes.name("O", "Layout")
                attributes.name("Placement", "Block")
                attributes.numbers("BBox", thousandths: box)
            }
        default: break
        }
    }

    /// The way back from marked content to the elements: one array for each page, and the form of the widget.
    private func writeParents(
        _ reference: PDFReference, _ references: [PDFReference], form: PDFReference?, to file: inout PDFWriter
    ) {
        let arrays = file.reserve(count: sequences.pageCount)
        file.dictionary(reference) { tree in
            tree.array("Nums") { numbers in
                for (page, array) in arrays.enumerated() {
                    numbers.integer(page)
                    numbers.reference(array)
                }
                if let form {
                    numbers.integer(sequences.pageCount)
                    numbers.reference(form)
                }
            }
        }
        for (page, array) in arrays.enumerated() {
            file.array(array) { list in
                for sequence in sequences.onPage(page) { list.reference(references[sequence.element]) }
            }
        }
    }
}
