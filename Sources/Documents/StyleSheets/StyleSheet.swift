// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// A style sheet of the closed kind: rules, one page, faces, and what only screens see.
struct StyleSheet: Sendable {
    struct Rule: Sendable {
        var selectors: [Selector]
        var declarations: [StyleDeclaration]
        /// The rule as it goes to HTML.
        var text: String
        var isForScreen: Bool
    }

    struct PageBox: Sendable {
        var position: MarginBox.Position
        var content: [ContentPiece]
        var declarations: [StyleDeclaration]
    }

    /// A piece of the `content` of a margin box.
    enum ContentPiece: Hashable, Sendable {
        case text(String)
        /// The value of a field, by its path.
        case field(String, SourcePosition)
        case pageNumber
        case pageCount
    }

    var rules: [Rule] = []
    var faces: [FontFace] = []
    var pageSize: (width: Length, height: Length) = (.micrometres(210_000), .micrometres(297_000))
    var pageMargin = Edges(all: .micrometres(25_000))
    var pageBoxes: [PageBox] = []

    /// The sheet as it goes to HTML: the checked rules, the screen's in their query.
    var html: String {
        let common = rules.filter { !$0.isForScreen }.map(\.text)
        let screen = rules.filter(\.isForScreen).map(\.text)
        let margin = [pageMargin.top, pageMargin.right, pageMargin.bottom, pageMargin.left].map(\.cssText)
        let page =
            "@page{size:\(pageSize.width.cssText) \(pageSize.height.cssText);margin:\(margin.joined(separator: " "))}"
        return (common + [page] + (screen.isEmpty ? [] : ["@media screen{" + screen.joined() + "}"])).joined(
            separator: "\n")
    }
}

/// A face that a template names for its pages (`@font-face`).
public struct FontFace: Hashable, Sendable {
    /// The family under which rules ask for it.
    public var family: String
    /// Whether it is the bold one.
    public var isBold: Bool
    /// The name of its file in Fonts.
    public var file: String
}

extension Length {
    /// The length in points, as style sheets write it.
    var cssText: String {
        var writer = ByteWriter(capacity: 12)
        writer.append(fixed: milliPoints, decimals: 3)
        return String(decoding: writer.bytes, as: UTF8.self) + "pt"
    }
}
