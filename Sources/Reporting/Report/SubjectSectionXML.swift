// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Markup

extension SubjectSection {
    /// Writes the element `subject`.
    func write(to writer: inout CanonicalWriter) {
        writer.open("subject")
        if let sequence { writer.element("sequence", sequence) }
        writer.element("name", name)
        writer.element("code", code)
        for name in formerNames { writer.element("formerName", name) }
        writer.element("status", ifPresent: status)
        writer.element("statusText", ifPresent: statusText)
        writer.open("registration")
        for field in registration { writer.element("field", field) }
        writer.close()
        overview.write(to: &writer)
        for line in domains { line.write(to: &writer) }
        for section in sections {
            writer.open("section")
            writer.element("code", section.domain.code)
            writer.element("name", section.domain.name)
            for record in section.records { record.write(to: &writer) }
            writer.close()
        }
        for event in waiting { event.write("waiting", to: &writer) }
        for event in faults { event.write("fault", to: &writer) }
        writer.close()
    }
}

extension SubjectSection.Overview {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("overview")
        writer.element("total", total)
        writer.element("shown", shown)
        writer.element("counted", counted)
        writer.element("withheldGovernment", withheldGovernment)
        writer.element("withheldAuthorised", withheldAuthorised)
        writer.element("pending", pending)
        writer.element("unknownDomain", unknownDomain)
        writer.element("waiting", waiting)
        if stale > 0 { writer.element("stale", stale) }
        for note in notes { writer.element("note", note) }
        for conclusion in conclusions { writer.element("conclusion", conclusion) }
        writer.close()
    }
}

extension SubjectSection.DomainLine {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("domain")
        writer.element("code", domain.code)
        writer.element("name", domain.name)
        writer.element("level", level)
        writer.element("count", counts.count)
        writer.element("shown", counts.shown)
        writer.element("counted", counts.counted)
        writer.element("withheld", counts.withheld)
        writer.element("withheldGovernment", counts.withheldGovernment)
        writer.element("withheldAuthorised", counts.withheldAuthorised)
        writer.element("coveredThrough", ifPresent: coveredThrough?.description)
        writer.element("stale", isStale)
        writer.element("conclusion", conclusion)
        writer.close()
    }
}

extension SubjectSection.RecordLine {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.open("record")
        writer.element("sequence", sequence)
        writer.element("item", item)
        writer.element("title", title)
        writer.element("state", state.rawValue)
        writer.element("stateText", ifPresent: state.text)
        for mark in marks { writer.element("mark", mark) }
        writer.element("documentNumber", ifPresent: documentNumber)
        writer.element("decisionDay", ifPresent: decisionDay?.description)
        writer.element("authority", ifPresent: authority)
        writer.element("domain", domain)
        for source in sources { writer.element("source", source) }
        for event in events {
            writer.open("event")
            writer.element("kind", ifPresent: event.kind?.rawValue)
            writer.element("kindName", ifPresent: event.kindName)
            writer.element("day", ifPresent: event.day?.description)
            writer.element("document", ifPresent: event.document)
            writer.element("authority", ifPresent: event.authority)
            writer.close()
        }
        for consequence in consequences {
            writer.open("consequence")
            writer.element("code", consequence.code)
            writer.element("name", consequence.name)
            writer.element("basis", consequence.basis)
            writer.element("executor", consequence.executor)
            writer.close()
        }
        if withheldParts > 0 { writer.element("withheldParts", withheldParts) }
        if parts.count > 1 { writer.element("partCount", parts.count) }
        for part in parts {
            writer.open("part")
            for field in part { writer.element("field", field) }
            writer.close()
        }
        writer.close()
    }
}

extension SubjectSection.EventLine {
    /// Writes an event that waits or cannot be used.
    fileprivate func write(_ local: String, to writer: inout CanonicalWriter) {
        writer.open(local)
        writer.element("number", ifPresent: number)
        writer.element("kind", ifPresent: kind?.rawValue)
        writer.element("kindName", ifPresent: kindName)
        writer.element("item", ifPresent: item)
        writer.element("documentNumber", ifPresent: documentNumber)
        writer.element("day", ifPresent: day?.description)
        writer.element("document", ifPresent: document)
        writer.element("authority", ifPresent: authority)
        writer.element("reason", ifPresent: reason)
        writer.element("received", received.description)
        writer.close()
    }
}
