// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Rendering

/// The four forms of a circular as files: `NAME.json`, `NAME.xlsx`, `NAME.html` and `NAME.pdf`.
public struct CircularFiles: Sendable {
    /// The forms, in the order in which they are written.
    public let files: [(name: String, bytes: [UInt8])]

    /// Draws the forms of a circular.
    ///
    /// - Parameters:
    ///   - circular: the document.
    ///   - name: what the files are called, without the ending.
    ///   - views: what draws HTML and PDF.
    public init(_ circular: Circular, name: String, views: CircularViews) throws {
        let json = Array((circular.json.text + "\n").utf8)
        let drawn = try views.draw(
            title: circular.title, author: circular.issuer, instant: circular.instant, data: json, circular.composition)
        files = [
            (name + ".json", json), (name + ".xlsx", try circular.workbook()), (name + ".html", drawn.html),
            (name + ".pdf", drawn.pdf),
        ]
    }

    /// Writes the files into a directory, which is made if need be; those of the same names are replaced: they are computed from the
    /// store and can be computed again.
    ///
    /// - Returns: their paths.
    @discardableResult
    public func write(to directory: String) throws -> [String] {
        try Directory.createAll(directory)
        var paths: [String] = []
        for (name, bytes) in files {
            let path = directory + "/" + name
            try DurableFile.publish(bytes, at: path, replacing: true)
            paths.append(path)
        }
        return paths
    }
}
