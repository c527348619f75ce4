// SPDX-License-Identifier: Apache-2.0

internal import Documents
internal import OpenType
internal import PDFSyntax
internal import Typesetting

/// One file in the making: its objects, in the one order in which they are numbered and written.
struct PDFAssembly: ~Copyable {
    var file: PDFWriter
    private let pages: PageSet
    private let text: EmbeddedText
    private var painter: PagePainter
    private let pageReferences: [PDFReference]
    private let catalog: PDFReference
    private let stock: PDFStock
    /// The forms of the figures; painting needs their scale.
    private var forms: [PDFStock.Form] = []

    init(_ pages: PageSet, stock: PDFStock, spelledAs model: PDFFile? = nil) throws(RenderingError) {
        file = PDFWriter(capacity: 1 << 19, spelledAs: model)
        self.pages = pages
        self.stock = stock
        // Seals are written in the bold face if there is one: their letters are strong.
        let letters = pages.fonts.letters
        for figure in pages.figures {
            forms.append(try stock.form(of: figure.figure.subject, letters: letters))
        }
        text = try EmbeddedText(pages, stock: stock)
        painter = PagePainter(pages, text: text, forms: forms.map(\.form))
        catalog = file.reserve()
        pageReferences = file.reserve(count: pages.pages.count)
    }

    /// Writes everything and gives the catalog.
    mutating func write(
        attachment: Attachment?, metadata: DocumentMetadata, signature: SignatureMetadata?
    ) throws(RenderingError) -> PDFReference {
        let resources = file.reserve()
        let tree = file.reserve()
        let widget = signature == nil ? nil : file.reserve()
        let forms = writeFigures()
        writePages(tree: tree, resources: resources, widget: widget)
        try writeResources(resources, forms: forms)

        let structure = StructureTree(
            pages: pages, sequences: painter.sequences, pageReferences: pageReferences, figureBoxes: figureBoxes())
        let structureRoot = structure.write(widget: widget, to: &file)
        let outline = OutlineTree(entries: pages.outline, height: pages.height, pageReferences: pageReferences)
            .write(to: &file)
        let profile = file.reserve()
        file.stream(profile, stock.profile, .deflated) { $0.integer("N", 3) }
        let xmp = file.reserve()
        file.stream(xmp, XMPPacket.bytes(title: pages.title, language: pages.language, metadata), .stored) { stream in
            stream.name("Type", "Metadata")
            stream.name("Subtype", "XML")
        }
        let specification = attachment.map { write($0, metadata) }
        let seal = signature.map { write($0, metadata, widget: widget) }
        let language = pages.language
        let attached = attachment?.name
        file.dictionary(catalog, .plain) { dictionary in
            dictionary.name("Type", "Catalog")
            dictionary.reference("Pages", tree)
            dictionary.text("Lang", language)
            dictionary.dictionary("MarkInfo") { $0.boolean("Marked", true) }
            dictionary.reference("StructTreeRoot", structureRoot)
            dictionary.dictionary("ViewerPreferences") { $0.boolean("DisplayDocTitle", true) }
            if let outline {
                dictionary.reference("Outlines", outline)
                dictionary.name("PageMode", "UseOutlines")
            }
            dictionary.dictionary("PageLabels") { labels in
                labels.array("Nums") { numbers in
                    numbers.integer(0)
                    numbers.dictionary { $0.name("S", "D") }
                }
            }
            dictionary.reference("Metadata", xmp)
            dictionary.array("OutputIntents") { intents in
                intents.dictionary { intent in
                    intent.name("Type", "OutputIntent")
                    intent.name("S", "GTS_PDFA1")
                    intent.text("OutputConditionIdentifier", "sRGB IEC61966-2.1")
                    intent.text("Info", "sRGB IEC61966-2.1")
                    intent.reference("DestOutputProfile", profile)
                }
            }
            if let specification, let attached {
                dictionary.references("AF", [specification])
                dictionary.dictionary("Names") { names in
                    names.dictionary("EmbeddedFiles") { files in
                        files.array("Names") { list in
                            list.text(attached)
                            list.reference(specification)
                        }
                    }
                }
            }
            if let seal, let widget {
                dictionary.dictionary("AcroForm") { form in
                    form.references("Fields", [widget])
                    // Signatures exist, and the file may only be appended to.
                    form.integer("SigFlags", 3)
                }
                dictionary.dictionary("Perms") { $0.reference("DocMDP", seal) }
            }
        }
        return catalog
    }

    // MARK: Pages

    private mutating func writePages(tree: PDFReference, resources: PDFReference, widget: PDFReference?) {
        for (index, page) in pages.pages.enumerated() {
            let content = file.reserve()
            file.stream(content, painter.paint(page), .coded(.page))
            file.dictionary(pageReferences[index]) { dictionary in
                dictionary.name("Type", "Page")
                dictionary.reference("Parent", tree)
                dictionary.reference("Contents", content)
                dictionary.reference("Resources", resources)
                dictionary.integer("StructParents", index)
                // Readers go through annotations in the order of the structure.
                dictionary.name("Tabs", "S")
                if index == 0, let widget { dictionary.references("Annots", [widget]) }
            }
        }
        let (width, height) = (pages.width, pages.height)
        let kids = pageReferences
        file.dictionary(tree) { dictionary in
            dictionary.name("Type", "Pages")
            dictionary.references("Kids", kids)
            dictionary.integer("Count", kids.count)
            dictionary.numbers("MediaBox", thousandths: [0, 0, width, height])
        }
    }

    private mutating func writeResources(
        _ reference: PDFReference, forms: [PDFReference]
    ) throws(RenderingError) {
        var fonts: [(PDFName, PDFReference)] = []
        for case let face? in text.faces {
            let font = file.reserve()
            try face.write(as: font, stock: stock, to: &file)
            fonts.append((face.name, font))
        }
        file.dictionary(reference) { dictionary in
            dictionary.dictionary("Font") { names in
                for (name, font) in fonts { names.reference(name, font) }
            }
            if !forms.isEmpty {
                dictionary.dictionary("XObject") { names in
                    for (index, form) in forms.enumerated() { names.reference(PDFName("Fm\(index)"), form) }
                }
            }
        }
    }

    private mutating func writeFigures() -> [PDFReference] {
        var references: [PDFReference] = []
        for form in forms {
            let reference = file.reserve()
            file.stream(reference, form.stream, .deflated) { dictionary in
                dictionary.name("Type", "XObject")
                dictionary.name("Subtype", "Form")
                dictionary.numbers("BBox", thousandths: form.form.box)
                dictionary.dictionary("Resources") { _ in }
            }
            references.append(reference)
        }
        return references
    }

    private func figureBoxes() -> [Int: [Int]] {
        var boxes: [Int: [Int]] = [:]
        for page in pages.pages {
            for mark in page.marks {
                guard case .figure(let index) = mark.kind, let element = mark.element else { continue }
                let figure = pages.figures[index]
                let top = pages.height - mark.y
                boxes[element] = [mark.x, top - figure.height, mark.x + figure.width, top]
            }
        }
        return boxes
    }

    // MARK: Attachment and signature

    private mutating func write(_ attachment: Attachment, _ metadata: DocumentMetadata) -> PDFReference {
        let stream = file.reserve()
        file.stream(stream, attachment.bytes, .stored) { dictionary in
            dictionary.name("Type", "EmbeddedFile")
            dictionary.name("Subtype", PDFName(attachment.mediaType))
            dictionary.dictionary("Params") { parameters in
                parameters.integer("Size", attachment.bytes.count)
                parameters.date("CreationDate", metadata.instant)
                parameters.date("ModDate", metadata.instant)
            }
        }
        let specification = file.reserve()
        file.dictionary(specification, .plain) { dictionary in
            dictionary.name("Type", "Filespec")
            dictionary.text("F", attachment.name)
            dictionary.text("UF", attachment.name)
            dictionary.text("Desc", attachment.description)
            dictionary.name("AFRelationship", "Source")
            dictionary.dictionary("EF") { files in
                files.reference("F", stream)
                files.reference("UF", stream)
            }
        }
        return specification
    }

    private mutating func write(
        _ signature: SignatureMetadata, _ metadata: DocumentMetadata, widget: PDFReference?
    ) -> PDFReference {
        let value = file.reserve()
        file.signature(value, capacity: signature.capacity) { dictionary in
            dictionary.date("M", metadata.instant)
            dictionary.text("Name", signature.name)
            if let reason = signature.reason { dictionary.text("Reason", reason) }
            if let location = signature.location { dictionary.text("Location", location) }
        }
        guard let widget else { return value }
        let page = pageReferences[0]
        let key = pageReferences.count
        file.dictionary(widget, .plain) { dictionary in
            dictionary.name("Type", "Annot")
            dictionary.name("Subtype", "Widget")
            dictionary.name("FT", "Sig")
            dictionary.text("T", "Signature1")
            dictionary.text("TU", signature.name)
            dictionary.reference("V", value)
            // Printed and locked; of no size, because what is signed is the whole document and not a place in it.
            dictionary.integer("F", 132)
            dictionary.integers("Rect", [0, 0, 0, 0])
            dictionary.reference("P", page)
            dictionary.integer("StructParent", key)
        }
        return value
    }
}
