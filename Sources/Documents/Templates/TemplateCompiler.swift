// SPDX-License-Identifier: Apache-2.0

internal import Markup

/// Turns a template's XHTML into plans with resolved looks; all that is wrong is collected.
struct TemplateCompiler {
    var looks: Looks
    var diagnostics: Diagnostics
    var obligations = Obligations()
    /// The fixed words of the language; nil if the template has no file of them.
    var labels: Labels?
    /// The words in the middle of seals that `seal.json` gives.
    private let sealLegend: String?
    let legibility: Legibility
    private let top: Place
    private var headingLevel = 0

    init(sheet: StyleSheet, source: [UInt8], file: String, labels: Labels?, sealLegend: String?) {
        self.labels = labels
        self.sealLegend = sealLegend
        looks = Looks(sheet)
        diagnostics = Diagnostics(file: file, source: source)
        let page = sheet.page
        legibility = Legibility(
            pageHeight: page.height - page.margin.top - page.margin.bottom, families: sheet.faces.map(\.family))
        top = Place(
            room: page.width - page.margin.left - page.margin.right, data: LocatedField(root: FieldCatalog.root))
    }

    // MARK: The frame

    /// What the frame of a template holds.
    struct Frame {
        var language = ""
        var title: [Plan] = []
        var body: [Plan] = []
        /// The place within `body`, from which the margins of the pages inherit.
        var bodyPlace: Place
    }

    /// The plans of what stands in `body`, and of the words of `title`.
    mutating func compile(_ html: Element) -> Frame {
        var frame = Frame(bodyPlace: top)
        guard html.name.local == "html", html.name.namespace == Vocabulary.xhtml else {
            report("root", "the root is \(html.name), expected html in the namespace \(Vocabulary.xhtml)", html)
            return frame
        }
        checkAttributes(html, allowed: ["lang"])
        frame.language = html.attribute("lang") ?? ""
        if !Labels.isLanguage(frame.language) {
            report("attribute", "html needs lang, the language of the document, such as lang=\"zh-CN\"", html)
        }
        if let labels { frame.language = labels.language }
        checkText(html, "html")
        let htmlPlace = looks.enter(html, from: top)
        let parts = html.elements
        for part in parts where !["head", "body"].contains(part.name.local) || part.name.namespace != Vocabulary.xhtml {
            report("unknown-element", "\(part.name) cannot stand in html, expected head and body", part)
        }
        guard parts.count >= 2, parts[0].name.local == "head", parts[1].name.local == "body", parts.count == 2 else {
            report("frame", "html holds one head and one body", html)
            return frame
        }
        frame.title = head(parts[0], htmlPlace)
        checkAttributes(parts[1], allowed: [])
        frame.bodyPlace = looks.enter(parts[1], from: htmlPlace)
        check(parts[1], &frame.bodyPlace)
        frame.body = children(of: parts[1], content: .blocks, frame.bodyPlace)
        for missing in obligations.missing {
            diagnostics.report(
                "obligatory", "\(missing.path) (\(missing.label)) is not shown in every report", at: nil,
                hint: "place it in body with c:text, outside every c:if and every c:each but those of what it lies in")
        }
        return frame
    }

    private mutating func head(_ head: Element, _ outer: Place) -> [Plan] {
        checkAttributes(head, allowed: [])
        checkText(head, "head")
        var place = looks.enter(head, from: outer)
        place.isOnPages = false
        var title: [Plan] = []
        for element in head.elements {
            let attributes = element.attributes.map { "\($0.name)=\($0.value)" }.sorted()
            switch element.name.local {
            case "title" where title.isEmpty:
                checkAttributes(element, allowed: [])
                title = children(of: element, content: .inlines, place)
            case "meta" where attributes == ["charset=utf-8"]: break
            case "link" where attributes == ["href=style.css", "rel=stylesheet"]: break
            default:
                report(
                    "unknown-element", "this \(element.name) cannot stand in head", element,
                    hint:
                        "expected one title, <meta charset=\"utf-8\"/> and <link rel=\"stylesheet\" href=\"style.css\"/>"
                )
            }
        }
        if title.isEmpty { report("frame", "head needs a title", head) }
        return title
    }

    // MARK: Elements

    mutating func children(of parent: Element, content: Vocabulary.Content, _ outer: Place) -> [Plan] {
        var place = outer
        var plans: [Plan] = []
        let allowsText = [.inlines, .either].contains(content)
        let isInline = Vocabulary.inlines.contains(parent.name.local)
        if !allowsText { checkText(parent, parent.name.local) }
        for (index, node) in parent.children.enumerated() {
            switch node {
            case .text(let text):
                guard allowsText else { continue }
                let shown = WhiteSpace.collapse(
                    text, isFirst: index == 0 && !isInline,
                    isLast: index == parent.children.count - 1 && !isInline)
                guard !shown.isEmpty else { continue }
                let look = looks.index(of: place.resolved.style.withoutBox)
                plans.append(Plan(kind: .text(shown), style: look, textStyle: look))
            case .element(let element):
                guard element.name.namespace == Vocabulary.xhtml, let entry = Vocabulary.entry(element.name.local)
                else {
                    report(
                        "unknown-element", "unknown element \(element.name)", element,
                        hint: Suggestion.hint(for: element.name.local, among: Vocabulary.entries.map(\.name)))
                    continue
                }
                guard Vocabulary.allows(element.name.local, in: content) else {
                    let expected = Vocabulary.names(in: content)
                    report(
                        "misplaced-element", "\(element.name) cannot stand in \(parent.name)", element,
                        hint: expected.isEmpty ? "nothing can" : "expected " + expected.joined(separator: ", "))
                    continue
                }
                guard let plan = plan(element, entry, place) else { continue }
                plans.append(plan)
                if case .cell(_, let span) = plan.kind { place.column += span }
            }
        }
        if plans.contains(where: \.isInline) && !plans.allSatisfy(\.isInline) {
            report("mixed", "text and blocks are mixed in \(parent.name)", parent, hint: "put the text into a p")
        }
        return plans
    }

    private mutating func plan(_ element: Element, _ entry: Vocabulary.Entry, _ outer: Place) -> Plan? {
        checkAttributes(element, allowed: entry.attributes, controls: entry.controls)
        var outer = outer
        var span = 1
        if Vocabulary.allows(entry.name, in: .cells) {
            span = columnSpan(element)
            outer.room = width(ofCell: span, in: outer)
        }
        var place = looks.enter(element, from: outer)
        let repetition = repetition(element, &place)
        let conditions = conditions(element, &place)
        guard let kind = kind(element, span, place) else { return nil }
        check(element, &place)
        if case .figure(let figure) = kind {
            complain(legibility.findings(figure: figure.drawing, place), element, &place)
        }
        var value: Plan.Value?
        var columns: [Width] = []
        var children: [Plan] = []
        if let text = control("text", element) {
            value = self.value(text, element, place)
            checkSample(element, replacedBy: "text")
        } else if let label = control("label", element), !element.isFigure {
            guard let words = words(of: label, element, place) else { return nil }
            children = words
        } else {
            if case .table = kind {
                columns = self.columns(of: element, place)
                place.columns = widths(of: columns, in: place.room)
            }
            children = self.children(of: element, content: entry.content, place)
            if case .row(let strips) = kind { checkRow(children, strips: strips, element, place) }
        }
        return Plan(
            kind: kind, style: looks.index(of: place.resolved.style),
            textStyle: looks.index(of: place.resolved.style.withoutBox), repetition: repetition, conditions: conditions,
            value: value, columns: columns, children: children)
    }

    private mutating func kind(_ element: Element, _ span: Int, _ place: Place) -> Plan.Kind? {
        switch element.name.local {
        case "section", "header", "footer", "div": return .section(element: element.name.local)
        case "h1": return heading(1, element)
        case "h2": return heading(2, element)
        case "h3": return heading(3, element)
        case "h4": return heading(4, element)
        case "p": return .paragraph
        case "ul": return .list(isOrdered: false)
        case "ol": return .list(isOrdered: true)
        case "li": return .listItem
        case "table": return .table
        case "caption": return .caption
        case "thead": return .tableHead
        case "tbody": return .tableBody
        case "tr": return .row(strips: strips(element))
        case "th", "td": return .cell(scope: scope(element), columnSpan: span)
        case "span": return .span(isStrong: false)
        case "strong": return .span(isStrong: true)
        case "br": return .lineBreak
        case "figure": return figure(element)
        default: return nil
        }
    }

    private mutating func heading(_ level: Int, _ element: Element) -> Plan.Kind {
        if level > headingLevel + 1 {
            report(
                "heading", "\(element.name) follows a heading of level \(headingLevel)", element,
                hint: "levels are not skipped: readers who do not see the page find their way by them")
        }
        headingLevel = level
        return .heading(level: level)
    }

    private mutating func figure(_ element: Element) -> Plan.Kind? {
        var alternative = element.attribute("aria-label") ?? ""
        if alternative.isEmpty { report("attribute", "a figure needs aria-label, which says what it shows", element) }
        if let name = control("label", element), let label = label(name, element) { alternative = label.text }
        let legend = control("legend", element)
        let kind = control("figure", element)
        switch kind?.value {
        case "seal":
            if let legend, sealLegend != nil {
                report("attribute", "seal.json gives the words in the middle of seals", element, attribute: legend)
            }
            let words = sealLegend ?? legend?.value ?? ""
            if words.isEmpty {
                report(
                    "attribute", "a seal needs c:legend, the words in its middle", element,
                    hint: "seal.json may give a legend instead")
            }
            return .figure(.init(drawing: .seal(legend: words), alternative: alternative))
        case "qr":
            if let legend { report("attribute", "a QR symbol has no legend", element, attribute: legend) }
            return .figure(.init(drawing: .qrCode, alternative: alternative))
        default:
            report("attribute", "a figure needs c:figure=\"seal\" or c:figure=\"qr\"", element, attribute: kind)
            return nil
        }
    }

    // MARK: Checks

    /// Finds fault with the look of an element, but not again with what it inherits.
    private mutating func check(_ element: Element, _ place: inout Place) {
        guard place.isOnPages else { return }
        complain(legibility.findings(element.name.local, place), element, &place)
    }

    private mutating func complain(_ findings: [Legibility.Finding], _ element: Element, _ place: inout Place) {
        for finding in findings where !place.complaints.contains(finding.message) {
            place.complaints.append(finding.message)
            report(finding.code, "\(element.name): \(finding.message)", element, hint: finding.hint)
        }
    }

    /// Finds fault with text directly in an element that cannot hold any.
    private mutating func checkText(_ element: Element, _ name: String) {
        for case .text(let text) in element.children {
            let words = WhiteSpace.collapse(text, isFirst: true, isLast: true)
            guard !words.isEmpty, name != "figure" else { continue }
            report(
                "text", "text cannot stand directly in \(name): \"\(words.prefix(20))\"", element,
                hint: "put it into a p")
        }
    }

    /// Finds fault with elements in what a value replaces.
    mutating func checkSample(_ element: Element, replacedBy control: String) {
        guard let inner = element.elements.first else { return }
        report(
            "misplaced-element", "\(inner.name) stands in the sample text that c:\(control) replaces", inner,
            hint: "leave the text alone, or put c:\(control) on elements within")
    }

    private mutating func checkAttributes(_ element: Element, allowed: [String], controls: [String] = []) {
        let isFrame = Vocabulary.frame.contains(element.name.local)
        let plain = isFrame ? allowed : ["class"] + allowed
        for attribute in element.attributes {
            let known = attribute.name.namespace == Vocabulary.control ? controls : plain
            let isKnown = known.contains(attribute.name.local)
            if isKnown && [Vocabulary.control, ""].contains(attribute.name.namespace) { continue }
            report(
                "attribute", "\(element.name) cannot have the attribute \(attribute.name)", element,
                attribute: attribute,
                hint: Suggestion.hint(for: attribute.name.description, among: plain + controls.map { "c:" + $0 }))
        }
        if let label = control("label", element), control("text", element) != nil {
            report("attribute", "c:label does nothing beside c:text", element, attribute: label)
        }
        for (needed, by) in [("text", "as"), ("each", "separator"), ("each", "fold")] {
            if let attribute = control(by, element), control(needed, element) == nil {
                report("attribute", "c:\(by) does nothing without c:\(needed)", element, attribute: attribute)
            }
        }
    }

    /// An attribute in the namespace of templates; nil where the element cannot have it, so that it does nothing there.
    func control(_ local: String, _ element: Element) -> Attribute? {
        guard let entry = Vocabulary.entry(element.name.local), entry.controls.contains(local) else { return nil }
        return element.attributes.first { $0.name.local == local && $0.name.namespace == Vocabulary.control }
    }

    mutating func report(
        _ code: String, _ message: String, _ element: Element, attribute: Attribute? = nil, hint: String? = nil
    ) {
        diagnostics.report(code, message, at: diagnostics.position(of: element, attribute?.name), hint: hint)
    }
}
