// SPDX-License-Identifier: Apache-2.0

public import Documents

/// Whether a page may end at a place.
enum Joint {
    /// It may.
    case free
    /// It may not, unless nothing else is left.
    case tied
    /// It must.
    case page
}

/// A step down the page. Lengths are thousandths of a point.
enum FlowItem {
    /// A place where a page may or must end.
    case joint(Joint)
    /// A margin; it vanishes at the top of a page.
    case space(Int)
    /// The padding or border of a box.
    case fixed(Int)
    /// A line of text: its index in the galley, the left edge of its place, the element that it belongs to.
    case line(Int, x: Int, element: Int)
    /// A line that takes no height of its own: the label of a list item.
    case label(Int, x: Int, element: Int)
    /// A drawing, by its index.
    case figure(Int)
    /// A row of a table, by its index.
    case row(Int)
    /// The beginning and the end of a box, by its index.
    case open(Int)
    case close(Int)
}

/// A block with a background or borders. Lengths are thousandths of a point.
struct FlowBox {
    let x: Int
    let width: Int
    let background: Color?
    let borders: Borders
}

/// A drawing and its place in the flow.
public struct PlacedFigure: Sendable {
    /// What is drawn.
    public let figure: Figure
    /// The left edge, in thousandths of a point from the left edge of the paper.
    public let x: Int
    /// How wide it is, in thousandths of a point.
    public let width: Int
    /// How high it is, in thousandths of a point.
    public let height: Int
    /// Its element in the structure.
    public let element: Int
}

/// A table as far as its rows share it. Lengths are thousandths of a point.
struct FlowTable {
    /// The edges of the columns from the left, one more than there are columns.
    let edges: [Int]
    let borders: Borders
    /// The rows of headings and of content, as indices into all rows.
    var head: Range<Int> = 0..<0
    var body: Range<Int> = 0..<0
    var headHeight = 0
}

/// A row of a table. Lengths are thousandths of a point.
struct FlowRow {
    let table: Int
    let isHead: Bool
    let style: StyleIndex
    let cells: [FlowCell]
    let height: Int
}

/// A cell of a row. Lengths are thousandths of a point.
struct FlowCell {
    let column: Int
    let span: Int
    let style: StyleIndex
    let flow: [FlowItem]
    /// The height of its content without padding.
    let height: Int
}

/// Everything a document flows into pages as, in order.
struct Flow {
    var items: [FlowItem] = []
    var boxes: [FlowBox] = []
    var figures: [PlacedFigure] = []
    var tables: [FlowTable] = []
    var rows: [FlowRow] = []
    var elements: [StructureElement] = []

    /// How high an item is by itself.
    func height(of item: FlowItem, _ galley: Galley) -> Int {
        switch item {
        case .joint, .label, .open, .close: 0
        case .space(let height), .fixed(let height): height
        case .line(let index, _, _): galley.lines[index].height
        case .figure(let index): figures[index].height
        case .row(let index): rows[index].height
        }
    }
}
