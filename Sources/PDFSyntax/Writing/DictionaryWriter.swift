// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Writes the entries of one dictionary straight into the file.
///
/// It exists only inside the closure that it is handed to, and the closing `>>` is written when the closure returns, so that a
/// dictionary is never left open. Each function writes one key with its value; a key must not be written twice.
public struct DictionaryWriter: ~Copyable {
    var out: SyntaxWriter

    init(_ out: consuming SyntaxWriter) {
        self.out = out
    }

    /// Writes any value.
    public mutating func value(_ key: PDFName, _ value: PDFValue) {
        out.name(key)
        out.value(value)
    }

    /// Writes a name.
    public mutating func name(_ key: PDFName, _ value: PDFName) {
        out.name(key)
        out.name(value)
    }

    /// Writes a whole number of at most 32 bits.
    public mutating func integer(_ key: PDFName, _ value: Int) {
        out.name(key)
        out.integer(value)
    }

    /// Writes a number given in thousandths, without trailing zeros.
    public mutating func number(_ key: PDFName, thousandths: Int) {
        out.name(key)
        out.number(thousandths: thousandths)
    }

    /// Writes `true` or `false`.
    public mutating func boolean(_ key: PDFName, _ value: Bool) {
        out.name(key)
        out.boolean(value)
    }

    /// Writes a text string.
    public mutating func text(_ key: PDFName, _ value: String) {
        out.name(key)
        out.string(PDFText.encode(value))
    }

    /// Writes a string of bytes.
    public mutating func string(_ key: PDFName, _ bytes: [UInt8]) {
        out.name(key)
        out.string(bytes)
    }

    /// Writes a date.
    public mutating func date(_ key: PDFName, _ instant: Instant) {
        text(key, PDFText.date(instant))
    }

    /// Writes a reference.
    public mutating func reference(_ key: PDFName, _ value: PDFReference) {
        out.name(key)
        out.reference(value)
    }

    /// Writes a dictionary inside this one.
    public mutating func dictionary(
        _ key: PDFName, _ body: (inout DictionaryWriter) -> Void
    ) {
        out.name(key)
        out.buffer.append("<<")
        body(&self)
        out.buffer.append(">>")
    }

    /// Writes an array.
    public mutating func array(
        _ key: PDFName, _ body: (inout ArrayWriter) -> Void
    ) {
        out.name(key)
        ArrayWriter.write(into: &out, body)
    }

    /// Writes an array of references.
    public mutating func references(_ key: PDFName, _ values: [PDFReference]) {
        array(key) { array in
            for value in values { array.reference(value) }
        }
    }

    /// Writes an array of whole numbers.
    public mutating func integers(_ key: PDFName, _ values: [Int]) {
        array(key) { array in
            for value in values { array.integer(value) }
        }
    }

    /// Writes an array of numbers given in thousandths, such as a rectangle in thousandths of a point.
    public mutating func numbers(_ key: PDFName, thousandths values: [Int]) {
        array(key) { array in
            for value in values { array.number(thousandths: value) }
        }
    }

    static func write(
        into out: inout SyntaxWriter, _ body: (inout DictionaryWriter) -> Void
    ) {
        var writer = DictionaryWriter(out.take())
        writer.out.buffer.append("<<")
        body(&writer)
        writer.out.buffer.append(">>")
        out = writer.out
    }
}
