// SPDX-License-Identifier: Apache-2.0

internal import PDFSyntax
internal import Typesetting

/// The sequences of marked content of all pages (ISO 32000-1, 14.6 and 14.7.4), found by page and by structure element.
struct MarkedSequences {
    /// A sequence: the page that it is on and its number there.
    struct Sequence {
        let page: Int
        let identifier: Int
        let element: Int
        /// The next sequence of the same element; -1 if it is the last.
        fileprivate(set) var next = -1
    }

    private var all: [Sequence] = []
    /// Where the sequences of each page begin.
    private var pages: [Int] = []
    /// The first and the last sequence of each element; -1 if it has none.
    private var first: [Int]
    private var last: [Int]

    init(elementCount: Int) {
        first = [Int](repeating: -1, count: elementCount)
        last = first
    }

    /// How many pages there are.
    var pageCount: Int { pages.count }

    mutating func beginPage() {
        pages.append(all.count)
    }

    /// Adds a sequence on the present page and gives its number there.
    mutating func add(_ element: Int) -> Int {
        let identifier = all.count - pages[pages.count - 1]
        if last[element] >= 0 { all[last[element]].next = all.count } else { first[element] = all.count }
        last[element] = all.count
        all.append(Sequence(page: pages.count - 1, identifier: identifier, element: element))
        return identifier
    }

    /// The sequences of a page, by their numbers.
    func onPage(_ page: Int) -> ArraySlice<Sequence> {
        all[pages[page]..<(page + 1 < pages.count ? pages[page + 1] : all.count)]
    }

    /// The first sequence of an element, in reading order.
    func first(of element: Int) -> Sequence? {
        first[element] < 0 ? nil : all[first[element]]
    }

    /// The sequence of the same element behind another.
    func next(after sequence: Sequence) -> Sequence? {
        sequence.next < 0 ? nil : all[sequence.next]
    }
}

extension StructureElement.Role {
    /// The structure type, and the tag of its content.
    var name: PDFName {
        switch self {
        case .document: "Document"
        case .section: "Sect"
        case .heading1: "H1"
        case .heading2: "H2"
        case .heading3: "H3"
        case .heading4: "H4"
        case .paragraph: "P"
        case .list: "L"
        case .item: "LI"
        case .label: "Lbl"
        case .itemBody: "LBody"
        case .table: "Table"
        case .caption: "Caption"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .row: "TR"
        case .headingCell: "TH"
        case .cell: "TD"
        case .figure: "Figure"
        }
    }
}
