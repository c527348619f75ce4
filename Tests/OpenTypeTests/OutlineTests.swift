// SPDX-License-Identifier: Apache-2.0

import OpenType
import Testing

@Suite("Outlines")
struct OutlineTests {
    typealias Point = Outline.Point

    /// A place in font units.
    private func at(_ x: Int, _ y: Int) -> Point { Point(x: 64 * x, y: 64 * y) }

    @Test("draws straight lines and leaves the last one to closing")
    func square() throws {
        let font = try Font(bytes: TestFont().file())
        let expected: [Outline.Segment] = [.move(at(0, 0)), .line(at(0, 700)), .line(at(700, 700)), .line(at(700, 0))]
        #expect(try font.outline(of: TestFont.square).segments == expected)
        #expect(try font.outline(of: TestFont.space).segments == [])
    }

    @Test("begins halfway where no point is on the curve")
    func ring() throws {
        let font = try Font(bytes: TestFont().file())
        // The side is 601 units long: its middle is exact in steps.
        let half = 601 * 32
        let side = 601 * 64
        let expected: [Outline.Segment] = [
            .move(Point(x: half, y: 0)),
            .quad(control: Point(x: 0, y: 0), end: Point(x: 0, y: half)),
            .quad(control: Point(x: 0, y: side), end: Point(x: half, y: side)),
            .quad(control: Point(x: side, y: side), end: Point(x: side, y: half)),
            .quad(control: Point(x: side, y: 0), end: Point(x: half, y: 0)),
        ]
        #expect(try font.outline(of: TestFont.round).segments == expected)
    }

    @Test("draws a curve between two points, and several contours")
    func curve() throws {
        let font = try Font(bytes: TestFont().file())
        let segments = try font.outline(of: TestFont.middle).segments
        #expect(segments.prefix(2) == [.move(at(0, 0)), .quad(control: at(300, 900), end: at(600, 0))])
        #expect(segments.dropFirst(2).first == .move(at(0, 0)))
        #expect(segments.count == 6)
    }

    @Test("moves, scales and turns the parts of composite glyphs")
    func composite() throws {
        let font = try Font(bytes: TestFont().file())
        let parts = try font.outline(of: TestFont.composite).segments
        #expect(parts.prefix(2) == [.move(at(100, -50)), .line(at(100, 650))])
        // Half of the ring's first point, then 30 to the right and 10 down.
        #expect(parts[4] == .move(Point(x: 601 * 16 + 30 * 64, y: -10 * 64)))
        let turned = try font.outline(of: TestFont.nested).segments
        // (100, -50) turned by a quarter is (50, 100); then 7 and 9 on.
        #expect(turned.prefix(2) == [.move(at(57, 109)), .line(at(-643, 109))])
        #expect(turned.count == parts.count)
    }
}
