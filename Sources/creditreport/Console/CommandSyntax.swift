// SPDX-License-Identifier: Apache-2.0

/// An option of a command.
struct OptionSyntax {
    /// The name with its two hyphens.
    var name: String
    /// What stands for its value in the help; nil for a switch.
    var value: String?
    /// What it does.
    var help: String
    /// Whether the command cannot do without it.
    var isRequired = false
    /// Whether it may be given several times.
    var isRepeatable = false

    /// A switch.
    static func flag(_ name: String, _ help: String) -> OptionSyntax {
        OptionSyntax(name: name, value: nil, help: help)
    }

    /// An option with a value.
    static func value(_ name: String, _ value: String, _ help: String) -> OptionSyntax {
        OptionSyntax(name: name, value: value, help: help)
    }

    /// An option with a value that may be given several times.
    static func several(_ name: String, _ value: String, _ help: String) -> OptionSyntax {
        OptionSyntax(name: name, value: value, help: help, isRepeatable: true)
    }

    /// An option with a value that must be given.
    static func required(_ name: String, _ value: String, _ help: String) -> OptionSyntax {
        OptionSyntax(name: name, value: value, help: help, isRequired: true)
    }

    /// An option with a value that must be given, and may be given several times.
    static func requiredSeveral(_ name: String, _ value: String, _ help: String) -> OptionSyntax {
        OptionSyntax(name: name, value: value, help: help, isRequired: true, isRepeatable: true)
    }
}

extension OptionSyntax {
    /// The same option of a command that can do without it in some of its forms.
    var optional: OptionSyntax {
        var option = self
        option.isRequired = false
        return option
    }
}

/// What a command is called, takes and does.
struct CommandSyntax {
    /// Its words, such as "catalog update".
    var name: String
    /// What it does, in one line.
    var summary: String
    /// The operands, as the usage line shows them; empty if it takes none.
    var operands: String = ""
    /// Its options.
    var options: [OptionSyntax]
    /// A command line to learn from.
    var example: String

    /// The options that every command has.
    static let global: [OptionSyntax] = [
        .value(
            "--store", "DIR",
            "the store (default: CREDITREPORT_STORE, else ./store; verify asks no store that nobody named)"),
        .value("--lang", "zh|en", "the language of what is printed (default: the locale's)"),
        .flag("--json", "print one line of JSON instead of words"),
        .flag("--help", "print this help"),
        .flag("--version", "print the versions of the program and its libraries"),
    ]

    /// The help of the command.
    func help(in language: Language) -> String {
        var lines = [
            language("用法：", "Usage: ") + "creditreport \(name) \(operands.isEmpty ? "" : operands + " ")"
                + language("[选项]", "[options]"), "", language.said(summary), "",
        ]
        func table(_ title: String, _ options: [OptionSyntax]) {
            guard !options.isEmpty else { return }
            lines.append(title)
            for option in options {
                let left = "  " + option.name + (option.value.map { " " + $0 } ?? "")
                let right = language.said(option.help) + (option.isRequired ? language("（必需）", " (required)") : "")
                lines.append(Columns.entry(left, right, at: 30))
            }
            lines.append("")
        }
        table(language("选项：", "Options:"), options)
        table(language("各命令共有：", "Everywhere:"), Self.global)
        lines.append(language("例：", "Example:"))
        lines.append("  " + example)
        return lines.joined(separator: "\n")
    }
}
