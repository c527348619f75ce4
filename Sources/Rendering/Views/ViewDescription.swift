// SPDX-License-Identifier: Apache-2.0

internal import Cryptography

/// By what a view says that it was drawn:
/// `creditreport view; template NAME HASH; fonts HASH…; rendering VERSION`, then `; suite sm2` if it is signed under that
/// suite, and of a PDF whose streams zlib compressed also `; zlib VERSION`.
struct ViewDescription {
    /// The name of the template.
    let template: String
    /// The hash of the template.
    let templateSHA256: String
    /// The hashes of the fonts: that of the template's own as one, then those of further ones.
    let fonts: [String]
    /// The suite under which the view is signed.
    let suite: Suite
    /// The version of zlib; nil if none is named.
    let zlib: String?

    /// More fonts than any report needs, and more letters than a version or the name of a template has.
    private static let fontLimit = 32
    private static let nameLimit = 64

    /// Reads a description; nil if it is none. Whether it is spelled exactly so, whoever finds the views compares.
    init?(_ text: String) {
        guard text.utf8.count <= 8192 else { return nil }
        var parts = text.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        var suite = Suite.p256
        if parts.count > 4, parts[4] == ["suite", Suite.sm2.rawValue] {
            suite = .sm2
            parts.remove(at: 4)
        }
        guard (4...5).contains(parts.count), parts[1].count == 3, parts[1][0] == "template", parts[2].count >= 2,
            parts[2][0] == "fonts", parts[2].count - 2 <= Self.fontLimit
        else { return nil }
        zlib = parts.count == 5 ? parts[4].last : nil
        if let zlib {
            guard parts[4].count == 2, parts[4][0] == "zlib", Self.isPlain(zlib) else { return nil }
        }
        template = parts[1][1]
        templateSHA256 = parts[1][2]
        fonts = Array(parts[2].dropFirst())
        self.suite = suite
    }

    /// Whether a word is of ASCII letters, digits, dots, hyphens and underscores alone, so that it says nothing of its own.
    static func isPlain(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.count <= nameLimit && !word.hasPrefix(".")
            && word.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
