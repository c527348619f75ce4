// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Issuing
import RecordStore
import Records

/// `init`: an empty store.
enum InitCommand: Command {
    static let syntax = CommandSyntax(
        name: "init", summary: "lay out an empty store",
        options: [
            .required("--catalog", "FILE", "the catalogue of credit information (公共信用信息目录)"),
            .required("--domains", "FILE", "the table of domains (领域) and the departments that feed them"),
            .required("--policy", "FILE", "the policy that reports follow unless told otherwise"),
            .value("--measures", "FILE", "the list of measures (失信惩戒措施清单) that policies cite"),
            .value("--suite", "p256|sm2", "sm2: SM3 throughout, and reports signed under SM2 alone (default: p256)"),
            .flag("--production", "the store is for real reports: demonstration keys are refused"),
        ],
        example: "creditreport init --catalog Samples/catalog.json --domains Samples/domains.json "
            + "--policy Samples/policies/default.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let catalogFile = try InputFile.read(try arguments.required("--catalog"), limit: 16 << 20)
        let domainsFile = try InputFile.read(try arguments.required("--domains"), limit: 16 << 20)
        let policyFile = try InputFile.read(try arguments.required("--policy"), limit: 16 << 20)
        let measuresFile = try arguments.value("--measures").map { try InputFile.read($0, limit: 16 << 20) }
        let catalog = try Catalog.read(catalogFile)
        let domains = try DomainTable.read(domainsFile)
        let policy = try Policy.read(policyFile)
        let measures = try measuresFile.map { try MeasureList.read($0) }
        try FittingConfiguration(catalog: catalog, measures: measures, policies: [policy]).check()
        let suite = try SigningOptions.suite("--suite", arguments) ?? .p256
        let store = try RecordStore.create(
            at: arguments.store, catalog: catalogFile, domains: domainsFile, measures: measuresFile,
            policy: policyFile, digestAlgorithm: suite.digestAlgorithm)
        if arguments.has("--production") { try SigningConfiguration(isProduction: true).write(store: store.path) }
        let language = try arguments.language()
        let snapshot = try store.snapshot().id
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([
                    JSONMember("store", .string(store.path)), JSONMember("snapshot", .string(snapshot)),
                ]).text)
        } else {
            Console.print(
                language(
                    "已建立空库 \(store.path)：目录 \(catalog.id) \(catalog.version)，领域 \(domains.domains.count) 个，规则 \(policy.id) \(policy.version)",
                    "empty store \(store.path): catalogue \(catalog.id) \(catalog.version), \(domains.domains.count) domains, "
                        + "policy \(policy.id) \(policy.version)"))
        }
        return .success
    }
}

/// `catalog update`: a new version of the catalogue.
enum CatalogUpdateCommand: Command {
    static let syntax = CommandSyntax(
        name: "catalog update", summary: "take a new version of the catalogue into use", operands: "FILE",
        options: [.value("--at", "INSTANT", "when (default: now)")],
        example: "creditreport catalog update catalog-2027.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try Configuration.update(.catalog, arguments) { file, store in
            var next = try FittingConfiguration(of: store)
            let previous = next.catalog
            next.catalog = try Catalog.read(file)
            try next.check()
            let stored = Set(try store.snapshot().imports.map(\.item).map(Spelling.normalize))
            try next.catalog.validate(following: previous) { stored.contains(Spelling.normalize($0)) }
            return "\(next.catalog.id) \(next.catalog.version)"
        }
    }
}

/// `domains update`: a new version of the table of domains.
enum DomainsUpdateCommand: Command {
    static let syntax = CommandSyntax(
        name: "domains update", summary: "take a new version of the table of domains into use", operands: "FILE",
        options: [.value("--at", "INSTANT", "when (default: now)")],
        example: "creditreport domains update domains-2027.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try Configuration.update(.domains, arguments) { file, store in
            let table = try DomainTable.read(file)
            let snapshot = try store.snapshot()
            if !snapshot.imports.isEmpty {
                try table.validate(following: try DomainTable.read(snapshot.configuration().domains.bytes))
            }
            return "\(table.id) \(table.version)"
        }
    }
}

/// `measures update`: a new version of the list of measures.
enum MeasuresUpdateCommand: Command {
    static let syntax = CommandSyntax(
        name: "measures update", summary: "take a list of measures (失信惩戒措施清单) into use", operands: "FILE",
        options: [.value("--at", "INSTANT", "when (default: now)")],
        example: "creditreport measures update Samples/measures.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try Configuration.update(.measures, arguments) { file, store in
            let measures = try MeasureList.read(file)
            var next = try FittingConfiguration(of: store)
            next.measures = measures
            try next.check()
            return "\(measures.id) \(measures.version)"
        }
    }
}

/// `policy add`: a policy beside the others, or a new version of one.
enum PolicyAddCommand: Command {
    static let syntax = CommandSyntax(
        name: "policy add", summary: "add a policy, or a new version of one", operands: "FILE",
        options: [.value("--at", "INSTANT", "when (default: now)")],
        example: "creditreport policy add Samples/policies/bidding.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try Configuration.update(.policy, arguments) { file, store in
            let policy = try Policy.read(file)
            var next = try FittingConfiguration(of: store)
            next.policies = [policy]
            try next.check()
            return "\(policy.id) \(policy.version)"
        }
    }
}

/// `holidays update`: a new version of the table of holidays.
enum HolidaysUpdateCommand: Command {
    static let syntax = CommandSyntax(
        name: "holidays update", summary: "take a table of holidays and make-up days (节假日、调休) into use",
        operands: "FILE", options: [.value("--at", "INSTANT", "when (default: now)")],
        example: "creditreport holidays update Samples/holidays.json")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        try Configuration.update(.holidays, arguments) { file, _ in
            let table = try HolidayTable.read(file)
            return "\(table.id) \(table.version)"
        }
    }
}

/// What the commands on configuration files have in common.
private enum Configuration {
    static func update(
        _ kind: ConfigurationKind, _ arguments: Arguments, check: ([UInt8], RecordStore) throws -> String
    ) throws -> ExitCode {
        guard arguments.operands.count == 1 else { throw arguments.usage("one file is expected") }
        let file = try InputFile.read(arguments.operands[0], limit: 16 << 20)
        let store = try RecordStore(opening: arguments.store)
        let name = try check(file, store)
        try store.update(kind, file, at: try arguments.instant("--at") ?? .now)
        if arguments.has("--json") {
            Console.print(
                JSONValue.object([JSONMember("kind", .string(kind.rawValue)), JSONMember("name", .string(name))]).text)
        } else {
            Console.print(try arguments.language()("已启用 \(name)", "in use: \(name)"))
        }
        return .success
    }
}
