// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Reads `seal.json`: how the seal of a template is drawn, and the words in its middle.
struct SealFile {
    private(set) var design = SealDesign()
    /// The words in the middle; nil if the file does not say.
    private(set) var legend: String?
    private(set) var diagnostics: Diagnostics

    static let members = ["outline", "centre", "name", "legend", "serial"]

    init(_ file: TemplateFile) {
        diagnostics = Diagnostics(file: file.name, source: file.bytes)
        guard let value = file.members(known: Self.members, &diagnostics) else { return }
        /// The text of a member; what is no text of an allowed length is reported.
        func text(_ name: String, _ length: ClosedRange<Int>, _ expected: String, fits: (String) -> Bool) -> String? {
            guard let member = value[name] else { return nil }
            guard let text = member.string, length.contains(text.unicodeScalars.count), fits(text) else {
                diagnostics.report("seal", "\(name) is not \(expected)", at: file.position(of: name))
                return nil
            }
            return text
        }
        func spellings<Choice: CaseIterable & RawRepresentable<String>>(_ type: Choice.Type) -> String {
            type.allCases.map(\.rawValue).joined(separator: " or ")
        }
        if let outline = text(
            "outline", 1...9, spellings(SealDesign.Outline.self), fits: { SealDesign.Outline(rawValue: $0) != nil })
        {
            design.outline = SealDesign.Outline(rawValue: outline) ?? .double
        }
        if let centre = text(
            "centre", 1...9, spellings(SealDesign.Centre.self), fits: { SealDesign.Centre(rawValue: $0) != nil })
        {
            design.centre = SealDesign.Centre(rawValue: centre) ?? .none
        }
        design.name = text("name", 1...32, "a text of 1 to 32 characters", fits: { _ in true })
        legend = text("legend", 1...12, "a text of 1 to 12 characters", fits: { _ in true })
        design.serial =
            text("serial", 1...18, "1 to 18 digits") { $0.utf8.allSatisfy { (48...57).contains($0) } } ?? ""
    }
}
