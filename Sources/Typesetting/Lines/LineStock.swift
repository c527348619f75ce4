// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// Lines that a worker keeps from one document to the next: most words of a report are those of its template.
///
/// The lines of a text are decided by the text, the fonts, the looks and the measure alone, so that what is kept changes no page.
public final class LineStock {
    private static let limit = 4
    private var settings: [LineSetting] = []

    /// A stock that has nothing yet.
    public init() {}

    /// The setting for fonts and looks; of several templates and sets of fonts the last few are kept.
    func setting(_ fonts: FontSet, _ document: Document) throws(TypesettingError) -> LineSetting {
        if let kept = settings.first(where: { $0.suits(fonts, document) }) { return kept }
        let made = try LineSetting(fonts, document)
        if settings.count == Self.limit { settings.removeFirst() }
        settings.append(made)
        return made
    }
}

/// What lines depend on beside their text: fonts and looks; and the lines that were set with them.
final class LineSetting {
    /// A style as far as characters depend on it.
    struct Look {
        let chain: [Int]
        let size: Int
        let letterSpacing: Int
        let lineHeight: Int
        let color: Color
        let language: String?
    }

    /// Lines of a text, with indices that begin at zero.
    final class SetLines: Sendable {
        fileprivate let key: Key
        let glyphs: [Glyph]
        let runs: [GlyphRun]
        let lines: [Line]

        init(_ key: Key, glyphs: [Glyph], runs: [GlyphRun], lines: [Line]) {
            self.key = key
            self.glyphs = glyphs
            self.runs = runs
            self.lines = lines
        }
    }

    /// The text of one look, the look of its block, the measure.
    struct Key: Sendable {
        let text: String
        let look: StyleIndex
        let block: StyleIndex
        let measure: Int
        fileprivate let hash: Int

        init(_ text: String, look: StyleIndex, block: StyleIndex, measure: Int) {
            self.text = text
            self.look = look
            self.block = block
            self.measure = measure
            var hash = UInt64(truncatingIfNeeded: measure) &* 31 &+ UInt64(truncatingIfNeeded: look)
            hash = hash &* 31 &+ UInt64(truncatingIfNeeded: block)
            // Not the string's own hash, which looks at each character's decomposition.
            let span = text.utf8Span.span
            unsafe span.withUnsafeBytes { bytes in
                var index = 0
                while index + 8 <= bytes.count {
                    let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    hash = (hash ^ word.littleEndian) &* 0x9E37_79B9_7F4A_7C15
                    hash ^= hash >> 32
                    index += 8
                }
                while index < bytes.count {
                    hash = unsafe (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
                    index += 1
                }
            }
            self.hash = Int(truncatingIfNeeded: hash ^ hash >> 29)
        }

        fileprivate func isSame(as other: Key) -> Bool {
            hash == other.hash && measure == other.measure && look == other.look && block == other.block
                && text.hasSameBytes(as: other.text)
        }
    }

    let fonts: FontSet
    /// The looks of the blocks, then those of the boxes in the margins.
    let styles: [Style]
    let looks: [Look]
    private let blockStyles: [Style]
    private let boxStyles: [Style]
    /// By the lower bits of its hash the last text that came, as its whole hash; none is 0.
    private var met = [Int](repeating: 0, count: 1 << 12)
    /// The lines that are kept for it, if any are.
    private var kept = [SetLines?](repeating: nil, count: 1 << 12)
    private var glyphCount = 0
    /// Some six megabytes.
    private static let glyphLimit = 500_000

    init(_ fonts: FontSet, _ document: Document) throws(TypesettingError) {
        self.fonts = fonts
        blockStyles = document.styles
        boxStyles = document.page.boxes.map(\.style)
        styles = blockStyles + boxStyles
        var looks: [Look] = []
        for style in styles {
            looks.append(
                Look(
                    chain: try fonts.chain(for: style), size: style.fontSize.milliPoints,
                    letterSpacing: style.letterSpacing.milliPoints, lineHeight: style.lineHeight.milliPoints,
                    color: style.color, language: style.language))
        }
        self.looks = looks
    }

    func suits(_ fonts: FontSet, _ document: Document) -> Bool {
        // Styles of one template are one array, and comparing it with itself takes no time.
        self.fonts.isSame(as: fonts) && blockStyles == document.styles
            && boxStyles.elementsEqual(document.page.boxes.lazy.map(\.style))
    }

    /// The lines that are kept for a text; nil if there are none.
    func lines(for key: Key) -> SetLines? {
        guard let kept = kept[key.hash & (kept.count - 1)], kept.key.isSame(as: key) else { return nil }
        return kept
    }

    /// Whether a text is worth keeping: it was here before, and not only once. What is of one report alone comes but once.
    func isWanted(_ key: Key) -> Bool {
        let place = key.hash & (met.count - 1)
        if met[place] == key.hash { return true }
        if let kept = kept[place] { glyphCount -= kept.glyphs.count }
        met[place] = key.hash
        kept[place] = nil
        return false
    }

    func keep(_ lines: SetLines) {
        glyphCount += lines.glyphs.count
        if glyphCount > Self.glyphLimit {
            for index in kept.indices { (met[index], kept[index]) = (0, nil) }
            glyphCount = lines.glyphs.count
        }
        let place = lines.key.hash & (met.count - 1)
        met[place] = lines.key.hash
        kept[place] = lines
    }
}

extension FontSet {
    /// Whether these are the same fonts, in the same order and under the same names.
    func isSame(as other: FontSet) -> Bool {
        faces.elementsEqual(other.faces) {
            $0.font === $1.font && $0.isBold == $1.isBold && $0.family == $1.family
        }
    }
}

extension Galley {
    /// Appends lines that were set before, and gives their indices.
    mutating func append(_ set: LineSetting.SetLines) -> Range<Int> {
        let (firstGlyph, firstRun, firstLine) = (glyphs.count, runs.count, lines.count)
        glyphs += set.glyphs
        for run in set.runs { runs.append(run.moved(by: firstGlyph)) }
        for line in set.lines { lines.append(line.moved(by: firstRun)) }
        return firstLine..<lines.count
    }

    /// The last lines from one on, with indices that begin at zero.
    func lines(from first: Int, for key: LineSetting.Key) -> LineSetting.SetLines {
        let lines = self.lines[first...]
        let firstRun = lines.first?.runs.lowerBound ?? runs.count
        let firstGlyph = firstRun < runs.count ? runs[firstRun].glyphs.lowerBound : glyphs.count
        return LineSetting.SetLines(
            key, glyphs: Array(glyphs[firstGlyph...]), runs: runs[firstRun...].map { $0.moved(by: -firstGlyph) },
            lines: lines.map { $0.moved(by: -firstRun) })
    }
}

extension GlyphRun {
    fileprivate func moved(by count: Int) -> GlyphRun {
        GlyphRun(
            face: face, size: size, color: color, language: language, x: x,
            glyphs: glyphs.lowerBound + count..<glyphs.upperBound + count)
    }
}

extension Line {
    fileprivate func moved(by count: Int) -> Line {
        Line(
            runs: runs.lowerBound + count..<runs.upperBound + count, height: height, baseline: baseline, x: x,
            width: width)
    }
}

extension String {
    /// Whether another string is the same byte for byte; strings themselves are equal also in other spellings.
    func hasSameBytes(as other: String) -> Bool {
        ByteOrder.compare(utf8Span.span, other.utf8Span.span) == 0
    }
}
