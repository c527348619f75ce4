// SPDX-License-Identifier: Apache-2.0

internal import Compression
internal import Markup

/// Which other parts a part names (ISO/IEC 29500-2, 9.3).
struct Relationships {
    /// One other part.
    struct Target {
        let identifier: String
        /// The last step of the relationship's type, such as "worksheet": it is the same in both editions.
        let kind: String
        let entry: ZIPEntry
    }

    private(set) var targets: [Target] = []

    /// The most relationships of a part that are read.
    private static let most = 4096

    /// Reads what a part names, or the package itself if `part` is empty. Links to the outside are passed over: they
    /// are never followed.
    init(of part: String, in archive: ZIPArchive) throws(SpreadsheetError) {
        let steps = part.split(separator: "/")
        let folder = steps.dropLast()
        let path = (folder + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
        guard let entry = archive.part(path) else { return }
        var reader = try PartReader(entry, of: archive, in: PartReader.relationships)
        while let event = try reader.next() {
            guard case .start("Relationship", let attributes) = event, attributes.value("TargetMode") != "External",
                let identifier = attributes.value("Id"), let type = attributes.value("Type"),
                let target = attributes.value("Target"),
                let name = Self.resolve(target, in: folder), let found = archive.part(name)
            else { continue }
            guard targets.count < Self.most else {
                throw SpreadsheetError(.limit, "\(path) names more than \(Self.most) parts")
            }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            targets.append(Target(identifier: identifier, kind: kind, entry: found))
        }
    }

    /// The only part of that kind; nil if there is none.
    func only(_ kind: String) throws(SpreadsheetError) -> ZIPEntry? {
        let found = targets.filter { $0.kind == kind }
        guard found.count <= 1 else { throw SpreadsheetError(.structure, "the workbook has two parts for its \(kind)") }
        return found.first?.entry
    }

    /// The name of a part that is named relative to a folder; nil if it would lie outside.
    private static func resolve(_ target: String, in folder: ArraySlice<Substring>) -> String? {
        var steps = target.utf8.first == UInt8(ascii: "/") ? [] : folder
        for step in target.split(separator: "/") {
            switch step {
            case ".": continue
            case "..": guard steps.popLast() != nil else { return nil }
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

extension ZIPArchive {
    /// The part of that name, whose letters count in any case (ISO/IEC 29500-2, 9.1.1.1.2); nil if there is none.
    func part(_ name: String) -> ZIPEntry? {
        entry(name)
            ?? entries.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name.lowercased() }
    }
}
