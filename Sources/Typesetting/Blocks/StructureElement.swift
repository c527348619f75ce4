// SPDX-License-Identifier: Apache-2.0

public import Documents

/// An element of the document's structure, for those who do not see the pages (ISO 32000-1, 14.7 and 14.8.4).
public struct StructureElement: Sendable, Equatable {
    /// What it is, by the standard structure types of PDF.
    public enum Role: String, Sendable {
        case document = "Document", section = "Sect", heading1 = "H1", heading2 = "H2", heading3 = "H3"
        case heading4 = "H4", paragraph = "P", list = "L", item = "LI", label = "Lbl", itemBody = "LBody"
        case table = "Table", caption = "Caption", tableHead = "THead", tableBody = "TBody", row = "TR"
        case headingCell = "TH", cell = "TD", figure = "Figure"
    }

    /// What it is.
    public let role: Role
    /// The index of the element that it stands in; -1 for the first, which holds all others.
    public let parent: Int
    /// What a heading cell is the heading of.
    public let scope: TableCell.Scope?
    /// How many columns a cell fills.
    public let columnSpan: Int
    /// What stands for a figure where it cannot be seen; empty for all others.
    public let alternative: String
    /// Whether the items of a list are numbered.
    public let isOrdered: Bool

    init(
        _ role: Role, parent: Int, scope: TableCell.Scope? = nil, columnSpan: Int = 1, alternative: String = "",
        isOrdered: Bool = false
    ) {
        self.role = role
        self.parent = parent
        self.scope = scope
        self.columnSpan = columnSpan
        self.alternative = alternative
        self.isOrdered = isOrdered
    }
}

extension StructureElement.Role {
    /// The level of a heading, 1 to 4; nil for anything else.
    public var headingLevel: Int? {
        switch self {
        case .heading1: 1
        case .heading2: 2
        case .heading3: 3
        case .heading4: 4
        default: nil
        }
    }
}
