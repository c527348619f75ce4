// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records
internal import Reporting

/// A request of a stream: one JSON object in a line, with the members of a report's request.
struct RequestLine: Sendable {
    /// What is asked.
    var request: ReportRequest
    /// When the report speaks; nil for the stream's moment.
    var instant: Instant?
    /// What the sender calls the request; given back as it is.
    var id: JSONValue?

    private static let members = [
        "id", "subject", "name", "subjects", "branches", "requester", "requesterName", "authorisation", "purpose",
        "matter", "basis", "round", "from", "to", "domains", "at",
    ]

    /// Reads a line.
    ///
    /// - Throws: `RoundError` with all that is wrong.
    init(_ line: [UInt8]) throws(RoundError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(line)
        } catch {
            throw RoundError(faults: [Masking.usual.text(error.message)])
        }
        var reader = MemberReader()
        reader.check(value, members: Self.members, at: "")
        var kind = Scope.Requester.subject
        if let text = reader.text("requester", in: value, at: "") {
            if let known = Scope.Requester(rawValue: text) {
                kind = known
            } else {
                reader.fault("/requester", "\"\(text)\", expected self, agency or third-party")
            }
        }
        request = ReportRequest(
            subjects: reader.subjects(in: value), branches: value["branches"]?.bool == true ? .wanted : .none,
            requester: kind, requesterName: reader.text("requesterName", in: value, at: ""),
            authorisation: reader.authorisation(in: value, at: ""),
            purpose: reader.text("purpose", in: value, at: "", isRequired: true) ?? "",
            matter: reader.text("matter", in: value, at: ""), basis: reader.text("basis", in: value, at: ""),
            round: reader.round(in: value), from: reader.day("from", in: value, at: "")?.description,
            to: reader.day("to", in: value, at: "")?.description,
            domains: reader.domains(in: value).map { .named($0) } ?? .all)
        instant = reader.instant("at", in: value, at: "")
        id = value["id"]
        if let given = value["branches"], given.bool == nil {
            reader.fault("/branches", "found \(given.text), expected true or false")
        }
        guard reader.faults.isEmpty else { throw RoundError(faults: reader.faults.map(Masking.usual.text)) }
    }
}

extension MemberReader {
    fileprivate mutating func subjects(in value: JSONValue) -> [ReportRequest.Subject] {
        guard let list = value["subjects"] else {
            let name = text("name", in: value, at: "")
            return text("subject", in: value, at: "", isRequired: true).map { [.init(code: $0, name: name)] } ?? []
        }
        if value["subject"] != nil { fault("/subject", "goes without /subjects") }
        guard let elements = list.array, !elements.isEmpty else {
            fault("/subjects", "found \(list.text), expected a list of firms")
            return []
        }
        var subjects: [ReportRequest.Subject] = []
        for (index, element) in elements.enumerated() {
            let path = "/subjects/\(index)"
            check(element, members: ["code", "name", "authorisation"], at: path)
            let name = text("name", in: element, at: path)
            let authorisation = authorisation(in: element, at: path)
            if let code = text("code", in: element, at: path, isRequired: true) {
                subjects.append(.init(code: code, name: name, authorisation: authorisation))
            }
        }
        return subjects
    }

    fileprivate mutating func round(in value: JSONValue) -> ReportRequest.Round? {
        guard let round = value["round"] else { return nil }
        check(round, members: ["id", "project", "lot"], at: "/round")
        guard let id = text("id", in: round, at: "/round", isRequired: true) else { return nil }
        return ReportRequest.Round(
            id: id, project: text("project", in: round, at: "/round"), lot: text("lot", in: round, at: "/round"))
    }
}
