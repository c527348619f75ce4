// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc

/// The words of a command line, read after the syntax of its command.
struct Arguments {
    /// What is neither an option nor its value.
    private(set) var operands: [String] = []
    private var values: [(name: String, value: String)] = []
    private let syntax: CommandSyntax

    /// Reads the words behind the command's name.
    ///
    /// - Throws: `Failure` with exit code 64 for an unknown option, a missing value, an option given twice or a required one left out.
    init(_ words: [String], syntax: CommandSyntax) throws {
        self.syntax = syntax
        let known = syntax.options + CommandSyntax.global
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if word == "--" {
                operands += words[index...]
                break
            }
            guard word.hasPrefix("--") else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = known.first(where: { $0.name == parts[0] }) else {
                let near = NearestName.find(parts[0], among: known.map(\.name))
                throw usage("unknown option \(parts[0])", near.map { "did you mean \($0)?" })
            }
            guard option.isRepeatable || !values.contains(where: { $0.name == option.name }) else {
                throw usage("\(option.name) is given twice")
            }
            if let placeholder = option.value {
                if parts.count == 2 {
                    values.append((option.name, parts[1]))
                } else if index < words.count {
                    values.append((option.name, words[index]))
                    index += 1
                } else {
                    throw usage("\(option.name) needs a value: \(option.name) \(placeholder)")
                }
            } else {
                guard parts.count == 1 else { throw usage("\(option.name) takes no value") }
                values.append((option.name, ""))
            }
        }
        guard !has("--help"), !has("--version") else { return }
        for option in syntax.options where option.isRequired && !has(option.name) {
            throw usage("\(option.name) \(option.value ?? "") is missing")
        }
        if syntax.operands.isEmpty, let first = operands.first { throw usage("unexpected \"\(first)\"") }
    }

    /// Whether an option is given.
    func has(_ name: String) -> Bool {
        values.contains { $0.name == name }
    }

    /// The value of an option; nil if it is not given.
    func value(_ name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    /// The values of an option that may be given several times, in order.
    func values(_ name: String) -> [String] {
        values.filter { $0.name == name }.map(\.value)
    }

    /// The value of an option that the syntax requires.
    func required(_ name: String) throws -> String {
        guard let value = value(name) else { throw usage("\(name) is missing") }
        return value
    }

    /// The store's directory.
    var store: String { namedStore ?? "store" }

    /// The store's directory as somebody named it, by `--store` or CREDITREPORT_STORE; nil if nobody did.
    ///
    /// A verifier asks no other: what lies in the current directory may have come with the file that is verified.
    var namedStore: String? {
        if let given = value("--store") { return given }
        guard let variable = unsafe getenv("CREDITREPORT_STORE") else { return nil }
        return unsafe String(cString: variable)
    }

    /// The language of what is printed.
    func language() throws -> Language {
        guard let given = value("--lang") else { return .ofLocale }
        guard let language = Language(rawValue: given) else { throw usage("--lang is \(given), expected zh or en") }
        return language
    }

    /// A failure of usage that leads to the command's help.
    func usage(_ message: String, _ hint: String? = nil) -> Failure {
        Failure(
            "usage", message, hint: hint ?? "creditreport \(syntax.name) --help lists the options", exit: .usage)
    }
}
