// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What the program says to people is there in Chinese, and the options of every command may stand before it.
@Suite struct LanguageTests {
    private func chinese(_ words: String...) throws -> Tool.Result {
        try Program.run(["--lang", "zh"] + words)
    }

    private func commands() throws -> [String] {
        try Program.run("--help").text.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .map { line in
                let words = line.dropFirst(2)
                return String(words[..<(words.firstRange(of: "  ")?.lowerBound ?? words.endIndex)])
            }
    }

    private func hasHan(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test func theHelpOfEveryCommandIsThereInBothLanguagesAndFitsATerminal() throws {
        let commands = try commands()
        #expect(commands.count > 50)
        for command in commands {
            let words = command.split(separator: " ").map(String.init) + ["--help"]
            let english = try Program.run(words + ["--lang", "en"]).text
            let chinese = try Program.run(words + ["--lang", "zh"]).text
            #expect(english.hasPrefix("Usage: creditreport \(command)"))
            #expect(chinese.hasPrefix("用法：creditreport \(command)"))
            let lines = chinese.split(separator: "\n")
            #expect(hasHan(lines[1]) && lines[1] != english.split(separator: "\n")[1], "\(command): \(lines[1])")
            for line in lines where line.hasPrefix("  --") {
                #expect(hasHan(line), "\(command): \(line)")
            }
            let said = lines.prefix { !$0.hasPrefix("例：") }
            for line in said.dropFirst(2) {
                let cells = line.reduce(0) { $0 + ($1.unicodeScalars.first.map { $0.value > 0x2E80 } == true ? 2 : 1) }
                #expect(cells <= 82, "\(command): \(line)")
            }
            for line in english.split(separator: "\n").dropFirst(2).prefix(while: { $0 != "Example:" }) {
                #expect(line.count <= 80, "\(command): \(line)")
            }
        }
    }

    @Test func anErrorHasItsTitleItsDetailAndItsHint() throws {
        let store = try SampleStore.shared()
        var words = store.request(out: "out")
        if let index = words.firstIndex(of: SampleStore.subject) { words[index] = "91150402YY0000052F" }
        let result = try Program.run(words, store: store.path, language: "zh_CN.UTF-8")
        #expect(result.status == 65)
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.first == "creditreport: 错误：统一社会信用代码不正确 [refusal.subject-code]")
        #expect(lines.dropFirst().first == "  主体代码 91150402YY0000052F 不正确：校验位为 F，应为 E")
    }

    @Test(arguments: [
        (["isue"], "没有命令 isue", "是否应为 issue？"),
        (["repair", "aply"], "没有命令 repair aply", "是否应为 repair apply？"),
        (["trust"], "没有命令 trust", "可用 trust add, trust list, trust check"),
        (["show", "--sbject", "1"], "没有选项 --sbject", "是否应为 --subject？"),
        (["show"], "缺少 --subject CODE", "creditreport show --help 列出各选项"),
        (["import", "/nonexistent", "--through", "2026-13-01"], "", ""),
    ])
    func faultsOfUsage(_ words: [String], _ detail: String, _ hint: String) throws {
        let result = try Program.run(["--lang=zh"] + words, store: try SampleStore.shared().path)
        #expect(result.status == 64)
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.first == "creditreport: 错误：命令写法有误 [usage]")
        #expect(lines.count == 3)
        if !detail.isEmpty {
            #expect(lines[1] == "  " + detail)
            #expect(lines[2] == "  提示：" + hint)
        }
        #expect(lines.dropFirst().allSatisfy(hasHan))
    }

    /// A value is printed as it was typed, even where it is a word that the program knows.
    @Test func valuesAreNotTranslated() throws {
        let result = try chinese("show", "--subject", SampleStore.subject, "--store", "purpose")
        #expect(result.errorText.contains("  purpose 不是信息库"))
    }

    @Test func optionsOfEveryCommandMayStandBeforeIt() throws {
        let store = try SampleStore.shared()
        let behind = try Program.run("show", "--subject", SampleStore.subject, "--store", store.path, "--json")
        let before = try Program.run("--json", "--store=" + store.path, "show", "--subject", SampleStore.subject)
        #expect(behind.status == 0 && before.status == 0)
        #expect(behind.text == before.text && !before.text.isEmpty)
        #expect(try Program.run("help", "show").text == Program.run("show", "--help").text)
        #expect(try Program.run("--help", "show").text == Program.run("show", "--help").text)
        #expect(try Program.run("--lang", "zh", "--version").text == Program.run("--version").text)
        let faulty = [
            ["--store"], ["--subject", "x", "show"], ["--lang", "zh", "show", "--lang", "en", "--subject", "x"],
        ]
        for words in faulty {
            #expect(try Program.run(words).status == 64, "\(words)")
        }
        let wrong = try Program.run("--lang", "xx", "show", "--subject", SampleStore.subject)
        #expect(wrong.status == 64 && wrong.errorText.contains("--lang is xx"))
    }
}
