// SPDX-License-Identifier: Apache-2.0

/// One file in an archive, as the central directory describes it (APPNOTE 6.3.10, 4.3.12).
public struct ZIPEntry: Sendable, Hashable {
    /// How the bytes are kept (APPNOTE, 4.4.5).
    public enum Method: UInt16, Sendable {
        /// As they are.
        case stored = 0
        /// Deflated (RFC 1951).
        case deflated = 8
    }

    /// The name with `/` between its parts; a directory's ends with `/`.
    public let name: String
    /// How the bytes are kept.
    public let method: Method
    /// How many bytes it has.
    public let count: Int
    /// How many bytes it takes up in the archive.
    public let compressedCount: Int
    /// The CRC-32 of its bytes.
    public let checksum: UInt32
    /// Where its local header stands.
    let headerOffset: Int
    /// Whether its sizes stand behind its data (APPNOTE, 4.3.9).
    let hasDescriptor: Bool
    /// The flags of the central directory.
    let flags: UInt16
    /// Where its data begin; known once the local header was read.
    var dataOffset = 0

    /// Whether it stands for a directory.
    public var isDirectory: Bool { name.utf8.last == UInt8(ascii: "/") }
}

/// What a name in an archive may be: a relative path that leads nowhere but down.
enum ZIPName {
    /// Refuses a name that another program could take for another place.
    static func check(_ name: String) throws(CompressionError) {
        guard let fault = fault(of: name) else { return }
        throw CompressionError(code: .zipName, message: "the name \(shown(name)) of an entry \(fault)")
    }

    private static func fault(of name: String) -> String? {
        if name.isEmpty { return "is empty" }
        for scalar in name.unicodeScalars {
            if scalar == "\\" { return "holds a backslash" }
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return "holds a control character" }
        }
        if name.utf8.first == UInt8(ascii: "/") { return "is an absolute path" }
        var parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        for part in parts {
            if part.isEmpty { return "holds an empty part" }
            if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return "leads to another folder" }
        }
        if parts.first?.contains(UInt8(ascii: ":")) == true { return "begins with a drive" }
        return nil
    }

    /// A name as a message shows it.
    static func shown(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars.prefix(80) {
            text.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
        }
        return "\"" + text + (name.unicodeScalars.count > 80 ? "…\"" : "\"")
    }

    /// A name as two are compared: systems that don't tell letters' case apart would lay one over the other.
    static func folded(_ name: String) -> [UInt8] {
        name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
}
