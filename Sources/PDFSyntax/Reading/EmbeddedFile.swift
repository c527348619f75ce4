// SPDX-License-Identifier: Apache-2.0

/// The one file that is embedded in a document and associated with all of it (ISO 32000-1, 7.11.4; ISO 19005-3, annex E).
public struct EmbeddedFile: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its media type, such as "text/xml".
    public let mediaType: String
    /// What it is to the document, such as "Source".
    public let relationship: String
    /// What the document says about it.
    public let description: String?
    /// Where its bytes stand in the document, as they are.
    public let range: Range<Int>
}

extension PDFFile {
    /// The one embedded file. It must be stored without a filter, so that its bytes are bytes of the document; the catalog,
    /// the name dictionaries and the file specification must stand outside object streams.
    ///
    /// - Throws: `PDFSyntaxError` with the code `attachment` if there is none, or another one beside it, or the catalog's
    ///   `AF` and `Names` differ about it.
    public func embeddedFile() throws(PDFSyntaxError) -> EmbeddedFile {
        let catalog = try plainDictionary(root)
        guard let associated = catalog["AF"]?.arrayValue, associated.count == 1,
            let specification = associated[0].referenceValue
        else { throw PDFSyntaxError(.attachment, "the catalog does not name exactly one associated file") }
        let entries = try plainDictionary(specification)
        guard entries["Type"] == .name("Filespec"), let name = entries["UF"]?.textValue,
            entries["F"] == entries["UF"], let relationship = entries["AFRelationship"]?.nameValue,
            let places = entries["EF"]?.dictionaryValue, let stream = places["F"]?.referenceValue,
            places == PDFDictionary([.init("F", .reference(stream)), .init("UF", .reference(stream))])
        else {
            throw PDFSyntaxError(.attachment, "object \(specification.number) does not specify an embedded file")
        }
        if let names = try resolved(catalog["Names"]), let files = try resolved(names["EmbeddedFiles"]) {
            guard let list = files["Names"]?.arrayValue, list.count == 2, list[0] == entries["UF"],
                list[1] == .reference(specification), files.entries.count == 1
            else {
                throw PDFSyntaxError(.attachment, "the names of embedded files are others than the associated file")
            }
        }
        let range = try streamRange(stream)
        let dictionary = try plainDictionary(stream)
        guard dictionary["Type"] == .name("EmbeddedFile"), let mediaType = dictionary["Subtype"]?.nameValue,
            dictionary.keys.allSatisfy({ ["Type", "Subtype", "Params", "Length"].contains($0) })
        else {
            throw PDFSyntaxError(.attachment, "object \(stream.number) is not an embedded file, stored as it is")
        }
        if let size = dictionary["Params"]?.dictionaryValue?["Size"] {
            guard size == .integer(range.count) else {
                throw PDFSyntaxError(.attachment, "the embedded file has \(range.count) bytes and says otherwise")
            }
        }
        try refuseEmbeddedFiles(but: stream)
        return EmbeddedFile(
            name: name, mediaType: mediaType.text, relationship: relationship.text,
            description: entries["Desc"]?.textValue, range: range)
    }

    private func refuseEmbeddedFiles(but allowed: PDFReference) throws(PDFSyntaxError) {
        for case .plain(let object) in entries where object.stream != nil && object.reference != allowed {
            if try dictionary(object.reference)["Type"] == .name("EmbeddedFile") {
                throw PDFSyntaxError(.attachment, "object \(object.reference.number) is a second embedded file")
            }
        }
    }
}
