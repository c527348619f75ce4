// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// Writes the elements of one array straight into the file.
///
/// It exists only inside the closure that it is handed to, and the closing bracket is written when the closure returns.
public struct ArrayWriter: ~Copyable {
    var out: SyntaxWriter

    /// Writes any value.
    public mutating func value(_ value: PDFValue) {
        out.value(value)
    }

    /// Writes a name.
    public mutating func name(_ value: PDFName) {
        out.name(value)
    }

    /// Writes a whole number of at most 32 bits.
    public mutating func integer(_ value: Int) {
        out.integer(value)
    }

    /// Writes a number given in thousandths, without trailing zeros.
    public mutating func number(thousandths: Int) {
        out.number(thousandths: thousandths)
    }

    /// Writes `null`.
    public mutating func null() {
        out.keyword("null")
    }

    /// Writes a text string.
    public mutating func text(_ value: String) {
        out.string(PDFText.encode(value))
    }

    /// Writes a string of bytes.
    public mutating func string(_ bytes: [UInt8]) {
        out.string(bytes)
    }

    /// Writes a reference.
    public mutating func reference(_ value: PDFReference) {
        out.reference(value)
    }

    /// Writes a dictionary inside this array.
    public mutating func dictionary(_ body: (inout DictionaryWriter) -> Void) {
        DictionaryWriter.write(into: &out, body)
    }

    /// Writes an array inside this one.
    public mutating func array(_ body: (inout ArrayWriter) -> Void) {
        out.buffer.append(UInt8(ascii: "["))
        body(&self)
        out.buffer.append(UInt8(ascii: "]"))
    }

    static func write(
        into out: inout SyntaxWriter, _ body: (inout ArrayWriter) -> Void
    ) {
        var writer = ArrayWriter(out: out.take())
        writer.out.buffer.append(UInt8(ascii: "["))
        body(&writer)
        writer.out.buffer.append(UInt8(ascii: "]"))
        out = writer.out
    }
}
