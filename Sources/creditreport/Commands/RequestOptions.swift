// SPDX-License-Identifier: Apache-2.0

import Bytes
import Issuing
import RecordStore
import Reporting

/// The options that say what a report is asked about, from which data and by which policy.
enum RequestOptions {
    /// Those that name one subject or several.
    static let subjects: [OptionSyntax] = [
        .several("--subject", "CODE", "the 统一社会信用代码 of the subject; of several, the main one first"),
        .value("--name", "NAME", "its name, to be held against the register (with one subject)"),
        .value("--subjects", "FILE", "further subjects: a line each, CODE[,NAME[,AUTHORISATION]]"),
        .flag("--with-branches", "with all their branches and subsidiaries (分支机构、子公司) that the register has"),
    ]
    /// Those that decide what is found of it.
    static let finding: [OptionSyntax] = [
        .value("--domains", "all|A,B", "the domains (领域) asked for, by code or name (default: all)"),
        .value("--from", "DAY", "the first day of the period (default: the policy's longest span)"),
        .value("--to", "DAY", "the last day of the period (default: the day of issue)"),
        .value("--requester", "KIND", "self, agency or third-party (default: self)"),
        .value("--requester-name", "NAME", "who asks"),
        .value("--authorisation", "REF", "the document by which the main subject authorises the query"),
        .value("--authorisation-scope", "TEXT", "for what it was given"),
        .value("--authorisation-from", "DAY", "its first day"),
        .value("--authorisation-until", "DAY", "its last day"),
        .value("--basis", "TEXT", "the legal basis for a period longer than the policy's"),
        .value("--policy", "ID", "the policy to follow (default: the store's first)"),
        .value("--snapshot", "ID", "from the store as it was at an earlier point of its chain (default: now)"),
        .value("--at", "INSTANT", "when the report speaks (default: now)"),
    ]

    /// The request that a command line makes.
    ///
    /// - Parameter purpose: what the report is for if the command line does not say; nil where it must.
    static func request(_ arguments: Arguments, purpose: String? = nil) throws -> ReportRequest {
        let kind = arguments.value("--requester") ?? "self"
        guard let requester = Scope.Requester(rawValue: kind) else {
            throw arguments.usage("--requester is \(kind)", "expected self, agency or third-party")
        }
        let domains = arguments.value("--domains") ?? "all"
        return ReportRequest(
            subjects: try subjects(arguments), branches: arguments.has("--with-branches") ? .wanted : .none,
            requester: requester, requesterName: arguments.value("--requester-name"),
            authorisation: try authorisation(arguments),
            purpose: try arguments.value("--purpose") ?? purpose ?? arguments.required("--purpose"),
            matter: arguments.value("--matter"), basis: arguments.value("--basis"), from: arguments.value("--from"),
            to: arguments.value("--to"), domains: domains == "all" ? .all : .named(arguments.list("--domains")))
    }

    private static func subjects(_ arguments: Arguments) throws -> [ReportRequest.Subject] {
        var subjects = arguments.values("--subject").map { ReportRequest.Subject(code: $0) }
        if let name = arguments.value("--name") {
            guard subjects.count == 1 else {
                throw arguments.usage(
                    "--name goes with one --subject", "give the names in the list that --subjects names")
            }
            subjects[0].name = name
        }
        if let path = arguments.value("--subjects") { subjects += try SubjectList.read(path) }
        guard !subjects.isEmpty else {
            throw arguments.usage("--subject CODE is missing", "name a subject, or a list of them with --subjects FILE")
        }
        return subjects
    }

    private static func authorisation(_ arguments: Arguments) throws -> ReportRequest.Authorisation? {
        let details = ["--authorisation-scope", "--authorisation-from", "--authorisation-until"]
        guard let reference = arguments.value("--authorisation") else {
            if let detail = details.first(where: arguments.has) {
                throw arguments.usage("\(detail) goes with --authorisation", "name the document of the authorisation")
            }
            return nil
        }
        return ReportRequest.Authorisation(
            reference: reference, scope: arguments.value(details[0]), from: arguments.value(details[1]),
            until: arguments.value(details[2]))
    }

    /// The snapshot and the policy that a command line names.
    static func inquiry(_ arguments: Arguments, into store: RecordStore) throws -> Inquiry {
        try Inquiry(store: store, snapshot: arguments.value("--snapshot"), policy: arguments.value("--policy"))
    }

    /// The instant at which the report speaks.
    static func instant(_ arguments: Arguments) throws -> Instant {
        try arguments.instant("--at") ?? .now
    }
}
