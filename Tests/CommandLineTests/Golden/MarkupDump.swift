// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography

/// The markup of a report as lines that can be compared: what is signed and shown, without the signatures.
enum MarkupDump {
    /// The signed data, a line for each element.
    static func report(_ xml: String) -> String {
        lines(part(of: xml, from: "<report ", to: "<signatures>"))
    }

    /// The rules and the body of a page, a line for each.
    static func page(_ html: String) -> String {
        let rules = part(of: html, from: "<style>", to: "</style>")
        return rules + "\n" + lines(part(of: html, from: "<body>", to: "</body>"))
    }

    /// The beginning of a digest and the number of lines.
    static func digest(_ text: String) -> String {
        let digest = Hex.encode(Digest.of(Array(text.utf8))).prefix(16)
        return "\(digest), \(text.utf8.count { $0 == UInt8(ascii: "\n") }) lines"
    }

    private static func lines(_ markup: String) -> String { markup.replacing("><", with: ">\n<") + "\n" }

    private static func part(of text: String, from start: String, to end: String) -> String {
        guard let first = text.firstRange(of: start)?.lowerBound,
            let last = text[first...].firstRange(of: end)?.lowerBound
        else { return "" }
        return String(text[first..<last])
    }
}
