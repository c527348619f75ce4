// SPDX-License-Identifier: Apache-2.0

/// What a template's element becomes, compiled once and run for every report; shared, since runs hand it on so often.
final class Plan: Sendable {
    enum Kind: Hashable, Sendable {
        case section(element: String)
        case heading(level: Int)
        case paragraph
        case list(isOrdered: Bool)
        case listItem
        case table
        case caption
        case tableHead
        case tableBody
        /// A row of a table; as many repetitions stand side by side as it is folded into strips.
        case row(strips: Int)
        case cell(scope: TableCell.Scope?, columnSpan: Int)
        case figure(FigurePlan)
        case span(isStrong: Bool)
        case lineBreak
        case text(String)
    }

    struct FigurePlan: Hashable, Sendable {
        enum Drawing: Hashable, Sendable {
            case seal(legend: String)
            case qrCode
        }

        var drawing: Drawing
        var alternative: String
    }

    struct Repetition: Sendable {
        var path: FieldPath
        var separator: String
    }

    struct Condition: Sendable {
        var path: FieldPath
        /// What the value is; nil for a group.
        var type: Field.ValueType?
        var isNegated: Bool
    }

    struct Value: Sendable {
        var path: FieldPath
        var format: FieldFormat
        /// The field's name from the root, for messages about characters that no font has.
        var origin: String
    }

    /// Whether it is a piece of a line.
    var isInline: Bool {
        switch kind {
        case .span, .lineBreak, .text: true
        default: false
        }
    }

    let kind: Kind
    let style: StyleIndex
    /// The look of text that stands directly in a cell or an item: the same without margins and borders.
    let textStyle: StyleIndex
    let repetition: Repetition?
    /// What must all hold for it to be shown.
    let conditions: [Condition]
    let value: Value?
    /// The widths of a table's columns.
    let columns: [Width]
    let children: [Plan]

    init(
        kind: Kind, style: StyleIndex, textStyle: StyleIndex, repetition: Repetition? = nil,
        conditions: [Condition] = [], value: Value? = nil, columns: [Width] = [], children: [Plan] = []
    ) {
        self.kind = kind
        self.style = style
        self.textStyle = textStyle
        self.repetition = repetition
        self.conditions = conditions
        self.value = value
        self.columns = columns
        self.children = children
    }
}
