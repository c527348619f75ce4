// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore
import Records
import Rendering
import Stewardship

/// What the commands that make circulars have in common: of which snapshot they speak, in whose name, and where they go.
struct CircularDesk {
    /// The options of all of them.
    static let options: [OptionSyntax] = [
        .value("--out", "DIR", "write the document there as JSON, XLSX, HTML and PDF"),
        .value("--snapshot", "ID", "speak of the store as it was at that point of its chain (default: now)"),
        .value("--issuer", "NAME", "in whose name (default: the issuer of the store's first policy)"),
        .value("--templates", "DIR", "a directory of house styles beside the shipped one: DIR/circular/style.css"),
        .value("--fonts", "DIR", "a directory of fonts beside the shipped ones"),
    ]

    private let arguments: Arguments
    let store: RecordStore
    let snapshot: Snapshot
    let configuration: Configuration

    init(_ arguments: Arguments) throws {
        self.arguments = arguments
        let store = try RecordStore(opening: arguments.store)
        snapshot = try arguments.value("--snapshot").map { try store.snapshot(id: $0) } ?? store.snapshot()
        self.store = store
        configuration = try snapshot.configuration()
    }

    /// The moment of which the document speaks: that of the last import, so that the same snapshot gives the same document.
    var instant: Instant { snapshot.cutoff ?? Instant(seconds: 0) }

    /// In whose name the document is.
    func issuer() throws -> String {
        if let given = arguments.value("--issuer") { return given }
        guard let policy = configuration.policies.first else { return "" }
        return try Policy.read(policy.bytes).issuer
    }

    /// Prints a document, or writes its files and prints their paths.
    func publish(_ circular: Circular, name: String) throws {
        try CircularOutput.publish(circular, name: name, arguments)
    }
}

/// Where a circular goes.
enum CircularOutput {
    /// Prints a document, or writes its files and prints their paths.
    static func publish(_ circular: Circular, name: String, _ arguments: Arguments) throws {
        guard let directory = arguments.value("--out") else {
            if arguments.has("--json") {
                Console.print(circular.json.text)
            } else {
                for line in circular.lines { Console.print(Console.printable(line)) }
            }
            return
        }
        let library = ViewLibrary(
            templates: try arguments.templateDirectories(), fonts: try arguments.fontDirectories())
        let files = try CircularFiles(circular, name: name, views: try library.circulars(style: "circular"))
        let paths = try files.write(to: directory)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("kind", .string(circular.kind)), JSONMember("files", .array(paths.map { .string($0) })),
                ]).text)
        } else {
            for path in paths { Console.print(path) }
        }
    }
}
