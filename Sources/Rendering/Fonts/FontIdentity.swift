// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import OpenType

/// The hashes by which views name fonts.
///
/// A hash has to do one thing: let a verifier find the fonts that a view was set in. It covers everything that decides where a glyph
/// stands (character map, widths, the places of the outlines), but not the outlines themselves, which are all but 2 % of a Chinese font.
/// They need no hash: a view holds every outline that it shows, and it is accepted only if drawing it again with the verifier's own
/// fonts gives the same bytes. A font with other outlines under the same hash gives other bytes.
enum FontIdentity {
    /// The hash of one font: SHA-256 over each table in the order of the directory, as its tag, its length in four bytes and, but for
    /// `glyf`, its bytes.
    static func digest(of font: Font) -> [UInt8] {
        var digester = Digester(.sha256)
        for (tag, range) in font.tables {
            var heading = ByteWriter(capacity: 8)
            heading.append(tag)
            heading.append(bigEndian: UInt32(truncatingIfNeeded: range.count))
            digester.update(heading.bytes)
            if tag != "glyf" { font.file.withSpan(of: range) { digester.update($0) } }
        }
        return digester.finish()
    }

    /// The hash of the fonts of a template: SHA-256 over those of its faces, in its order.
    static func digest(of fonts: [Font]) -> [UInt8] {
        Digest.of(fonts.flatMap { digest(of: $0) })
    }
}
