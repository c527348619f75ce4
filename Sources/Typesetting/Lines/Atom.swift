// SPDX-License-Identifier: Apache-2.0

internal import OpenType

/// A character on its way into a line. Lengths are thousandths of a point.
struct Atom {
    var scalar: UInt32
    var glyph: GlyphID
    var face: UInt8
    var kind: CharacterClass
    /// The cost of ending a line before it.
    var cost: BreakCost
    /// The index of its look.
    var style: Int32
    /// The size of the type.
    var size: Int32
    /// How far its glyph moves the pen.
    var advance: Int32
    /// The space set behind it: letter spacing, the gap between Chinese and Latin; negative where a blank half was taken out.
    var after: Int32 = 0
    /// How much of `after` may be taken out, and added, before anything else gives way.
    var give: Int32 = 0
    /// The blank left half that goes at the beginning of a line.
    var leftBlank: Int32 = 0
    /// The blank right half that goes at the end of a line, and half of which may go within one.
    var rightBlank: Int32 = 0
    /// How far the strokes of two neighbouring dashes are apart.
    var dashGap: Int32 = 0

    /// Whether a little space is set between it and a neighbouring ideograph; full-width letters and digits bring their own.
    var isSpacedFromIdeographs: Bool { kind.isSpacedFromIdeographs && scalar < 0xFF00 }
}

/// The scratch memory in which a paragraph's characters are gathered.
struct Atoms {
    private(set) var list: [Atom] = []
    /// The last one that is no space, and whether spaces follow it.
    private var solid = -1
    private var spaced = false

    mutating func reset() {
        list.removeAll(keepingCapacity: true)
        solid = -1
        spaced = false
    }

    /// Gives the last character another glyph.
    mutating func vary(_ glyph: GlyphID, advance: Int32) {
        guard !list.isEmpty else { return }
        list[list.count - 1].glyph = glyph
        list[list.count - 1].advance = advance
    }

    /// Adds a character and settles what depends on the one before it: the cost of a break, the space between the two.
    mutating func append(_ new: Atom) {
        var atom = new
        if solid >= 0 {
            let left = list[solid]
            atom.cost =
                left.kind == .lineFeed
                ? .free : BreakRules.cost(left.kind, left.scalar, atom.kind, atom.scalar, spaced: spaced)
            if !spaced {
                fit(&atom, behind: left)
                if atom.kind == .digit || atom.scalar == 0x7B2C { bindDocumentNumber(&atom) }
            }
        } else if atom.kind == .combining {
            atom.cost = .never
        }
        if atom.kind == .space {
            spaced = true
        } else if atom.kind != .combining {
            solid = list.count
            spaced = false
        }
        list.append(atom)
    }

    /// Holds a character to the one before it.
    mutating func hold(_ index: Int) {
        list[index].cost = max(list[index].cost, .held)
    }

    /// Takes out the blank half between two marks (标点挤压, CLREQ 3.1.6), or puts a gap between Chinese and Latin.
    private mutating func fit(_ atom: inout Atom, behind left: Atom) {
        let last = list.count - 1
        if left.kind == .dash && atom.kind == .dash {
            // Two dashes are one stroke (破折号).
            list[last].after -= left.dashGap
        } else if left.rightBlank > 0 && (atom.leftBlank > 0 || atom.rightBlank > 0) {
            list[last].after -= left.rightBlank
            list[last].rightBlank = 0
        } else if left.kind == .opening && atom.leftBlank > 0 && left.leftBlank > 0 {
            list[last].after -= atom.leftBlank
        } else if left.kind == .ideograph && atom.isSpacedFromIdeographs
            || atom.kind == .ideograph && left.isSpacedFromIdeographs
        {
            let em = max(left.size, atom.size)
            list[last].after += em / 6
            list[last].give = em / 6 - em / 8
        }
    }
}
