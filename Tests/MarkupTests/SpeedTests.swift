// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Markup
import Testing

/// Prints what a report of some 20 KB costs; nothing depends on the figures.
@Suite("Speed of markup", .serialized)
struct SpeedTests {
    private static let namespace = "urn:creditreport:report:1"

    private static func report(records: Int) throws -> [UInt8] {
        var writer = CanonicalWriter(capacity: 1 << 15)
        writer.open(Name("creditReport", namespace: namespace))
        writer.open("report", [Attribute(.xml("id"), "report")])
        for index in 0..<records {
            writer.open("record", [Attribute("id", "R\(index)"), Attribute("kind", "administrativePenalty")])
            writer.element("authority", "示例市市场监督管理局（测试）")
            writer.element("decidedOn", "2024-05-17")
            writer.element("amount", "20000.00")
            writer.close()
        }
        writer.close()
        writer.close()
        return try writer.finish()
    }

    @Test("reading and writing")
    func figures() throws {
        let file = try Self.report(records: 112)
        #expect((19_000...21_000).contains(file.count), "\(file.count)")
        let root = try CanonicalXML.read(file)
        try measure("stream 20 KB") { _ = try Self.report(records: 112) }
        try measure("read 20 KB into elements") { _ = try XMLReader().read(file) }
        try measure("write 20 KB from elements") { _ = try CanonicalWriter.bytes(of: root, capacity: file.count) }
        try measure("read and hold against its canonical form") { _ = try CanonicalXML.read(file) }
        try measure("parse and canonicalise by libxml2") { _ = try CanonicalXML.exclusive(file) }
        let made = try SignedReport.made()
        let digest = [UInt8](repeating: 1, count: 32)
        try measure("sign") { _ = try XMLSignature.sign(digest: digest, with: made.signer) }
        let signature = try XMLReader().read(try XMLSignature.sign(digest: digest, with: made.signer))
        measure("read a signature and verify it") { _ = XMLSignature.read(signature, digest: digest) }
    }

    private func measure(_ name: String, _ work: () throws -> Void) rethrows {
        var best = Duration.seconds(1)
        for _ in 0..<40 {
            let start = ContinuousClock.now
            try work()
            best = min(best, ContinuousClock.now - start)
        }
        print("\(name): \(best.components.attoseconds / 1_000_000_000_000) µs")
    }
}
