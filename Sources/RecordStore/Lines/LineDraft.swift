// SPDX-License-Identifier: Apache-2.0

package import Bytes

/// A line of the store on its way from bytes to bytes: what `EntryLine.write` makes of an entry, without the entry.
///
/// Each section takes its members in the ascending order of their codes, each code once.
package struct LineDraft: Sendable {
    /// Where a member goes.
    package enum Section { case delivered, faults, fields }

    private var delivered = ByteWriter(capacity: 1 << 12)
    private var faults = ByteWriter(capacity: 1 << 8)
    private var fields = ByteWriter(capacity: 1 << 12)

    /// A line without members.
    package init() {}

    /// What stands before a member's value: its code in quotes, and a colon.
    package static func name(_ code: String) -> [UInt8] {
        var writer = ByteWriter(capacity: code.utf8.count + 3)
        writer.append(jsonString: code)
        writer.append(UInt8(ascii: ":"))
        return writer.bytes
    }

    /// Forgets all members.
    package mutating func reset() {
        delivered.reset()
        faults.reset()
        fields.reset()
    }

    /// Adds a field.
    ///
    /// - Parameters:
    ///   - name: as `name` gives it.
    ///   - value: UTF-8.
    ///   - isPlain: whether it is known to hold no quote, backslash or control character.
    package mutating func addField(_ name: [UInt8], _ value: Span<UInt8>, isPlain: Bool) {
        if fields.count > 0 { fields.append(UInt8(ascii: ",")) }
        fields.append(name)
        if isPlain {
            fields.append(UInt8(ascii: "\""))
            fields.append(value)
            fields.append(UInt8(ascii: "\""))
        } else {
            fields.append(jsonString: value)
        }
    }

    /// Adds what was delivered for a field.
    package mutating func addDelivered(_ name: [UInt8], _ value: Span<UInt8>) {
        if delivered.count > 0 { delivered.append(UInt8(ascii: ",")) }
        delivered.append(name)
        delivered.append(jsonString: value)
    }

    /// Adds the reason why a field could not be read.
    package mutating func addFault(_ name: [UInt8], _ reason: String) {
        if faults.count > 0 { faults.append(UInt8(ascii: ",")) }
        faults.append(name)
        faults.append(jsonString: reason)
    }

    /// Appends the line, its line feed included.
    ///
    /// - Parameters:
    ///   - frame: what all lines of a delivery of that kind share.
    ///   - identity: UTF-8; empty for events and pending lines.
    ///   - row: where it stood in the delivery, from 1 on.
    ///   - source: UTF-8.
    ///   - subject: the spelling of the key.
    package func write(
        _ frame: LineFrame, identity: [UInt8], row: Int, source: [UInt8], subject: [UInt8], to writer: inout ByteWriter
    ) {
        writer.append(UInt8(ascii: "{"))
        if delivered.count > 0 {
            writer.append("\"delivered\":{")
            writer.append(delivered.bytes)
            writer.append("},")
        }
        if faults.count > 0 {
            writer.append("\"faults\":{")
            writer.append(faults.bytes)
            writer.append("},")
        }
        writer.append("\"fields\":{")
        writer.append(fields.bytes)
        if identity.isEmpty {
            writer.append("}")
        } else {
            writer.append("},\"identity\":")
            writer.append(jsonString: identity.span)
        }
        writer.append(frame.bytes)
        writer.append(decimal: row)
        writer.append(",\"source\":")
        writer.append(jsonString: source.span)
        writer.append(",\"subject\":")
        writer.append(jsonString: subject.span)
        writer.append("}\n")
    }
}

/// What all lines of one kind in a delivery share.
package struct LineFrame: Sendable {
    let bytes: [UInt8]

    /// The frame of an import's lines of an item.
    package init(sequence: Int, item: String, kind: String) {
        var writer = ByteWriter(capacity: 64)
        writer.append(",\"import\":")
        writer.append(decimal: sequence)
        writer.append(",\"item\":")
        writer.append(jsonString: item)
        writer.append(",\"kind\":")
        writer.append(jsonString: kind)
        writer.append(",\"row\":")
        bytes = writer.bytes
    }
}
