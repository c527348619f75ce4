// SPDX-License-Identifier: Apache-2.0

import Bytes

/// Finds the command that the words of a command line begin with, and runs it.
enum Program {
    /// All commands, in the order in which the help lists them.
    static var commands: [any Command.Type] {
        [
            InitCommand.self,
            CatalogUpdateCommand.self, CatalogCheckCommand.self, CatalogDiffCommand.self, CatalogPublishCommand.self,
            CatalogDutiesCommand.self,
            DomainsUpdateCommand.self, MeasuresUpdateCommand.self, PolicyAddCommand.self,
            HolidaysUpdateCommand.self,
            KeyDemoCommand.self, KeyShowCommand.self,
            KeyRequestCommand.self, KeyImportCommand.self, KeyRotateCommand.self,
            ImportCommand.self, PendingAcceptCommand.self,
            ShowCommand.self, ExplainCommand.self,
            IssueCommand.self, BatchCommand.self,
            ManifestMergeCommand.self,
            SigningSetCommand.self, TimestampRequestCommand.self, TimestampAttachCommand.self,
            VerifyCommand.self,
            WithdrawCommand.self, SupersedeCommand.self, StatusExportCommand.self,
            TrustAddCommand.self, TrustListCommand.self, TrustCheckCommand.self,
            EventAddCommand.self, EventListCommand.self,
            RepairApplyCommand.self, RepairForwardCommand.self, RepairRefuseCommand.self, RepairWithdrawCommand.self,
            TemplateCheckCommand.self, TemplatePreviewCommand.self, TemplateFieldsCommand.self,
            ScorecardCommand.self,
            GapsCommand.self, UseCommand.self,
            ReconcileAnswerCommand.self, ReconcileListCommand.self, ReconcileCommand.self,
            IssuedCommand.self,
            LogQueriesCommand.self, LogFeedbackCommand.self,
            StoreCheckCommand.self, StoreLogCommand.self, StoreCompactCommand.self, StoreRebuildIndexCommand.self,
            StoreEraseCommand.self,
        ]
    }

    /// Runs a command line and gives what the process ends with.
    static func run(_ words: [String]) -> ExitCode {
        do {
            guard let first = words.first, first != "--help", first != "help" else {
                Console.print(help)
                return words.isEmpty ? .usage : .success
            }
            if first == "--version" {
                Console.print(Version.text)
                return .success
            }
            guard let command = command(for: words) else {
                let names = commands.map { $0.syntax.name }
                // Of a group such as repair its commands are what is meant.
                let group = names.filter { $0.hasPrefix(first + " ") }
                guard group.isEmpty else {
                    throw Failure(
                        "usage", "\(words.prefix(2).joined(separator: " ")) is no command",
                        hint: "there are " + group.joined(separator: ", "), exit: .usage)
                }
                let near = NearestName.find(
                    first, among: names + names.compactMap { $0.split(separator: " ").first.map(String.init) })
                throw Failure(
                    "usage", "unknown command \(first)",
                    hint: near.map { "did you mean \($0)?" } ?? "creditreport --help lists the commands",
                    exit: .usage)
            }
            let rest = words.dropFirst(command.syntax.name.split(separator: " ").count)
            let arguments = try Arguments(Array(rest), syntax: command.syntax)
            if arguments.has("--help") {
                Console.print(command.syntax.help)
                return .success
            }
            if arguments.has("--version") {
                Console.print(Version.text)
                return .success
            }
            return try command.run(arguments)
        } catch {
            let failure = Failure(error)
            Console.report(failure)
            return failure.exit
        }
    }

    private static func command(for words: [String]) -> (any Command.Type)? {
        commands.first { command in
            let name = command.syntax.name.split(separator: " ").map(String.init)
            return words.prefix(name.count).elementsEqual(name)
        }
    }

    private static var help: String {
        var lines = [
            "Usage: creditreport COMMAND [options]", "",
            "Issues signed credit reports (专项信用报告) from a file store, verifies them, and serves bidding rounds.", "",
            "Commands:",
        ]
        for command in commands {
            let pad = String(repeating: " ", count: max(2, 21 - command.syntax.name.count))
            lines.append("  " + command.syntax.name + pad + command.syntax.summary)
        }
        lines += [
            "", "creditreport COMMAND --help explains a command and shows an example.",
            "Data goes to standard output, talk to standard error; docs/errors.md lists errors and exit codes.",
        ]
        return lines.joined(separator: "\n")
    }
}

/// A command of the program.
protocol Command {
    /// What it is called and takes.
    static var syntax: CommandSyntax { get }
    /// Does what it is for.
    static func run(_ arguments: Arguments) throws -> ExitCode
}
