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
        let language = Language.wanted(by: words)
        do {
            let line = try CommandLineWords(words)
            guard let first = line.words.first else {
                if line.global.contains("--version") {
                    Console.print(Version.text)
                } else {
                    Console.print(help(in: language))
                }
                return words.isEmpty ? .usage : .success
            }
            guard let command = command(for: line.words) else {
                if first == "help", line.words.count == 1 {
                    Console.print(help(in: language))
                    return .success
                }
                throw unknown(first, line.words)
            }
            let rest = line.words.dropFirst(command.syntax.name.split(separator: " ").count)
            let arguments = try Arguments(line.global + rest, syntax: command.syntax)
            if arguments.has("--help") {
                Console.print(command.syntax.help(in: language))
                return .success
            }
            if arguments.has("--version") {
                Console.print(Version.text)
                return .success
            }
            _ = try arguments.language()
            return try command.run(arguments)
        } catch {
            let failure = Failure(error)
            Console.report(failure, in: language)
            return failure.exit
        }
    }

    private static func command(for words: [String]) -> (any Command.Type)? {
        commands.first { command in
            let name = command.syntax.name.split(separator: " ").map(String.init)
            return words.prefix(name.count).elementsEqual(name)
        }
    }

    /// The failure of words that begin with no command: what was probably meant.
    private static func unknown(_ first: String, _ words: [String]) -> Failure {
        let names = commands.map { $0.syntax.name }
        let two = words.prefix(2).joined(separator: " ")
        // Of a group such as repair its commands are what is meant.
        let group = names.filter { $0.hasPrefix(first + " ") }
        let firsts = names.compactMap { $0.split(separator: " ").first.map(String.init) }
        let near =
            NearestName.find(two, among: names)
            ?? (group.isEmpty ? NearestName.find(first, among: names + firsts) : nil)
        let hint =
            near.map { "did you mean \($0)?" }
            ?? (group.isEmpty ? "creditreport --help lists the commands" : "there are " + group.joined(separator: ", "))
        return Failure(
            "usage", group.isEmpty ? "unknown command \(first)" : "\(two) is no command", hint: hint, exit: .usage)
    }

    private static func help(in language: Language) -> String {
        var lines = [
            language("用法：creditreport 命令 [选项]", "Usage: creditreport COMMAND [options]"), "",
            language(
                "由普通文件构成的信息库出具签名的专项信用报告，核验报告，并为招标批次服务。",
                "Issues signed credit reports (专项信用报告) from a file store, verifies them, and serves bidding rounds."),
            "", language("命令：", "Commands:"),
        ]
        for command in commands {
            let summary = command.syntax.summary
            lines.append(
                Columns.entry("  " + command.syntax.name, language.said(summary), at: 23))
        }
        lines += [
            "",
            language(
                "creditreport 命令 --help 说明一条命令并举例；--lang zh|en 选择语言。",
                "creditreport COMMAND --help explains a command with an example; --lang zh|en chooses the language."),
            language(
                "数据写到标准输出，提示写到标准错误；错误名称和退出码见 docs/errors.md。",
                "Data goes to standard output, talk to standard error; docs/errors.md lists errors and exit codes."),
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
