// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The month's loop of Samples/loop/month, run once.
struct SampleLoop: Sendable {
    private static let made = Result { () throws(any Error) in try SampleLoop() }
    static func shared() throws -> SampleLoop { try made.get() }

    let directory: TemporaryDirectory
    let output: String
    var store: String { directory.path("loop/store") }

    private init() throws {
        directory = try TemporaryDirectory()
        let folder = String(Program.path.dropLast("/creditreport".count))
        let result = try Tool.run(
            "sh",
            [
                "-c", "PATH=\"$1:$PATH\" exec \"$2\" \"$3\"", "sh", folder, Repository.path("Samples/loop/month"),
                directory.path("loop"),
            ],
            environment: ["LC_ALL=C.UTF-8", "CREDITREPORT_HOME=" + Repository.root])
        guard result.status == 0 else {
            throw SampleStore.Failure(description: "Samples/loop/month: \(result.text)\n\(result.errorText)")
        }
        output = result.text
    }

    func document(_ name: String) throws -> JSONValue {
        try JSONReader.read(try TestFile.read(directory.path("loop/documents/" + name)).filter { $0 != 0x0A })
    }

    /// The rows of a table of a document.
    static func table(_ document: JSONValue, _ id: String) throws -> [JSONValue] {
        let tables = (document["sections"]?.array ?? []).flatMap { $0["tables"]?.array ?? [] }
        return try #require(tables.first { $0["id"]?.string == id }?["rows"]?.array)
    }
}
