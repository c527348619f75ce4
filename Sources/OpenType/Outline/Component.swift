// SPDX-License-Identifier: Apache-2.0

/// One part of a composite glyph (OpenType, 'glyf', "Composite glyph description").
struct Component {
    let glyph: GlyphID
    /// Where the part's glyph id stands within the description.
    let idOffset: Int
    /// Nil if the part is placed by matching points.
    let placement: Placement?

    private static let argumentsAreWords = 0x0001
    private static let argumentsAreOffsets = 0x0002
    private static let hasScale = 0x0008
    private static let moreComponents = 0x0020
    private static let hasTwoScales = 0x0040
    private static let hasMatrix = 0x0080
    private static let scaledOffset = 0x0800

    /// Whether a glyph's description is that of a composite one.
    static func isComposite(_ description: Table) throws(FontError) -> Bool {
        try description.i16(0) < 0
    }

    /// The parts of a composite glyph.
    static func all(of description: Table) throws(FontError) -> [Component] {
        var components: [Component] = []
        var offset = 10
        var more = true
        while more {
            let flags = try description.u16(offset)
            let idOffset = offset + 2
            let glyph = GlyphID(truncatingIfNeeded: try description.u16(idOffset))
            offset += 4
            let (first, second): (Int, Int)
            if flags & argumentsAreWords != 0 {
                (first, second) = (try description.i16(offset), try description.i16(offset + 2))
                offset += 4
            } else {
                first = Int(Int8(truncatingIfNeeded: try description.u8(offset)))
                second = Int(Int8(truncatingIfNeeded: try description.u8(offset + 1)))
                offset += 2
            }
            var placement = Placement()
            if flags & hasScale != 0 {
                placement.xx = try description.i16(offset)
                placement.yy = placement.xx
                offset += 2
            } else if flags & hasTwoScales != 0 {
                placement.xx = try description.i16(offset)
                placement.yy = try description.i16(offset + 2)
                offset += 4
            } else if flags & hasMatrix != 0 {
                placement.xx = try description.i16(offset)
                placement.xy = try description.i16(offset + 2)
                placement.yx = try description.i16(offset + 4)
                placement.yy = try description.i16(offset + 6)
                offset += 8
            }
            let shift = Outline.Point(x: first * Outline.stepsPerUnit, y: second * Outline.stepsPerUnit)
            let moved = flags & scaledOffset != 0 ? placement(shift) : shift
            placement.dx = moved.x
            placement.dy = moved.y
            components.append(
                Component(
                    glyph: glyph, idOffset: idOffset,
                    placement: flags & argumentsAreOffsets != 0 ? placement : nil))
            more = flags & moreComponents != 0
        }
        return components
    }
}
