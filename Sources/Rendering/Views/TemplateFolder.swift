// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Documents

/// The files of a template, and the variants that its files of labels make of it.
///
/// `bidding` is the folder with its labels in `labels.zh.json`; `bidding.zh-en` is the same folder with those in `labels.zh-en.json`.
public struct TemplateFolder: Sendable {
    /// The name of the folder, such as "bidding".
    public let name: String
    /// Where it is.
    public let path: String

    /// The language whose labels need no name.
    static let usualLanguage = "zh"
    private static let limit = 4 << 20

    /// The folder at a path.
    ///
    /// - Throws: `RenderingError` with the code `template` if its name cannot be that of a template, or it holds no `report.xhtml`.
    public init(_ path: String) throws(RenderingError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let name = parts.last.map(String.init) ?? ""
        guard Self.isName(name) else {
            throw RenderingError(
                .template, "\"\(name)\" is no name of a template",
                hint: "name its folder in letters, digits and hyphens")
        }
        guard Directory.exists(path + "/report.xhtml") else {
            throw RenderingError(
                .template, "there is no report.xhtml in \(path)", hint: "name the folder of a template")
        }
        self.name = name
        self.path = path
    }

    /// Whether a text can name a folder: what stands behind a full stop names a language.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
    }

    /// The parts of a variant's name: the folder's, and the language that stands behind a full stop.
    static func parts(of variant: String) -> (folder: String, language: String?)? {
        let parts = variant.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard isName(parts[0]), parts.count == 1 || isName(parts[1]) else { return nil }
        return (parts[0], parts.count == 2 ? parts[1] : nil)
    }

    /// The names of the variants: that of the folder first, then those of its other files of labels in the order of their names.
    public func variants() throws(FileError) -> [String] {
        let languages = try Directory.names(in: path).sorted().compactMap { file -> String? in
            guard file.hasPrefix("labels."), file.hasSuffix(".json") else { return nil }
            let language = String(file.dropFirst(7).dropLast(5))
            return language == Self.usualLanguage || !Self.isName(language) ? nil : language
        }
        return [name] + languages.map { name + "." + $0 }
    }

    /// The template of a variant, compiled.
    ///
    /// - Throws: `TemplateError` with all that is wrong, `FileError`, or `RenderingError` if there are no such labels.
    public func template(_ variant: String) throws -> Template {
        try files(of: variant).template(variant)
    }

    /// What a template is made of.
    struct Files {
        let markup: [UInt8]
        let styleSheet: [UInt8]
        let labels: TemplateFile?
        let seal: TemplateFile?

        /// The hash by which views name the template.
        var sha256: String { Template.sha256(markup: markup, styleSheet: styleSheet, labels: labels, seal: seal) }

        /// The template, compiled.
        func template(_ name: String) throws(TemplateError) -> Template {
            try Template(name: name, markup: markup, styleSheet: styleSheet, labels: labels, seal: seal)
        }
    }

    /// The files of a variant.
    func files(of variant: String) throws -> Files {
        let language = Self.parts(of: variant)?.language
        let file = "labels.\(language ?? Self.usualLanguage).json"
        let hasLabels = Directory.exists(path + "/" + file)
        guard hasLabels || language == nil else {
            throw RenderingError(
                .template, "there is no \(file) in \(path)",
                hint: "its variants are \(try variants().joined(separator: ", "))")
        }
        let seal = Directory.exists(path + "/seal.json") ? try read("seal.json") : nil
        return Files(
            markup: try read("report.xhtml"), styleSheet: try read("style.css"),
            labels: hasLabels ? TemplateFile(name: file, bytes: try read(file)) : nil,
            seal: seal.map { TemplateFile(name: "seal.json", bytes: $0) })
    }

    private func read(_ file: String) throws(FileError) -> [UInt8] {
        try DurableFile.read(path + "/" + file, limit: Self.limit)
    }
}
