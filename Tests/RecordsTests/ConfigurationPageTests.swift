// SPDX-License-Identifier: Apache-2.0

import Bytes
import Records
import TestSupport
import Testing

/// docs/configuration.md states the formats for those who write such files: it must be what the readers do.
struct ConfigurationPageTests {
    private struct Block {
        let language: String
        let text: String
    }

    private func page() throws -> String {
        String(decoding: try TestFile.read(Repository.path("docs/configuration.md")), as: UTF8.self)
    }

    /// The fenced blocks of the page, in order.
    private func blocks() throws -> [Block] {
        var blocks: [Block] = []
        var open: (language: String, lines: [Substring])?
        for line in try page().split(separator: "\n", omittingEmptySubsequences: false) {
            if let block = open {
                if line == "```" {
                    blocks.append(Block(language: block.language, text: block.lines.joined(separator: "\n")))
                    open = nil
                } else {
                    open = (block.language, block.lines + [line])
                }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            }
        }
        #expect(open == nil, "a block is not closed")
        return blocks
    }

    /// The example of a format.
    private func example(_ format: String) throws -> [UInt8] {
        let blocks = try blocks().filter { $0.language == "json" && $0.text.contains("\"\(format)\"") }
        #expect(blocks.count == 1)
        return Array(try #require(blocks.first).text.utf8)
    }

    /// The words in code marks at the beginning of the page's table rows.
    private func rows(_ text: some StringProtocol) -> [String] {
        String(text).split(separator: "\n").compactMap { line in
            guard line.hasPrefix("| `") else { return nil }
            return String(line.dropFirst(3).prefix { $0 != "`" })
        }
    }

    @Test func everyExampleLoads() throws {
        let catalog = try Catalog.read(try example(Catalog.format), sha256: "00")
        #expect(catalog.items.map(\.code) == ["XZCF"])
        #expect(catalog.items.first?.fields.count == 8)
        let table = try DomainTable.read(try example(DomainTable.format), sha256: "00")
        #expect(table.domains.map(\.code) == ["STHJ", "SCJG", "ZSCQ"])
        let policy = try Policy.read(try example(Policy.format), sha256: "00")
        let sample = try Catalog.read(try TestFile.read(Repository.path("Samples/catalog.json")), sha256: "00")
        let measures = try MeasureList.read(try example(MeasureList.format), sha256: "00")
        #expect(measures.measures.map(\.code) == ["XZ-ZBTB"])
        try measures.validate(against: sample)
        try policy.validate(against: sample, measures: measures)
        #expect(policy.desk?.objection.workingDays == 7)
        let holidays = try HolidayTable.read(try example(HolidayTable.format), sha256: "00")
        #expect(holidays.years.map(\.year) == [2025])
        #expect(try blocks().filter { $0.language.hasPrefix("json") }.count == 6)
    }

    @Test func theRefusedExampleSaysWhatThePagePrints() throws {
        let blocks = try blocks()
        let place = try #require(blocks.firstIndex { $0.language == "json refused" })
        let error = try #require(throws: RecordsError.self) {
            try DomainTable.read(Array(blocks[place].text.utf8), sha256: "00")
        }
        #expect(error.description == blocks[place + 1].text)
    }

    /// How many kinds of objects a format has.
    private static let objects = [
        Catalog.format: 5, DomainTable.format: 3, MeasureList.format: 3, Policy.format: 6, HolidayTable.format: 4,
    ]

    /// A member that no format knows brings out the members that it does know; the page's tables have just these.
    @Test(arguments: [Catalog.format, DomainTable.format, MeasureList.format, Policy.format, HolidayTable.format])
    func membersAreTheReaders(format: String) throws {
        let page = try page()
        let heading = try #require(page.split(separator: "\n## ").first { $0.contains("`\(format)`\n") })
        // Every object of the example gets the unknown member, so every list of members comes out.
        let text = String(decoding: try example(format), as: UTF8.self)
        let spoiled = text.split(separator: "{", omittingEmptySubsequences: false).joined(separator: "{\"colour\": 1, ")
        let hints = faults(Array(spoiled.utf8), format: format).filter { $0.code.hasSuffix(".unknown-key") }.map(\.hint)
        let lists = Set(hints.compactMap(\.self).map { String($0.dropFirst("the keys are ".utf8.count)) })
        #expect(lists.count == Self.objects[format])
        var known: Set<String> = []
        for key in lists.flatMap({ $0.split(separator: ", ").map(String.init) }) {
            known.insert(key)
            #expect(heading.contains("`\(key)`") || heading.contains(key + ", ") || heading.contains(", " + key))
        }
        let inTables = rows(heading).filter { FieldRole(rawValue: $0) == nil }
        for word in inTables { #expect(known.contains(word), "the format has no member \(word)") }
    }

    /// How many limits the page states for the members of a format.
    private static let limits = [
        Catalog.format: 9, DomainTable.format: 7, MeasureList.format: 7, Policy.format: 10, HolidayTable.format: 4,
    ]

    /// Where in a file the objects are that the tables of members of a format describe, in the order of the page.
    private static let places: [(format: String, paths: [[String]])] = [
        (Catalog.format, [[], ["items"], ["items", "fields"]]), (DomainTable.format, [[], ["domains"]]),
        (MeasureList.format, [[], ["measures"]]), (Policy.format, [[]]), (HolidayTable.format, [[], ["years"]]),
    ]

    /// Each text is taken at the limit that the page states and refused above it, each integer at both ends.
    @Test(arguments: places)
    func limitsAreTheReaders(format: String, paths: [[String]]) throws {
        let page = try page()
        let section = try #require(page.split(separator: "\n## ").first { $0.contains("`\(format)`\n") })
        let tables = section.split(separator: "| member | value | |").dropFirst()
        #expect(tables.count == paths.count)
        let example = try JSONReader.read(try example(format))
        var tried = 0
        for (table, path) in zip(tables, paths) {
            let place = path.map { $0 + "[0]." }.joined()
            for line in table.split(separator: "\n") where line.hasPrefix("| `") {
                let name = rows(line)[0]
                let value = line.split(separator: "|")[1].dropFirst()
                let numbers = value.split { !$0.isNumber }.compactMap { Int($0) }
                func isRefused(_ value: JSONValue) -> Bool {
                    let text = replacing(path[...], name, in: example, by: value).text
                    let here = faults(Array(text.utf8), format: format).filter { $0.path == place + name }
                    return here.contains { $0.code.hasSuffix(".too-long") || $0.code.hasSuffix(".out-of-range") }
                }
                if value.hasPrefix("text(") {
                    #expect(!isRefused(.string(String(repeating: "A", count: numbers[0]))), "\(place)\(name)")
                    #expect(isRefused(.string(String(repeating: "A", count: numbers[0] + 1))), "\(place)\(name)")
                } else if value.hasPrefix("integer ") {
                    for number in numbers[0...1] { #expect(!isRefused(.integer(number)), "\(place)\(name)") }
                    for number in [numbers[0] - 1, numbers[1] + 1] {
                        #expect(isRefused(.integer(number)), "\(place)\(name)")
                    }
                } else {
                    continue
                }
                tried += 1
            }
        }
        #expect(tried == Self.limits[format])
    }

    /// A value with a member set in the object that stands first at each step of a path.
    private func replacing(
        _ path: ArraySlice<String>, _ name: String, in value: JSONValue, by new: JSONValue
    ) -> JSONValue {
        var members = value.members ?? []
        let step = path.first ?? name
        var replacement = new
        if path.first != nil, var elements = value[step]?.array, let first = elements.first {
            elements[0] = replacing(path.dropFirst(), name, in: first, by: new)
            replacement = .array(elements)
        }
        if let index = members.firstIndex(where: { $0.name == step }) {
            members[index].value = replacement
        } else {
            members.append(JSONMember(step, replacement))
        }
        return .object(members)
    }

    private func faults(_ bytes: [UInt8], format: String) -> [RecordsError.Fault] {
        do {
            switch format {
            case Catalog.format: _ = try Catalog.read(bytes, sha256: "00")
            case DomainTable.format: _ = try DomainTable.read(bytes, sha256: "00")
            case HolidayTable.format: _ = try HolidayTable.read(bytes, sha256: "00")
            case MeasureList.format: _ = try MeasureList.read(bytes, sha256: "00")
            default: _ = try Policy.read(bytes, sha256: "00")
            }
            return []
        } catch {
            return error.faults
        }
    }

    /// The faults of a catalogue with one item of such fields; its elements are left out, which is always one of them.
    private func catalogFaults(nature: String, fields: String) -> [RecordsError.Fault] {
        let text = #"""
            {"format":"creditreport-catalog-1","id":"T","version":"1","title":"a","effective":"2026-01-01","items":[
            {"code":"C","name":"甲","nature":"\#(nature)","list":false,"procedure":false,"permission":"社会公开",
            "elements":{},"fields":[\#(fields)]}]}
            """#
        return faults(Array(text.utf8), format: Catalog.format)
    }

    @Test func wordsAreTheReaders() throws {
        let page = try page()
        let section = try #require(page.split(separator: "\n## ").first { $0.contains("`\(Catalog.format)`\n") })
        let roles = rows(section).filter { FieldRole(rawValue: $0) != nil }
        // `procedure` and `permission` are members of an item as well.
        #expect(Set(roles) == Set(FieldRole.allCases.map(\.rawValue)))
        #expect(roles.count == FieldRole.allCases.count + 2)
        let words =
            CatalogItem.Nature.allCases.map(\.rawValue) + Permission.allCases.map(\.rawValue)
            + CatalogField.ValueType.allCases.map(\.rawValue) + CatalogField.Security.allCases.map(\.rawValue)
        for word in words { #expect(section.contains("`\(word)`"), "\(word)") }
        for name in Catalog.elementNames { #expect(section.contains(name + ",") || section.contains(", " + name)) }
        for treatment in Policy.Treatment.allCases { #expect(page.contains("`\(treatment.rawValue)`")) }
    }

    /// A catalogue with the type or the presence of a role as the page has it loads; with another it does not.
    @Test func typesOfRolesAreTheReaders() throws {
        let page = try page()
        let table = try #require(page.split(separator: "| role | type |").last?.split(separator: "\n\n").first)
        for line in table.split(separator: "\n").dropFirst(2) {
            let cells = line.split(separator: "|").map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
            let role = cells[0].filter { $0 != "`" }
            for type in CatalogField.ValueType.allCases {
                let choices = type == .choice ? #","choices":[{"code":"repair","meaning":"修复"}]"# : ""
                let field =
                    #"{"code":"X","name":"乙","type":"\#(type.rawValue)","role":"\#(role)","security":"公开"\#(choices)}"#
                let found = catalogFaults(nature: "record", fields: field)
                let isRefused = found.contains { $0.code == "catalog.wrong-type" }
                #expect(isRefused == (cells[1] != "–" && cells[1] != type.rawValue), "\(role) \(type)")
            }
        }
        let marks: [(nature: String, mark: String)] = [("record", "R"), ("registration", "G"), ("event", "E")]
        for (nature, mark) in marks {
            let missing = catalogFaults(nature: nature, fields: "").filter { $0.code == "catalog.missing-role" }
            let needed = missing.compactMap { $0.message.split(separator: " ").last.map(String.init) }
            let marked = table.split(separator: "\n").dropFirst(2).filter { line in
                line.split(separator: "|")[2].split(separator: " ").contains { $0 == mark }
            }
            #expect(Set(needed) == Set(rows(marked.joined(separator: "\n"))), "\(nature)")
        }
    }

    /// The kinds of faults of the page are those that the readers note.
    @Test func kindsOfFaultsAreTheReaders() throws {
        var kinds: Set<String> = []
        for file in [
            "Catalog/CatalogReader", "Catalog/CatalogSuccession", "Domains/DomainSuccession", "ConfigurationNode",
            "Domains/DomainTableReader",
            "Measures/MeasureListReader", "Policies/PolicyReader", "Policies/PolicyCheck",
            "Policies/DeskRules", "Calendar/HolidayTableReader",
        ] {
            let bytes = try TestFile.read(Repository.path("Sources/Records/\(file).swift"))
            let text = String(decoding: bytes, as: UTF8.self)
            for part in text.split(separator: "aults.note(").dropFirst() {
                let argument = part.drop { $0.isWhitespace }
                guard argument.first == "\"" else { continue }
                if let kind = argument.dropFirst().split(separator: "\"").first { kinds.insert(String(kind)) }
            }
        }
        let section = try #require(try page().split(separator: "\n## ").dropFirst().first)
        #expect(Set(rows(section)) == kinds)
        #expect(rows(section).count == kinds.count)
    }
}
