// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// Turns a template's XHTML into plans with resolved looks; all that is wrong is collected.
struct TemplateCompiler {
    private let cascade: Cascade
    private(set) var diagnostics: Diagnostics
    private(set) var styles: [Style] = []
    private var styleIndexes: [Style: StyleIndex] = [:]
    private var obligations = Obligations()
    private let root: LocatedField

    /// Where the compiler stands: the looks above, the data, and what must hold for the place to be shown.
    struct Place {
        var nodes: [StyledNode] = []
        var resolved = Cascade.root
        var background = Color(red: 255, green: 255, blue: 255)
        var data: LocatedField
        var conditions: [Obligations.Condition] = []
    }

    init(sheet: StyleSheet, source: [UInt8], file: String, fields: Field) {
        cascade = Cascade(sheet: sheet)
        diagnostics = Diagnostics(file: file, source: source)
        root = LocatedField(path: [fields])
    }

    /// The plans of what stands in `body`, and of the words of `title`.
    mutating func compile(_ html: Element) -> (title: [Plan], body: [Plan]) {
        var title: [Plan] = []
        var body: [Plan] = []
        let top = Place(data: root)
        guard html.name.local == "html", html.name.namespace == Vocabulary.xhtml else {
            report("root", "the root is \(html.name), expected html in the namespace \(Vocabulary.xhtml)", html)
            return ([], [])
        }
        let htmlPlace = descend(html, from: top)
        for part in html.elements {
            switch part.name.local {
            case "head": title = head(part, htmlPlace)
            case "body":
                let place = descend(part, from: htmlPlace)
                checkAttributes(part, allowed: [])
                body = children(of: part, content: .blocks, place)
            default: report("unknown-element", "\(part.name) cannot stand in html, expected head and body", part)
            }
        }
        for missing in obligations.missing(in: root.field) {
            diagnostics.report(
                "obligatory", "\(missing.path) (\(missing.label)) is not shown in every report", at: nil,
                hint: "place it with c:text outside every c:if and every c:each but those of the lists it lies in")
        }
        return (title, body)
    }

    /// The index of a look in `styles`.
    mutating func index(of style: Style) -> StyleIndex {
        if let known = styleIndexes[style] { return known }
        styles.append(style)
        styleIndexes[style] = styles.count - 1
        return styles.count - 1
    }

    /// The plan of a field in a margin box; nil if there is no such field, which is reported.
    mutating func marginField(_ text: String) -> Plan.Value? {
        guard let located = locate(text, from: root, attribute: "field()", nil, lists: false) else { return nil }
        obligations.place(located, under: [])
        return FieldPath(text).map { Plan.Value(path: $0, format: .plain, origin: located.text) }
    }

    // MARK: Head

    private mutating func head(_ head: Element, _ place: Place) -> [Plan] {
        var title: [Plan] = []
        for element in head.elements {
            switch element.name.local {
            case "title": title = children(of: element, content: .inlines, place)
            case "meta", "link": break
            default:
                report("unknown-element", "\(element.name) cannot stand in head, expected title, meta or link", element)
            }
        }
        return title
    }

    // MARK: Elements

    private mutating func children(of parent: Element, content: Vocabulary.Content, _ place: Place) -> [Plan] {
        let allowsText =
            switch content {
            case .inlines, .either: true
            default: false
            }
        var plans: [Plan] = []
        for (index, node) in parent.children.enumerated() {
            switch node {
            case .text(let text):
                if !text.allSatisfy(\.isWhitespace) && !allowsText {
                    report(
                        "text", "text cannot stand directly in \(parent.name): \"\(text.prefix(20))\"", parent,
                        hint: "put it into a p")
                } else if allowsText {
                    let shown = WhiteSpace.collapse(
                        text, isFirst: index == 0, isLast: index == parent.children.count - 1)
                    if !shown.isEmpty {
                        plans.append(Plan(kind: .text(shown), style: self.index(of: place.resolved.style)))
                    }
                }
            case .element(let element):
                guard element.name.namespace == Vocabulary.xhtml, let entry = Vocabulary.entries[element.name.local]
                else {
                    report(
                        "unknown-element", "unknown element \(element.name)", element,
                        hint: Suggestion.hint(for: element.name.local, among: Vocabulary.entries.keys.sorted()))
                    continue
                }
                guard Vocabulary.allows(element.name.local, in: content) else {
                    report(
                        "misplaced-element", "\(element.name) cannot stand in \(parent.name)", element,
                        hint: "expected " + Vocabulary.names(in: content).joined(separator: ", "))
                    continue
                }
                if let plan = plan(element, entry, place) { plans.append(plan) }
            }
        }
        return plans
    }

    private mutating func plan(_ element: Element, _ entry: Vocabulary.Entry, _ outer: Place) -> Plan? {
        checkAttributes(element, allowed: entry.attributes)
        var place = descend(element, from: outer)
        guard let kind = kind(element, &place) else { return nil }
        var plan = Plan(kind: kind, classes: place.nodes.last?.classes ?? [])

        if let text = element.attribute("each", namespace: Vocabulary.control) {
            if let list = locate(text, from: place.data, attribute: "c:each", element, lists: true) {
                place.conditions.append(.each(list))
                place.data = list
                plan.repetition = FieldPath(text).map {
                    Plan.Repetition(
                        path: $0, separator: element.attribute("separator", namespace: Vocabulary.control) ?? "")
                }
            }
        }
        if let text = element.attribute("if", namespace: Vocabulary.control) {
            plan.condition = condition(text, element, &place)
        }
        checkContrast(place, element)
        plan.style = index(of: place.resolved.style)
        plan.textStyle = index(of: place.resolved.style.withoutBox)
        if let text = element.attribute("text", namespace: Vocabulary.control) {
            plan.value = value(text, element, place)
            return plan
        }
        if case .figure = kind { return plan }
        if case .table = kind { plan.columns = columns(element, place) }
        plan.children = children(of: element, content: entry.content, place)
        if plan.children.contains(where: \.isInline) && !plan.children.allSatisfy(\.isInline) {
            report("mixed", "text and blocks are mixed in \(element.name)", element, hint: "put the text into a p")
        }
        return plan
    }

    private mutating func kind(_ element: Element, _ place: inout Place) -> Plan.Kind? {
        switch element.name.local {
        case "section", "header", "footer", "div": return .section(element: element.name.local)
        case "h1": return .heading(level: 1)
        case "h2": return .heading(level: 2)
        case "h3": return .heading(level: 3)
        case "h4": return .heading(level: 4)
        case "p": return .paragraph
        case "ul": return .list(isOrdered: false)
        case "ol": return .list(isOrdered: true)
        case "li": return .listItem
        case "table": return .table
        case "caption": return .caption
        case "thead": return .tableHead
        case "tbody": return .tableBody
        case "tr": return .row
        case "th", "td": return cell(element)
        case "span": return .span(isStrong: false)
        case "strong": return .span(isStrong: true)
        case "br": return .lineBreak
        case "figure": return figure(element, place)
        default: return nil
        }
    }

    private mutating func cell(_ element: Element) -> Plan.Kind {
        var scope: TableCell.Scope?
        if element.name.local == "th" {
            scope = element.attribute("scope").flatMap(TableCell.Scope.init)
            if scope == nil { report("attribute", "a th needs scope=\"col\" or scope=\"row\"", element) }
        }
        let span = element.attribute("colspan").map { Int($0) ?? 0 } ?? 1
        if !(1...20).contains(span) { report("attribute", "colspan is a number from 1 to 20", element) }
        return .cell(scope: scope, columnSpan: span)
    }

    private mutating func figure(_ element: Element, _ place: Place) -> Plan.Kind? {
        let alternative = element.attribute("aria-label") ?? ""
        if alternative.isEmpty { report("attribute", "a figure needs aria-label, which says what it shows", element) }
        let legend = element.attribute("legend", namespace: Vocabulary.control) ?? ""
        let source = element.attribute("value", namespace: Vocabulary.control) ?? ""
        guard let located = locate(source, from: place.data, attribute: "c:value", element, lists: false),
            let path = FieldPath(source)
        else { return nil }
        switch element.attribute("figure", namespace: Vocabulary.control) {
        case "seal":
            return .figure(.init(drawing: .seal(issuer: path, legend: legend), alternative: alternative))
        case "qr":
            obligations.place(located, under: place.conditions)
            return .figure(.init(drawing: .qrCode(path), alternative: alternative))
        default:
            report("attribute", "a figure needs c:figure=\"seal\" or c:figure=\"qr\"", element)
            return nil
        }
    }

    private mutating func columns(_ table: Element, _ place: Place) -> [Width] {
        var widths: [Width] = []
        for group in table.children("colgroup") {
            let groupPlace = descend(group, from: place)
            for column in group.children("col") {
                widths.append(descend(column, from: groupPlace).resolved.style.width)
            }
        }
        if widths.isEmpty { report("table", "a table needs a colgroup with a col for each column", table) }
        return widths
    }

    // MARK: Data

    private mutating func condition(_ text: String, _ element: Element, _ place: inout Place) -> Plan.Condition? {
        let isNegated = text.hasPrefix("not ")
        let name = isNegated ? String(text.dropFirst(4)) : text
        guard let located = locate(name, from: place.data, attribute: "c:if", element, lists: nil),
            let path = FieldPath(name)
        else { return nil }
        place.conditions.append(isNegated ? .absent(located) : .present(located))
        return Plan.Condition(path: path, isNegated: isNegated)
    }

    private mutating func value(_ text: String, _ element: Element, _ place: Place) -> Plan.Value? {
        guard let located = locate(text, from: place.data, attribute: "c:text", element, lists: false),
            let path = FieldPath(text)
        else { return nil }
        guard case .value(let type) = located.field.kind else {
            report("field", "\(located.text) is a group, not a value", element)
            return nil
        }
        let name = element.attribute("as", namespace: Vocabulary.control) ?? FieldFormat.plain.rawValue
        guard let format = FieldFormat(rawValue: name), format.fits(type) else {
            let fitting = FieldFormat.allCases.filter { $0.fits(type) }.map(\.rawValue)
            report(
                "format", "\(located.text) cannot be shown as \(name)", element,
                hint: fitting.isEmpty ? "use it in c:if" : "possible are " + fitting.joined(separator: ", "))
            return nil
        }
        obligations.place(located, under: place.conditions)
        return Plan.Value(path: path, format: format, origin: located.text)
    }

    /// The field to which a path leads; nil if it leads nowhere or past a list, which is reported.
    ///
    /// - Parameter lists: whether the field must be a list (true), must not be one (false), or may be either (nil).
    private mutating func locate(
        _ text: String, from data: LocatedField, attribute: String, _ element: Element?, lists: Bool?
    ) -> LocatedField? {
        guard let path = FieldPath(text) else {
            report("path", "\(attribute)=\"\(text)\" is no path such as subject/name or /number", element)
            return nil
        }
        switch data.follow(path) {
        case .failure(let unknown):
            let hint = Suggestion.hint(for: unknown.step, among: unknown.known)
            report(
                "field", "\(attribute)=\"\(text)\": there is no \(unknown.step)", element,
                hint: hint ?? "possible are " + unknown.known.joined(separator: ", "))
            return nil
        case .success(let located):
            let start = path.isAbsolute ? 1 : data.path.count
            let passed = located.path[min(start, located.path.count)...].dropLast()
            if let list = passed.first(where: \.isList) {
                report(
                    "field", "\(attribute)=\"\(text)\" passes the list \(list.name)", element,
                    hint: "repeat over it with c:each first")
                return nil
            }
            if lists == true && !located.field.isList {
                report("field", "\(located.text) is no list", element, hint: "c:if shows what is there only sometimes")
                return nil
            }
            if lists == false && located.field.isList && !path.steps.isEmpty {
                report("field", "\(located.text) is a list", element, hint: "repeat over it with c:each")
                return nil
            }
            return located
        }
    }

    // MARK: Looks and attributes

    private func descend(_ element: Element, from place: Place) -> Place {
        var inner = place
        let classes = (element.attribute("class") ?? "").split(separator: " ").map(String.init)
        inner.nodes.append(StyledNode(element: element.name.local, classes: classes))
        inner.resolved = cascade.resolve(inner.nodes, parent: place.resolved)
        if let background = inner.resolved.style.background { inner.background = background }
        return inner
    }

    private mutating func checkAttributes(_ element: Element, allowed: [String]) {
        for attribute in element.attributes {
            switch attribute.name.namespace {
            case Vocabulary.control where Vocabulary.controlAttributes.contains(attribute.name.local): break
            case "" where attribute.name.local == "class" || allowed.contains(attribute.name.local): break
            default:
                let known = ["class"] + allowed + Vocabulary.controlAttributes.map { "c:" + $0 }
                report(
                    "attribute", "\(element.name) cannot have the attribute \(attribute.name)", element,
                    hint: Suggestion.hint(for: attribute.name.description, among: known))
            }
        }
    }

    private mutating func checkContrast(_ place: Place, _ element: Element) {
        let style = place.resolved.style
        if Contrast.ratioTimes10(style.color, place.background) < 30 {
            report(
                "contrast", "the text of \(element.name) can hardly be told from what is behind it", element,
                hint: "a contrast of 3 : 1 is the least (WCAG 2.2, 1.4.3)")
        }
        if style.fontSize < .points(5) { report("size", "type under 5 pt cannot be read", element) }
        let isSeal = element.attribute("figure", namespace: Vocabulary.control) == "seal"
        let margins = [style.margin.top, style.margin.right, style.margin.bottom, style.margin.left]
        if !isSeal && margins.contains(where: { $0 < .zero }) {
            report("margin", "only a seal may have a negative margin: others would cover text", element)
        }
        if style.letterSpacing.milliPoints * 4 < -style.fontSize.milliPoints {
            report("size", "letters this close cover each other", element)
        }
    }

    private mutating func report(_ code: String, _ message: String, _ element: Element?, hint: String? = nil) {
        let position = element?.position.map { SourcePosition(line: $0.line, column: $0.column) }
        diagnostics.report(code, message, at: position, hint: hint)
    }
}
