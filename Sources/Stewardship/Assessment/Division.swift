// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// The 行政区划 of an authority, as positions 3 to 8 of its 统一社会信用代码 state it (GB 32100).
public struct Division: Hashable, Sendable {
    /// Its six digits, such as 150105.
    public let code: String

    /// The division that an authority's code states; nil if it states none.
    public init?(authority code: String) {
        let bytes = Array(code.utf8)
        guard bytes.count == 18, bytes[2..<8].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.code = String(decoding: bytes[2..<8], as: UTF8.self)
    }

    private init(code: String) {
        self.code = code
    }

    /// The league or city (盟市) that it is or lies in; the region itself (区本级) for an authority of the region.
    public var city: Division { Division(code: String(code.prefix(4)) + "00") }

    /// The county (旗县市区) that it is; nil for a league, a city or the region.
    public var county: Division? { code.hasSuffix("00") ? nil : self }
}

/// The names of divisions: a file that an operator keeps, since names change.
public struct DivisionNames: Sendable {
    /// The format that `init` reads.
    public static let format = "creditreport-divisions-1"

    private var names: [String: String] = [:]

    /// No names: codes stand for themselves.
    public init() {}

    /// Reads names.
    ///
    /// - Parameter bytes: JSON with `format` and `divisions`, a list of objects with `code` (six digits) and `name`.
    /// - Throws: `file` at the first thing of another form.
    public init(_ bytes: [UInt8]) throws(StewardshipError) {
        func fault(_ message: String) -> StewardshipError {
            StewardshipError(
                .file, "the file of divisions: \(message)", hint: "Samples/divisions.json shows the form")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes)
        } catch {
            throw fault(error.description)
        }
        guard value["format"]?.string == Self.format else { throw fault("format is not \"\(Self.format)\"") }
        guard let list = value["divisions"]?.array else { throw fault("it has no list \"divisions\"") }
        for (index, member) in list.enumerated() {
            guard let code = member["code"]?.string, code.utf8.count == 6, Int(code) != nil,
                let name = member["name"]?.string, !name.isEmpty
            else { throw fault("divisions[\(index)] has no code of six digits, or no name") }
            guard names.updateValue(name, forKey: code) == nil else {
                throw fault("divisions[\(index)]: \(code) stands twice")
            }
        }
    }

    /// The name of a division, or its code.
    func name(of division: Division) -> String { names[division.code] ?? division.code }
}
