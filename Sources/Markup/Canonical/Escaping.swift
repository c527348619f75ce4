// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// Characters as they are spelled in canonical XML.
///
/// "Canonical XML Version 1.0" (W3C), 2.3, text nodes and attribute nodes.
public enum Escaping {
    /// Appends a text: `&`, `<`, `>` and CR become references.
    ///
    /// - Returns: the first scalar that XML 1.0 does not allow, which was left out; nil if there was none.
    @discardableResult
    public static func appendText(_ text: String, to writer: inout ByteTape) -> Unicode.Scalar? {
        append(text, to: &writer, plainFrom: textClass)
    }

    /// Appends an attribute value: `&`, `<`, `"`, TAB, LF and CR become references.
    ///
    /// - Returns: the first scalar that XML 1.0 does not allow, which was left out; nil if there was none.
    @discardableResult
    public static func appendAttribute(_ value: String, to writer: inout ByteTape) -> Unicode.Scalar? {
        append(value, to: &writer, plainFrom: attributeClass)
    }

    /// A text as it stands between tags; nil if XML 1.0 cannot hold it.
    public static func text(_ text: String) -> [UInt8]? {
        var writer = ByteTape(capacity: text.utf8.count)
        return appendText(text, to: &writer) == nil ? writer.bytes : nil
    }

    /// A value as it stands between double quotes; nil if XML 1.0 cannot hold it.
    public static func attribute(_ value: String) -> [UInt8]? {
        var writer = ByteTape(capacity: value.utf8.count)
        return appendAttribute(value, to: &writer) == nil ? writer.bytes : nil
    }

    private enum Class {
        static let plain: UInt8 = 0
        static let reference: UInt8 = 1
        static let forbidden: UInt8 = 2
        /// Begins a scalar from U+F000 to U+FFFF, of which U+FFFE and U+FFFF are forbidden.
        static let last: UInt8 = 3
    }

    private static let textClass = classes(references: "&<>\r")
    private static let attributeClass = classes(references: "&<\"\t\n\r")

    private static func classes(references: String) -> [UInt8] {
        var table = [UInt8](repeating: Class.plain, count: 256)
        for control in 0..<32 { table[control] = Class.forbidden }
        for allowed in "\t\n\r".utf8 { table[Int(allowed)] = Class.plain }
        for byte in references.utf8 { table[Int(byte)] = Class.reference }
        table[0xEF] = Class.last
        return table
    }

    private static func append(
        _ text: String, to writer: inout ByteTape, plainFrom classes: [UInt8]
    ) -> Unicode.Scalar? {
        let bytes = text.utf8Span.span
        let table = classes.span
        var forbidden: Unicode.Scalar?
        var run = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let kind = table[Int(byte)]
            if kind == Class.plain {
                index += 1
                continue
            }
            var length = 1
            if kind == Class.last {
                guard bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE else {
                    index += 3
                    continue
                }
                length = 3
                forbidden = forbidden ?? Unicode.Scalar(0xFF40 | UInt16(bytes[index + 2]))
            }
            writer.append(bytes.extracting(run..<index))
            if kind == Class.reference { writer.append(reference(byte)) }
            if kind == Class.forbidden { forbidden = forbidden ?? Unicode.Scalar(byte) }
            index += length
            run = index
        }
        writer.append(bytes.extracting(run..<bytes.count))
        return forbidden
    }

    private static func reference(_ byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "\t"): "&#x9;"
        case UInt8(ascii: "\n"): "&#xA;"
        default: "&#xD;"
        }
    }
}
