// SPDX-License-Identifier: Apache-2.0

extension Document {
    /// What a preview says of itself.
    public static let previewNotice = "测试预览：本文件只用于查看模板的样式，未经签名，不是信用报告。（PREVIEW — NOT A REPORT）"
    /// What its pages say at their head.
    public static let previewMark = "测试预览　"

    /// The same document, which says at its beginning and on every page that it is a preview of a template and no report.
    public func markedAsPreview() -> Document {
        var marked = self
        var look = blocks.first.map { styles[$0.style].withoutBox } ?? Style()
        look.fontSize = .points(9)
        look.lineHeight = .points(13)
        look.letterSpacing = .zero
        look.firstLineIndent = .zero
        look.alignment = .center
        look.color = Color(red: 0xA6, green: 0x1B, blue: 0x1B)
        look.margin.bottom = .points(6)
        let border = Border(width: Length(milliPoints: 750), color: look.color)
        look.borders.top = border
        look.borders.right = border
        look.borders.bottom = border
        look.borders.left = border
        look.padding = Edges(all: .points(3))
        marked.styles.append(look)
        let words = Inline.text(Self.previewNotice, style: styles.count, isStrong: false, origin: "preview")
        marked.blocks.insert(Block(style: styles.count, content: .paragraph([words])), at: 0)
        if !marked.page.boxes.isEmpty { marked.page.boxes[0].pieces.insert(.text(Self.previewMark), at: 0) }
        return marked
    }
}
