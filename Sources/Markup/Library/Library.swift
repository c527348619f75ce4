// SPDX-License-Identifier: Apache-2.0

internal import CLibXML2

/// libxml2 as a whole: what is set once for the process.
enum Library {
    /// Prepares the parser and the schema types, and replaces the loader of outside files by one that has none.
    ///
    /// Everything else that libxml2 keeps is held by one context for each document, so that threads share nothing.
    static let ready: Void = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
        xmlSchemaInitTypes()
    }()

    /// The version of the library that is loaded.
    static var version: String {
        guard let text = unsafe creditreport_xml_version() else { return "" }
        return unsafe String(cString: text)
    }

    /// A message of libxml2 as one line that begins with a small letter and ends without a full stop.
    static func message(_ error: UnsafePointer<xmlError>) -> String {
        guard let raw = unsafe error.pointee.message else { return "error \(unsafe error.pointee.code)" }
        var words = unsafe String(cString: raw).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while words.last == "." { words.removeLast() }
        guard let first = words.first, first.isUppercase, words.dropFirst().first?.isUppercase != true else {
            return words
        }
        return first.lowercased() + words.dropFirst()
    }
}
