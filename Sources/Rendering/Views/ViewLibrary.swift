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
    private let fontDirectories: [String]
    private let cache = Mutex<[String: ReportViews]>([:])

    /// A library over directories that are looked through in order.
    ///
    /// - Parameters:
    ///   - templates: directories of templates, each a folder with `report.xhtml` and `style.css`.
    ///   - fonts: directories of fonts.
    public init(templates: [String], fonts: [String]) {
        templateDirectories = templates
        fontDirectories = fonts
    }

    /// The views of a template by its name.
    ///
    /// - Throws: `TemplateError`, `FontError`, `FileError`, or `RenderingError` if there is no such template or font.
    public func views(template name: String) throws -> ReportViews {
        if let known = cache.withLock({ $0[name] }) { return known }
        let template = try template(name)
        var digester = Digester(.sha256)
        var faces: [FontSet.Face] = []
        for face in template.faces {
            let file = try MappedFile(path: try fontPath(face.file))
            file.withSpan { digester.update($0) }
            faces.append(FontSet.Face(try Font(file: file), family: face.family, isBold: face.isBold))
        }
        guard !faces.isEmpty else {
            throw RenderingError(
                .template, "template \(name) names no font", hint: "add an @font-face rule to its style.css")
        }
        let views = ReportViews(
            template: template, fonts: FontSet(faces), fontsSHA256: Hex.encode(digester.finish()))
        cache.withLock { $0[name] = views }
        return views
    }

    /// The views that a description names; nil if the template, the fonts the version of the rendering or that of zlib are not at hand.
    public func views(description: String) -> ReportViews? {
        let words = description.split(whereSeparator: { $0 == " " || $0 == ";" })
        guard let index = words.firstIndex(of: "template"), index + 1 < words.count,
            let views = try? views(template: String(words[index + 1])),
            [views.description, views.pdfDescription].contains(description)
        else { return nil }
        return views
    }

    private func template(_ name: String) throws -> Template {
        guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else {
            throw RenderingError(.template, "\"\(name)\" is no name of a template")
        }
        for directory in templateDirectories {
            let folder = directory + "/" + name
            guard Directory.exists(folder + "/report.xhtml") else { continue }
            return try Template(
                name: name, markup: try DurableFile.read(folder + "/report.xhtml", limit: 4 << 20),
                styleSheet: try DurableFile.read(folder + "/style.css", limit: 4 << 20))
        }
        throw RenderingError(
            .template, "there is no template \(name) in \(templateDirectories.joined(separator: ", "))",
            hint: "--templates DIR names a further directory")
    }

    private func fontPath(_ name: String) throws(RenderingError) -> String {
        for directory in fontDirectories where Directory.exists(directory + "/" + name) {
            return directory + "/" + name
        }
        throw RenderingError(
            .font, "there is no font \(name) in \(fontDirectories.joined(separator: ", "))",
            hint: "--fonts DIR names a further directory")
    }
}
