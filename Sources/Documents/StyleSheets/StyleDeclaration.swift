// SPDX-License-Identifier: Apache-2.0

/// A length as a style sheet writes it: absolute, or in parts of the size of the type.
enum Dimension: Hashable, Sendable {
    case absolute(Length)
    /// Thousandths of the size of the type.
    case em(Int)

    func resolved(fontSize: Length) -> Length {
        switch self {
        case .absolute(let length): length
        case .em(let thousandths): Length(milliPoints: fontSize.milliPoints * thousandths / 1000)
        }
    }

    /// -1, 0 or 1, as the length is below, at or above zero.
    var sign: Int {
        switch self {
        case .absolute(let length): length.milliPoints.signum()
        case .em(let thousandths): thousandths.signum()
        }
    }
}

/// One setting of a look.
enum StyleDeclaration: Hashable, Sendable {
    enum Side: CaseIterable, Sendable { case top, right, bottom, left }

    case families([String])
    case bold(Bool)
    case fontSize(Dimension)
    /// Thousandths of the size of the type.
    case lineHeightFactor(Int)
    case lineHeight(Dimension)
    case letterSpacing(Dimension)
    case color(Color)
    case background(Color?)
    case alignment(Style.Alignment)
    case firstLineIndent(Dimension)
    case margin(Side, Dimension)
    case padding(Side, Dimension)
    case border(Side, Border?)
    case width(Width)
    case height(Width)
    case verticalAlignment(Style.VerticalAlignment)
    case breakBefore(Style.Break)
    case breakAfter(Style.Break)
    case breakInside(Style.Break)
    case runningString(RunningString?)
    case orphans(Int)
    case widows(Int)
}
