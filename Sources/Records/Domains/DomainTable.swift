// SPDX-License-Identifier: Apache-2.0

/// The 领域 of a region as a tree, with the departments that feed each: versioned data, never an enum in code.
public struct DomainTable: Sendable {
    /// The name of the table, the same in all its versions.
    public let id: String
    /// The version, as printed in reports.
    public let version: String
    /// The region it is for, such as 内蒙古自治区.
    public let region: String
    /// The domains in pre-order of the tree: siblings by their order, then code.
    public let domains: [Domain]
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let sha256: String

    let index: Index

    /// A table of checked parts in pre-order; `DomainTable.read` makes one from a file.
    public init(id: String, version: String, region: String, domains: [Domain], sha256: String) {
        self.id = id
        self.version = version
        self.region = region
        self.domains = domains
        self.sha256 = sha256
        index = Index(domains)
    }

    /// The code of the domain to which what belongs nowhere else is reckoned (其他).
    public static let otherCode = "QT"
    /// Its name.
    public static let otherName = "其他"
}

/// A 领域: the administrative field that a record belongs to.
public struct Domain: Hashable, Sendable {
    /// Its code.
    public let code: String
    /// Its name, such as 生态环境.
    public let name: String
    /// The code of the domain it is a part of; nil at the top.
    public let parent: String?
    /// The departments that feed it.
    public let sources: [Department]
    /// The other codes and names under which it is or was delivered.
    public let aliases: [String]

    /// A domain of checked parts.
    public init(code: String, name: String, parent: String?, sources: [Department], aliases: [String] = []) {
        self.aliases = aliases
        self.code = code
        self.name = name
        self.parent = parent
        self.sources = sources
    }
}

/// A department that decides about subjects or supplies information on them (数据来源单位).
public struct Department: Hashable, Sendable {
    /// Its 统一社会信用代码, or the code that the table gives it.
    public let code: String
    /// Its name.
    public let name: String
    /// The other names that it has or had, by which it is known where its code is missing.
    public let aliases: [String]

    /// A department of that code and name.
    public init(code: String, name: String, aliases: [String] = []) {
        self.aliases = aliases
        self.code = code
        self.name = name
    }
}
