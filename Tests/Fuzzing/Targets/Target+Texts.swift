// SPDX-License-Identifier: Apache-2.0

import Bytes
import Compression
import Intake
import Records
import Spreadsheets

extension Target {
    /// What departments deliver, and the values in it.
    static let texts = [
        Target("text", throwing: text), Target("csv", throwing: csv), Target("delivery", throwing: delivery),
        Target("json", throwing: json), Target("values", values), Target("flate", throwing: flate),
        Target("zip", throwing: archive), Target("xlsx", throwing: xlsx),
    ]

    /// A text must be the same however small the pieces in which it is read.
    private static func text(_ bytes: [UInt8]) throws {
        let whole = try DeliveryText.decode(bytes, piece: 1 << 18)
        require(String(validating: whole.text, as: UTF8.self) != nil, "what is decoded is no UTF-8")
        let pieces = try DeliveryText.decode(bytes, piece: 3)
        require(pieces.text == whole.text && pieces.encoding == whole.encoding, "the pieces give another text")
    }

    private static func csv(_ bytes: [UInt8]) throws {
        let whole = try DeliveryText.rows(bytes, piece: 1 << 18)
        let pieces = try DeliveryText.rows(bytes, piece: 7)
        require(
            whole.count == pieces.count
                && zip(whole, pieces).allSatisfy { $0.line == $1.line && $0.values == $1.values },
            "the pieces give other rows")
    }

    /// Rows of an item, in any form of delivery, from headings to lines of the store.
    private static func delivery(_ bytes: [UInt8]) throws {
        guard let catalog, let received = Instant("2026-11-20T10:00:00+08:00") else {
            unmet("the sample catalogue cannot be read")
        }
        var options = ImportOptions(received: received, source: "150000000001")
        if let first = bytes.first, first & 1 == 1 {
            options.item = catalog.items[Int(first >> 1) % catalog.items.count].code
        }
        let counts = try DeliveryText.count(Array(bytes.dropFirst()), catalog: catalog, options)
        require(counts.lines + counts.outOfScope == counts.rows, "a row was lost")
    }

    private static let catalog: Catalog? = {
        guard let bytes = try? DurableFile.read("Samples/catalog.json") else { return nil }
        return try? Catalog.read(bytes, sha256: "")
    }()

    /// What is read can be written, and read again to the same.
    private static func json(_ bytes: [UInt8]) throws {
        let value = try JSONReader.read(bytes)
        require((try? JSONReader.read(Array(value.text.utf8))) == value, "what is written reads otherwise")
        var cursor = JSONCursor(bytes)
        _ = try cursor.string()
    }

    private static func values(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let clean = CleanText(text).text
        require(CleanText(clean).text.utf8.elementsEqual(clean.utf8), "a clean text is not clean")
        let normal = Spelling.normalize(text)
        require(Spelling.normalize(normal).utf8.elementsEqual(normal.utf8), "a normal spelling is not normal")
        if let money = Money(text) { require(Money(money.description) == money, "an amount reads otherwise") }
        if let day = CivilDay(text) { require(day.description == text, "a day has two spellings") }
        if let instant = Instant(text) { require(Instant(instant.description) == instant, "a moment reads otherwise") }
        if let code = try? CreditCode(text) { require((try? CreditCode(code.text)) == code, "a code reads otherwise") }
        _ = DeliveredTime(text)?.instant.description
        _ = DeliveredMoney.read(text)
        if let decoded = Base64.decode(bytes) {
            require(Base64.encodedBytes(decoded) == bytes, "base64 has two spellings")
        }
        if let decoded = Hex.decode(bytes) {
            require(Array(Hex.encode(decoded).utf8) == bytes, "hex has two spellings")
        }
    }

    private static func flate(_ bytes: [UInt8]) throws {
        let limit = 1 << 20
        let inflated = try Flate.decompress(bytes, limit: limit)
        require(inflated.count <= limit, "more than the limit")
        let again = try Flate.decompress(Flate.compress(inflated, level: 6), limit: limit)
        require(again == inflated, "compression changes the bytes")
    }

    private static func archive(_ bytes: [UInt8]) throws {
        let archive = try ZIPArchive(.memory(bytes))
        for entry in archive.entries {
            guard let content = try? archive.bytes(of: entry, limit: 1 << 20) else { continue }
            require(content.count <= 1 << 20, "more than the limit")
        }
    }

    private static func xlsx(_ bytes: [UInt8]) throws {
        let workbook = try Workbook(.memory(bytes))
        for sheet in workbook.sheets {
            guard let survey = try? workbook.survey(sheet), let rows = try? workbook.rows(of: sheet, survey) else {
                continue
            }
            while try rows.next() != nil {}
        }
    }
}
