// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Markup

/// Rows of XML: of the message in which platforms hand records to each other (ExchangeMessage), or of our own form of
/// delivery (docs/delivery-1.xsd).
///
///     <ExchangeMessage><Header>…</Header><Body><fields><CF_WSH>…</CF_WSH>…</fields>…</Body></ExchangeMessage>
///
///     <delivery xmlns="urn:creditreport:delivery:1" item="XZCF" source="…" through="2026-01-11">
///       <row><field name="CF_WSH">…</field>…</row>…
///     </delivery>
final class XMLRows: RowSource {
    /// The names seen so far, in the order of their first appearance.
    private(set) var headings: [String] = []
    /// What the delivery states about itself.
    private(set) var statement = DeliveryStatement()
    private let stream: TextStream
    private var parser: XMLStream
    private var isAtEnd = false
    private var form = Form.unknown
    private var ahead = RowsAhead()

    private enum Form { case unknown, message, delivery }

    /// The namespace of our own form.
    static let namespace = "urn:creditreport:delivery:1"

    /// Looks at the first rows and stands before them.
    init(_ stream: TextStream) throws(IntakeError) {
        self.stream = stream
        var limits = XMLLimits(elements: .max, depth: 16, attributesInAll: .max, textBytes: DeliveryRow.longestValue)
        limits.bytes = .max
        let labels = stream.encoding == .utf8 ? ["utf-8"] : ["gb18030", "gbk", "gb2312"]
        do {
            parser = try XMLStream(limits: limits, labels: labels)
        } catch {
            throw Self.fault(error)
        }
        try readHead()
        try ahead.look { (row) throws(IntakeError) in try readRow(&row) }
        guard !headings.isEmpty else {
            throw IntakeError(.headings, "the file has no row: fields were expected")
        }
    }

    var encoding: TextEncoding? { stream.encoding }
    var notUTF8At: Int? { stream.notUTF8At }
    var bytesRead: Int { stream.bytesRead }

    func digest() -> String {
        stream.digest()
    }

    func read(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        try ahead.read(&row) { (row) throws(IntakeError) in try readRow(&row) }
    }

    // MARK: Structure

    /// Reads what stands before the first row.
    private func readHead() throws(IntakeError) {
        guard case .start(let name, let attributes, let position) = try event() else { return }
        if name.local == "ExchangeMessage", name.namespace.isEmpty {
            form = .message
            while let event = try event() {
                switch event {
                case .start(let name, _, _) where name.local == "Header": try skip()
                case .start(let name, _, _) where name.local == "Body": return
                case .text(let text): try requireBlank(text)
                case .start(let name, _, let position): throw unexpected(name, position, expected: "Header or Body")
                case .end: throw IntakeError(.format, "the message has no Body")
                }
            }
        } else if name.local == "delivery", name.namespace == Self.namespace {
            form = .delivery
            statement = try DeliveryStatement(attributes, line: position.line)
        } else {
            throw IntakeError(
                .format, "line \(position.line): the root element <\(name)> is that of no delivery",
                hint: "an ExchangeMessage or a delivery in the namespace \(Self.namespace) was expected")
        }
    }

    /// Reads the next row; gives false after the last, when the document was read to its end.
    private func readRow(_ row: inout DeliveryRow) throws(IntakeError) -> Bool {
        let element = form == .message ? "fields" : "row"
        let namespace = form == .message ? "" : Self.namespace
        while let event = try event() {
            switch event {
            case .text(let text): try requireBlank(text)
            case .start(let name, _, let position):
                guard name.local == element, name.namespace == namespace else {
                    throw unexpected(name, position, expected: element)
                }
                try readFields(&row, at: position)
                return true
            case .end:
                try readTail()
                return false
            }
        }
        return false
    }

    private func readFields(_ row: inout DeliveryRow, at position: Position) throws(IntakeError) {
        var values = [String](repeating: "", count: headings.count)
        var seen = [Bool](repeating: false, count: headings.count)
        var guess = 0
        while let event = try event() {
            switch event {
            case .text(let text): try requireBlank(text)
            case .end:
                row.begin(line: position.line)
                for value in values { try row.add(value) }
                return
            case .start(let name, let attributes, let position):
                let heading = try heading(name, attributes, position)
                // Most rows have the fields of the one before in the same order.
                if guess >= headings.count || headings[guess] != heading {
                    guess = headings.firstIndex(of: heading) ?? headings.count
                }
                if guess == headings.count {
                    guard guess < DeliveryRow.mostColumns else {
                        throw IntakeError(
                            .limit, "line \(position.line): more than \(DeliveryRow.mostColumns) different fields")
                    }
                    headings.append(heading)
                    values.append("")
                    seen.append(false)
                }
                guard !seen[guess] else {
                    throw IntakeError(.format, "line \(position.line): the row has the field \(heading) twice")
                }
                seen[guess] = true
                values[guess] = try readValue(name)
                guess += 1
            }
        }
    }

    private func heading(
        _ name: Name, _ attributes: [Attribute], _ position: Position
    ) throws(IntakeError) -> String {
        switch form {
        case .message, .unknown:
            guard name.namespace.isEmpty else { throw unexpected(name, position, expected: "a field") }
            return name.local
        case .delivery:
            guard name.local == "field", name.namespace == Self.namespace else {
                throw unexpected(name, position, expected: "field")
            }
            guard let heading = attributes.value("name"), !heading.isEmpty else {
                throw IntakeError(.format, "line \(position.line): a field has no name")
            }
            return heading
        }
    }

    private func readValue(_ field: Name) throws(IntakeError) -> String {
        var value = ""
        while let event = try event() {
            switch event {
            case .text(let text): value = text
            case .end: return value
            case .start(let name, _, let position):
                throw IntakeError(
                    .format, "line \(position.line): <\(name)> stands in <\(field)>, where text was expected")
            }
        }
        return value
    }

    /// Reads what stands behind the rows; of a message its end tag.
    private func readTail() throws(IntakeError) {
        while let event = try event() {
            switch event {
            case .text(let text): try requireBlank(text)
            case .end: continue
            case .start(let name, _, let position): throw unexpected(name, position, expected: "the end")
            }
        }
    }

    /// Passes over an element whose start tag was read.
    private func skip() throws(IntakeError) {
        var depth = 1
        while depth > 0, let event = try event() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: continue
            }
        }
    }

    // MARK: Events

    private func event() throws(IntakeError) -> XMLEvent? {
        while true {
            if let event = parser.take() { return event }
            guard !isAtEnd else { return nil }
            let piece = try stream.next()
            do {
                if let piece {
                    try parser.feed(piece)
                } else {
                    isAtEnd = true
                    try parser.finish()
                }
            } catch {
                throw Self.fault(error)
            }
        }
    }

    private func requireBlank(_ text: String) throws(IntakeError) {
        guard text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else {
            throw IntakeError(.format, "text stands between the elements: \"\(text.prefix(40))\"")
        }
    }

    private func unexpected(_ name: Name, _ position: Position, expected: String) -> IntakeError {
        IntakeError(.format, "line \(position.line): found <\(name)>, expected \(expected)")
    }

    private static func fault(_ error: MarkupError) -> IntakeError {
        let place = error.position.map { "line \($0.line), column \($0.column): " } ?? ""
        let code: IntakeError.Code =
            switch error.code {
            case .limit: .limit
            case .encoding: .encoding
            default: .format
            }
        return IntakeError(code, "\(place)\(error.message) (\(error.code.rawValue))", hint: error.hint)
    }
}
