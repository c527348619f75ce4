// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Records

/// Events (rules, 2) in words.
extension ExplanationWording {
    /// What an event that names a record does to it.
    func line(_ acting: RecordEvents.Acting) -> Line {
        let event = acting.event
        let rule = event.kind == .replace ? "1.5" : "2"
        let day = event.day.readable.map(\.description) ?? ""
        switch acting.standing {
        case .undone:
            return Line(
                rule: rule, text: name(event) + Sentence("，已被取消，没有效力", " was undone and has no effect"),
                change: Sentence("取消该事件的事件又被取消", "its undo is undone"))
        case .corrected:
            return Line(
                rule: rule, holds: false,
                text: name(event)
                    + Sentence(
                        "，来源已经以同一编号重新报送，以后一件为准",
                        " was delivered again by its source under the same number: the later one stands"))
        case .notYet:
            return Line(
                rule: rule,
                text: name(event) + Sentence("，自 \(day) 起生效，尚未生效", " has effect from \(day) on, not yet"),
                change: Sentence("\(day) 或者以后出具的报告", "a report that speaks on \(day) or later"))
        case .closed:
            return Line(rule: rule, text: name(event) + Sentence("，自 \(day)，已经办结", " of \(day) is closed"))
        case .early:
            return Line(
                rule: rule, holds: false,
                text: name(event)
                    + Sentence(
                        "，自 \(day) 起生效，早于该信息的决定日期，不作用于该信息",
                        " has effect from \(day), before this record was decided, and does not act on it"),
                change: Sentence("来源改正后重新报送", "the source corrects it and delivers it again"))
        case .inForce:
            let change: Sentence? =
                switch event.kind {
                case .undo, .objectionClose: nil
                case .objectionOpen: Sentence("异议办结", "the objection is closed")
                default: Sentence("该事件被取消", "the event is undone")
                }
            // A replacement acts from its receipt, whatever its day (rules, 7).
            let received = event.received.day
            let since =
                event.kind == .replace
                ? Sentence("，自 \(received) 收到起有效", " is in force since its receipt on \(received)")
                : Sentence("，自 \(day) 起有效", " is in force since \(day)")
            return Line(rule: rule, text: name(event) + since, change: change)
        }
    }

    /// An event that waits for its record, or for the event that it names.
    func waiting(_ event: Event) -> Line {
        let waitsForEvent = (event.kind == .undo || event.kind == .objectionClose) && event.names != nil
        return Line(
            rule: "2",
            text: name(event) + target(event)
                + (waitsForEvent
                    ? Sentence(
                        "，等待所指的事件 \(masking.text(event.names ?? ""))",
                        " waits for the event \(masking.text(event.names ?? ""))")
                    : Sentence("，等待所涉的信息", " waits for its record")),
            change: waitsForEvent
                ? Sentence("收到所指的事件", "that event is delivered")
                : Sentence("收到所涉的信息", "that record is delivered"))
    }

    /// An event that can have no effect.
    func fault(_ event: Event, _ fault: EventFault) -> Line {
        let reason =
            switch fault {
            case .day:
                Sentence(
                    event.day.text.map { "“\(masking.text($0))”" } ?? "",
                    event.day.text.map { ": its day \"\(masking.text($0))\" is unreadable" } ?? ": its day is missing")
            case .kind: Sentence("", ": its kind is none of the known")
            case .names: Sentence("", ": it names no event to take back")
            case .replacement: Sentence("", ": it names no new identity")
            case .early: Sentence("", ": its day is before the record was decided")
            }
        return Line(
            rule: "2", holds: false,
            text: name(event) + target(event) + Sentence("，没有效力：\(fault.text)", " has no effect") + reason,
            change: Sentence("来源改正后重新报送", "the source corrects it and delivers it again"))
    }

    /// An event by its kind, number, document and authority.
    func name(_ event: Event) -> Sentence {
        let label = event.label
        let kind = label.kind.map(masking.text) ?? "—"
        var chinese: [String] = []
        var english: [String] = []
        if let number = label.number.map(masking.text) {
            chinese.append(number)
            english.append(number)
        }
        if let document = label.document.map(masking.text) {
            chinese.append(document)
            english.append(document)
        }
        if let authority = label.authority.map(masking.text) {
            chinese.append(authority)
            english.append("by \(authority)")
        }
        return Sentence(event.kind?.name ?? kind, event.kind?.rawValue ?? kind)
            + Sentence(
                chinese.isEmpty ? "" : "（\(chinese.joined(separator: "，"))）",
                english.isEmpty ? "" : " (\(english.joined(separator: ", ")))")
    }

    /// The record that an event names.
    private func target(_ event: Event) -> Sentence {
        let parts = [event.label.item, event.label.documentNumber].compactMap(\.self).map(masking.text)
        guard !parts.isEmpty else { return Sentence("", "") }
        let record = parts.joined(separator: " ")
        return Sentence("，所涉信息 \(record)", ", on \(record)")
    }
}
