// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// Puts the characters of one line in their places.
struct LineWriter {
    let breaker: LineBreaker
    let indent: Int
    let limit: Int

    func write(
        _ atoms: [Atom], _ range: Range<Int>, isLast: Bool, looks: [LineSetter.Look], into galley: inout Galley
    ) {
        // Spaces at the end hang beyond the edge.
        var end = range.upperBound
        while end > range.lowerBound && atoms[end - 1].kind == .space { end -= 1 }
        let natural = naturalWidth(atoms, range.lowerBound..<end)
        let spread = Spread(
            atoms, range.lowerBound..<end, extra: limit - natural,
            justifies: breaker.alignment == .justify && !isLast)

        let lead = range.isEmpty ? 0 : Int(atoms[range.lowerBound].leftBlank)
        let width = natural + spread.added
        var x = indent
        switch breaker.alignment {
        case .start, .justify: break
        case .center: x += (limit - width) / 2
        case .end: x += limit - width
        }

        let firstRun = galley.runs.count
        place(atoms, range, visibleEnd: end, spread: spread, pen: -lead, looks: looks, into: &galley)
        let em = breaker.blockSize
        galley.lines.append(
            Line(
                runs: firstRun..<galley.runs.count, height: breaker.height,
                // The em box of ideographs reaches from 0.12 em below the baseline to 0.88 em above it.
                baseline: (breaker.height - em) / 2 + em * 88 / 100, x: x, width: width))
    }

    private func naturalWidth(_ atoms: [Atom], _ range: Range<Int>) -> Int {
        guard let first = range.first, let last = range.last else { return 0 }
        var width = -Int(atoms[first].leftBlank) - Int(atoms[last].rightBlank) - Int(atoms[last].after)
        for index in range { width += Int(atoms[index].advance) + Int(atoms[index].after) }
        // What was taken out towards a mark on the next line is the mark's own right half.
        return atoms[last].after < 0 ? width + Int(atoms[last].after) : width
    }

    private func place(
        _ atoms: [Atom], _ range: Range<Int>, visibleEnd: Int, spread: Spread, pen start: Int,
        looks: [LineSetter.Look], into galley: inout Galley
    ) {
        var spread = spread
        var pen = start
        var runStart = galley.glyphs.count
        var runX = pen
        func flush(_ atom: Atom, _ galley: inout Galley) {
            guard galley.glyphs.count > runStart else { return }
            let look = looks[Int(atom.style)]
            galley.runs.append(
                GlyphRun(
                    face: Int(atom.face), size: look.size, color: look.color, language: look.language, x: runX,
                    glyphs: runStart..<galley.glyphs.count))
        }
        var previous: Atom?
        for index in range {
            let atom = atoms[index]
            if let before = previous, before.style != atom.style || before.face != atom.face {
                flush(before, &galley)
                runStart = galley.glyphs.count
                runX = pen
            }
            var advance = Int(atom.advance)
            if index + 1 < visibleEnd { advance += Int(atom.after) + spread.next(atoms, index) }
            galley.glyphs.append(Glyph(id: atom.glyph, scalar: atom.scalar, advance: advance))
            pen += advance
            previous = atom
        }
        if let previous { flush(previous, &galley) }
    }
}

/// How the room that a line has too much or too little is shared out, in whole thousandths of a point.
private struct Spread {
    private enum Mode { case none, squeeze, gaps, even }

    private let range: Range<Int>
    private var mode = Mode.none
    /// What is to be shared, over how much; the share of each is the difference of two rounded sums.
    private var extra = 0
    private var total = 0
    private var passed = 0
    private var given = 0
    /// What the gaps between Chinese and Latin take first.
    private var gapsAlso = false
    /// The sum of all that ``next(_:_:)`` will give.
    private(set) var added = 0

    init(_ atoms: [Atom], _ range: Range<Int>, extra room: Int, justifies: Bool) {
        self.range = range
        guard range.count > 1, room < 0 || justifies && room > 0 else { return }
        let inner = range.lowerBound..<range.upperBound - 1
        if room < 0 {
            for index in inner { total += Self.capacity(atoms[index]) }
            guard total > 0 else { return }
            mode = .squeeze
            extra = max(room, -total)
            added = extra
            return
        }
        var soft = 0
        var gaps = 0
        for index in inner {
            if atoms[index].give > 0 || atoms[index].kind == .space { soft += Self.softness(atoms[index]) }
            if atoms[index + 1].cost <= .bound { gaps += 1 }
        }
        if room <= soft {
            mode = .gaps
            total = soft
            extra = room
        } else if gaps > 0 {
            // A line that would fall apart stays ragged.
            guard 2 * room / gaps <= Int(atoms[range.lowerBound].size) else { return }
            mode = .even
            total = gaps
            extra = room
        } else {
            return
        }
        added = room
    }

    /// What goes behind a character.
    mutating func next(_ atoms: [Atom], _ index: Int) -> Int {
        switch mode {
        case .none: return 0
        case .squeeze: passed += Self.capacity(atoms[index])
        case .gaps:
            if atoms[index].give > 0 || atoms[index].kind == .space { passed += Self.softness(atoms[index]) }
        case .even: if atoms[index + 1].cost <= .bound { passed += 1 }
        }
        let sum = extra * passed / total
        defer { given = sum }
        return sum - given
    }

    private static func capacity(_ atom: Atom) -> Int {
        Int(atom.give) + Int(atom.rightBlank) / 2
    }

    /// A space may grow to one and a half, a gap between Chinese and Latin to a quarter of an em.
    private static func softness(_ atom: Atom) -> Int {
        atom.kind == .space ? Int(atom.advance) / 2 : 2 * Int(atom.give)
    }
}
