// SPDX-License-Identifier: Apache-2.0

import Bytes
import PDFSyntax

/// A small document of fictitious content, with all that a report has: pages, a structure tree, an attachment, a signature.
struct SampleDocument {
    var pages = 2
    var elementsOnPage = 300
    /// What the pages show: a grey box for each element.
    var gray = 420
    var attachment = Array("<示例>测试企业 %%EOF /ByteRange [0 1 2 3] startxref</示例>".utf8)
    var title = "专项信用报告（测试）"
    var capacity = 2048
    var isSigned = true

    static let instant = Instant(startOf: CivilDay(ordinal: 19_800))
    static let identifier: [UInt8] = (0..<16).map { UInt8($0 * 15) }

    /// The objects that other objects of the sample refer to.
    struct Numbers {
        let catalog, pageTree, structure, parents, metadata, specification, attachment: PDFReference
        let information, form, field, signature: PDFReference
        let pages: [PDFReference]
    }

    /// The bytes of the file, unsigned or with zeros for the signature.
    func bytes() throws(PDFSyntaxError) -> [UInt8] {
        try isSigned ? prepared().bytes : unsigned()
    }

    /// The file of an unsigned document.
    func unsigned() throws(PDFSyntaxError) -> [UInt8] {
        var writer = PDFWriter()
        let numbers = write(into: &writer)
        return try writer.finish(
            root: numbers.catalog, information: numbers.information, identifier: Self.identifier)
    }

    /// The file of a document to be signed.
    func prepared() throws(PDFSyntaxError) -> PreparedDocument {
        var writer = PDFWriter()
        let numbers = write(into: &writer)
        return try writer.prepare(
            root: numbers.catalog, information: numbers.information, identifier: Self.identifier)
    }

    private func write(into writer: inout PDFWriter) -> Numbers {
        let numbers = Numbers(
            catalog: writer.reserve(), pageTree: writer.reserve(), structure: writer.reserve(),
            parents: writer.reserve(), metadata: writer.reserve(), specification: writer.reserve(),
            attachment: writer.reserve(), information: writer.reserve(), form: writer.reserve(),
            field: writer.reserve(), signature: writer.reserve(), pages: writer.reserve(count: pages))
        writeCatalog(numbers, into: &writer)
        writePages(numbers, into: &writer)
        writeStructure(numbers, into: &writer)
        writeAttachment(numbers, into: &writer)
        writeSignature(numbers, into: &writer)
        return numbers
    }

    private func writeCatalog(_ numbers: Numbers, into writer: inout PDFWriter) {
        writer.dictionary(numbers.catalog, .plain) { catalog in
            catalog.name("Type", "Catalog")
            catalog.reference("Pages", numbers.pageTree)
            catalog.reference("StructTreeRoot", numbers.structure)
            catalog.dictionary("MarkInfo") { $0.boolean("Marked", true) }
            catalog.text("Lang", "zh-CN")
            catalog.reference("Metadata", numbers.metadata)
            catalog.references("AF", [numbers.specification])
            catalog.dictionary("Names") { names in
                names.dictionary("EmbeddedFiles") { files in
                    files.array("Names") { array in
                        array.text("report.xml")
                        array.reference(numbers.specification)
                    }
                }
            }
            catalog.reference("AcroForm", numbers.form)
            if isSigned { catalog.dictionary("Perms") { $0.reference("DocMDP", numbers.signature) } }
        }
        writer.dictionary(numbers.information) { information in
            information.text("Title", title)
            information.text("Producer", "creditreport (test)")
            information.date("CreationDate", Self.instant)
            information.string("AllBytes", (0...255).map { UInt8($0) })
            information.text("Escapes", #"a(b)\c(("#)
            information.name("Odd", "A#b/c(d)<e>[f]{g}%h")
            information.numbers("Numbers", thousandths: [1500, -250, 3000, 0, 1, -2_147_483_647_000])
        }
        let packet =
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta "
            + "xmlns:x=\"adobe:ns:meta/\"/><?xpacket end=\"r\"?>"
        writer.stream(numbers.metadata, Array(packet.utf8), .stored) { metadata in
            metadata.name("Type", "Metadata")
            metadata.name("Subtype", "XML")
        }
    }

    private func writePages(_ numbers: Numbers, into writer: inout PDFWriter) {
        writer.dictionary(numbers.pageTree) { tree in
            tree.name("Type", "Pages")
            tree.references("Kids", numbers.pages)
            tree.integer("Count", pages)
        }
        for (index, page) in numbers.pages.enumerated() {
            let contents = writer.reserve()
            writer.dictionary(page) { entries in
                entries.name("Type", "Page")
                entries.reference("Parent", numbers.pageTree)
                entries.numbers("MediaBox", thousandths: [0, 0, 595_276, 841_890])
                entries.dictionary("Resources") { _ in }
                entries.reference("Contents", contents)
                entries.integer("StructParents", index)
                if index == 0 { entries.references("Annots", [numbers.field]) }
            }
            var content = ContentWriter()
            for element in 0..<elementsOnPage {
                content.marked("P", identifier: element) { content in
                    content.saved { content in
                        content.fillGray(gray)
                        content.rectangle(
                            x: 50_000 + element % 20 * 20_500, y: 780_000 - element / 20 * 40_250, width: 18_000,
                            height: 35_125)
                        content.fill()
                    }
                }
            }
            writer.stream(contents, content.finish(), .flate)
        }
    }

    private func writeStructure(_ numbers: Numbers, into writer: inout PDFWriter) {
        let document = writer.reserve()
        let elements = numbers.pages.map { _ in writer.reserve(count: elementsOnPage) }
        writer.dictionary(numbers.structure) { root in
            root.name("Type", "StructTreeRoot")
            root.reference("K", document)
            root.reference("ParentTree", numbers.parents)
            root.integer("ParentTreeNextKey", pages)
        }
        writer.dictionary(document) { entries in
            entries.name("Type", "StructElem")
            entries.name("S", "Document")
            entries.reference("P", numbers.structure)
            entries.references("K", Array(elements.joined()))
        }
        for (page, elements) in zip(numbers.pages, elements) {
            for (identifier, element) in elements.enumerated() {
                writer.dictionary(element) { entries in
                    entries.name("Type", "StructElem")
                    entries.name("S", "P")
                    entries.reference("P", document)
                    entries.reference("Pg", page)
                    entries.integer("K", identifier)
                }
            }
        }
        writer.dictionary(numbers.parents) { tree in
            tree.array("Nums") { array in
                for (index, elements) in elements.enumerated() {
                    array.integer(index)
                    array.array { inner in for element in elements { inner.reference(element) } }
                }
            }
        }
    }

    private func writeAttachment(_ numbers: Numbers, into writer: inout PDFWriter) {
        writer.dictionary(numbers.specification, .plain) { specification in
            specification.name("Type", "Filespec")
            specification.text("F", "report.xml")
            specification.text("UF", "report.xml")
            specification.name("AFRelationship", "Source")
            specification.text("Desc", "报告数据（测试）")
            specification.dictionary("EF") { places in
                places.reference("F", numbers.attachment)
                places.reference("UF", numbers.attachment)
            }
        }
        writer.stream(numbers.attachment, attachment, .stored) { file in
            file.name("Type", "EmbeddedFile")
            file.name("Subtype", "text/xml")
            file.dictionary("Params") { parameters in
                parameters.integer("Size", attachment.count)
                parameters.date("ModDate", Self.instant)
            }
        }
    }

    private func writeSignature(_ numbers: Numbers, into writer: inout PDFWriter) {
        writer.dictionary(numbers.form, .plain) { form in
            form.references("Fields", [numbers.field])
            form.integer("SigFlags", 3)
        }
        writer.dictionary(numbers.field, .plain) { field in
            field.name("Type", "Annot")
            field.name("Subtype", "Widget")
            field.name("FT", "Sig")
            field.text("T", "signature")
            field.integers("Rect", [0, 0, 0, 0])
            field.integer("F", 132)
            field.reference("P", numbers.pages[0])
            if isSigned { field.reference("V", numbers.signature) }
        }
        guard isSigned else { return writer.value(numbers.signature, .null) }
        writer.signature(numbers.signature, capacity: capacity) { signature in
            signature.date("M", Self.instant)
            signature.text("Reason", "示例")
        }
    }
}

/// A DER sequence that is no CMS, where only the shape matters.
let shapedSignature: [UInt8] = [0x30, 0x82, 0x01, 0x00] + (0..<256).map { UInt8(truncatingIfNeeded: $0 &* 7 | 1) }
