// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Documents
internal import OpenType
internal import Synchronization
internal import Typesetting

/// The templates and fonts at hand, each compiled or opened once.
public final class ViewLibrary: Sendable {
    private let templateDirectories: [String]
    private let shelf: FontShelf
    /// The views that have been made, by the name and the hash of their template.
    private let cache = Mutex<[ViewKey: ReportViews]>([:])

    private struct ViewKey: Hashable {
        let name: String
        /// The hashes of the template and of its fonts; nil if they are whatever is found under their names.
        var sha256: String?
        var fontsSHA256: String?
    }

    /// A library over directories that are looked through in order.
    ///
    /// - Parameters:
    ///   - templates: directories of templates, each a folder with `report.xhtml` and `style.css`.
    ///   - fonts: directories of fonts; those that a template does not name serve for characters that its own lack.
    public init(templates: [String], fonts: [String]) {
        templateDirectories = templates
        shelf = FontShelf(fonts)
    }

    /// The views of a template by its name.
    ///
    /// - Throws: `TemplateError`, `FontError`, `FileError`, or `RenderingError` if there is no such template or font.
    public func views(template name: String) throws -> ReportViews {
        // Made under the lock, so that threads which need the same views at once make them once.
        try cache.withLock { known in
            let key = ViewKey(name: name)
            if let views = known[key] { return views }
            let views = try made(of: try folder(name).template(name))
            known[key] = views
            return views
        }
    }

    /// The views that a description names; nil if the template, a font or the version of the rendering is not at hand.
    ///
    /// A template is found by its hash, in whatever folder it lies, and keeps the name that the description gives it.
    /// Fonts are found by theirs, whatever their files are called.
    public func views(description: String) -> ReportViews? {
        guard let named = ViewDescription(description),
            let fonts = named.fonts.first,
            var views = try? views(
                .init(name: named.template, sha256: named.templateSHA256, fontsSHA256: fonts))
        else { return nil }
        let faces = named.fonts.dropFirst().compactMap { try? shelf.face(sha256: $0) }
        guard faces.count == named.fonts.count - 1 else { return nil }
        views = views.naming(faces, zlib: named.zlib).signed(under: named.suite)
        return [views.description, views.pdfDescription].contains(description) ? views : nil
    }

    private func views(_ key: ViewKey) throws -> ReportViews? {
        let named = try? views(template: key.name)
        if let named, named.template.sha256 == key.sha256, named.fontsSHA256 == key.fontsSHA256 { return named }
        return try cache.withLock { known in
            if let views = known[key] { return views }
            guard let sha256 = key.sha256, let fontsSHA256 = key.fontsSHA256,
                let template = named?.template.sha256 == sha256
                    ? named?.template : try template(sha256: sha256, called: key.name),
                let views = try made(of: template, fontsSHA256: fontsSHA256)
            else { return nil }
            known[key] = views
            return views
        }
    }

    /// The views of documents that are no reports, in a house style: the `style.css` of a folder.
    ///
    /// - Throws: `TemplateError`, `FontError`, `FileError`, or `RenderingError` if there is no such folder or font.
    public func circulars(style name: String) throws -> CircularViews {
        guard TemplateFolder.isName(name),
            let path = templateDirectories.map({ $0 + "/\(name)/style.css" }).first(where: Directory.exists)
        else {
            throw RenderingError(
                .template, "there is no \(name)/style.css in \(templateDirectories.joined(separator: ", "))",
                hint: "--templates DIR names a further directory")
        }
        let style = try HouseStyle(styleSheet: try DurableFile.read(path, limit: 4 << 20))
        let faces = try faces(style.faces)
        guard !faces.isEmpty else {
            throw RenderingError(.template, "\(path) names no font", hint: "add an @font-face rule to it")
        }
        return CircularViews(style: style, fonts: FontSet(faces), source: .shelf(shelf))
    }

    private func faces(_ named: [FontFace]) throws -> [FontSet.Face] {
        try named.map { FontSet.Face(try font($0.file), family: $0.family, isBold: $0.isBold) }
    }

    private func made(of template: Template) throws -> ReportViews {
        let faces = try faces(template.faces)
        guard !faces.isEmpty else {
            throw RenderingError(
                .template, "template \(template.name) names no font", hint: "add an @font-face rule to its style.css")
        }
        return ReportViews(
            template: template, fonts: FontSet(faces),
            fontsSHA256: Hex.encode(FontIdentity.digest(of: faces.map(\.font))), source: .shelf(shelf))
    }

    /// The views of a template with the fonts of a hash, whatever their files are called; nil if they are not at hand.
    private func made(of template: Template, fontsSHA256: String) throws -> ReportViews? {
        // Two faces of one file are one font.
        let files = template.faces.map(\.file)
        let order = files.enumerated().filter { files.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        let places = files.compactMap(order.firstIndex)
        guard let found = try shelf.fonts(at: places, sha256: fontsSHA256) else { return nil }
        let faces = zip(template.faces, places).map { face, place in
            FontSet.Face(found[place], family: face.family, isBold: face.isBold)
        }
        return ReportViews(
            template: template, fonts: FontSet(faces), fontsSHA256: fontsSHA256, source: .shelf(shelf))
    }

    /// The font of that file name, which may name a font of a collection by its PostScript name: `file.ttc#Name`.
    private func font(_ name: String) throws -> Font {
        let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
        let path = try shelf.path(of: parts.first ?? "")
        let first = try Font(path: path)
        guard parts.count == 2 else { return first }
        for index in 0..<first.faceCount {
            let font = index == 0 ? first : try Font(file: first.file, face: index)
            if font.postScriptName == parts[1] { return font }
        }
        throw RenderingError(
            .font, "\(path) holds no font with the PostScript name \(parts[1])",
            hint: "fc-scan -f '%{postscriptname}\\n' \(path) lists those that it holds")
    }

    /// The folder of a template by its name, or by that of a variant.
    ///
    /// - Throws: `RenderingError` with the code `template` if there is none.
    public func folder(_ name: String) throws(RenderingError) -> TemplateFolder {
        guard let parts = TemplateFolder.parts(of: name) else {
            throw RenderingError(.template, "\"\(name)\" is no name of a template")
        }
        for directory in templateDirectories where Directory.exists(directory + "/\(parts.folder)/report.xhtml") {
            return try TemplateFolder(directory + "/" + parts.folder)
        }
        throw RenderingError(
            .template, "there is no template \(parts.folder) in \(templateDirectories.joined(separator: ", "))",
            hint: "--templates DIR names a further directory")
    }

    /// The template with a hash, in whatever folder it lies; nil if none has it, or if its name cannot be that of a template.
    private func template(sha256: String, called name: String) throws -> Template? {
        guard TemplateFolder.parts(of: name) != nil else { return nil }
        for directory in templateDirectories {
            for entry in try Directory.names(in: directory) {
                guard let folder = try? TemplateFolder(directory + "/" + entry) else { continue }
                for variant in try folder.variants() {
                    guard ViewDescription.isPlain(name) || name == variant,
                        let files = try? folder.files(of: variant), files.sha256 == sha256
                    else { continue }
                    return try files.template(name)
                }
            }
        }
        return nil
    }
}
