// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Documents
internal import OpenType

/// What a worker keeps of one report's views for the next one's, and of the HTML of a report for its PDF.
///
/// It holds nothing that the template, the fonts or the subject of a drawing do not decide, so that it changes no byte.
final class ViewStock {
    /// How many seals and how many sets of looks are kept at most; an issuer has few.
    static let limit = 64

    /// A drawing is decided by its subject and the font of its letters.
    struct Key: Hashable {
        private let subject: Figure.Subject
        // Kept alive by being held here, so that no other font can take its place in memory.
        private let letters: Font

        init(_ subject: Figure.Subject, _ letters: Font) {
            self.subject = subject
            self.letters = letters
        }

        static func == (left: Key, right: Key) -> Bool {
            left.letters === right.letters && left.subject == right.subject
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(subject)
        }
    }

    private struct Mark: Hashable {
        let key: Key
        let width: Width
    }

    private var seals: [Key: Drawing] = [:]
    private var marks: [Mark: [UInt8]] = [:]
    /// The drawing made last that is no seal: that of the report in hand.
    private var last: (key: Key, drawing: Drawing)?
    private var looks: [HTMLLooks] = []
    private var lastCertificate: (text: String, isDemonstration: Bool)?

    /// The drawing of a subject.
    func drawing(of subject: Figure.Subject, letters: Font) throws(RenderingError) -> Drawing {
        let key = Key(subject, letters)
        if let last, last.key == key { return last.drawing }
        if let kept = seals[key] { return kept }
        let drawing = try subject.drawing(letters: letters)
        if case .seal = subject {
            if seals.count < Self.limit { seals[key] = drawing }
        } else {
            last = (key, drawing)
        }
        return drawing
    }

    /// The drawing of a subject as SVG.
    func svg(of subject: Figure.Subject, letters: Font, width: Width) throws(RenderingError) -> [UInt8] {
        let mark = Mark(key: Key(subject, letters), width: width)
        if let kept = marks[mark] { return kept }
        let made = SVGWriter.bytes(try drawing(of: subject, letters: letters), width)
        if case .seal = subject, marks.count < Self.limit { marks[mark] = made }
        return made
    }

    /// Whether a certificate in a signature, in base64, is one for demonstrations: an issuer's reports all carry the same.
    func isOfDemonstration(_ text: String) -> Bool {
        if let lastCertificate, lastCertificate.text == text { return lastCertificate.isDemonstration }
        let der = Base64.decode(Array(text.utf8.filter { $0 > 0x20 })[...])
        let certificate = der.flatMap { try? Certificate(der: $0) }
        let isDemonstration = certificate?.isDemonstration ?? false
        lastCertificate = (text, isDemonstration)
        return isDemonstration
    }

    /// The looks of a document as HTML shows them.
    func looks(of styles: [Style], on page: PageStyle) -> HTMLLooks {
        if let kept = looks.first(where: { $0.suits(styles, page) }) { return kept }
        let made = HTMLLooks(styles: styles, page: page)
        if looks.count == Self.limit { looks.removeFirst() }
        looks.append(made)
        return made
    }
}
