// SPDX-License-Identifier: Apache-2.0

import Bytes
import RecordStore

/// `store compact`: one segment instead of many.
enum StoreCompactCommand: Command {
    static let syntax = CommandSyntax(
        name: "store compact", summary: "merge all segments into one; every snapshot stays what it is", options: [],
        example: "creditreport store compact")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let store = try RecordStore(opening: arguments.store)
        let (before, after) = try store.withWriter { writer in
            let before = try writer.segmentCount
            try writer.compact()
            return (before, try writer.segmentCount)
        }
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("segmentsBefore", .integer(before)), JSONMember("segments", .integer(after)),
                    JSONMember("snapshot", .string(try store.snapshot().id)),
                ]).text)
        } else {
            Console.print(
                try arguments.language()("段文件 \(before) 个合并为 \(after) 个", "segments: \(before) before, \(after) now"))
        }
        return .success
    }
}

/// `store rebuild-index`: the indexes that are damaged or missing, made again from the lines.
enum StoreRebuildIndexCommand: Command {
    static let syntax = CommandSyntax(
        name: "store rebuild-index", summary: "make damaged or missing indexes again from the lines",
        options: [], example: "creditreport store rebuild-index")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let written = try RecordStore.rebuildIndexes(at: arguments.store)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("written", .array(written.map { .string($0) }))]).text)
        } else {
            let language = try arguments.language()
            for name in written { Console.print(language("重建 \(name)", "made again: \(name)")) }
            if written.isEmpty { Console.print(language("索引完好", "the indexes are sound")) }
        }
        return .success
    }
}
