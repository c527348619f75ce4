// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Reporting

/// Takes members of JSON objects that a person wrote, and notes all that is wrong with them.
struct MemberReader {
    /// What is wrong, each with its place.
    private(set) var faults: [String] = []

    /// Notes a fault.
    mutating func fault(_ path: String, _ words: String) {
        faults.append("\(path): \(words)")
    }

    /// Notes the members of an object that nobody knows, and a value that is no object.
    mutating func check(_ object: JSONValue, members known: [String], at path: String) {
        guard let members = object.members else {
            return fault(path.isEmpty ? "/" : path, "found \(object.text), expected an object")
        }
        for member in members where !known.contains(member.name) {
            let near = NearestName.find(member.name, among: known)
            fault(
                "\(path)/\(member.name)",
                near.map { "unknown, did you mean \($0)?" }
                    ?? "unknown, expected one of \(known.joined(separator: ", "))")
        }
    }

    /// A text that is not empty; nil if there is none.
    mutating func text(
        _ name: String, in object: JSONValue?, at path: String, isRequired: Bool = false
    ) -> String? {
        guard let member = object?[name] else {
            if isRequired { fault("\(path)/\(name)", "missing") }
            return nil
        }
        guard let text = member.string, !text.isEmpty else {
            fault("\(path)/\(name)", "found \(member.text), expected a text")
            return nil
        }
        return text
    }

    /// A day; nil if there is none.
    mutating func day(_ name: String, in object: JSONValue?, at path: String) -> CivilDay? {
        guard let text = text(name, in: object, at: path) else { return nil }
        let day = CivilDay(text)
        if day == nil { fault("\(path)/\(name)", "\"\(text)\" is no day such as 2026-11-23") }
        return day
    }

    /// A moment; nil if there is none.
    mutating func instant(_ name: String, in object: JSONValue?, at path: String) -> Instant? {
        guard let text = text(name, in: object, at: path) else { return nil }
        let instant = Instant(text)
        if instant == nil { fault("\(path)/\(name)", "\"\(text)\" is no moment such as 2026-11-23T20:00:00+08:00") }
        return instant
    }

    /// The domains asked for; nil for all.
    mutating func domains(in object: JSONValue) -> [String]? {
        switch object["domains"] {
        case nil, .string("all"): return nil
        case .array(let elements)?:
            let codes = elements.compactMap(\.string)
            if codes.count != elements.count || codes.isEmpty {
                fault("/domains", "expected \"all\" or a list of codes or names, each a text")
            }
            return codes
        case let other?:
            fault("/domains", "found \(other.text), expected \"all\" or a list of codes")
            return nil
        }
    }

    /// An authorisation: its reference, or an object with reference, scope, first and last day; nil if there is none.
    mutating func authorisation(in object: JSONValue, at path: String) -> ReportRequest.Authorisation? {
        guard let value = object["authorisation"] else { return nil }
        let path = path + "/authorisation"
        if let reference = value.string, !reference.isEmpty { return .init(reference: reference) }
        guard value.members != nil else {
            fault(path, "found \(value.text), expected a text or an object")
            return nil
        }
        check(value, members: ["reference", "scope", "from", "until"], at: path)
        guard let reference = text("reference", in: value, at: path, isRequired: true) else { return nil }
        return .init(
            reference: reference, scope: text("scope", in: value, at: path),
            from: day("from", in: value, at: path)?.description, until: day("until", in: value, at: path)?.description)
    }
}
