// SPDX-License-Identifier: Apache-2.0

/// The items of one flow (that of the pages, or of a cell) while it is made: keeps at most one joint between two pieces of content
/// and at most one margin.
///
/// Margins that meet collapse: the greatest counts, and negative ones are added to it, as in CSS 2.2, 8.3.1.
struct ItemList {
    private(set) var items: [FlowItem] = []
    /// Greater than zero where a page should not end.
    var ties = 0
    private var hasContent = false
    /// What waits for the next content, to stand beside it.
    private var label: FlowItem?
    /// The joint behind the last content, and the margin behind the last content or padding.
    private var joint = -1
    private var margin = -1
    private var positive = 0
    private var negative = 0

    /// Adds something that has a place of its own.
    mutating func content(_ item: FlowItem) {
        seam()
        if let label {
            items.append(label)
            self.label = nil
        }
        items.append(item)
        hasContent = true
        joint = -1
        margin = -1
    }

    /// Puts a label beside the next content, wherever that begins.
    mutating func attach(_ label: FlowItem) {
        self.label = label
    }

    /// Makes sure that there is a joint behind the last content.
    mutating func seam() {
        guard hasContent && joint < 0 else { return }
        joint = items.count
        items.append(.joint(ties > 0 ? .tied : .free))
    }

    /// Decides what happens at the joint behind the last content; a page that must end stays so.
    mutating func settle(_ wish: Joint) {
        seam()
        guard joint >= 0 else { return }
        if case .joint(.page) = items[joint] { return }
        items[joint] = .joint(wish)
    }

    /// Adds a margin.
    mutating func space(_ height: Int) {
        guard height != 0 else { return }
        seam()
        if margin < 0 {
            margin = items.count
            items.append(.space(0))
            positive = 0
            negative = 0
        }
        positive = max(positive, height)
        negative = min(negative, height)
        items[margin] = .space(positive + negative)
        // What is drawn over its predecessor stays with it.
        if height < 0 { settle(.tied) }
    }

    /// Begins a box, with padding at its top.
    mutating func open(_ box: Int, padding: Int) {
        seam()
        items.append(.open(box))
        if padding > 0 { items.append(.fixed(padding)) }
        margin = -1
    }

    /// Ends a box, with padding at its bottom: a page that was to end within it, behind all its content, ends behind it.
    mutating func close(_ box: Int, padding: Int) {
        var wish: Joint?
        if joint >= 0 {
            if case .joint(let kind) = items[joint] { wish = kind }
            items[joint] = .joint(.tied)
        }
        if padding > 0 { items.append(.fixed(padding)) }
        items.append(.close(box))
        hasContent = true
        joint = -1
        margin = -1
        if let wish, wish != .free { settle(wish) }
    }
}
