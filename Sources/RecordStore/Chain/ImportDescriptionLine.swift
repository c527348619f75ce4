// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

extension ImportDescription {
    /// Appends it as JSON, its keys sorted, no white space.
    func write(lines: Int, _ algorithm: DigestAlgorithm, to writer: inout ByteWriter) {
        writer.append("{")
        if let backfill {
            writer.append("\"backfill\":[")
            writer.append(jsonString: backfill.lowerBound.description)
            writer.append(",")
            writer.append(jsonString: backfill.upperBound.description)
            writer.append("],")
        }
        writer.append("\"counts\":{\"accepted\":")
        writer.append(decimal: counts.accepted)
        writer.append(",\"outOfScope\":")
        writer.append(decimal: counts.outOfScope)
        writer.append(",\"pending\":")
        writer.append(decimal: counts.pending)
        writer.append(",\"unchanged\":")
        writer.append(decimal: counts.unchanged)
        writer.append(",\"updated\":")
        writer.append(decimal: counts.updated)
        writer.append("},\"domains\":[")
        for (index, domain) in statedDomains.enumerated() {
            if index > 0 { writer.append(",") }
            writer.append(jsonString: domain)
        }
        writer.append("],\"file\":")
        writer.append(jsonString: file)
        writer.append(",\"\(algorithm.member(of: "file"))\":")
        writer.append(jsonString: fileHash)
        writer.append(",\"item\":")
        writer.append(jsonString: item)
        writer.append(",\"lines\":")
        writer.append(decimal: lines)
        writer.append(",\"\(algorithm.member(of: "lines"))\":")
        writer.append(jsonString: linesHash)
        writer.append(",\"placements\":[")
        for (index, placement) in placements.enumerated() {
            if index > 0 { writer.append(",") }
            writer.append("{\"authorityCode\":")
            writer.append(jsonString: placement.authorityCode)
            writer.append(",\"authorityName\":")
            writer.append(jsonString: placement.authorityName)
            writer.append(",\"domain\":")
            writer.append(jsonString: placement.domain)
            writer.append("}")
        }
        writer.append("],\"received\":")
        writer.append(jsonString: received.description)
        writer.append(",\"sequence\":")
        writer.append(decimal: sequence)
        writer.append(",\"source\":")
        writer.append(jsonString: source)
        if let through {
            writer.append(",\"through\":")
            writer.append(jsonString: through.description)
        }
        writer.append("}")
    }

    /// Reads what `write` writes.
    static func read(
        _ cursor: inout JSONCursor, _ algorithm: DigestAlgorithm
    ) throws(JSONError) -> (ImportDescription, lines: Int) {
        var counts = ImportCounts()
        try cursor.expect("{")
        let backfill = cursor.take("\"backfill\":[") ? try window(&cursor) : nil
        try cursor.expect("\"counts\":{\"accepted\":")
        counts.accepted = try cursor.integer()
        try cursor.expect(",\"outOfScope\":")
        counts.outOfScope = try cursor.integer()
        try cursor.expect(",\"pending\":")
        counts.pending = try cursor.integer()
        try cursor.expect(",\"unchanged\":")
        counts.unchanged = try cursor.integer()
        try cursor.expect(",\"updated\":")
        counts.updated = try cursor.integer()
        try cursor.expect("},\"domains\":[")
        var domains: [String] = []
        if !cursor.take("]") {
            repeat { domains.append(try cursor.string()) } while cursor.take(",")
            try cursor.expect("]")
        }
        try cursor.expect(",\"file\":")
        let file = try cursor.string()
        try cursor.expect(",\"\(algorithm.member(of: "file"))\":")
        let fileHash = try cursor.string()
        try cursor.expect(",\"item\":")
        let item = try cursor.string()
        try cursor.expect(",\"lines\":")
        let lines = try cursor.integer()
        try cursor.expect(",\"\(algorithm.member(of: "lines"))\":")
        let linesHash = try cursor.string()
        let placements = try placements(&cursor)
        try cursor.expect(",\"received\":")
        let received = try instant(&cursor)
        try cursor.expect(",\"sequence\":")
        let sequence = try cursor.integer()
        try cursor.expect(",\"source\":")
        let source = try cursor.string()
        var through: CivilDay?
        if cursor.take(",\"through\":") {
            guard let day = CivilDay(try cursor.string()) else {
                throw cursor.fault("a day was expected")
            }
            through = day
        }
        try cursor.expect("}")
        let description = ImportDescription(
            sequence: sequence, received: received, file: file, fileHash: fileHash, item: item, source: source,
            statedDomains: domains, through: through, backfill: backfill, placements: placements,
            counts: counts, linesHash: linesHash)
        return (description, lines)
    }

    private static func window(_ cursor: inout JSONCursor) throws(JSONError) -> ClosedRange<CivilDay> {
        let first = CivilDay(try cursor.string())
        try cursor.expect(",")
        let last = CivilDay(try cursor.string())
        try cursor.expect("],")
        guard let first, let last, first <= last else { throw cursor.fault("two days in order were expected") }
        return first...last
    }

    private static func placements(_ cursor: inout JSONCursor) throws(JSONError) -> [DomainPlacement] {
        try cursor.expect(",\"placements\":[")
        var placements: [DomainPlacement] = []
        if cursor.take("]") { return placements }
        repeat {
            try cursor.expect("{\"authorityCode\":")
            let code = try cursor.string()
            try cursor.expect(",\"authorityName\":")
            let name = try cursor.string()
            try cursor.expect(",\"domain\":")
            let domain = try cursor.string()
            try cursor.expect("}")
            placements.append(DomainPlacement(domain: domain, authorityCode: code, authorityName: name))
        } while cursor.take(",")
        try cursor.expect("]")
        return placements
    }

    private static func instant(_ cursor: inout JSONCursor) throws(JSONError) -> Instant {
        guard let instant = Instant(try cursor.string()) else {
            throw cursor.fault("an instant was expected")
        }
        return instant
    }
}
