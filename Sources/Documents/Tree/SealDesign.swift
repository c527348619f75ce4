// SPDX-License-Identifier: Apache-2.0

/// How the picture of a seal is drawn, as `seal.json` of a template describes it.
public struct SealDesign: Hashable, Sendable {
    /// The rings around it.
    public enum Outline: String, Sendable, CaseIterable {
        /// A strong ring with a thin one within.
        case double
        /// One strong ring.
        case single
    }

    /// What stands in the middle, above the legend.
    public enum Centre: String, Sendable, CaseIterable { case none, star }

    /// The rings around it.
    public var outline: Outline
    /// What stands in the middle.
    public var centre: Centre
    /// A shorter name for the arc, of characters of the issuer's name in their order; nil for the whole name.
    public var name: String?
    /// The digits on the lower arc (印章编码); empty for none.
    public var serial: String

    /// A design of those parts.
    public init(outline: Outline = .double, centre: Centre = .none, name: String? = nil, serial: String = "") {
        self.outline = outline
        self.centre = centre
        self.name = name
        self.serial = serial
    }
}
