// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import OpenType
internal import Synchronization
internal import Typesetting

/// A font that is drawn upon for what those of a template lack, and the hash that names it.
struct FallbackFace: Sendable {
    let face: FontSet.Face
    let sha256: String
}

/// The fonts in some directories, each opened when it is first looked into.
final class FontShelf: Sendable {
    private let directories: [String]
    private let opened = Mutex<[String: [FallbackFace]]>([:])

    /// - Parameter directories: looked through in order, the files of each by name.
    init(_ directories: [String]) {
        self.directories = directories
    }

    /// The path of a file of that name.
    func path(of name: String) throws(RenderingError) -> String {
        for directory in directories where Directory.exists(directory + "/" + name) {
            return directory + "/" + name
        }
        throw RenderingError(
            .font, "there is no font \(name) in \(directories.joined(separator: ", "))",
            hint: "--fonts DIR names a further directory")
    }

    /// The paths of all TrueType fonts and collections.
    func paths() throws -> [String] {
        try directories.flatMap { directory in
            try Directory.names(in: directory).sorted()
                .filter { $0.lowercased().hasSuffix(".ttf") || $0.lowercased().hasSuffix(".ttc") }
                .map { directory + "/" + $0 }
        }
    }

    /// All faces of a file.
    func faces(at path: String) throws -> [FallbackFace] {
        if let known = opened.withLock({ $0[path] }) { return known }
        let first = try Font(path: path)
        var faces: [FallbackFace] = []
        for index in 0..<first.faceCount {
            let font = index == 0 ? first : try Font(file: first.file, face: index)
            faces.append(FallbackFace(face: FontSet.Face(font), sha256: Hex.encode(FontIdentity.digest(of: font))))
        }
        opened.withLock { $0[path] = faces }
        return faces
    }

    /// The fonts that have a hash together, in the order of a template's faces; nil if they are not at hand.
    ///
    /// - Parameters:
    ///   - places: for each face of the template, which of the fonts it is, counted from 0.
    ///   - sha256: the hash that `FontIdentity` gives to these faces together, in lower-case hex.
    func fonts(at places: [Int], sha256: String) throws -> [Font]? {
        guard let count = places.max().map({ $0 + 1 }) else { return nil }
        var candidates: [(font: Font, digest: [UInt8])] = []
        for face in try paths().flatMap({ (try? faces(at: $0)) ?? [] }) {
            guard let digest = Hex.decode(face.sha256), !candidates.contains(where: { $0.digest == digest })
            else { continue }
            candidates.append((face.face.font, digest))
        }
        guard !candidates.isEmpty else { return nil }
        // Every choice is tried, counted up like the digits of a number.
        var choice = [Int](repeating: 0, count: count)
        for _ in 0..<Self.mostChoices {
            if Hex.encode(Digest.of(places.flatMap { candidates[choice[$0]].digest })) == sha256 {
                return choice.map { candidates[$0].font }
            }
            guard let digit = choice.lastIndex(where: { $0 + 1 < candidates.count }) else { return nil }
            choice[digit] += 1
            for rest in choice.indices[(digit + 1)...] { choice[rest] = 0 }
        }
        return nil
    }

    /// How many choices of fonts are tried: four out of seventeen.
    private static let mostChoices = 1 << 17

    /// The face that a hash names; nil if it is not at hand. Files that cannot be read are passed over: none of them is it.
    func face(sha256: String) throws -> FallbackFace? {
        for path in try paths() {
            if let found = try? faces(at: path).first(where: { $0.sha256 == sha256 }) { return found }
        }
        return nil
    }
}

/// Where the fonts come from that are drawn upon for what those of a template lack.
enum FallbackSource: Sendable {
    /// The directories of fonts; whatever is first in them and has the character.
    case shelf(FontShelf)
    /// Those that a view names, and no other.
    case named([FallbackFace])

    /// The fonts that together have the missing characters, in the order of the source; characters that none has are left out.
    func faces(for missing: [Unicode.Scalar], besides known: Set<String>) throws -> [FallbackFace] {
        var open = missing
        var chosen: [FallbackFace] = []
        func look(_ faces: [FallbackFace]) {
            for candidate in faces where !known.contains(candidate.sha256) {
                let rest = open.filter { candidate.face.font.glyph(for: $0) == nil }
                if rest.count < open.count { chosen.append(candidate) }
                open = rest
            }
        }
        switch self {
        case .shelf(let shelf): for path in try shelf.paths() where !open.isEmpty { look(try shelf.faces(at: path)) }
        case .named(let faces): look(faces)
        }
        return chosen
    }
}
