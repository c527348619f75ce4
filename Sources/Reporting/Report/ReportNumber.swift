// SPDX-License-Identifier: Apache-2.0

internal import Bytes
public import Cryptography

/// A report number (报告编号): prefix, year, 80 bits in Crockford's base 32 in groups of four, and a check character.
///
/// The bits come from a keyed hash of what the report answers, so the same request at the same instant has the same
/// number and nobody can guess another's. The check character is that of year and digits; a prefix may hold letters
/// that the alphabet leaves out.
public struct ReportNumber: Hashable, Sendable, CustomStringConvertible {
    /// The spelling, such as NM-2026-4QJX-7Z3M-0KVB-92TD-5.
    public let text: String

    /// The number of a report.
    ///
    /// - Parameters:
    ///   - prefix: the region's, 1 to 8 of A-Z and 0-9.
    ///   - year: the year of issue.
    ///   - secret: the store's secret, 32 bytes.
    ///   - message: the canonical request with all that the report depends on.
    ///   - algorithm: the hash function of the store.
    public init(
        prefix: String, year: Int, secret: [UInt8], message: [UInt8], algorithm: DigestAlgorithm = .sha256
    ) {
        let digits = Base32.encode(HMAC.of(message, key: secret, algorithm), digits: 16)
        text = Self.spelling(prefix: prefix, year: String(year), digits: digits)
    }

    /// The number that a person typed: any case, I and L for 1, O for 0; nil if the check character does not fit.
    public init?(typed: String) {
        let isPlain = typed.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "-")
        }
        let spelled = isPlain ? typed : typed.uppercased().filter { !$0.isWhitespace }
        let groups = spelled.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard groups.count == 7, groups[1].utf8.count == 4, groups[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            (1...8).contains(groups[0].utf8.count),
            groups[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
            groups[2..<6].allSatisfy({ $0.utf8.count == 4 }), groups[6].utf8.count == 1,
            let digits = Base32.normalize(groups[2..<6].joined()), digits.utf8.count == 16,
            let check = Base32.normalize(groups[6])
        else { return nil }
        let number = Self.spelling(prefix: groups[0], year: groups[1], digits: digits)
        guard number.hasSuffix("-" + check) else { return nil }
        text = number
    }

    /// The spelling.
    public var description: String { text }

    private static func spelling(prefix: String, year: String, digits: String) -> String {
        let check = Base32.checkCharacter(of: year + digits).map { String($0) } ?? ""
        return ([prefix, year] + digits.inGroups(of: 4) + [check]).joined(separator: "-")
    }
}

/// A verification code (核验码): what a person types, or a phone scans, to check a report.
public struct VerificationCode: Hashable, Sendable, CustomStringConvertible {
    /// The spelling: twelve digits of Crockford's base 32 and a check character, in groups of 4, 4 and 5.
    public let text: String

    /// The code of a report: the first 60 bits of the hash of "creditreport-code-1", the report's hash as 64 lower-case
    /// hex digits, and its number as spelled.
    ///
    /// - Parameters:
    ///   - hash: the report's hash, 32 bytes.
    ///   - number: the report's number.
    ///   - algorithm: the hash function of the report's hash.
    public init(hash: [UInt8], number: ReportNumber, algorithm: DigestAlgorithm = .sha256) {
        let message = Array(("creditreport-code-1" + Hex.encode(hash) + number.text).utf8)
        text = Self.spelling(Base32.encode(Digest.of(message, algorithm), digits: 12))
    }

    /// The code that a person typed: any case and grouping, I and L for 1, O for 0; nil if the check character does not fit.
    public init?(typed: String) {
        guard let digits = Base32.normalize(typed), digits.utf8.count == 13 else { return nil }
        let body = String(digits.dropLast())
        guard Base32.checkCharacter(of: body) == digits.last else { return nil }
        text = Self.spelling(body)
    }

    /// The spelling.
    public var description: String { text }

    private static func spelling(_ digits: String) -> String {
        let check = Base32.checkCharacter(of: digits).map { String($0) } ?? ""
        let groups = digits.inGroups(of: 4)
        return groups.joined(separator: "-") + check
    }
}

extension String {
    /// The characters in groups of `length`, the last perhaps shorter.
    fileprivate func inGroups(of length: Int) -> [String] {
        var groups: [String] = []
        var rest = self[...]
        while !rest.isEmpty {
            groups.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return groups
    }
}
