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
    private let cache = Mutex<[String: ReportViews]>([:])

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
        if let known = cache.withLock({ $0[name] }) { return known }
        let template = try folder(name).template(name)
        let faces = try template.faces.map { face in
            FontSet.Face(try font(face.file), family: face.family, isBold: face.isBold)
        }
        guard !faces.isEmpty else {
            throw RenderingError(
                .template, "template \(name) names no font", hint: "add an @font-face rule to its style.css")
        }
        let views = ReportViews(
            template: template, fonts: FontSet(faces),
            fontsSHA256: Hex.encode(FontIdentity.digest(of: faces.map(\.font))), source: .shelf(shelf))
        cache.withLock { $0[name] = views }
        return views
    }

    /// The views that a description names; nil if the template, a font, the version of the rendering or that of zlib is not at hand.
    public func views(description: String) -> ReportViews? {
        let words = description.split(separator: " ").map { $0.last == ";" ? String($0.dropLast()) : String($0) }
        guard let index = words.firstIndex(of: "template"), index + 1 < words.count,
            var views = try? views(template: words[index + 1])
        else { return nil }
        if let fonts = words.firstIndex(of: "fonts"), let end = words.firstIndex(of: "rendering"), fonts + 2 < end {
            let hashes = words[fonts + 2..<end]
            guard hashes.count <= Self.fallbackLimit else { return nil }
            let faces = hashes.compactMap { try? shelf.face(sha256: $0) }
            guard faces.count == hashes.count else { return nil }
            views = views.naming(faces)
        }
        return [views.description, views.pdfDescription].contains(description) ? views : nil
    }

    /// More fonts than any report needs.
    private static let fallbackLimit = 32

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
}
