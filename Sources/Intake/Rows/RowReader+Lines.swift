// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import RecordStore
internal import Records

/// What a row that was read becomes: a line of the store, from bytes to bytes, or an entry.
extension RowReader {
    /// Makes the identity of a row whose subject is sound.
    mutating func makeIdentity(_ row: DeliveryRow, _ number: Int) {
        identity.removeAll(keepingCapacity: true)
        switch item.nature {
        case .event: return
        case .registration:
            identity.append(contentsOf: itemCode.utf8)
        case .record:
            let document = values.bytes(values.columns.documentNumber, row)
            guard row.rounded.isEmpty, PlainValue.isNumber(document.span) else {
                let key = SubjectKey(String(decoding: subject, as: UTF8.self)) ?? .nobody
                identity.append(contentsOf: item.identity(of: entry(row, number, kind, key)).utf8)
                return
            }
            authority.update(
                values.bytes(values.columns.authorityCode, row), values.bytes(values.columns.authorityName, row)
            ) {
                RecordIdentity.authority(code: $0, name: $1)
            }
            identity.append(contentsOf: itemCode.utf8)
            identity.append(0x20)
            identity.append(contentsOf: authority.text)
            identity.append(0x20)
            identity.append(contentsOf: document)
        }
        identity.append(0x20)
        identity.append(contentsOf: subject)
    }

    /// Appends the last row that was read as a line.
    mutating func writeLine(_ row: DeliveryRow, number: Int, to writer: inout ByteWriter) {
        draft.reset()
        for column in values.columns.inOrder {
            let value = values[column]
            guard value.place != .nowhere else { continue }
            let name = values.columns.names[column]
            if value.place == .row {
                draft.addField(
                    name, row.text.span.extracting(value.start..<value.end), isPlain: value.needsNoEscape)
            } else {
                draft.addField(name, values.bytes(column, row).span, isPlain: false)
                draft.addDelivered(name, row.text.span.extracting(row.range(column)))
            }
            if let fault = value.fault { draft.addFault(name, fault) }
        }
        draft.write(frame, identity: identity, row: number, source: rowSource, subject: subject, to: &writer)
    }

    /// The last row that was read as a line, as an entry.
    func lineEntry(_ row: DeliveryRow, number: Int) -> Entry {
        var entry = entry(row, number, kind, SubjectKey(String(decoding: subject, as: UTF8.self)) ?? .nobody)
        entry.identity = String(decoding: identity, as: UTF8.self)
        return entry
    }

    /// Whether the last row, of the register, has something in a column that names a parent.
    var mayNameParent: Bool {
        item.nature == .registration
            && values.columns.parents.contains { values.has($0) }
    }

    /// The domain that the last row names.
    func domain(_ row: DeliveryRow) -> ArraySlice<UInt8> {
        values.bytes(values.columns.domain, row)
    }

    /// The code of the deciding authority of the last row.
    func authorityCode(_ row: DeliveryRow) -> ArraySlice<UInt8> {
        values.bytes(values.columns.authorityCode, row)
    }

    /// The name of the deciding authority of the last row.
    func authorityName(_ row: DeliveryRow) -> ArraySlice<UInt8> {
        values.bytes(values.columns.authorityName, row)
    }

    /// The last row that was read, as an entry.
    func entry(_ row: DeliveryRow, _ number: Int, _ kind: Entry.Kind, _ key: SubjectKey) -> Entry {
        var fields: [FieldValue] = []
        var delivered: [FieldValue] = []
        var faults: [FieldFault] = []
        for column in values.columns.inOrder where values[column].place != .nowhere {
            let code = values.columns[column].code
            fields.append(FieldValue(code, values.text(column, row)))
            if values[column].place == .changed { delivered.append(FieldValue(code, row[column])) }
            if let fault = values[column].fault { faults.append(FieldFault(field: code, reason: fault)) }
        }
        for value in values.surplus {
            fields.append(FieldValue(value.code, value.value))
            if !value.value.utf8.elementsEqual(value.delivered.utf8) {
                delivered.append(FieldValue(value.code, value.delivered))
            }
        }
        return Entry(
            kind: kind, subject: key, item: itemCode, source: String(decoding: rowSource, as: UTF8.self),
            identity: "", fields: Self.sorted(fields), delivered: Self.sorted(delivered), faults: faults, sequence: 0,
            row: number)
    }

    private static func sorted(_ values: [FieldValue]) -> [FieldValue] {
        values.sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    }
}
