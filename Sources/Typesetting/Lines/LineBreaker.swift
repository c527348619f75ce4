// SPDX-License-Identifier: Apache-2.0

internal import Documents

/// Cuts gathered characters into lines of a measure, first fit, and spreads them. Lengths are thousandths of a point.
struct LineBreaker {
    let measure: Int
    let firstLineIndent: Int
    let alignment: Style.Alignment
    let height: Int
    let blockSize: Int

    /// Where a line ends: its characters, where the next begins, and whether the text goes on in the same paragraph.
    private struct Cut {
        var end: Int
        var next: Int
        var isLast: Bool
    }

    func run(_ atoms: [Atom], looks: [LineSetter.Look], into galley: inout Galley) throws(TypesettingError) {
        var start = 0
        var indent = firstLineIndent
        repeat {
            let cut = try sparingRunt(cut(atoms, from: start, limit: measure - indent), atoms, from: start)
            LineWriter(breaker: self, indent: indent, limit: measure - indent)
                .write(atoms, start..<cut.end, isLast: cut.isLast, looks: looks, into: &galley)
            start = cut.next
            indent = 0
        } while start < atoms.count
    }

    private func cut(_ atoms: [Atom], from start: Int, limit: Int) throws(TypesettingError) -> Cut {
        var width = 0
        var squeeze = 0
        var places = Places(start: start, limit: limit)
        var index = start
        while index < atoms.count {
            let atom = atoms[index]
            if atom.kind == .lineFeed { return Cut(end: index, next: index + 1, isLast: true) }
            if index == start {
                width = -Int(atom.leftBlank)
            } else {
                places.note(index, atom.cost, width: width)
            }
            if atom.kind != .space {
                // A blank half that the next mark has taken out already is part of `after`.
                let over = width + Int(atom.advance) - Int(atom.rightBlank) + min(0, Int(atom.after)) - limit
                if over > 0 && !(atom.cost == .forbidden && over <= squeeze) {
                    if index == start { throw tooNarrow(atom, limit) }
                    let place = choose(atoms, places, at: index)
                    return Cut(end: place, next: place, isLast: false)
                }
            }
            squeeze += Int(atom.give) + Int(atom.rightBlank) / 2
            width += Int(atom.advance) + Int(atom.after)
            index += 1
        }
        return Cut(end: index, next: index, isLast: true)
    }

    /// A cut that does not leave a single character to the last line (孤字), if another one before it does no better.
    private func sparingRunt(_ cut: Cut, _ atoms: [Atom], from start: Int) -> Cut {
        guard !cut.isLast, cut.next < atoms.count, isRunt(atoms[cut.next...]) else { return cut }
        // One character less is hardly seen in a line of ten.
        guard cut.end - start > 10, atoms[cut.end - 1].cost == .free else { return cut }
        return Cut(end: cut.end - 1, next: cut.end - 1, isLast: false)
    }

    /// Whether a rest of a paragraph is one ideograph, with marks or without.
    private func isRunt(_ rest: ArraySlice<Atom>) -> Bool {
        guard rest.count <= 4, rest.first?.kind == .ideograph else { return false }
        return rest.dropFirst().allSatisfy { $0.kind == .point || $0.kind == .closing }
    }

    /// The last place of each cost in a line; a line has at least one character.
    private struct Places {
        let start: Int
        let limit: Int
        var free = -1
        var held = -1
        var bound = -1
        var part = -1
        var word = -1
        var forbidden = -1

        init(start: Int, limit: Int) {
            self.start = start
            self.limit = limit
        }

        /// - Parameter width: how wide the line is that would end there.
        mutating func note(_ index: Int, _ cost: BreakCost, width: Int) {
            switch cost {
            case .free: free = index
            case .held: held = index
            case .bound: bound = index
            case .part:
                word = index
                // A line that is half blank for the sake of a hyphen is worse than a torn word.
                if 3 * width >= 2 * limit { part = index }
            case .word: word = index
            case .forbidden: forbidden = index
            case .never: break
            }
        }
    }

    private func choose(_ atoms: [Atom], _ places: Places, at index: Int) -> Int {
        let start = places.start
        var inner = -1
        for (place, cost) in [(places.free, BreakCost.free), (places.held, .held), (places.bound, .bound)] {
            inner = max(inner, place)
            if inner > start && !isWiderThanMeasure(atoms, from: inner, to: cost) { return inner }
        }
        // What is wider than a whole line is torn at a hyphen or a solidus, or where the line is full.
        if places.part > max(inner, start) { return places.part }
        let torn = max(inner, places.word)
        if torn > start { return torn }
        return places.forbidden > start ? places.forbidden : index
    }

    /// Whether what stands up to the next break of a cost is wider than any line: then nothing is won by beginning a new one with
    /// it.
    private func isWiderThanMeasure(_ atoms: [Atom], from start: Int, to cost: BreakCost) -> Bool {
        var width = -Int(atoms[start].leftBlank)
        var index = start
        while index < atoms.count && (index == start || atoms[index].cost > cost) {
            if atoms[index].kind == .lineFeed || atoms[index].kind == .space { return false }
            if width + Int(atoms[index].advance) - Int(atoms[index].rightBlank) > measure { return true }
            width += Int(atoms[index].advance) + Int(atoms[index].after)
            index += 1
        }
        return false
    }

    private func tooNarrow(_ atom: Atom, _ limit: Int) -> TypesettingError {
        let character = Unicode.Scalar(atom.scalar).map(String.init) ?? ""
        return TypesettingError(
            .tooNarrow,
            "a place of \(limit / 1000) pt is narrower than the one character '\(character)', \(atom.advance / 1000) pt",
            hint: "give the column or block more width, or a smaller size of type")
    }
}
