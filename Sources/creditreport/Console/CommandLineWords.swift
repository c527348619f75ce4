// SPDX-License-Identifier: Apache-2.0

import Bytes

/// A command line whose options for every command may stand before the command as well as behind it.
struct CommandLineWords {
    /// The options before the command, with their values.
    private(set) var global: [String] = []
    /// The command and what follows; empty if none is named.
    private(set) var words: [String]

    /// Parts the words; `help COMMAND` is `COMMAND --help`.
    ///
    /// - Throws: `Failure` with exit code 64 for another option before the command, or one without its value.
    init(_ typed: [String]) throws {
        words = typed
        while let word = words.first, word.hasPrefix("-"), word.count > 1 {
            let name = String(word.prefix { $0 != "=" })
            guard let option = CommandSyntax.global.first(where: { $0.name == name }) else {
                let near = NearestName.find(name, among: CommandSyntax.global.map(\.name))
                throw Failure(
                    "usage", "unknown option \(name) before the command",
                    hint: near.map { "did you mean \($0)?" } ?? "options of a command stand behind it", exit: .usage)
            }
            // What stands behind the equals sign, or the lack of it, is seen with the command's own options.
            let count = option.value != nil && name == word ? 2 : 1
            guard words.count >= count else {
                throw Failure(
                    "usage", "\(name) needs a value: \(name) \(option.value ?? "")",
                    hint: "creditreport --help lists the commands", exit: .usage)
            }
            global += words.prefix(count)
            words.removeFirst(count)
        }
        if words.first == "help", words.count > 1 {
            global.append("--help")
            words.removeFirst()
        }
    }
}
