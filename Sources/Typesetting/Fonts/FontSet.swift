// SPDX-License-Identifier: Apache-2.0

internal import Documents
public import OpenType

/// The faces that a document may be set in.
public struct FontSet: Sendable {
    /// One face: a font under the family name by which styles ask for it.
    public struct Face: Sendable {
        /// The family, such as "Creditreport Song SC".
        public let family: String
        /// Whether it is the family's bold face.
        public let isBold: Bool
        /// The font.
        public let font: Font

        /// A font under a family name; without one, under the name and weight that the font itself states.
        public init(_ font: Font, family: String? = nil, isBold: Bool? = nil) {
            self.font = font
            self.family = family ?? font.familyName
            self.isBold = isBold ?? (font.weightClass >= 600)
        }
    }

    /// The faces; runs of glyphs name theirs by its index.
    public let faces: [Face]

    /// A set of faces, in the order in which they are looked through for a character that a style's own families lack.
    ///
    /// - Precondition: at least one face and at most 200.
    public init(_ faces: [Face]) {
        precondition((1...200).contains(faces.count), "a font set has 1 to 200 faces")
        self.faces = faces
    }

    /// The faces in which a style's characters are looked up, in order: those of its families, each with the wanted weight
    /// first, and then all others.
    func chain(for style: Style) throws(TypesettingError) -> [Int] {
        var chain: [Int] = []
        // Families that are not in the set are meant for browsers: pages are set in what the template itself names.
        for family in style.families {
            let members = faces.indices.filter { faces[$0].family == family }
            // A family of one weight serves for both: no weight is ever imitated.
            chain += members.filter { faces[$0].isBold == style.isBold }
            chain += members.filter { faces[$0].isBold != style.isBold }
        }
        guard !chain.isEmpty || style.families.isEmpty else {
            let known = faces.map(\.family).joined(separator: ", ")
            throw TypesettingError(
                .unknownFamily, "no font of the families \(style.families.joined(separator: ", "))",
                hint: "the families at hand are \(known)")
        }
        let rest = faces.indices.filter { !chain.contains($0) }
        chain += rest.filter { faces[$0].isBold == style.isBold }
        chain += rest.filter { faces[$0].isBold != style.isBold }
        return chain
    }
}
