// SPDX-License-Identifier: Apache-2.0

/// What a font's maker permits to be done with it in documents ("OS/2", fsType).
public struct EmbeddingPermission: Sendable, Equatable {
    /// The field as it stands in the font.
    public let fsType: UInt16

    /// Whether outlines of a part of the font may be embedded in a document that is passed on to be read and printed.
    public var allowsSubsetEmbedding: Bool {
        // With several levels set, the most permissive counts; no level means installable.
        let level = fsType & 0x000E
        return (level == 0 || level & 0x000C != 0) && fsType & 0x0300 == 0
    }

    /// What stands against it; nil if nothing does.
    public var obstacle: String? {
        if allowsSubsetEmbedding { return nil }
        if fsType & 0x0100 != 0 { return "it may only be embedded whole" }
        if fsType & 0x0200 != 0 { return "only bitmaps of it may be embedded" }
        return "it may not be embedded (restricted licence)"
    }
}

/// The table 'OS/2': weight, typographic heights, permissions.
struct StyleTable: Sendable {
    let weightClass: Int
    let permission: EmbeddingPermission
    let isSerif: Bool
    let typographicAscent: Int
    let typographicDescent: Int
    let heights: (capital: Int, small: Int)?

    init(_ table: Table) throws(FontError) {
        let version = try table.u16(0)
        weightClass = try table.u16(4)
        permission = EmbeddingPermission(fsType: UInt16(truncatingIfNeeded: try table.u16(8)))
        let family = try table.u8(30)
        let panoseKind = try table.u8(32)
        let panoseSerif = try table.u8(33)
        isSerif = (1...7).contains(family) || panoseKind == 2 && (2...10).contains(panoseSerif)
        typographicAscent = try table.i16(68)
        typographicDescent = try table.i16(70)
        heights = version >= 2 ? (capital: try table.i16(88), small: try table.i16(86)) : nil
    }
}
