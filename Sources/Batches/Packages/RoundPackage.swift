// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Compression
internal import Issuing
internal import Registry

/// A round as one ZIP archive (打包): summary and manifest first, then the files of each report, in the manifest's order.
public enum RoundPackage {
    /// The name of the archive in the directory of the round.
    public static let fileName = "round.zip"

    /// Packs a finished round, and gives the path of the archive.
    ///
    /// Each file is held against its hash in the manifest on the way.
    ///
    /// - Throws: `IssuingError`, `CompressionError` or `FileError` if a file is missing or is not the one that was issued.
    public static func publish(directory: String) throws -> String {
        let (manifest, _) = try Manifest.read(try DurableFile.read(directory + "/" + Manifest.fileName))
        let file = try PendingFile(in: directory)
        var writer = ZIPFileWriter(file)
        for name in RoundSummary.fileNames + [Manifest.fileName] {
            try writer.add(name, try DurableFile.read(directory + "/" + name))
        }
        for report in manifest.reports {
            for listed in report.files {
                let name = report.name(of: listed)
                let bytes = try DurableFile.read(directory + "/" + name)
                guard listed.matches(bytes) else {
                    throw IssuingError(
                        .changed, "\(directory)/\(name) is not the file that was issued",
                        hint: "creditreport verify \(directory)/\(Manifest.fileName) says more")
                }
                // Most of a PDF is compressed already.
                try writer.add(name, bytes, listed.kind == "pdf" ? .stored : .deflated)
            }
        }
        try writer.finish()
        try file.seal()
        try file.place(as: fileName, replacing: true)
        try Directory.sync(directory)
        return directory + "/" + fileName
    }
}
